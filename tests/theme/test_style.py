"""The style that stands inside a page, and files as they are published."""

from __future__ import annotations

import re

import pytest

from generator.problems import ContentError
from generator.project import Project
from generator.theme.chrome import Chrome, load_chrome
from generator.theme.frames import SHAPES, Shape
from generator.theme.style import check_styles, parts, published, styler
from tests.theme.support import ROOT

STYLES = ROOT / "overrides/styles"
NAMES = {shape.name: shape for shape in SHAPES}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("home", ("base", "kept", "list", "home")),
        ("alerts", ("base", "kept", "list", "tables", "charts")),
        ("alerts-entry-2", ("base", "kept", "steps", "alert")),
        ("alerts-list-5", ("base", "kept", "list", "tables", "charts")),
        ("bulletins-entry-2", ("base", "kept", "list", "article", "tables", "charts")),
        ("campaigns-list-3", ("base", "kept", "list")),
        ("tags-entry-2", ("base", "kept", "list")),
        ("en-home", ("base", "kept", "list", "home")),
        ("ko-alerts-entry-3", ("base", "kept", "steps", "alert")),
        ("ja-guides-entry-3", ("base", "kept", "list", "steps", "guide")),
    ],
)
def test_the_parts_of_a_page_go_by_its_frame(name: str, wanted: tuple[str, ...]) -> None:
    """Whatever its language and depth."""
    assert parts(NAMES[name]) == wanted


def test_a_page_that_nobody_foresaw_has_the_parts_of_a_text() -> None:
    """As a hand-written page has."""
    text = ("base", "kept", "list", "article", "tables")
    assert parts(None) == text
    assert parts(Shape("unheard-of-entry-2", "unheard-of/@/")) == text
    assert parts(Shape("en-unheard-of", "en/unheard-of/", language="en")) == text
    # The beginning of a name is a whole word of it.
    assert parts(Shape("homework", "homework/")) == text


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_part_of_a_frame_is_a_file_once(shape: Shape) -> None:
    """And no file is there in vain."""
    names = parts(shape)
    assert names[0] == "base"
    assert len(set(names)) == len(names)
    assert all((STYLES / f"{name}.css").is_file() for name in names)


def test_every_file_of_the_folder_is_part_of_some_page() -> None:
    """A file that no page holds would change nothing."""
    used = {name for shape in (*SHAPES, None) for name in parts(shape)}
    assert {path.stem for path in STYLES.glob("*.css")} == used


def test_a_style_holds_its_parts_in_their_order(project: Project) -> None:
    """What comes later counts; comments are left out."""
    folder = project.overrides / "styles"
    (folder / "one.css").write_text("/* 一 */\na { color: red; }\n", encoding="utf-8")
    (folder / "two.css").write_text('b::after { content: "</ x"; }\n', encoding="utf-8")
    (folder / "three.css").write_text("a { color: blue; }\n", encoding="utf-8")
    style = styler(project.overrides)
    assert str(style("one", "three")) == "a{color:red}a{color:blue}"
    assert str(style("three", "one")) == "a{color:blue}a{color:red}"
    with pytest.raises(ValueError, match="不能有"):
        style("one", "two")


def test_the_style_of_every_page_ends_where_it_should(taken: tuple[Project, Chrome]) -> None:
    """Nothing in it closes the element, and it is as short as it may be."""
    _, chrome = taken
    for frame in chrome.frames.values():
        (style,) = re.findall(r"<style>(.*?)</style>", "".join(frame.literals), re.DOTALL)
        assert style.startswith(":root{color-scheme:light;")
        assert "/*" not in style
        assert "\n" not in style
        assert style.count("{") == style.count("}")


def told(project: Project) -> list[tuple[str, int, int, str]]:
    """Place and code of what loading the chrome fails with."""
    with pytest.raises(ContentError) as raised:
        load_chrome(project)
    assert all(problem.hint for problem in raised.value.problems)
    return [(*problem[:3], problem.code) for problem in raised.value.problems]


def test_a_style_that_can_not_be_read_is_told_with_its_file(project: Project) -> None:
    """Missing, or in another encoding: a sentence, no traceback."""
    assert list(check_styles(project)) == []
    folder = project.overrides / "styles"
    (folder / "alert.css").unlink()
    (folder / "home.css").write_bytes("/* 样式 */".encode("gbk"))
    assert told(project) == [
        ("overrides/styles/alert.css", 1, 1, "style-unreadable"),
        ("overrides/styles/home.css", 1, 1, "style-unreadable"),
    ]


@pytest.mark.parametrize("name", sorted({part for one in SHAPES for part in parts(one)}))
def test_no_part_of_any_page_can_be_missing_untold(project: Project, name: str) -> None:
    """Else MkDocs would stop on it without a word for editors."""
    (project.overrides / f"styles/{name}.css").unlink()
    assert told(project) == [(f"overrides/styles/{name}.css", 1, 1, "style-unreadable")]


def test_dark_is_the_same_by_choice_and_by_the_system() -> None:
    """CSS has to say it twice: once where the reader chose it, once where nobody did."""
    css = (STYLES / "base.css").read_text(encoding="utf-8")
    rules = re.findall(r"^ *(:root[^{]*)\{([^}]*)\}", css, re.MULTILINE)
    said: dict[bool, dict[bool, list[str]]] = {True: {}, False: {}}
    for selector, values in rules:
        elder = "elder" in selector
        if 'data-theme="dark"' in selector:
            said[elder][True] = values.split()
        elif 'not([data-theme="light"])' in selector:
            said[elder][False] = values.split()
    for by in said.values():
        assert by[True] == by[False]
        assert by[True]


def test_a_style_that_would_end_itself_is_refused_at_its_place(project: Project) -> None:
    """What follows would be text of every page, or a script."""
    file = project.overrides / "styles/list.css"
    css = file.read_text(encoding="utf-8")
    file.write_text(f"{css}\na::after {{ content: '</style>'; }}\n", encoding="utf-8")
    line = css.count("\n") + 2
    assert told(project) == [("overrides/styles/list.css", line, 22, "style-markup")]


def test_only_our_scripts_are_shortened() -> None:
    """What is short already, and what is no script, keeps its bytes."""
    script = '// 说明\nconst a = "//b"; /* c */\n'.encode()
    assert published("assets/a.js", script) == b'const a="//b";'
    for name in ("assets/a.min.js", "assets/a.css", "media/a.png", "a.json", "a.js.txt"):
        assert published(name, script) == script


def test_a_script_in_any_encoding_is_published() -> None:
    """Its bytes are not read as text."""
    assert published("a.js", b'const a = "\xb1\xff"; // x\n') == b'const a="\xb1\xff";'

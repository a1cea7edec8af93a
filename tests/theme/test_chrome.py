"""The cache of frames: when MkDocs runs, and what its failures look like."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator.problems import ContentError
from generator.project import Project
from generator.theme import digest
from generator.theme.chrome import KEPT, Chrome, load_chrome
from generator.theme.digest import chrome_digest
from tests.theme.support import ROOT


def test_a_second_time_mkdocs_is_not_even_imported(taken: tuple[Project, Chrome]) -> None:
    """Neither are the Markdown reader and the template engine."""
    project, _ = taken
    code = (
        "import sys; from pathlib import Path\n"
        "from generator.project import Project; from generator.theme.chrome import load_chrome\n"
        f"chrome = load_chrome(Project(Path({str(project.root)!r})))\n"
        "print(chrome.digest, sorted({'mkdocs', 'markdown', 'jinja2', 'yaml'} & set(sys.modules)))"
    )
    run = [sys.executable, "-c", code]
    environment = {"PYTHONPATH": str(ROOT), "YINGJI_EDIT_URI": taken[1].edit_uri}
    done = subprocess.run(run, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == f"{taken[1].digest} []\n"


def test_the_chrome_that_was_kept_is_the_one_that_was_taken(project: Project) -> None:
    """And a damaged cache, or none, is the same as no cache."""
    first = load_chrome(project)
    assert load_chrome(project) == first
    (kept,) = (project.cache / "frames").iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert load_chrome(project) == first
    kept.write_bytes(pickle.dumps("something else"))
    assert load_chrome(project) == first


def test_only_the_cache_is_written(project: Project) -> None:
    """Least of all the folder of the site."""
    before = {path for path in project.root.rglob("*") if path.is_file()}
    chrome = load_chrome(project)
    after = {path for path in project.root.rglob("*") if path.is_file()}
    assert after - before == {project.cache / "frames" / f"{chrome.digest}.pickle"}


def test_old_takings_are_forgotten(project: Project) -> None:
    """The newest stay."""
    folder = project.cache / "frames"
    folder.mkdir(parents=True)
    for number in range(KEPT + 3):
        (folder / f"{number}.pickle").write_bytes(b"")
    chrome = load_chrome(project)
    assert len(list(folder.iterdir())) == KEPT
    assert (folder / f"{chrome.digest}.pickle").is_file()


@pytest.mark.parametrize(
    "path",
    ["mkdocs.yml", "overrides/main.html", "docs/about.md", "content/site.yml", "docs/new.png"],
)
def test_the_digest_follows_whatever_the_chrome_is_made_from(project: Project, path: str) -> None:
    """Each of these files."""
    before = chrome_digest(project)
    with (project.root / path).open("ab") as file:
        file.write(b"\n")
    assert chrome_digest(project) != before


def test_the_digest_follows_all_code_that_makes_pages_of_texts() -> None:
    """Each module of the texts that the theme imports, and the libraries that shorten files."""
    names = {name.decode() for name, _ in digest._parts(Project(ROOT))}
    code = ROOT / "generator"
    imported = {
        node.module.removeprefix("generator.").replace(".", "/") + ".py"
        for path in (code / "theme").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
        if node.module.startswith(("generator.text.", "generator.languages."))
    }
    assert "text/scrolling.py" in imported
    assert imported <= names
    libraries = " ".join(digest._libraries()).lower()
    for library in ("mkdocs-", "jinja2-", "markdown-", "rcssmin-", "rjsmin-"):
        assert library in libraries


def test_the_digest_does_not_follow_entries(project: Project) -> None:
    """When only entries changed, MkDocs is not started at all (design.md §2)."""
    before = chrome_digest(project)
    entry = project.content / "alerts/2026/a.yml"
    entry.parent.mkdir(parents=True)
    entry.write_text("kind: 预警\n", encoding="utf-8")
    assert chrome_digest(project) == before


def test_the_digest_follows_variables_and_the_address(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that mkdocs.yml reads; no others."""
    before = chrome_digest(project)
    monkeypatch.setenv("YINGJI_OTHER", "x")
    assert chrome_digest(project) == before
    monkeypatch.setenv("YINGJI_EDIT_URI", "https://git.example/")
    assert chrome_digest(project) != before
    assert chrome_digest(project, "http://127.0.0.1:8000/") != chrome_digest(project)


def test_the_digest_is_the_same_in_another_folder(project: Project, tmp_path: Path) -> None:
    """Where a project lies is no part of it."""
    before = chrome_digest(project)
    assert chrome_digest(Project(project.root.rename(tmp_path / "elsewhere"))) == before


def test_a_preview_has_its_own_address(project: Project) -> None:
    """The one it is asked for, in place of that of content/site.yml."""
    chrome = load_chrome(project, "http://127.0.0.1:8000/")
    assert chrome.site_url == "http://127.0.0.1:8000/"
    assert "http://127.0.0.1:8000/about/" in chrome.docs["about/index.html"].literals[0]
    assert load_chrome(project).site_url == "https://example.gov.cn/sub/"


def test_faulty_facts_of_the_site_are_not_shown(project: Project) -> None:
    """The footer shows what the loader of the content takes for good; nothing is made up."""
    site = "idcode: 12\nicp: \nhost: 某局\nurl: ftp://x\nproduction: 是\n"
    (project.content / "site.yml").write_text(site, encoding="utf-8")
    chrome = load_chrome(project)
    assert chrome.site_url == "https://example.invalid/"
    text = "".join(chrome.docs["about/index.html"].literals)
    assert "主办单位：某局" in text
    assert "演示网站" not in text
    for absent in ("网站标识码", "政府网站找错", "beian", "None", "noindex"):
        assert absent not in text


def test_files_of_the_theme_are_those_that_pages_ask_for(taken: tuple[Project, Chrome]) -> None:
    """No source maps, no search; nothing points at what is left out."""
    _, chrome = taken
    assert "assets/javascripts/yingji.js" in chrome.files
    assert not [path for path in chrome.files if "lunr" in path or "workers" in path]
    # The worker stands at the root: it may keep only what lies below it.
    assert [path for path in chrome.files if not path.startswith("assets/")] == ["sw.js"]
    assert not [path for path, data in chrome.files.items() if b"sourceMappingURL" in data]


def test_a_static_file_beside_the_pages_keeps_its_bytes(project: Project) -> None:
    """An image of a hand-written page, whatever it holds."""
    image = b"\x89PNG\r\n\x1a\n//# sourceMappingURL=x.map\n"
    (project.docs / "media").mkdir()
    (project.docs / "media/a.png").write_bytes(image)
    text = "# 关于\n\n![图](media/a.png)\n"
    (project.docs / "about.md").write_text(text, encoding="utf-8")
    chrome = load_chrome(project)
    assert chrome.files["media/a.png"] == image
    assert 'src="../media/a.png"' in chrome.docs["about/index.html"].literals[0]
    assert chrome.problems == ()


def problems_of(project: Project) -> list[tuple[str, int, int, str]]:
    """Place and code of what loading the chrome fails with."""
    with pytest.raises(ContentError) as raised:
        load_chrome(project)
    return [(*problem[:3], problem.code) for problem in raised.value.problems]


def test_a_fault_in_a_template_names_the_line(project: Project) -> None:
    """Whether it can not be read or not be rendered."""
    template = project.overrides / "partials/head.html"
    good = template.read_text(encoding="utf-8")
    template.write_text(f"{good}\n{{% if %}}\n", encoding="utf-8")
    line = good.count("\n") + 2
    assert problems_of(project) == [("overrides/partials/head.html", line, 1, "template")]
    template.write_text(f"{good}\n{{{{ page.none.none }}}}\n", encoding="utf-8")
    assert problems_of(project) == [("overrides/partials/head.html", line, 1, "template")]


def test_an_edit_address_that_is_none_is_refused(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would stand in every page."""
    monkeypatch.setenv("YINGJI_EDIT_URI", "javascript:alert(1)")
    with pytest.raises(ContentError, match="YINGJI_EDIT_URI"):
        load_chrome(project)


def test_settings_that_the_frames_can_not_follow_are_refused(project: Project) -> None:
    """Before MkDocs is started."""
    text = project.config.read_text(encoding="utf-8")
    project.config.write_text(f"{text}\nrepo_url: https://git.example/\n", encoding="utf-8")
    assert [code for *_, code in problems_of(project)] == ["settings-key"]


def test_what_mkdocs_warns_of_is_told_in_chinese_at_its_place(project: Project) -> None:
    """A link that leads nowhere, a page the nav lacks, one that it has in vain."""
    (project.docs / "about.md").write_text(
        "# 关于\n\n[a](none.md) [b](report.md#无) [c](/x)\n", encoding="utf-8"
    )
    (project.docs / "extra.md").write_text("# 多出\n", encoding="utf-8")
    (project.docs / "more.md").write_text("# 更多\n", encoding="utf-8")
    (project.docs / "privacy.md").unlink()
    found = {(p.path, p.code): p for p in load_chrome(project).problems}
    nav = project.config.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(nav, 1) if "privacy.md" in text)
    assert {(*key, p.line) for key, p in found.items()} == {
        ("docs/about.md", "docs-link-target", 3),
        ("docs/about.md", "docs-link-anchor", 3),
        ("docs/about.md", "docs-link-form", 3),
        ("mkdocs.yml", "docs-nav-target", line),
        ("mkdocs.yml", "docs-nav-missing", 1),
    }
    messages = [p.message for p in load_chrome(project).problems if p.code == "docs-nav-missing"]
    assert messages == [f"docs/{name}.md 不在导航里，读者找不到它。" for name in ("extra", "more")]
    assert all(p.severity == "warning" and p.hint for p in found.values())

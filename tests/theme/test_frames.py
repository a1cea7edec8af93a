"""A filled frame is what MkDocs renders, whatever the values."""

from __future__ import annotations

import html
import re
from hashlib import blake2b

import pytest

from generator.languages.words import words
from generator.model.vocabulary import LANGUAGES
from generator.pages.frame import SLOTS, mark
from generator.project import Project
from generator.theme.chrome import Chrome
from generator.theme.frames import NOT_FOUND, SECTIONS, SHAPES, Shape
from generator.theme.generated import Handed
from tests.theme.support import EDIT_URI, ChromeOf, Reader

HOSTILE = "<b>&\"'</script></title>{{ 7*7 }}{% raw %}\ue000\x02\U000f0000\\1\\g<0>$0 %s 中文"
#: What stands in the places of `@` of real pages.
ENTRY = ("rainstorm-20260710",)
LIST = ("archive", "2026", "page", "2")


def real(shape: Shape) -> Shape:
    """The shape of a page that exists."""
    address = shape.address
    for segment in ENTRY if "entry" in shape.name else LIST:
        address = address.replace("@", segment, 1)
    return shape._replace(address=address)


def values_for(shape: Shape, digest: str) -> dict[str, str]:
    """For every slot a value as nasty as its place allows, marks of the frame included."""
    text = html.escape(f"{shape.name} {HOSTILE} {mark('content', digest)}")
    return {
        "head": f'<title>{text}</title><script type="x">{{"a":"\\u003c"}}</script>',
        "body_attrs": f'data-page="{text}" class="yj-x"',
        "languages": f'<a href="../en/" lang="en">{text}</a>',
        "crumb": text,
        "edit_url": html.escape("https://git.example/a?b=c&d=\"'<>"),
        "content": f"<h1>{text}</h1>\n<pre>  {text}\n\n</pre>",
    }


@pytest.mark.parametrize("edit_uri", [EDIT_URI, ""], ids=["with edit links", "without"])
def test_a_filled_frame_equals_what_mkdocs_renders_for_that_page(
    chrome_of: ChromeOf, edit_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, for every page of the table, at an address of the real form."""
    from generator.theme.taking import render

    project, chrome = chrome_of(edit_uri)
    monkeypatch.setenv("YINGJI_EDIT_URI", edit_uri)
    shapes = [*(real(shape) for shape in SHAPES), Shape(NOT_FOUND, "404.html")]
    handed = [Handed(shape, values_for(shape, chrome.digest)) for shape in shapes]
    plugin, _ = render(project, handed=handed)
    assert set(plugin.rendered) == set(chrome.frames) == {page.shape.name for page in handed}
    for page in handed:
        frame = chrome.frames[page.shape.name]
        assert frame.fill(page.values) == plugin.rendered[page.shape.name], page.shape.name


def test_every_slot_is_in_the_frame_of_an_entry(taken: tuple[Project, Chrome]) -> None:
    """Each once, except those that only some pages have."""
    _, chrome = taken
    assert sorted(chrome.frames["alerts-entry-2"].slots) == sorted(SLOTS)
    assert "edit_url" not in chrome.frames["alerts-list-2"].slots
    assert set(chrome.frames[NOT_FOUND].slots) == {"head", "body_attrs", "languages", "content"}


def test_without_an_edit_address_no_frame_has_an_edit_link(chrome_of: ChromeOf) -> None:
    """The link would lead nowhere."""
    _, chrome = chrome_of("")
    assert chrome.edit_uri == ""
    assert all("edit_url" not in frame.slots for frame in chrome.frames.values())
    assert 'rel="edit"' not in chrome.docs["about/index.html"].literals[0]


def test_frames_hold_no_trace_of_where_they_were_taken(taken: tuple[Project, Chrome]) -> None:
    """Neither invented addresses nor marks stay in the text of a frame."""
    _, chrome = taken
    invented = {shape.name for shape in SHAPES if "@" in shape.address}
    assert invented
    for frame in chrome.frames.values():
        text = "".join(frame.literals)
        assert not [name for name in invented if f"yj-{name}" in text]
        assert chrome.digest not in text


def test_frames_are_small(taken: tuple[Project, Chrome]) -> None:
    """Ten thousand pages carry them.

    The style of a page stands inside it, 15 to 20 KB: more on the disk, yet one request less
    for each reader, and in all a tenth of what style sheet and scripts of the theme weighed.
    """
    _, chrome = taken
    sizes = {name: len("".join(f.literals).encode()) for name, f in chrome.frames.items()}
    assert max(sizes.values()) <= 32_768


def filled(chrome: Chrome, name: str) -> Reader:
    """A frame with plain values."""
    return Reader(chrome.frames[name].fill({slot: f"[{slot}]" for slot in SLOTS}))


def texts(chrome: Chrome) -> list[str]:
    """All pages and frames as they are."""
    frames = ["".join(frame.literals) for frame in chrome.frames.values()]
    return [*frames, *("".join(page.literals) for page in chrome.docs.values())]


TITLES = {
    "alerts": "预警提示",
    "bulletins": "应急动态",
    "campaigns": "主题活动",
    "guides": "应急指南",
    "places": "避难场所",
}


@pytest.mark.parametrize("section", SECTIONS)
def test_entries_and_lists_show_the_tab_and_the_path_of_their_section(
    taken: tuple[Project, Chrome], section: str
) -> None:
    """Though they are not in the nav."""
    _, chrome = taken
    tab = [TITLES.get(section, "关于")]
    steps = [TITLES[section]] if section in TITLES else ["关于", "标签"]
    for name in (f"{section}-entry-2", *(f"{section}-list-{depth}" for depth in (2, 3, 4, 5))):
        page = filled(chrome, name)
        assert page.texts["active tab"] == tab
        assert page.texts["path"] == ["首页", *steps, "[crumb]"]


def test_the_path_of_a_section_front_ends_with_itself(taken: tuple[Project, Chrome]) -> None:
    """And the home page has none."""
    _, chrome = taken
    assert filled(chrome, "guides").texts["path"] == ["首页", "[crumb]"]
    assert filled(chrome, "objectives").texts["path"] == ["首页", "关于", "[crumb]"]
    assert filled(chrome, "home").texts["path"] == []
    assert filled(chrome, "home").texts["active tab"] == ["首页"]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_address_of_a_frame_is_relative_and_of_its_depth(
    taken: tuple[Project, Chrome], shape: Shape
) -> None:
    """So the site works under any path; only the register of ICP numbers and the like are away."""
    _, chrome = taken
    depth = shape.address.count("/")
    for address in filled(chrome, shape.name).addresses:
        if not address.startswith(("https://", "#", "[", "data:")):
            assert not address.startswith("/")
            assert address.count("../") + address.endswith("..") <= depth
    status = "status.json" if shape.language == "zh" else f"status.{shape.language}.json"
    assert "../" * depth + f"api/v1/{status}" in filled(chrome, shape.name).addresses


def test_the_404_page_uses_addresses_under_the_path_of_the_site(
    taken: tuple[Project, Chrome],
) -> None:
    """It is shown at any address."""
    _, chrome = taken
    addresses = filled(chrome, NOT_FOUND).addresses
    # `#…` is a place on the page itself, and the sign of the site stands inside the page.
    inside = [one for one in addresses if not one.startswith(("https://", "#", "data:"))]
    assert "/sub/" in inside
    assert all(address.startswith("/sub/") and "/." not in address for address in inside)


def test_the_edit_link_of_an_entry_is_the_slot(taken: tuple[Project, Chrome]) -> None:
    """And that of a hand-written page leads to its source."""
    _, chrome = taken
    assert chrome.edit_uri == EDIT_URI
    edit = [link for link in filled(chrome, "guides-entry-2").links if link.get("rel") == "edit"]
    assert [link["href"] for link in edit] == ["[edit_url]"]
    page = Reader("".join(chrome.docs["handbook/alerts/index.html"].literals))
    edit = [link for link in page.links if link.get("rel") == "edit"]
    assert [link["href"] for link in edit] == [f"{EDIT_URI}docs/handbook/alerts.md"]


def test_no_page_loads_anything_from_elsewhere(taken: tuple[Project, Chrome]) -> None:
    """No request leaves the site's own origin (design.md §5)."""
    _, chrome = taken
    for page in texts(chrome):
        for name in ('src="http', 'src="//', 'rel="stylesheet" href="http', "@import", "url(http"):
            assert name not in page
        assert 'name="generator"' not in page
        assert "md-search" not in page


def test_every_page_has_the_banner_and_the_footer(taken: tuple[Project, Chrome]) -> None:
    """The banner with a link that needs no script; of the footer only what is known."""
    _, chrome = taken
    chinese = [text for text in texts(chrome) if '<html lang="zh-CN"' in text]
    assert len(chinese) == len(texts(chrome)) - 5 * len(LANGUAGES)
    for text in chinese:
        assert 'id="yj-banner"' in text
        assert "查看当前预警" in text
        assert "演示网站，内容为示例" in text
        assert "主办单位：某&lt;局&gt; &amp; &#39;单位&#39;" in text
        assert "网站标识码：3101050000" in text
        assert "沪ICP备00000000号" in text
        assert "政府网站找错" in text
        assert "承办单位" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chrome_of_a_page_is_in_its_language(
    taken: tuple[Project, Chrome], language: str
) -> None:
    """Language, path, tabs, banner and footer; names of institutions stay marked Chinese."""
    _, chrome = taken
    said = words(language)
    page = filled(chrome, f"{language}-alerts-entry-3")
    text = "".join(chrome.frames[f"{language}-alerts-entry-3"].literals)
    assert f'<html lang="{language}"' in text
    assert page.texts["path"] == [said("首页", "框架"), said("预警提示", "框架"), "[crumb]"]
    assert page.texts["active tab"] == [said("预警提示", "框架")]
    assert said("查看当前预警", "框架") in text
    assert said("演示网站，内容为示例", "框架") in text
    assert f'{said("主办单位：", "框架")}<span lang="zh-CN">某&lt;局&gt;' in text
    assert filled(chrome, f"{language}-home").texts["path"] == []


#: Attributes that any element may have, and those that HTML knows of the elements of a frame.
EVERYWHERE = {"class", "id", "lang", "hidden", "tabindex", "role"}
KNOWN = {
    "a": {"href", "hreflang", "rel"},
    "button": {"type"},
    "input": {"type"},
    "link": {"rel", "href", "type", "title", "hreflang"},
    "meta": {"charset", "name", "property", "content", "http-equiv"},
    "script": {"src", "defer", "type"},
    "svg": {"viewbox", "focusable"},
    "path": {"d", "fill", "stroke", "stroke-width"},
}


def test_no_element_of_a_frame_has_an_attribute_that_html_forbids(
    taken: tuple[Project, Chrome],
) -> None:
    """Nor one twice; so every page passes an HTML checker but for what its own text holds."""
    _, chrome = taken
    for frame in chrome.frames.values():
        for tag, attributes in Reader("".join(frame.literals)).elements:
            names = [name for name, _ in attributes]
            assert len(names) == len(set(names)), (tag, names)
            kept = {name for name in names if not name.startswith(("aria-", "data-"))}
            assert kept <= EVERYWHERE | KNOWN.get(tag, set()), (tag, names)
            given = dict(attributes)
            assert given.get("tabindex", "0") in ("0", "-1")
            assert not re.search(r"\s", given.get("href") or ""), given


def test_a_page_asks_for_one_script_and_no_style_sheet(taken: tuple[Project, Chrome]) -> None:
    """Its style stands inside it, once; nothing of the stock theme is left.

    The script is asked for with its digest: a cache on the way may keep that of another day.
    """
    _, chrome = taken
    name = "javascripts/yingji.js"
    digest = blake2b(chrome.files[f"assets/{name}"], digest_size=5).hexdigest()
    for text in texts(chrome):
        page = Reader(text)
        scripts = [dict(given) for tag, given in page.elements if tag == "script"]
        sources = [given["src"] for given in scripts if "src" in given]
        assert [str(source).rpartition("assets/")[2] for source in sources] == [f"{name}?{digest}"]
        assert [given for given in scripts if "src" in given and "defer" not in given] == []
        assert [tag for tag, _ in page.elements].count("style") == 1
        assert [one for one in page.links if one.get("rel") == "stylesheet"] == []
        assert not re.search(r"\bmd-[a-z]", text)

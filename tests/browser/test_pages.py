"""Every kind of page of this project's own site works in a browser, wide, narrow, scriptless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.languages.words import words
from tests.browser.own import FOLDERS

SMALL = """() => {
  const small = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, noscript, template, svg")) continue;
    if (!parent.checkVisibility()) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 16)
      small.push(`${parent.className || parent.tagName}: ${node.data.trim()}`);
  }
  return small;
}"""
WIDTHS = (320, 390, 768, 1280)


class Seen(NamedTuple):
    """What a visit to a page showed, with scripts."""

    complaints: list[str]
    h1: int
    #: Widths at which it scrolls sideways.
    wide: list[int]
    small: list[str]
    banner: str


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def seen(browser: Browser, server: str, addresses: list[str]) -> dict[str, Seen]:
    """Each page, visited once and looked at in every width."""
    context = browser.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda one: told.extend(_foreign(one.url, server)))
    page.on("response", lambda one: told.extend([f"{one.status} {one.url}"] * (one.status >= 400)))
    visits: dict[str, Seen] = {}
    for address in addresses:
        told.clear()
        page.goto(server + address)
        title = page.locator(".yj-banner-title")
        expect(title).to_be_visible()
        wide = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(width)
        visits[address] = Seen(
            complaints=[*told],
            h1=page.locator("h1").count(),
            wide=wide,
            small=page.evaluate(SMALL),
            banner=page.locator("#yj-banner").inner_text(),
        )
    context.close()
    return visits


def _foreign(url: str, server: str) -> list[str]:
    return [] if url.startswith((server, "data:")) else [f"asks {url}"]


def test_no_page_complains_or_asks_another_site(seen: dict[str, Seen]) -> None:
    assert {page: one.complaints for page, one in seen.items() if one.complaints} == {}


def test_no_page_scrolls_sideways(seen: dict[str, Seen]) -> None:
    assert {page: one.wide for page, one in seen.items() if one.wide} == {}


def test_every_page_has_one_h1(seen: dict[str, Seen]) -> None:
    assert {page: one.h1 for page, one in seen.items() if one.h1 != 1} == {}


def test_no_text_is_smaller_than_16_pixels(seen: dict[str, Seen]) -> None:
    assert {page: one.small for page, one in seen.items() if one.small} == {}


def test_the_banner_names_no_sample_or_exercise(seen: dict[str, Seen]) -> None:
    words = ("示例", "演练", "测试")
    assert {
        page for page, one in seen.items() if any(word in one.banner for word in words)
    } == set()


def test_numbers_to_call_are_large_targets(page: Page, server: str) -> None:
    """All of them, once those that are folded away are unfolded."""
    page.goto(server)
    page.locator(".yj-more-lines summary").click()
    links = page.locator(".yj-hotlines a").all()
    assert len(links) > 4
    for link in links:
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_without_scripts_every_page_says_the_same(
    browser: Browser, server: str, addresses: list[str]
) -> None:
    """Text is there, and what an alert says is in the HTML itself."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in addresses:
        page.goto(server + address)
        expect(page.locator("main")).to_be_visible()
        assert len(page.locator("main").inner_text()) > 20
        said = words((page.locator("html").get_attribute("lang") or "").replace("zh-CN", "zh"))
        link = page.locator("#yj-banner").get_by_role("link")
        expect(link).to_have_text(said("查看当前预警", "框架"))
        assert "目前没有生效中的预警" not in page.locator("body").inner_text()
    page.goto(f"{server}alerts/")
    expect(page.locator(".yj-alert-row").first).to_be_visible()
    page.locator(".yj-alert-row a").first.click()
    expect(page.locator(".yj-alert-head h1")).to_be_visible()
    expect(page.locator(".yj-alert-head")).to_contain_text("不是真实的")
    expect(page.locator(".yj-noscript")).to_be_visible()
    context.close()


@pytest.mark.parametrize("pattern", FOLDERS)
def test_each_kind_of_page_shows_what_it_is(
    page: Page, server: str, built: Path, pattern: str
) -> None:
    shown = 0
    for file in sorted(built.glob(f"{pattern}index.html"))[:3]:
        page.goto(f"{server}{file.parent.relative_to(built).as_posix()}/")
        shown += page.locator(FOLDERS[pattern]).count()
    assert shown


#: The outline of what has the focus; of a hidden switch, that of its frame.
OUTLINE = """() => {
  const here = document.activeElement;
  const shown = here.closest("label") || here;
  return `${here.outerHTML.slice(0, 80)} ${getComputedStyle(shown).outline}`;
}"""


def test_focus_is_visible(page: Page, server: str) -> None:
    """The first dozen stops of the Tab key each draw an outline."""
    page.goto(server, wait_until="networkidle")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(OUTLINE)
        assert "none" not in outline, outline
        assert " 0px" not in outline, outline


def test_printed_pages_keep_the_text_and_leave_the_chrome(page: Page, server: str) -> None:
    page.goto(f"{server}guides/")
    page.locator(".yj-guides a").nth(1).click()
    page.emulate_media(media="print")
    expect(page.locator(".yj-steps").first).to_be_visible()
    expect(page.locator(".yj-header")).to_be_hidden()
    expect(page.locator(".yj-footer")).to_be_hidden()

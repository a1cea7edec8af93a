"""Every kind of page of this project's own site works in a browser, wide, narrow, scriptless."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.languages.words import words

ROOT = Path(__file__).parents[2]
NOW = "2026-11-23T12:00"
#: One of each kind; the entries are the first of their folders, so that content may come and go.
FIXED = (
    "",
    "404.html",
    "about/",
    "accessibility/",
    "alerts/",
    "bulletins/",
    "bulletins/policies/",
    "campaigns/",
    "en/",
    "guides/",
    "handbook/tables/",
    "ja/alerts/",
    "objectives/",
    "offline/",
    "places/",
    "report/",
    "subscribe/",
    "tags/",
)
FOLDERS = {
    "alerts/*/": "article.yj-alert",
    "alerts/archive/*/": ".yj-rows",
    "alerts/hazard/*/": ".yj-rows",
    "bulletins/*/": "article.yj-bulletin",
    "bulletins/archive/*/": ".yj-rows",
    "campaigns/*/": "article.yj-campaign",
    "en/alerts/*/": "article.yj-alert",
    "en/guides/*/": "article.yj-guide",
    "guides/*/": "article.yj-guide",
    "ja/alerts/*/": "article.yj-alert",
    "ko/alerts/*/": "article.yj-alert",
    "tags/*/": ".yj-rows",
}
#: The longest document, and tables with many columns.
HARD = ("bulletins/emergency-work-opinions-2021/", "handbook/alerts/")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's site at a fixed time."""
    site = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "generator", "build", "--project", str(ROOT)]
    done = subprocess.run(
        [*command, "--site", str(site), "--now", NOW],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """Its address on a free port."""
    handler = functools.partial(Quiet, directory=str(built))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def addresses(built: Path) -> list[str]:
    """Every fixed page and one of each other kind."""
    found = [*FIXED, *HARD]
    for pattern in FOLDERS:
        pages = [
            page.parent.relative_to(built).as_posix() + "/"
            for page in sorted(built.glob(f"{pattern}index.html"))
        ]
        known = {*FIXED, *found, "alerts/archive/", "alerts/hazard/", "bulletins/archive/"}
        fresh = [page for page in pages if page not in known]
        assert fresh, f"the site has no page like {pattern}"
        # The first and the last, and of alerts all: each shows another state.
        found += fresh if pattern == "alerts/*/" else fresh[:1] + fresh[1:][-1:]
    return found


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
    page.goto(server)
    links = page.locator(".yj-hotlines a").all()
    assert links
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


#: The outline of what has the focus; of a hidden switch, that of its label.
OUTLINE = """() => {
  const here = document.activeElement;
  const shown = here.matches("input") ? here.nextElementSibling : here;
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
    page.locator(".yj-rows a").nth(1).click()
    page.emulate_media(media="print")
    expect(page.locator(".yj-steps").first).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".md-footer")).to_be_hidden()

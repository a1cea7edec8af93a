"""What a page costs its reader: requests, bytes, and text that jumps while it is read."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.vocabulary import LANGUAGES
from tests.browser.support import NOON, Site, alert, banner_knows
from tests.pages.support import dead_links
from tests.site.support import tree

REQUESTS = 4
ALL, HTML = 20_000, 14_000
SHIFT = 0.02
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
#: Counts what moves without the reader having done anything (Layout Instability API).
WATCH = """window.shifted = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted.push([
    entry.value, ...entry.sources.map((one) => one.node?.className || one.node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });"""
#: Ends once there is text on the screen (Paint Timing), and the frames until then are done.
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length)
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
}).observe({ type: "paint", buffered: true }))"""
#: Two frames later everything that was set is painted and counted.
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => setTimeout(() => done(window.shifted), 50))))"""


@pytest.fixture(scope="module")
def files(built: Path) -> dict[str, bytes]:
    """The site's own files."""
    return {name: data for name, data in tree(built).items() if not name.endswith("/")}


@pytest.fixture
def site(files: dict[str, bytes]) -> Iterator[Site]:
    """The site and what its own status says, at the moment it was built."""
    with Site(files) as site:
        site.status = json.loads(files["api/v1/status.json"])
        site.heartbeat = {**site.heartbeat, "at": NOON.isoformat()}
        yield site


@pytest.fixture(params=[*SIZES.values()], ids=[*SIZES])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


def zipped(data: bytes) -> int:
    """Bytes on the way, as a plain server sends them."""
    return len(gzip.compress(data, compresslevel=6, mtime=0))


def of_alerts(built: Path) -> list[str]:
    """The address of each page of an alert, in each language."""
    patterns = ["alerts/*/", *(f"{language}/alerts/*/" for language in LANGUAGES)]
    found = [path for one in patterns for path in sorted(built.glob(f"{one}index.html"))]
    pages = [path for path in found if b'<article class="yj-alert"' in path.read_bytes()]
    assert len(pages) >= 4 * (1 + len(LANGUAGES))
    return [path.parent.relative_to(built).as_posix() + "/" for path in pages]


def test_the_page_of_an_alert_is_four_small_answers(
    browser: Browser, built: Path, site: Site
) -> None:
    """The page, its script, the status and the heartbeat: 20 KB in all, the page 14 KB of it."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    over = {}
    for address in of_alerts(built):
        asked.clear()
        page.goto(site.url + address)
        banner_knows(page)
        files = [url.partition("?")[0] for url in asked if not url.startswith("data:")]
        here = [url.removeprefix(site.url) for url in files]
        assert here[0] == address
        html = zipped((built / address / "index.html").read_bytes())
        whole = html + sum(zipped((built / one).read_bytes()) for one in here[1:])
        if len(here) > REQUESTS or whole > ALL or html > HTML:
            over[address] = (len(here), whole, html)
    context.close()
    assert over == {}


def test_style_stands_in_every_page_once_and_asks_for_nothing(files: dict[str, bytes]) -> None:
    """No page waits for a style sheet, and no style for a picture or another style."""
    pages = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
    for name, page in pages.items():
        head, _, body = page.partition("</head>")
        (style,) = re.findall(r"<style>(.*?)</style>", head, re.DOTALL)
        assert "@import" not in style, name
        assert re.findall(r"url\((?!['\"]?data:)", style) == [], name
        assert not re.search(r"<link\b[^>]*stylesheet", page), name
        assert not re.search(r"<style\b", body), name


def test_no_page_names_a_file_that_is_not_there(built: Path) -> None:
    """Nor a place on a page."""
    assert dead_links(built, "https://example.invalid/") == []


MANY = tuple(alert(f"rain-{number}", headline="暴雨红色预警", level="红") for number in range(3))
LONG = (alert(headline="台风黄色预警、暴雨橙色预警和雷电黄色预警", area=["全区"]),)


@pytest.mark.parametrize(
    "in_force", [(), (alert(),), MANY, LONG], ids=["none", "one", "three", "long"]
)
def test_nothing_jumps_when_the_banner_comes_to_know(
    page: Page, site: Site, addresses: list[str], in_force: tuple[dict[str, Any], ...]
) -> None:
    """The answer comes after the page was painted, as it does for most readers."""
    site.status["in_force"] = [*in_force]
    foreign = [{**one, "headline": "Yellow warning: Rainstorm, Lightning"} for one in in_force]
    for language in LANGUAGES:
        name = f"api/v1/status.{language}.json"
        status = {**json.loads(site.files[name]), "in_force": foreign}
        site.files = {**site.files, name: json.dumps(status).encode()}
    page.add_init_script(WATCH)
    jumped = {}
    for address in kinds(addresses):
        site.api.clear()
        page.goto(site.url + address)
        page.evaluate(PAINTED)
        assert page.locator(".yj-banner-title").count() == 0, address
        site.api.set()
        banner_knows(page)
        shifts = page.evaluate(SETTLED)
        if sum(value for value, *_ in shifts) >= SHIFT:
            jumped[address] = shifts
    assert jumped == {}


def kinds(addresses: list[str]) -> list[str]:
    """One page of each kind."""
    # The addresses of the page of what was not found are those of the site's own host.
    known = [one for one in addresses if not one.startswith("404")]
    found = {re.sub(r"(?<=/)[a-z0-9-]+/$", "@/", one): one for one in known}
    assert len(found) > 20
    return sorted(found.values())


def test_the_watch_sees_what_jumps(page: Page, site: Site) -> None:
    """So that the test before this one can fail."""
    page.add_init_script(WATCH)
    page.goto(f"{site.url}about/")
    expect(page.locator(".yj-banner-title")).to_be_visible()
    page.evaluate(SETTLED)
    page.evaluate("document.querySelector('#yj-banner').style.minHeight = '300px'")
    page.evaluate(SETTLED)
    assert sum(value for value, *_ in page.evaluate(SETTLED)) > SHIFT

"""No page of the site does what its policy forbids, by its own word or by that of the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from generator.headers.policy import with_policy
from generator.headers.survey import survey
from generator.headers.write import FORMATS
from tests.browser.shore import Shore
from tests.browser.support import NOON
from tests.headers import readers
from tests.site.support import PNG, Bench, make_project, tree

#: One page of each frame, with what lies on each.
PATTERNS = ("", "*/", "*/*/", "*/*/*/", "*/*/*/*/")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good site of the tests, with everything on it that content can bring."""
    root = tmp_path_factory.mktemp("policy")
    bench = Bench(make_project(root / "project"), root / "site")
    bench.write("media/2026/picture.png", PNG)
    body = (
        "![图](media/2026/picture.png)\n\n| 左 | 右 |\n| :-- | --: |\n| a | b |\n\n"
        "文[^1]。\n\n[^1]: 注。\n\n!!! note\n    提示\n\n"
        '<p style="color:red" onclick="x()">a</p><script>x()</script>\n'
    )
    news = {"title": "消息", "category": "工作动态", "published": "2026-11-20 09:00"}
    bench.write("bulletins/2026/full.yml", {**news, "source": "局", "body": body})
    bench.build(NOON)
    return bench.site


@pytest.fixture(scope="session")
def files(built: Path) -> dict[str, bytes]:
    found = {name: data for name, data in tree(built).items() if not name.endswith("/")}
    beat = f'{{"at":"{NOON.isoformat()}","incomplete":false}}'
    return {**found, "api/v1/heartbeat.json": beat.encode()}


@pytest.fixture(scope="session")
def served(built: Path) -> Mapping[str, str]:
    """The headers of a page, as `_headers` has them."""
    site = survey(built)
    assert not site.broken
    return readers.pages(FORMATS["netlify"](site._replace(https=False)), "/guides/")


LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.add_init_script(LISTEN)
    yield context
    context.close()


def visit(context: BrowserContext, shore: Shore, addresses: list[str]) -> dict[str, list[str]]:
    """What each page was kept from, said on the console, failed at or asked elsewhere."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda one: (
            None if one.url.startswith((shore.url, "data:")) else said.append(f"asks {one.url}")
        ),
    )
    found: dict[str, list[str]] = {}
    for address in addresses:
        said.clear()
        page.goto(shore.url + address)
        expect(page.locator("#yj-banner[data-now]")).to_be_attached()
        found[address] = [*page.evaluate("window.violations"), *said]
    page.close()
    return {address: lines for address, lines in found.items() if lines}


def every_kind(files: Mapping[str, bytes]) -> list[str]:
    """Up to three pages of each folder, and every page of docs/."""
    kinds: dict[str, list[str]] = {}
    for name in sorted(files):
        if name.endswith("index.html"):
            address = name.removesuffix("index.html")
            kinds.setdefault(address.rpartition("/")[0].rpartition("/")[0], []).append(address)
    found = [one for kind, some in kinds.items() for one in (some if not kind else some[:3])]
    return [*found, "404.html", "bulletins/full/"]


@pytest.mark.parametrize("by", ["meta", "headers"])
def test_no_page_breaks_its_policy(
    context: BrowserContext, files: dict[str, bytes], served: Mapping[str, str], by: str
) -> None:
    addresses = every_kind(files)
    assert len(addresses) > 40
    with Shore(files, NOON) as shore:
        if by == "headers":
            given = {k: v for k, v in served.items() if k != "Content-Type"}
            shore.headers = lambda _: given
        assert visit(context, shore, addresses) == {}


BROKEN = {
    "a handler": '<p id="x" onclick="window.ran = 1">a</p><script src="../go.js"></script>',
    "eval": '<script src="../eval.js"></script>',
    "a picture from elsewhere": '<img src="http://localhost:9/a.png" alt="">',
    "a script of its own": "<script>window.ran = 1</script>",
    "a style": '<p style="color: red">a</p>',
    "a frame": '<iframe src="../guides/"></iframe>',
    "another base": '<base href="http://localhost:9/">',
}
HELPERS = {
    "go.js": b"document.getElementById('x').click()",
    "eval.js": b"eval('window.ran = 1')",
}


@pytest.mark.parametrize("by", ["meta", "headers"])
@pytest.mark.parametrize("how", BROKEN)
def test_a_page_that_breaks_it_is_seen(
    context: BrowserContext,
    files: dict[str, bytes],
    served: Mapping[str, str],
    how: str,
    by: str,
) -> None:
    """And what it tried was kept from happening."""
    page = files["about/index.html"].replace(b"</main>", BROKEN[how].encode() + b"</main>")
    if by == "headers":
        page = page.replace(b"http-equiv", b"data-none")
    with Shore({**files, **HELPERS, "about/index.html": page}, NOON) as shore:
        if by == "headers":
            given = {k: v for k, v in served.items() if k != "Content-Type"}
            shore.headers = lambda _: given
        assert visit(context, shore, ["about/"])["about/"]
        tab = context.new_page()
        tab.goto(f"{shore.url}about/")
        assert tab.evaluate("window.ran") is None


def test_no_other_page_may_frame_ours(
    context: BrowserContext, files: dict[str, bytes], served: Mapping[str, str]
) -> None:
    frame = with_policy('<meta charset="utf-8"><p>a</p>').replace(
        "default-src 'none'", "default-src 'none'; frame-src 'self'"
    )
    frame += '<iframe src="guides/"></iframe>'
    with Shore({**files, "frame.html": frame.encode()}, NOON) as shore:
        shore.headers = lambda path: served if path == "guides/" else {}
        tab = context.new_page()
        tab.goto(f"{shore.url}frame.html")
        tab.wait_for_timeout(500)
        assert tab.frames[-1].url.startswith("chrome-error:")


def test_what_content_brings_holds_no_script_and_no_style(built: Path) -> None:
    """Blocks of data alone; no attribute that would run or paint."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if name == "style" or name.startswith("on"):
                    self.found.append(f"{tag} {name}={value}")
                if name in ("href", "src") and (value or "").lower().startswith("javascript:"):
                    self.found.append(f"{tag} {value}")

    for page in sorted(built.rglob("*.html")):
        reader = Reader()
        reader.feed(page.read_text(encoding="utf-8"))
        assert not reader.found, page
    assert not survey(built).broken

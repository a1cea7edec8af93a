"""Pages hold what editors may write: long names, tall pictures, notes, tables of many columns."""

from __future__ import annotations

import functools
import struct
import zlib
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.own import Quiet
from tests.browser.test_pages import SMALL, WIDTHS
from tests.site.entries import FULL, HOUR, media, path_of, place
from tests.site.support import NOW, Bench, make_project

LONG = "特别长的标题" * 14 + "😀𠮷"
WORD = "https://example.org/" + "a" * 150
ADDRESSES = (
    *("", "alerts/", "alerts/full/", "bulletins/", "bulletins/full/", "campaigns/"),
    *("campaigns/full/", "guides/", "guides/full/", "places/", "tags/"),
)


def tall(width: int = 40, height: int = 2400) -> bytes:
    """A picture much higher than wide."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site full of such entries."""
    folder = tmp_path_factory.mktemp("odd")
    bench = Bench(make_project(folder / "project", content=None), folder / "site")
    files = media(bench, "file")
    (bench.content / files[0]).write_bytes(tall())
    for kind, make in FULL.items():
        bench.write(path_of(kind, "full"), make(f"{LONG} {WORD}", NOW - HOUR, files))
    body = f"{LONG}[^1] {WORD}\n\n| 甲 | 乙 |\n|---|---|\n| {LONG} | {WORD} |\n\n[^1]: 注"
    entry = FULL["bulletin"](LONG, NOW - HOUR, files)
    bench.write(path_of("bulletin", "full"), {**entry, "body": body})
    bench.write("places/all.yml", [place(f"{LONG} {WORD}")])
    lines = [
        {"number": "021-2205 0000 转 8001", "name": LONG, "checked": "2026-05-01"},
        {"number": "见各街镇", "name": LONG},
    ]
    bench.write("site.yml", {"name": "某", "hotlines": lines, "host": LONG, "contact": WORD})
    report = bench.build()
    assert not report.left_out
    yield from serve(bench.site)


def serve(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_odd_pages_neither_scroll_sideways_nor_shrink_their_text(page: Page, server: str) -> None:
    for address in ADDRESSES:
        page.goto(server + address)
        assert page.evaluate(SMALL) == [], address
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            inside = "document.documentElement.scrollWidth <= innerWidth"
            assert page.evaluate(inside), (address, width)


def test_a_tall_picture_does_not_push_the_text_off_the_screen(page: Page, server: str) -> None:
    for address in ("bulletins/full/", "campaigns/full/", "alerts/full/"):
        page.goto(server + address, wait_until="networkidle")
        picture = page.locator("#yj-main img").first
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        assert 0 < box["height"] <= 844, address


def test_the_date_of_a_number_is_as_dark_as_other_notes(page: Page, server: str) -> None:
    """Paler it would be below the contrast of 4.5 (WCAG 2.2, 1.4.3)."""
    page.goto(server)
    note = page.locator(".yj-hotlines small").first
    assert note.evaluate("one => getComputedStyle(one).opacity") == "1"

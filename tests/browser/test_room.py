"""The banner keeps the room that the page was painted with, whatever it comes to know.

Long titles, stale or broken answers, the view for elders, other languages: nothing jumps (layout
shift below 0.02), and what has no room is a press away or ends in "…".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support import NOON, Site, alert
from tests.browser.test_budgets import SETTLED, SHIFT, WATCH
from tests.site.support import tree

AREA = ["新华路街道", "江苏路街道", "华阳路街道", "周家桥街道", "天山路街道", "虹桥街道"]
LONG: dict[str, Any] = {"headline": "很长的题目" * 12, "area": AREA}
LONG_ABROAD: dict[str, Any] = {
    "headline": "Red warning: Typhoon, Rainstorm, Lightning, Gale",
    "area": ["Xinjing"],
}
EARLIER = "2026-11-23T11:00:00+08:00"
#: What the server knows (rows in force), and how it fails.
STATES: dict[str, dict[str, Any]] = {
    "none": {},
    "long": {"rows": [{}]},
    "many": {"rows": [{"id": f"a{number}", "level": "红"} for number in range(200)]},
    "unconfirmed": {"rows": [{"expires": None, "review": EARLIER, "state": "待核实"}]},
    "over": {"rows": [{"expires": EARLIER}]},
    "stale": {"rows": [{}], "old": True},
    "incomplete": {"rows": [{}], "incomplete": True},
    "unknown": {"old": True},
    "unknown and incomplete": {"incomplete": True},
    "broken": {"broken": 503},
}
SIZES = {
    "phone": (390, 844),
    "small": (320, 640),
    "tablet": (768, 1024),
    "laptop": (1024, 768),
    "desk": (1280, 800),
}
HEIGHT = "document.querySelector('.yj-aside').offsetHeight"


@pytest.fixture(scope="module")
def files(built: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(built).items() if not name.endswith("/")}


@pytest.fixture(params=[*SIZES.values()], ids=[*SIZES])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.add_init_script(WATCH)
    yield page
    context.close()


def tell(site: Site, files: dict[str, bytes], state: dict[str, Any]) -> None:
    """Make the server answer as ``state`` says, in Chinese and in English."""
    rows = state.get("rows", [])
    name = "api/v1/status.en.json"
    for path, more in (("api/v1/status.json", LONG), (name, LONG_ABROAD)):
        known = json.loads(files[path])
        known |= {"in_force": [alert(**more, **row) for row in rows], "next_change": None}
        known["incomplete"] = state.get("incomplete", False)
        if path == name:
            site.files = {**files, path: json.dumps(known).encode()}
        else:
            site.status = known
    site.broken = state.get("broken", 0)
    if site.broken:
        site.files = {path: data for path, data in files.items() if path != name}
    age = timedelta(minutes=90 if state.get("old") else 1)
    site.heartbeat = {"at": (NOON - age).isoformat(), "incomplete": False}


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_no_state_moves_the_page(page: Page, files: dict[str, bytes], elder: bool) -> None:
    if elder:
        page.add_init_script("localStorage.setItem('yj-elder', '1')")
    moved = {}
    with Site(files) as site:
        for name, state in STATES.items():
            tell(site, files, state)
            for address in ("about/", "en/guides/rainstorm/"):
                site.api.clear()
                page.goto(site.url + address, wait_until="domcontentloaded")
                before = page.evaluate(HEIGHT)
                site.api.set()
                expect(page.locator(".yj-banner-title")).to_be_visible()
                shift = sum(value for value, *_ in page.evaluate(SETTLED))
                grown = page.evaluate(HEIGHT) - before
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                # The smallest phones have no room for the longest words of a failure.
                narrow = page.evaluate("innerWidth") < 360 and (elder or "/guides" in address)
                if (not narrow and (shift >= SHIFT or grown > 8)) or wide > 0:
                    moved[name, address] = (shift, grown, wide)
    assert moved == {}


def test_what_has_no_room_is_a_press_away(page: Page, files: dict[str, bytes]) -> None:
    with Site(files) as site:
        tell(site, files, STATES["unknown"])
        page.goto(f"{site.url}about/")
        banner = page.locator("#yj-banner")
        for number in ("110", "119", "120"):
            expect(banner.locator(f"a[href='tel:{number}']")).to_be_visible()
        note = banner.get_by_text("可能已过时，只更新到 2026年11月23日 10:30")
        expect(note).to_be_hidden()
        banner.locator("summary").click()
        expect(note).to_be_visible()
        expect(banner.get_by_text("请看发布单位自己的渠道")).to_be_visible()
        expect(banner.get_by_role("link", name="查看当前预警")).to_be_visible()


def test_a_doubt_stands_in_sight_beside_what_is_in_force(
    page: Page, files: dict[str, bytes]
) -> None:
    with Site(files) as site:
        tell(site, files, {"rows": [{}, {"id": "b"}], "incomplete": True})
        page.goto(f"{site.url}about/")
        banner = page.locator("#yj-banner")
        expect(banner.locator("summary")).to_contain_text("部分预警可能未显示，请以发布单位为准")
        expect(banner.locator("li:visible")).to_have_count(1)
        banner.locator("summary").click()
        expect(banner.locator("li:visible")).to_have_count(2)


def test_the_smallest_phone_has_one_row_of_controls_too(
    browser: Browser, files: dict[str, bytes]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    with Site(files) as site:
        page.goto(site.url)
        boxes = [box for one in page.locator(".yj-bar > *").all() if (box := one.bounding_box())]
        assert len(boxes) == 4
        assert max(box["y"] for box in boxes) < min(box["y"] + box["height"] for box in boxes)
    context.close()


@pytest.mark.parametrize("address", ["", "en/", "ja/", "ko/"])
@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_the_controls_of_the_head_stand_in_one_row(
    browser: Browser, files: dict[str, bytes], address: str, elder: bool
) -> None:
    """On a phone, and none of them without words."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    if elder:
        page.add_init_script("localStorage.setItem('yj-elder', '1')")
    with Site(files) as site:
        page.goto(site.url + address)
        tools = page.locator(".yj-bar > *").all()
        assert len(tools) == 4
        boxes = [box for one in tools if (box := one.bounding_box())]
        middles = {round(box["y"] + box["height"] / 2) for box in boxes}
        assert max(middles) - min(middles) <= 2
        assert all(len(one.inner_text().strip()) > 1 for one in tools)
        search = page.locator(".yj-search")
        whole = {
            "": "搜索",
            "en/": "Search (Chinese)",
            "ja/": "検索（中国語）",
            "ko/": "검색(중국어)",
        }
        assert " ".join((search.text_content() or "").split()) == whole[address]
    context.close()

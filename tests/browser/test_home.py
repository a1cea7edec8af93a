"""Home answers on one screen of a phone: is something in force, what do I do, whom do I call."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.own import NOW
from tests.browser.support import Site
from tests.site.entries import HOUR
from tests.site.support import ROOT, Bench, at, make_project, tree, written

WHEN = at(NOW.replace("T", " "))
COUNTS = (0, 1, 3, 30, 200)
STREETS = ["新华路街道", "江苏路街道", "华阳路街道", "周家桥街道", "天山路街道", "虹桥街道"]


def event(number: int) -> dict[str, Any]:
    """The second is named for long and touches half of the district."""
    message = {
        "sent": written(WHEN - HOUR),
        "action": "发布",
        "level": "红橙黄蓝"[number % 4],
        "expires": written(WHEN + (number + 2) * HOUR),
        "text": "预计未来6小时将出现短时强降水。",
    }
    long = number == 1
    return {
        "kind": "预警",
        "hazard": ["台风", "暴雨", "雷电"] if long else "暴雨",
        "area": STREETS if long else ["全区"],
        "issuer": "上海中心气象台",
        **({"title": "很长的题目" * 12} if long else {}),
        "messages": [message],
    }


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, bytes]]:
    """The site's own content with so many alerts in force: the files that its home asks for."""
    folder = tmp_path_factory.mktemp("home")
    bench = Bench(make_project(folder / "project", ROOT / "content"), folder / "site", WHEN)
    found = {}
    for count in COUNTS:
        for number in range(count):
            bench.write(f"alerts/2026/live-{number}.yml", event(number))
        bench.build()
        files = tree(bench.site)
        asked = ("index.html", "api/v1/status.json", "assets/javascripts/yingji.js")
        found[count] = {name: files[name] for name in asked}
    return found


@pytest.fixture(params=COUNTS)
def site(request: pytest.FixtureRequest, homes: dict[int, dict[str, bytes]]) -> Iterator[Site]:
    files = homes[request.param]
    with Site(files) as site:
        site.status = json.loads(files["api/v1/status.json"])
        assert len(site.status["in_force"]) == request.param
        yield site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def bottom(one: Locator) -> float:
    box = one.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_one_screen_answers_however_many_alerts_there_are(page: Page, site: Site) -> None:
    page.goto(site.url)
    expect(page.locator(".yj-banner-title")).to_be_visible()
    rows = page.locator(".yj-now .yj-alert-row:visible")
    count = len(site.status["in_force"])
    assert rows.count() == min(count, 3)
    if count:
        expect(rows.first.locator(".yj-level")).to_be_visible()
        assert bottom(rows.last) < 844
    signs = page.locator(".yj-signs a:visible")
    assert signs.count() >= 3
    assert bottom(signs.nth(2)) < 844
    for number in ("110", "119", "120"):
        assert bottom(page.locator(f".yj-help a[href='tel:{number}']").first) <= 844
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_not_unfolded_is_a_touch_away(
    page: Page, homes: dict[int, dict[str, bytes]]
) -> None:
    with Site(homes[30]) as site:
        page.goto(site.url)
        page.locator(".yj-others summary").click()
        expect(page.locator(".yj-now .yj-alert-row:visible")).to_have_count(30)


def test_a_state_that_is_not_in_force_is_told_beside_the_title(
    page: Page, homes: dict[int, dict[str, bytes]]
) -> None:
    """生效中 goes without saying below 当前预警; that something is over does not."""
    with Site(homes[1]) as site:
        site.status = json.loads(homes[1]["api/v1/status.json"])
        site.status["in_force"] = []
        page.goto(site.url)
        expect(page.locator(".yj-alert-row .yj-live-note")).to_be_visible()


def test_a_desk_shows_the_words_of_the_row_too(
    page: Page, homes: dict[int, dict[str, bytes]]
) -> None:
    with Site(homes[3]) as site:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(site.url)
        expect(page.locator(".yj-now .yj-row-summary").first).to_be_visible()
        expect(page.locator(".yj-now .yj-state").first).to_be_visible()

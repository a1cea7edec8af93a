"""The banner of every page says what is in force, and only what it can know (outputs.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.model.site import Site as Model
from generator.pages.environment import make_environment
from generator.pages.frame import SLOTS
from generator.pages.page import Head, Item
from generator.pages.sections.home import HomeView
from generator.theme.chrome import load_chrome
from tests.browser.support import NOON, Site, alert
from tests.theme.support import make_project

NONE = "目前没有生效中的预警"
UNKNOWN = "无法核实当前预警"
PERHAPS = "可能已结束，无法核实"


def row(until: datetime = NOON + timedelta(hours=6)) -> Item:
    """An alert as the home page lists it, saying what ``alert()`` says."""
    return Item(
        url="alerts/rainstorm-1123/",
        title="暴雨黄色预警",
        kind="alert",
        label="预警",
        when=datetime.fromisoformat("2026-11-23T10:00:00+08:00"),
        summary="预计有暴雨。",
        level="黄",
        state="生效中",
        note="全区",
        until=until,
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, bytes]]:
    """The files of a site whose home page lists the given rows, in the project's own theme."""
    root = tmp_path_factory.mktemp("project")
    project = make_project(root)
    site = root / "content/site.yml"
    lines = "hotlines:\n  - {number: 119, name: 火警}\n  - {number: 120, name: 急救}\n"
    site.write_text(f"{site.read_text(encoding='utf-8')}{lines}", encoding="utf-8")
    chrome = load_chrome(project)
    template = make_environment(None).get_template("home.html")

    def home(*rows: Item) -> dict[str, bytes]:
        content = template.render(
            view=HomeView(rows, (), (), (), (), (), ()),
            head=Head("长宁应急", "", "首页"),
            site=Model(),
            href=lambda url: f"./{url}",
        )
        values = {**dict.fromkeys(SLOTS, ""), "content": content}
        return {**chrome.files, "index.html": chrome.frames["home"].fill(values).encode()}

    return home


@pytest.fixture
def site(home: Callable[..., dict[str, bytes]]) -> Iterator[Site]:
    """A site with nothing in force, at noon."""
    with Site(home()) as site:
        yield site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader far away: times are still shown in 北京时间."""
    context = browser.new_context(timezone_id="America/New_York")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that reader."""
    return context.new_page()


def banner(page: Page) -> Locator:
    return page.locator("#yj-banner")


def test_nothing_in_force_is_said_with_the_time_of_a_fresh_heartbeat(
    page: Page, site: Site
) -> None:
    site.heartbeat["at"] = "2026-11-23T11:01:30+08:00"
    page.goto(site.url)
    expect(banner(page)).to_contain_text(f"{NONE}（2026年11月23日 11:01）")
    expect(page.locator("[data-yj-verdict]")).to_contain_text(NONE)


def test_an_alert_in_force_is_named_with_its_level_area_and_end(page: Page, site: Site) -> None:
    site.status["in_force"] = [alert()]
    page.goto(site.url)
    item = banner(page).locator("li")
    expect(item).to_contain_text("黄色")
    expect(item).to_contain_text("全区")
    expect(item).to_contain_text("有效至 2026年11月23日 18:00")
    expect(item.get_by_role("link", name="暴雨黄色预警")).to_have_attribute(
        "href", re.compile(r"^(\./)?alerts/rainstorm-1123/$")
    )
    expect(banner(page)).not_to_contain_text(NONE)


def test_without_an_announced_end_it_says_so(page: Page, site: Site) -> None:
    site.status["in_force"] = [
        alert(expires=None, review="2026-11-23T11:00:00+08:00", state="待核实")
    ]
    page.goto(site.url)
    expect(banner(page)).to_contain_text("解除时间未公布")
    expect(banner(page)).to_contain_text("未收到解除信息，以发布单位为准")


def test_every_alert_in_force_is_there_however_many(page: Page, site: Site) -> None:
    site.status["in_force"] = [alert(f"rain-{number}") for number in range(40)]
    page.goto(site.url)
    expect(banner(page).locator("li")).to_have_count(40)
    expect(banner(page)).to_contain_text("40条预警提示生效中")


def test_exercises_and_samples_are_never_in_the_banner(page: Page, site: Site) -> None:
    site.status["exercises"] = [alert(headline="【演练】火灾", nature="演练")]
    page.goto(site.url)
    expect(banner(page)).to_contain_text(NONE)
    expect(banner(page)).not_to_contain_text("演练")


def test_an_alert_ends_by_the_second_of_the_servers_clock(
    page: Page, home: Callable[..., dict[str, bytes]]
) -> None:
    end = NOON + timedelta(seconds=4)
    with Site(home(row(until=end))) as site:
        site.status["in_force"] = [alert(expires=end.isoformat())]
        site.status["next_change"] = end.isoformat()
        page.goto(site.url)
        expect(banner(page)).to_contain_text("生效中")
        assert "已过期" not in page.locator("body").inner_text()
        expect(banner(page).locator("li")).to_contain_text("已过期")
        assert site.now >= end
        assert sum(at >= end for at in site.asked) >= 2, "asked once more before it flips"
        expect(banner(page)).to_contain_text("以下预警已过期")
        expect(banner(page)).not_to_contain_text("生效中")
        expect(page.locator(".yj-alert-row .yj-state")).to_have_text("已过期")
        expect(banner(page)).not_to_contain_text(NONE)


@pytest.mark.parametrize("wrong", ["2001-01-01T00:00:00", "2050-01-01T00:00:00"])
def test_a_wrong_clock_of_the_reader_changes_nothing(page: Page, site: Site, wrong: str) -> None:
    page.clock.install(time=wrong)
    site.status["in_force"] = [alert()]
    page.goto(site.url)
    expect(banner(page)).to_contain_text("1条预警提示生效中")
    expect(banner(page)).not_to_contain_text("结束")
    expect(banner(page)).not_to_contain_text("无法核实")


@pytest.mark.parametrize("wrong", ["2001-01-01T00:00:00", "2050-01-01T00:00:00"])
def test_a_wrong_clock_of_the_reader_does_not_freshen_a_heartbeat(
    page: Page, site: Site, wrong: str
) -> None:
    page.clock.install(time=wrong)
    site.heartbeat["at"] = (NOON - timedelta(hours=3)).isoformat()
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)


def test_without_server_time_an_end_is_only_possible(page: Page, site: Site) -> None:
    page.clock.install(time="2026-11-23T19:00:00+08:00")
    site.dated = False
    site.status["in_force"] = [alert()]
    page.goto(site.url)
    expect(banner(page).locator("li")).to_contain_text(PERHAPS)
    expect(banner(page)).not_to_contain_text("已过期")


def test_a_server_that_stops_telling_the_time_is_not_asked_without_end(
    page: Page, home: Callable[..., dict[str, bytes]]
) -> None:
    """The second look before an end is called one needs its own time; without it, it waits."""

    class Once(Site):
        def answer(self, path: str) -> tuple[int, str, bytes]:
            self.dated = not self.asked
            return super().answer(path)

    with Once(home()) as site:
        site.status["in_force"] = [alert(expires=(NOON - timedelta(seconds=1)).isoformat())]
        page.goto(site.url)
        expect(banner(page)).to_contain_text("暴雨黄色预警")
        page.wait_for_timeout(1500)
        expect(banner(page)).not_to_contain_text("已过期")
        assert len(site.asked) < 6


def test_without_server_time_nothing_in_force_is_never_said(page: Page, site: Site) -> None:
    site.dated = False
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)


def test_an_end_in_a_lost_network_is_only_possible(
    page: Page, context: BrowserContext, home: Callable[..., dict[str, bytes]]
) -> None:
    end = NOON + timedelta(seconds=3)
    with Site(home(row(until=end))) as site:
        site.status["in_force"] = [alert(expires=end.isoformat())]
        page.goto(site.url)
        expect(banner(page)).to_contain_text("生效中")
        context.set_offline(True)
        expect(banner(page).locator("li")).to_contain_text(PERHAPS)
        expect(page.locator(".yj-alert-row")).to_contain_text(PERHAPS)
        assert "已过期" not in page.locator("body").inner_text()
        context.set_offline(False)
        expect(banner(page).locator("li")).to_contain_text("已过期")


@pytest.mark.parametrize("broken", [500, 404])
def test_a_failing_server_leaves_the_numbers_to_call(page: Page, site: Site, broken: int) -> None:
    site.broken = broken
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)
    expect(banner(page)).to_contain_text("发布单位自己的渠道")
    expect(banner(page).locator("a[href='tel:119']")).to_be_visible()
    expect(banner(page).get_by_role("link", name="查看当前预警")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(NONE)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b'{"version":2,"in_force":[]}',
        b'{"version":1,"in_force":{}}',
        b'{"version":1,"in_force":[null]}',
    ],
)
def test_an_answer_that_is_no_status_is_no_all_clear(page: Page, site: Site, body: bytes) -> None:
    site.status = body
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)


def test_a_failing_server_takes_no_alert_away(page: Page, site: Site) -> None:
    page.clock.install(time=NOON)
    site.status["in_force"] = [alert()]
    page.goto(site.url)
    expect(banner(page)).to_contain_text("暴雨黄色预警")
    site.broken = 503
    page.clock.run_for("03:00")
    expect(banner(page)).to_contain_text("无法核实最新情况")
    expect(banner(page)).to_contain_text("暴雨黄色预警")


@pytest.mark.parametrize(("minutes", "words"), [(59, NONE), (61, UNKNOWN)])
def test_only_a_heartbeat_younger_than_fresh_minutes_counts(
    page: Page, site: Site, minutes: int, words: str
) -> None:
    site.heartbeat["at"] = (NOON - timedelta(minutes=minutes)).isoformat()
    page.goto(site.url)
    expect(banner(page)).to_contain_text(words)


def test_a_heartbeat_that_grows_old_before_the_readers_eyes_stops_counting(
    page: Page, site: Site
) -> None:
    page.clock.install(time=NOON)
    page.goto(site.url)
    expect(banner(page)).to_contain_text(NONE)
    site.broken = 500
    page.clock.run_for("01:01:00")
    expect(banner(page)).to_contain_text(UNKNOWN)


def test_a_missing_heartbeat_is_no_all_clear(page: Page, site: Site) -> None:
    site.heartbeat = b"gone"
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)


def test_the_age_of_a_cached_answer_counts(page: Page, site: Site) -> None:
    """Two hours in a cache: what the answer says of now is two hours old, and an end has come."""
    site.age = 7200
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)
    site.status["in_force"] = [alert(expires="2026-11-23T13:00:00+08:00")]
    page.reload()
    expect(banner(page).locator("li")).to_contain_text("已过期")


def test_a_status_that_lags_behind_its_own_next_change_is_no_all_clear(
    page: Page, site: Site
) -> None:
    site.status["next_change"] = (NOON - timedelta(seconds=30)).isoformat()
    page.goto(site.url)
    expect(banner(page)).to_contain_text(UNKNOWN)


def test_incomplete_is_said_and_is_no_all_clear(page: Page, site: Site) -> None:
    site.status["incomplete"] = True
    page.goto(site.url)
    expect(banner(page)).to_contain_text("部分预警可能未显示，请以发布单位为准")
    expect(banner(page)).not_to_contain_text(NONE)


def test_incomplete_is_said_beside_what_is_in_force(page: Page, site: Site) -> None:
    site.heartbeat["incomplete"] = True
    site.status["in_force"] = [alert()]
    page.goto(site.url)
    expect(banner(page)).to_contain_text("部分预警可能未显示，请以发布单位为准")
    expect(banner(page)).to_contain_text("暴雨黄色预警")


def test_a_hostile_headline_stays_text(page: Page, site: Site) -> None:
    evil = "<img src=x onerror=\"document.title='x'\"><script>document.title='x'</script>"
    site.status["in_force"] = [
        alert(headline=evil, url="javascript:document.title='x'", area=[evil], level=evil)
    ]
    page.goto(site.url)
    expect(banner(page).locator("li")).to_contain_text("<script>")
    expect(banner(page).locator("img, script")).to_have_count(0)
    expect(banner(page).locator("li a")).to_have_attribute("href", re.compile("^(\\./)?alerts/$"))
    assert page.title() != "x"


def test_a_page_that_lists_an_alert_the_status_lacks_is_not_contradicted(
    page: Page, home: Callable[..., dict[str, bytes]]
) -> None:
    with Site(home(row())) as site:
        page.goto(site.url)
        expect(banner(page)).to_contain_text("请刷新本页核对")
        expect(page.locator(".yj-alert-row")).to_contain_text("可能已结束，请刷新本页核对")
        expect(page.locator("body")).not_to_contain_text(NONE)
        expect(page.locator(".yj-alert-row")).to_be_visible()


def test_a_further_message_on_the_server_is_pointed_to(
    page: Page, home: Callable[..., dict[str, bytes]]
) -> None:
    with Site(home(row(until=NOON - timedelta(minutes=1)))) as site:
        site.status["in_force"] = [
            alert(issued="2026-11-23T11:50:00+08:00", sent="2026-11-23T11:51:00+08:00")
        ]
        page.goto(site.url)
        expect(page.locator(".yj-alert-row")).to_contain_text("状态已有变化，请刷新本页")
        expect(page.locator(".yj-alert-row")).not_to_contain_text("已过期")


def test_a_new_alert_is_announced_and_the_first_ones_are_not(page: Page, site: Site) -> None:
    page.clock.install(time=NOON)
    site.status["in_force"] = [alert()]
    page.goto(site.url)
    expect(banner(page)).to_contain_text("暴雨黄色预警")
    region = page.locator(".yj-aside [role=alert]")
    expect(region).to_have_text("")
    site.status["in_force"].append(alert("gale-1123", headline="大风蓝色预警", level="蓝"))
    page.clock.run_for("02:30")
    expect(region).to_have_text("新的预警提示：大风蓝色预警")


def test_a_device_that_slept_asks_again_when_it_wakes(page: Page, site: Site) -> None:
    """The reader's clock jumps while the monotonic one stood still."""
    page.clock.install(time=NOON)
    page.goto(site.url)
    expect(banner(page)).to_contain_text(NONE)
    site.status["in_force"] = [alert()]
    page.clock.set_system_time(NOON + timedelta(hours=3))
    page.clock.run_for("00:06")
    expect(banner(page)).to_contain_text("暴雨黄色预警")


@pytest.mark.parametrize(
    "event",
    [
        "document.dispatchEvent(new Event('visibilitychange'))",
        "window.dispatchEvent(new Event('online'))",
        "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
    ],
)
def test_a_page_that_comes_back_asks_again(page: Page, site: Site, event: str) -> None:
    page.goto(site.url)
    expect(banner(page)).to_contain_text(NONE)
    site.status["in_force"] = [alert()]
    page.evaluate(event)
    expect(banner(page)).to_contain_text("暴雨黄色预警")


def test_it_asks_again_at_the_next_change(page: Page, site: Site) -> None:
    change = NOON + timedelta(seconds=3)
    site.status["next_change"] = change.isoformat()
    page.goto(site.url)
    expect(banner(page)).to_contain_text(NONE)
    site.status = {**site.status, "next_change": None, "in_force": [alert()]}
    expect(banner(page)).to_contain_text("暴雨黄色预警")
    assert site.asked[-1] >= change - timedelta(seconds=1)


def test_without_scripts_there_is_a_plain_link_and_what_the_page_lists(
    browser: Browser, home: Callable[..., dict[str, bytes]]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with Site(home(row())) as site:
        page.goto(site.url)
        expect(banner(page).get_by_role("link", name="查看当前预警")).to_have_attribute(
            "href", "alerts/"
        )
        expect(page.locator(".yj-alert-row")).to_contain_text("黄色")
        expect(page.locator(".yj-alert-row")).to_contain_text("有效至 2026年11月23日 18:00")
        expect(page.locator("body")).not_to_contain_text(NONE)
    context.close()


def test_what_is_in_force_stands_before_what_is_over(page: Page, site: Site) -> None:
    """A site that lags behind must not fold it away below alerts that have ended."""
    gone = [
        alert(f"gone-{number}", level="红", expires="2026-11-23T11:00:00+08:00")
        for number in range(4)
    ]
    site.status["in_force"] = [*gone, alert("here", headline="大风蓝色预警", level="蓝")]
    page.goto(site.url)
    expect(banner(page)).to_contain_text("1条预警提示生效中")
    expect(banner(page).locator("li").first).to_contain_text("大风蓝色预警")
    expect(banner(page).locator("li").nth(1)).to_contain_text("已过期")


def test_what_the_page_shows_large_is_not_repeated_in_the_banner(
    page: Page, home: Callable[..., dict[str, bytes]]
) -> None:
    """Only counted; whatever else is in force brings all rows back."""
    with Site(home(row())) as site:
        site.status["in_force"] = [alert()]
        page.goto(site.url)
        expect(banner(page)).to_contain_text("1条预警提示生效中")
        expect(banner(page).locator("li")).to_be_hidden()
        expect(page.locator(".yj-alert-row")).to_be_visible()
        site.status["in_force"].append(alert("gale-1123", headline="大风蓝色预警", level="蓝"))
        page.reload()
        expect(banner(page)).to_contain_text("2条预警提示生效中")
        expect(banner(page).locator("li").first).to_be_visible()
        expect(banner(page).locator("summary")).to_be_visible()


def test_one_alert_is_unfolded_and_the_others_a_press_away(page: Page, site: Site) -> None:
    site.status["in_force"] = [
        alert("rain", headline="暴雨红色预警", level="红"),
        alert("gale", headline="大风蓝色预警", level="蓝"),
        alert("fog", headline="大雾黄色预警"),
    ]
    page.goto(site.url)
    expect(banner(page).get_by_role("link", name="暴雨红色预警")).to_be_visible()
    expect(banner(page).get_by_role("link", name="大雾黄色预警")).to_be_hidden()
    banner(page).get_by_text("另有2条").click()
    expect(banner(page).get_by_role("link", name="大风蓝色预警")).to_be_visible()
    expect(banner(page).get_by_role("link", name="大雾黄色预警")).to_be_visible()

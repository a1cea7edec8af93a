"""Without a network: what was kept is shown with its time, and no alert on it reads as in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Worker, expect

from generator.languages.words import words
from generator.model.vocabulary import LANGUAGES
from tests.browser.shore import Shore
from tests.browser.support import NOON
from tests.site.support import Bench, make_project, tree, written

HOUR = timedelta(hours=1)
BASE = "/yingji/"
COPY = "这是2026年11月23日 12:0"
STATE = "离线副本，状态无法核实"
#: What would say that an alert is in force, in every language.
LIVE = ("生效中", "待核实", "未生效")
SAID = {*LIVE, *(words(one).find("状态", state) or state for one in LANGUAGES for state in LIVE)}
HEADINGS = [
    words(one)(heading)
    for one in ("zh", *LANGUAGES)
    for heading in ("当前预警", "正在生效", "即将生效")
]


def alert(**more: Any) -> dict[str, Any]:
    first = {"sent": written(NOON - 2 * HOUR), "action": "发布", "level": "黄", "text": "有雨。"}
    return {
        "kind": "预警",
        "hazard": "暴雨",
        "area": ["全区"],
        "issuer": "某台",
        "source": "短信",
        "messages": [{**first, **more}],
    }


def site(root: Path, mark: str) -> dict[str, bytes]:
    """A whole site; ``mark`` stands in its guides."""
    bench = Bench(make_project(root / "project", content=None), root / "site")
    lines = "hotlines:\n  - {number: 119, name: 火警}\n  - {number: 12345, name: 热线}\n"
    bench.write("site.yml", f"name: 站\nurl: https://yingji.example.org{BASE}\n{lines}")
    bench.write("hazards.yml", "- {name: 暴雨, slug: rainstorm, icon: rainstorm}\n")
    bench.write("alerts/2026/live.yml", alert(expires=written(NOON + 9 * HOUR)))
    bench.write("alerts/2026/open.yml", alert(review=written(NOON - HOUR)))
    coming = {"effective": written(NOON + HOUR), "expires": written(NOON + 9 * HOUR)}
    bench.write("alerts/2026/coming.yml", alert(**coming))
    for number in range(26):
        bench.write(f"alerts/2026/old-{number}.yml", alert(expires=written(NOON - HOUR)))
    guide = {"title": f"暴雨指南{mark}", "hazard": "暴雨", "during": [f"躲雨{mark}。"]}
    bench.write("guides/rain.yml", {**guide, "reviewed": "2026-05-01"})
    bench.write("guides/other.yml", {**guide, "title": f"别的指南{mark}", "hazard": "其他"})
    place = {"id": "hall", "name": "大厅", "kind": "应急避难场所", "subdistrict": "江苏路街道"}
    bench.write("places/all.yml", [place])
    body = {
        "title": "消息",
        "category": "工作动态",
        "published": "2026-11-20 09:00",
        "body": "正文",
    }
    bench.write("bulletins/2026/report-1.yml", {**body, "source": "局"})
    bench.build(NOON)
    return {name: data for name, data in tree(bench.site).items() if not name.endswith("/")} | {
        "api/v1/heartbeat.json": f'{{"at":"{NOON.isoformat()}","incomplete":false}}'.encode()
    }


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return site(tmp_path_factory.mktemp("first"), "甲")


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same site a deployment later; its worker is another, too."""
    files = site(tmp_path_factory.mktemp("second"), "乙")
    return {**files, "sw.js": files["sw.js"] + b"// second\n"}


@pytest.fixture
def shore(first: dict[str, bytes]) -> Iterator[Shore]:
    with Shore(first, NOON, BASE) as shore:
        yield shore


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader far away: times are shown in 北京时间. The worker comes when a test wants it."""
    context = browser.new_context(timezone_id="America/New_York")
    context.add_init_script(f"sessionStorage.setItem('yingji.offline', '{BASE}')")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


REGISTER = """async (base) => {
  await navigator.serviceWorker.register(`${base}sw.js`, {scope: base, updateViaCache: "none"});
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ yingji: "keep" });
}"""
CHECKED = """async (base) => {
  const copy = await caches.match(`${base}offline.json`);
  return Boolean(copy) && Number(copy.headers.get("X-Yingji-Checked")) > 0;
}"""
#: As if the last look at the list were long ago.
FORGET = """async (base) => {
  const cache = await caches.open(`yingji:${base}:1`);
  const text = await (await cache.match(`${base}offline.json`)).text();
  await cache.put(`${base}offline.json`, new Response(text, {headers: {"X-Yingji-Checked": "0"}}));
}"""
KEPT = """async (base) => {
  const names = (await caches.keys()).filter((name) => name.startsWith("yingji:"));
  const found = [];
  for (const name of names)
    for (const one of await (await caches.open(name)).keys())
      found.push(new URL(one.url).pathname.slice(base.length));
  return found;
}"""


def keep(page: Page, shore: Shore, address: str = "") -> None:
    """Open a page and wait until everything is kept."""
    page.goto(shore.url + address)
    page.evaluate(REGISTER, BASE)
    carried_out(page)


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(KEPT, BASE)
    return found


def worker_of(context: BrowserContext) -> Worker:
    return context.service_workers[-1]


#: What the worker waits for in milliseconds: an answer of the network, and before it keeps.
PATIENCE, LATER = 4000, 5000


def hurry(context: BrowserContext, what: int) -> None:
    """Have the worker wait a fifth of one of the times it waits, and as long of the others."""
    worker_of(context).evaluate(
        """(what) => {
          const wait = self.setTimeout;
          self.setTimeout = (done, time) => wait(done, time === what ? time / 5 : time);
        }""",
        what,
    )


def note(page: Page) -> Any:
    return page.locator(".yj-kept")


def eventually(page: Page, script: str) -> None:
    """Wait until the body of a function in the page gives what is true."""
    for _ in range(300):
        if page.evaluate(f"async () => {{ {script} }}"):
            return
        page.wait_for_timeout(150)
    raise AssertionError(script)


def carried_out(page: Page) -> None:
    """Wait until the worker has kept all that the list names."""
    eventually(page, f"return ({CHECKED})('{BASE}')")


def test_the_page_registers_the_worker_long_after_it_is_there(
    browser: Browser, shore: Shore
) -> None:
    """Nothing of it counts among the requests of a page; afterwards the page itself is kept."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=NOON)
    page.goto(f"{shore.url}alerts/old-3/", wait_until="networkidle")
    page.clock.pause_at(NOON + timedelta(seconds=4.9))
    asked = [*shore.asked]
    assert not {"sw.js", "offline.json", "offline/", "manifest.webmanifest"} & {*asked}
    assert not [one for one in asked if one.startswith("assets/icons/")]
    page.clock.run_for(1000)
    carried_out(page)
    eventually(page, f"return Boolean(await caches.match('{BASE}alerts/old-3/'))")
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    assert {"sw.js", "offline.json", "offline/"} <= {*shore.asked}
    expect(page.locator('link[rel="manifest"]')).to_have_count(1)
    manifest = page.evaluate("document.querySelector('link[rel=manifest]').href")
    assert manifest == f"{shore.url}manifest.webmanifest"
    # Once a visit: the next page of the same tab asks for no list.
    before = shore.asked.count("offline.json")
    page.goto(f"{shore.url}guides/", wait_until="networkidle")
    page.clock.run_for(10_000)
    page.wait_for_timeout(300)
    assert shore.asked.count("offline.json") == before
    context.close()


ADDRESSES = (
    "",
    "alerts/",
    "alerts/live/",
    "alerts/open/",
    "alerts/coming/",
    "guides/",
    "guides/rain/",
    "places/",
    "offline/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_kept_opens_without_a_network_and_says_so(
    page: Page, shore: Shore, address: str
) -> None:
    """None of these was ever visited but the home page."""
    keep(page, shore)
    shore.up = False
    page.goto(shore.url + address)
    expect(note(page)).to_contain_text(COPY)
    expect(note(page)).to_contain_text("可能已经过时")
    expect(page.locator("#yj-banner")).to_contain_text("无法核实当前预警")
    nothing_current(page)
    # The style of the page is there too.
    assert page.evaluate("getComputedStyle(document.querySelector('.yj-kept')).borderTopStyle") == (
        "dashed"
    )
    shore.up = True
    note(page).get_by_role("link").click()
    expect(note(page)).to_have_count(0)
    expect(page.locator(".yj-banner-title")).to_contain_text("2条预警提示生效中")


def nothing_current(page: Page) -> None:
    """No word of the page says that an alert is in force, now or later, by script or without."""
    main = page.locator("main")
    states = main.locator(".yj-state").all_inner_texts()
    assert not SAID & {*states}
    marked = main.locator(":is(h2, h3, h4):has(.yj-kept-state)").all_inner_texts()
    text = main.inner_text()
    for heading in marked:
        text = text.replace(heading, "")
    assert not [word for word in SAID if word in text]
    for heading in main.locator("h2, h3, h4").all_inner_texts():
        if heading.strip().startswith(tuple(HEADINGS)):
            assert heading.strip() not in HEADINGS, heading


@pytest.mark.parametrize("language", LANGUAGES)
def test_copies_in_other_languages_say_it_in_theirs(
    page: Page, shore: Shore, language: str
) -> None:
    keep(page, shore, f"{language}/")
    shore.up = False
    said = words(language)(STATE, "离线")
    for address in ("", "alerts/", "alerts/live/"):
        page.goto(f"{shore.url}{language}/{address}")
        expect(page.locator(".yj-state, .yj-kept-state").first).to_have_text(said)
        expect(note(page)).to_contain_text(words(language)("重新打开本页", "离线"))
        expect(note(page)).to_contain_text("2026")
        nothing_current(page)


def test_what_is_not_kept_gives_the_page_for_times_without_a_network(
    page: Page, shore: Shore
) -> None:
    """At the address that was asked for, so that reloading asks again; its links lead on."""
    keep(page, shore)
    shore.up = False
    page.goto(f"{shore.url}bulletins/report-1/")
    expect(page.locator("h1")).to_have_text("没有网络时")
    expect(page.get_by_role("link", name="119").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("没有列出，不等于没有预警")
    expect(page.locator("main")).not_to_contain_text("目前没有生效中的预警")
    expect(page.locator('[data-yj-shelf] [data-yj-here="yes"]').first).to_be_visible()
    page.locator("main").get_by_role("link", name="暴雨指南甲").click()
    expect(page.locator("h1")).to_have_text("暴雨指南甲")
    expect(page.locator("main")).to_contain_text("躲雨甲")
    page.go_back()
    shore.up = True
    page.locator("main").get_by_role("link", name="重新打开本页").last.click()
    expect(page.locator("h1")).to_have_text("消息")


def test_a_restored_copy_is_still_marked(page: Page, shore: Shore) -> None:
    """Going away and back, with the network gone all the while."""
    keep(page, shore)
    shore.up = False
    page.goto(f"{shore.url}alerts/live/")
    page.goto(f"{shore.url}guides/")
    page.go_back()
    expect(note(page)).to_contain_text(COPY)
    nothing_current(page)


def test_without_a_clock_of_the_server_the_readers_own_is_named(page: Page, shore: Shore) -> None:
    shore.dated = False
    keep(page, shore)
    shore.up = False
    page.goto(f"{shore.url}guides/rain/")
    expect(note(page)).to_contain_text("（本机时间）")


def test_what_is_in_force_is_never_answered_by_the_worker(page: Page, shore: Shore) -> None:
    keep(page, shore)
    page.goto(f"{shore.url}alerts/")
    shore.up = False
    for name in ("status", "status.en", "heartbeat"):
        with pytest.raises(Error, match="Failed to fetch"):
            page.evaluate(f"fetch('{BASE}api/v1/{name}.json')")
    assert not [one for one in kept(page) if one.startswith(("api/", "feeds/", "cap/"))]


def test_a_network_that_does_not_answer_is_waited_for_a_few_seconds(
    page: Page, shore: Shore
) -> None:
    """Then the copy is shown, and told when the answer comes after all."""
    keep(page, shore)
    assert worker_of(page.context).evaluate("PATIENCE") == PATIENCE
    hurry(page.context, PATIENCE)
    shore.lag = lambda path: 3.0 if path == "guides/rain/" else 0.0
    page.goto(f"{shore.url}guides/rain/", wait_until="domcontentloaded")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].responseStart")
    assert 700 < took < 2900
    expect(note(page)).to_contain_text(COPY)
    expect(page.locator(".yj-kept-back")).to_be_visible()
    shore.lag = lambda _: 0.0
    page.locator(".yj-kept-back").click()
    expect(note(page)).to_have_count(0)


def test_a_slow_page_that_is_not_kept_is_waited_for(page: Page, shore: Shore) -> None:
    keep(page, shore)
    hurry(page.context, PATIENCE)
    shore.lag = lambda path: 1.5 if path == "bulletins/report-1/" else 0.0
    page.goto(f"{shore.url}bulletins/report-1/")
    expect(page.locator("h1")).to_have_text("消息")


def test_a_server_out_of_order_gives_way_to_the_copy(page: Page, shore: Shore) -> None:
    keep(page, shore)
    shore.broken = 502
    page.goto(f"{shore.url}guides/rain/")
    expect(page.locator("h1")).to_have_text("暴雨指南甲")
    expect(note(page)).to_contain_text(COPY)
    page.goto(f"{shore.url}bulletins/report-1/")
    expect(page.locator("h1")).to_have_text("out of order")


@pytest.mark.parametrize("status", [408, 429])
def test_a_server_with_too_much_to_do_gives_way_to_the_copy(
    page: Page, shore: Shore, status: int
) -> None:
    keep(page, shore)
    shore.broken = status
    page.goto(f"{shore.url}guides/rain/")
    expect(page.locator("h1")).to_have_text("暴雨指南甲")
    expect(note(page)).to_contain_text(COPY)


def test_what_others_answer_in_place_of_the_site_is_not_kept(page: Page, shore: Shore) -> None:
    """The login of a network, a firewall that wants to know more: with 200, for every address."""
    keep(page, shore)
    ours = shore.files
    login = b"<!doctype html><h1>login</h1>"
    shore.files = {name: login for name in ours if name.endswith((".html", ".json", ".js"))}
    for address in ("", "guides/rain/", "alerts/live/", "alerts/old-3/"):
        page.goto(shore.url + address)
        expect(page.locator("h1")).to_have_text("login")
    page.evaluate(FORGET, BASE)
    page.goto(f"{shore.url}guides/")
    page.wait_for_timeout(800)  # what it would be kept in
    shore.up = False
    for address in ("guides/rain/", "alerts/live/"):
        page.goto(shore.url + address)
        expect(note(page)).to_contain_text(COPY)
        expect(page.locator("h1")).not_to_have_text("login")
    assert "alerts/old-3/" not in kept(page)


def test_an_address_that_leads_elsewhere_does_not_end_the_keeping(page: Page, shore: Shore) -> None:
    """All that comes behind it in the list is kept."""
    shore.moved = {"alerts/": f"{BASE}alerts/live/"}
    keep(page, shore)
    found = kept(page)
    assert "alerts/" not in found
    assert {"alerts/live/", "guides/rain/", "places/"} <= {*found}


def test_a_clock_that_was_wrong_once_spoils_nothing(page: Page, shore: Shore) -> None:
    """What a server dated far ahead does not make the rest look old."""
    keep(page, shore)
    shore.starts += 400 * 24 * HOUR
    page.goto(f"{shore.url}alerts/old-1/")
    page.wait_for_timeout(500)
    shore.starts -= 400 * 24 * HOUR
    again(page)
    page.goto(f"{shore.url}alerts/old-2/")
    eventually(page, f"return Boolean(await caches.match('{BASE}alerts/old-2/'))")
    again(page)
    assert "alerts/old-2/" in kept(page)


def test_without_room_on_the_device_pages_open_as_ever(page: Page, shore: Shore) -> None:
    """And what can not be kept is not fetched over and over."""
    page.goto(shore.url)
    session = page.context.new_cdp_session(page)
    origin = shore.url.removesuffix(BASE)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    page.evaluate(REGISTER, BASE)
    page.evaluate("navigator.serviceWorker.ready")
    hurry(page.context, LATER)
    before = len(shore.asked)
    for address in ("guides/", "guides/rain/", "alerts/live/", "places/"):
        page.goto(shore.url + address)
        expect(page.locator("#yj-main")).to_be_visible()
        expect(note(page)).to_have_count(0)
    page.wait_for_timeout(1500)
    # Each page with its script and what is in force, the list, and one file that did not fit.
    assert len(shore.asked) - before <= 4 * 6
    assert kept(page) == []


def test_a_page_that_is_gone_is_not_kept(page: Page, shore: Shore) -> None:
    """Whoever sees that an alert was taken off the site does not find it offline again."""
    keep(page, shore)
    shore.files = {k: v for k, v in shore.files.items() if k != "alerts/live/index.html"}
    page.goto(f"{shore.url}alerts/live/")
    expect(page.locator("h1")).to_have_text("没有找到这个页面")
    eventually(page, f"return !(await caches.match('{BASE}alerts/live/'))")
    shore.up = False
    page.goto(f"{shore.url}alerts/live/")
    expect(page.locator("h1")).to_have_text("没有网络时")


def test_only_the_last_alerts_that_were_read_are_kept(page: Page, shore: Shore) -> None:
    keep(page, shore)
    for number in range(26):
        page.goto(f"{shore.url}alerts/old-{number}/")
    eventually(page, f"return Boolean(await caches.match('{BASE}alerts/old-25/'))")
    eventually(page, f"return !(await caches.match('{BASE}alerts/old-0/'))")
    found = [one for one in kept(page) if re.fullmatch(r"alerts/old-\d+/", one)]
    assert 0 < len(found) <= 20
    assert {"offline/", "guides/rain/", "places/", "alerts/live/"} <= {*kept(page)}


def test_only_what_changed_is_fetched_again(
    page: Page, shore: Shore, second: dict[str, bytes]
) -> None:
    keep(page, shore)
    shore.files = {**second, "sw.js": shore.files["sw.js"]}
    before = len(shore.asked)
    again(page)
    asked = {*shore.asked[before:]}
    assert {"guides/rain/", "guides/other/"} <= asked
    assert not {one for one in asked if one.startswith("assets/")}
    assert "places/" not in asked
    shore.up = False
    page.goto(f"{shore.url}guides/rain/")
    expect(page.locator("h1")).to_have_text("暴雨指南乙")


def test_two_deployments_and_one_open_tab(
    page: Page, shore: Shore, second: dict[str, bytes]
) -> None:
    """The tab is never closed: the next page is the new one, and the new worker takes over."""
    keep(page, shore)
    hurry(page.context, LATER)
    shore.files = second
    page.locator("main").get_by_role("link", name="暴雨", exact=True).click()
    expect(page.locator("h1")).to_have_text("暴雨指南乙")
    expect(note(page)).to_have_count(0)
    script = f"(await navigator.serviceWorker.getRegistration('{BASE}'))"
    page.evaluate(f"async () => {{ await {script}.update(); }}")
    eventually(page, f"const one = {script}; return !one.waiting && !one.installing;")
    eventually(
        page,
        "return (await (await fetch(navigator.serviceWorker.controller.scriptURL)).text())"
        ".endsWith('second\\n') && navigator.serviceWorker.controller.state === 'activated'",
    )
    again(page)
    shore.up = False
    page.goto(f"{shore.url}guides/other/")
    expect(page.locator("h1")).to_have_text("别的指南乙")
    expect(note(page)).to_contain_text(COPY)


def test_a_broken_worker_changes_nothing(page: Page, shore: Shore) -> None:
    """Where it can not be read, the one before it stays; the next deployment ends a bad one."""
    keep(page, shore)
    hurry(page.context, LATER)
    good = shore.files["sw.js"]
    update = f"async () => (await navigator.serviceWorker.getRegistration('{BASE}')).update()"
    shore.files["sw.js"] = b"this is no script ("
    with pytest.raises(Error):
        page.evaluate(update)
    page.goto(f"{shore.url}guides/")
    expect(page.locator("h1")).to_be_visible()
    shore.files["sw.js"] = (
        b'self.addEventListener("install", () => self.skipWaiting());'
        b'self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));'
        b'self.addEventListener("fetch", (e) => e.respondWith(Response.error()));'
    )
    page.evaluate(update)
    taken_over(page)
    assert page.evaluate("fetch('./').then(() => 0, () => 1)") == 1
    shore.files["sw.js"] = good + b"// mended\n"
    page.evaluate(update)
    taken_over(page)
    assert page.evaluate("fetch('./').then(() => 0, () => 1)") == 0
    page.goto(f"{shore.url}bulletins/report-1/")
    expect(page.locator("h1")).to_have_text("消息")


def taken_over(page: Page) -> None:
    """Wait until the newest worker is the one; asking it for something would keep it busy."""
    registration = f"await navigator.serviceWorker.getRegistration('{BASE}')"
    idle = "!one.waiting && !one.installing && one.active.state === 'activated'"
    eventually(page, f"const one = {registration}; return {idle};")
    page.wait_for_timeout(300)
    eventually(page, f"const one = {registration}; return {idle};")


GONE = f"""
  const one = await navigator.serviceWorker.getRegistration('{BASE}');
  const names = (await caches.keys()).filter((name) => name.startsWith("yingji:"));
  return !one && names.length === 0;
"""


def test_a_rollback_to_a_site_without_a_worker_leaves_none(page: Page, shore: Shore) -> None:
    """The pages of such a site know nothing of workers: this one goes of its own accord."""
    keep(page, shore)
    ours = ("sw.js", "offline.json")
    shore.files = {name: data for name, data in shore.files.items() if name not in ours}
    page.evaluate(FORGET, BASE)
    hurry(page.context, LATER)
    page.goto(f"{shore.url}guides/rain/")
    expect(page.locator("h1")).to_have_text("暴雨指南甲")
    eventually(page, GONE)


@pytest.mark.parametrize("by_page", [True, False], ids=["by the page", "by the worker"])
def test_the_switch_takes_the_worker_away(browser: Browser, shore: Shore, *, by_page: bool) -> None:
    """An offline.json that says so, whether put there by hand or by a build."""
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time=NOON)
    page.goto(shore.url)
    page.evaluate(f"sessionStorage.setItem('yingji.offline', '{'' if by_page else BASE}')")
    keep(page, shore)
    shore.files["offline.json"] = b'{"version": 1, "off": true}\n'
    page.evaluate(FORGET, BASE)
    if not by_page:
        hurry(context, LATER)
    page.goto(f"{shore.url}guides/rain/")
    if by_page:
        page.clock.run_for(6000)
    eventually(page, GONE)
    if by_page:
        page.evaluate("sessionStorage.clear()")
        page.goto(f"{shore.url}guides/rain/")
        page.clock.run_for(10_000)
        page.wait_for_timeout(300)
        eventually(page, GONE)
    context.close()


def test_what_is_no_page_is_left_alone(page: Page, shore: Shore) -> None:
    """Query strings, files, other methods, parts of files: the browser's own business."""
    keep(page, shore)
    page.goto(shore.url)
    page.evaluate(f"fetch('{BASE}guides/', {{method: 'POST'}}).catch(() => 0)")
    shore.up = False
    for address in ("guides/rain/?from=elsewhere", "feed.xml", "media/a.pdf"):
        other = page.context.new_page()
        with pytest.raises(Error, match="ERR_EMPTY_RESPONSE"):
            other.goto(shore.url + address)
        other.close()
    for given in ("{headers: {Range: 'bytes=0-9'}}", "{}", "{method: 'POST'}"):
        failed = f"fetch('{BASE}guides/rain/', {given}).then(() => 0, () => 1)"
        assert page.evaluate(failed) == 1, given


def test_pages_that_moved_lead_where_they_went(page: Page, shore: Shore, first: Any) -> None:
    """On this site or another; nothing of it is kept."""
    keep(page, shore)
    with Shore(first, NOON, BASE) as other:
        shore.moved = {"old/": f"{BASE}guides/rain/", "away/": f"{other.url}guides/other/"}
        page.goto(f"{shore.url}old/")
        expect(page.locator("h1")).to_have_text("暴雨指南甲")
        assert page.url == f"{shore.url}guides/rain/"
        page.goto(f"{shore.url}away/")
        assert page.url == f"{other.url}guides/other/"
    shore.moved = {"alerts/old-1/": f"{BASE}alerts/old-2/"}
    page.goto(f"{shore.url}alerts/old-1/")
    assert page.url == f"{shore.url}alerts/old-2/"
    eventually(page, f"return Boolean(await caches.match('{BASE}alerts/old-2/'))")
    assert "alerts/old-1/" not in kept(page)


def test_an_alert_that_was_read_is_asked_for_again_after_a_day(page: Page, shore: Shore) -> None:
    """It may have been taken off the site; after a week without a word it goes by itself."""
    keep(page, shore)
    for number in (1, 2):
        page.goto(f"{shore.url}alerts/old-{number}/")
        eventually(page, f"return Boolean(await caches.match('{BASE}alerts/old-{number}/'))")
    del shore.files["alerts/old-1/index.html"]
    shore.starts += 25 * HOUR
    again(page)
    assert "alerts/old-1/" not in kept(page)
    assert "alerts/old-2/" in kept(page)
    shore.starts += 8 * 24 * HOUR
    page.goto(shore.url)
    again(page)
    assert "alerts/old-2/" not in kept(page)


def again(page: Page) -> None:
    """Have the worker look at the list as if the last time were long ago."""
    page.evaluate(FORGET, BASE)
    page.evaluate(REGISTER, BASE)
    carried_out(page)


def test_a_neighbour_on_the_same_host_is_left_alone(page: Page, shore: Shore) -> None:
    """Its caches, too."""
    page.goto(shore.url)
    page.evaluate("caches.open('yingji:/:1')")
    page.evaluate("caches.open('other')")
    keep(page, shore)
    assert {"yingji:/:1", "other", f"yingji:{BASE}:1"} == {*page.evaluate("caches.keys()")}


def test_who_saves_data_gets_the_numbers_to_call_alone(
    context: BrowserContext, page: Page, shore: Shore
) -> None:
    keep(page, shore)
    script = """(given) => {
      Object.defineProperty(navigator, "connection", {value: given, configurable: true});
      return chosen({first: [1], rest: [2], en: [3]}, "en");
    }"""
    worker = worker_of(context)
    assert worker.evaluate(script, {"saveData": True}) == [1]
    assert worker.evaluate(script, {"effectiveType": "slow-2g"}) == [1]
    assert worker.evaluate(script, {"effectiveType": "4g"}) == [1, 2, 3]


def test_what_differs_from_the_list_for_good_is_not_fetched_for_ever(
    page: Page, shore: Shore
) -> None:
    """A server that writes into pages: twice, then what it gives counts."""
    keep(page, shore)
    shore.files["guides/rain/index.html"] += b"<!-- by the server -->"
    shore.files["offline.json"] = shore.files["offline.json"].replace(
        b'"guides/rain/","', b'"guides/rain/","00'
    )
    counts = []
    for _ in range(3):
        before = len(shore.asked)
        again(page)
        counts.append(shore.asked[before:].count("guides/rain/"))
    assert counts == [1, 1, 0]

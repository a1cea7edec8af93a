"""The search: what it finds and says, with a mouse, by keys, without a script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.moment import Moment
from generator.search import pagefind
from generator.search.index import index_site
from tests.browser.support import NOON, Site, alert
from tests.site.support import Bench, chrome_of, make_project

HOSTILE = "<img src=x onerror=alert(1)> & 燃气「泄漏」"


def event(text: str, sent: str, **last: object) -> dict[str, object]:
    return {
        "kind": "预警",
        "hazard": "暴雨",
        "area": ["新泾镇"],
        "issuer": "上海中心气象台",
        "source": "测试",
        "messages": [{"sent": sent, "action": "发布", "level": "黄", "text": text, **last}],
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site with alerts of several states, news of several years and odd words, indexed."""
    folder = tmp_path_factory.mktemp("search")
    bench = Bench(make_project(folder / "project"), folder / "site")
    late = {"expires": "2026-11-23 18:00"}
    bench.write("alerts/2026/rainstorm-1123.yml", event("低洼处积水。", "2026-11-23 10:05", **late))
    bench.write(
        "alerts/2026/over.yml", event("下了一夜。", "2026-11-20 10:00", expires="2026-11-21 10:00")
    )
    bench.write(
        "alerts/2026/open.yml",
        event("没有说到几时。", "2026-11-22 10:00", review="2026-11-24 10:00"),
    )
    drill = event("只是练习。", "2026-11-22 10:00", review="2026-11-24 10:00") | {"status": "演练"}
    bench.write("alerts/2026/drill.yml", drill)
    old = event("很久以前。", "2022-05-01 10:00", expires="2022-05-01 18:00")
    bench.write("alerts/2022/old.yml", old | {"hazard": "雷电"})
    for name, time in (("b", "08:00"), ("a", "21:15"), ("c", "09:30")):
        made = event("一日之内先后发布。", f"2026-11-19 {time}", expires="2026-11-20 09:00")
        bench.write(f"alerts/2026/order-{name}.yml", made)
    bench.write(
        "guides/odd.yml", {"title": HOSTILE, "during": ["<script>alert(2)</script>关阀门。"]}
    )
    bench.write(
        "guides/gas.yml", {"title": "闻到煤气味怎么办", "during": ["燃气可能泄漏，先开窗。"]}
    )
    for year in (2019, 2022, 2026):
        bench.write(
            f"bulletins/{year}/news-{year}.yml",
            {
                "title": f"{year}年检查地下车库",
                "category": "工作动态",
                "published": f"{year}-03-01 09:00",
                "body": "检查了虹桥街道地下车库的挡水设施。",
                "hazards": ["暴雨"],
            },
        )
    bench.build(NOON)
    chrome = chrome_of(bench.project)
    with pytest.MonkeyPatch.context() as patch:
        # As of a large site: the words of a query are in many files of the index.
        patch.setitem(pagefind._CHUNK, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "40")
        done = index_site(bench.project, chrome, bench.site, Moment(NOON))
    assert not done.problem
    assert {"alerts-2026", "news-2019", "news-2022", "news-2026", "undated"} <= {*done.made}
    found = (path for path in bench.site.rglob("*") if path.is_file())
    return {path.relative_to(bench.site).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def site(files: dict[str, bytes]) -> Iterator[Site]:
    """The site at its noon, with one alert in force."""
    with Site(files) as site:
        site.status = {**site.status, "in_force": [alert("rainstorm-1123")]}
        yield site


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails on any error of a script."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    yield page
    context.close()
    assert not errors


def look_for(page: Page, site: Site, query: str, **filters: str) -> None:
    """Open the page of the search with a query in its address, and wait for an answer."""
    page.goto(
        f"{site.url}search/?" + "&".join(f"{k}={v}" for k, v in {"q": query, **filters}.items())
    )
    answered(page)


def answered(page: Page) -> None:
    expect(page.locator(".yj-search-said")).to_contain_text("找到")
    expect(page.locator(".yj-search-ui")).not_to_have_attribute("aria-busy", "true")


def titles(page: Page) -> list[str]:
    return page.locator(".yj-search-row a").all_inner_texts()


def row(page: Page, words: str) -> Any:
    return page.locator(".yj-search-row", has=page.locator(f"a:has-text('{words}')"))


def test_a_query_finds_alerts_guides_and_news(page: Page, site: Site) -> None:
    """Each with kind, date and a piece of its text in which the words are marked."""
    look_for(page, site, "暴雨")
    found = titles(page)
    assert any("暴雨黄色预警" in title for title in found)
    assert any(title == "暴雨来了怎么办" or "暴雨" in title for title in found)
    expect(page.locator(".yj-search-said")).to_contain_text(f"找到{len(found)}条")
    assert page.locator(".yj-search-row mark").first.inner_text() == "暴雨"


def test_any_run_of_characters_is_found_whatever_a_dictionary_says(page: Page, site: Site) -> None:
    """燃气 is no word to Chromium's dictionary; 下车 is none in 地下车库, and yet there."""
    for query, wanted in (
        ("燃气", "闻到煤气味怎么办"),
        ("挡水设施", "2026年检查地下车库"),
        ("下车库", "2026年检查地下车库"),
        ("街道地下车库的挡水设", "2026年检查地下车库"),
    ):
        look_for(page, site, query)
        assert wanted in titles(page), query


def test_a_run_is_found_only_where_its_characters_stand_together(page: Page, site: Site) -> None:
    """Whole, in its order; 设施检查 is split over two sentences, 库车 stands nowhere."""
    page.goto(f"{site.url}search/")
    having = """async ([root, runs]) => {
      const { Index } = await import(new URL("assets/javascripts/search-index.js", root));
      const index = await Index.open(root);
      await index.load(index.parts);
      return Promise.all(runs.map(async (run) => (await index.having(run)).size));
    }"""
    runs = ["地下车库", "的挡水设施", "车库挡水", "水挡施设", "库车", "检查地下"]
    assert page.evaluate(having, [site.url, runs]) == [3, 3, 0, 0, 0, 3]


def test_words_that_stand_apart_are_found_after_those_that_stand_together(
    page: Page, site: Site
) -> None:
    """燃气泄漏 also leads to a guide that says 燃气可能泄漏."""
    look_for(page, site, "燃气泄漏")
    assert "闻到煤气味怎么办" in titles(page)


def test_nothing_is_said_to_be_nothing(page: Page, site: Site) -> None:
    """After every year was looked through."""
    look_for(page, site, "魑魅魍魉")
    expect(page.locator(".yj-search-said")).to_contain_text("没有找到")
    assert titles(page) == []
    expect(page.locator(".yj-search-after button:visible")).to_have_count(0)


def test_what_has_but_some_of_the_words_is_not_called_found(page: Page, site: Site) -> None:
    """The count says which is which."""
    look_for(page, site, "挡水设施 魑魅魍魉")
    said = page.locator(".yj-search-said")
    expect(said).to_have_text("没有找到含有全部词语的内容；下面找到3条，只含其中一部分词语。")
    look_for(page, site, "闻到煤气味 挡水设施")
    expect(said).to_contain_text("没有找到含有全部词语的内容")
    look_for(page, site, "检查挡水设施 2022年")
    expect(said).to_have_text(re.compile(r"^找到\d+条，其中\d+条只含一部分词语。$"))
    total, some = map(int, re.findall(r"\d+", said.inner_text()))
    assert total - some == 1
    assert titles(page)[0] == "2022年检查地下车库"


def test_signs_alone_are_no_query(page: Page, site: Site) -> None:
    """Nor a little picture; the reader is told what is."""
    page.goto(f"{site.url}search/")
    for query in ("？！", "🌀"):
        page.locator("input[type=search]").fill(query)
        expect(page.locator(".yj-search-said")).to_have_text("请输入要找的字、词或者数字。")


def test_of_the_alerts_of_a_day_the_last_comes_first(page: Page, site: Site) -> None:
    """There may be many; what was said at noon is not below what was said in the morning."""
    look_for(page, site, "先后发布")
    links = page.locator(".yj-search-row a")
    hrefs = [links.nth(at).get_attribute("href") for at in range(3)]
    assert hrefs == [f"{site.url}alerts/order-{name}/" for name in "acb"]


def test_states_are_what_is_known_now(page: Page, site: Site) -> None:
    """In force by the status, over by the server's time, ended by a message; else unknown."""
    look_for(page, site, "暴雨 预警", kind="预警提示")
    states = {
        path: page.locator(f".yj-search-row:has(a[href$='alerts/{path}/']) .yj-state").inner_text()
        for path in ("rainstorm-1123", "over", "open", "rainstorm-0710")
    }
    assert states == {
        "rainstorm-1123": "生效中",
        "over": "已过期",
        "open": "状态见网页",
        "rainstorm-0710": "已解除",
    }


@pytest.mark.parametrize("trouble", ["broken", "undated", "late"])
def test_nothing_is_claimed_without_a_status_and_a_time(
    page: Page, site: Site, trouble: str
) -> None:
    """A status that failed, an answer without a date, an end that passed while the status stood."""
    if trouble == "broken":
        site.broken = 503
    elif trouble == "undated":
        site.dated = False
    else:
        site.starts = NOON + timedelta(hours=7)
    look_for(page, site, "暴雨 预警", kind="预警提示")
    expect(page.locator("li:has(a[href$='alerts/rainstorm-1123/']) .yj-state")).to_have_text(
        "状态见网页"
    )
    over = page.locator("li:has(a[href$='alerts/over/']) .yj-state")
    expect(over).to_have_text("已过期" if trouble == "late" else "状态见网页")


@pytest.mark.parametrize("how", ["time", "sleep", "opened again"])
def test_a_state_on_the_screen_is_not_kept_when_it_ended(page: Page, site: Site, how: str) -> None:
    """A list of results may stay open for hours; a phone sleeps over it."""
    page.clock.install()
    page.goto(f"{site.url}about/")
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill("低洼处积水")
    state = page.locator("li:has(a[href$='alerts/rainstorm-1123/']) .yj-state")
    expect(state).to_have_text("生效中")
    site.status = {**site.status, "in_force": []}
    if how == "time":
        page.clock.fast_forward(65_000)
    elif how == "sleep":
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    else:
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        page.keyboard.press("/")
    expect(state).to_have_text("状态见网页")


def test_a_drill_is_called_one_first(page: Page, site: Site) -> None:
    """In its title, and in no state that it could be taken for real by."""
    look_for(page, site, "只是练习")
    assert titles(page)[0].startswith("【演练】")


def test_hostile_words_are_shown_as_text(page: Page, site: Site) -> None:
    """In titles and in texts; no element comes of them, nothing runs."""
    look_for(page, site, "泄漏")
    expect(page.locator(".yj-search-row a", has_text="onerror")).to_have_text(HOSTILE)
    expect(page.locator(".yj-search-row", has_text="<script>alert(2)</script>")).to_have_count(1)
    assert page.locator(".yj-search-ui :is(img, script)").count() == 0
    look_for(page, site, "%3Cimg src=x onerror=alert(3)%3E")
    assert page.locator(".yj-search-ui img").count() == 0


def test_filters_by_kind_hazard_year_and_street(page: Page, site: Site) -> None:
    """They narrow what was found, and the address keeps them."""
    look_for(page, site, "挡水")
    assert len(titles(page)) == 3
    page.get_by_label("年份", exact=True).select_option("2022")
    expect(page.locator(".yj-search-row")).to_have_count(1)
    assert titles(page) == ["2022年检查地下车库"]
    page.get_by_label("年份", exact=True).select_option("")
    expect(page.locator(".yj-search-row")).to_have_count(3)
    page.get_by_label("街镇", exact=True).select_option("虹桥街道")
    expect(page.locator(".yj-search-row")).to_have_count(3)
    page.get_by_label("类别", exact=True).select_option("应急指南")
    expect(page.locator(".yj-search-row")).to_have_count(0)
    page.get_by_label("类别", exact=True).select_option("应急动态")
    page.get_by_label("灾种", exact=True).select_option("暴雨")
    expect(page.locator(".yj-search-row")).to_have_count(3)
    page.get_by_label("街镇", exact=True).select_option("新泾镇")
    expect(page.locator(".yj-search-row")).to_have_count(0)
    page.reload()
    answered(page)
    assert page.get_by_label("街镇", exact=True).input_value() == "新泾镇"
    assert page.get_by_label("类别", exact=True).input_value() == "应急动态"
    assert titles(page) == []


def test_an_alert_for_the_whole_district_is_one_for_every_street(page: Page, site: Site) -> None:
    """7月10日暴雨预警 is for 全区."""
    look_for(page, site, "暴雨", street="新泾镇")
    assert any("7月10日" in title for title in titles(page))
    assert any("暴雨黄色预警" in title for title in titles(page))


def test_results_by_date_have_the_newest_first(page: Page, site: Site) -> None:
    """Over all parts of the index."""
    look_for(page, site, "挡水", order="date")
    assert titles(page) == [f"{year}年检查地下车库" for year in (2026, 2022, 2019)]


def test_years_are_loaded_when_they_are_wanted(page: Page, site: Site) -> None:
    """The newest first, older ones by a button; what was loaded is not asked for again."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # As if each year were large.
    text = site.files["pagefind/search.json"].decode()
    site.files = {
        **site.files,
        "pagefind/search.json": text.replace('"pages":', '"pages":999').encode(),
    }
    look_for(page, site, "挡水")
    assert titles(page) == ["2026年检查地下车库"]
    expect(page.locator(".yj-search-said")).to_contain_text("2026年以来的内容中找到1条")
    assert not [url for url in asked if "news-2019" in url]
    button = page.get_by_role("button", name="继续查找2022年和更早的内容")
    button.click()
    expect(page.locator(".yj-search-row")).to_have_count(2)
    for year in (2021, 2019):
        page.get_by_role("button", name=f"继续查找{year}年和更早的内容").click()
    expect(page.locator(".yj-search-row")).to_have_count(3)
    assert len([url for url in asked if "news-2022" in url and "facts.json" in url]) == 1
    # Where nothing is found, what was not looked through is offered.
    look_for(page, site, "魑魅魍魉")
    expect(page.get_by_role("button", name="继续查找2022年和更早的内容")).to_be_visible()
    # A year that was chosen is loaded.
    look_for(page, site, "挡水", year="2019")
    assert titles(page) == ["2019年检查地下车库"]


def test_a_year_counts_as_looked_through_when_all_of_it_was(page: Page, site: Site) -> None:
    """Not when its few alerts are there and its many bulletins are not."""
    told = json.loads(site.files["pagefind/search.json"])
    assert "qaa-alerts-2022" in [part["language"] for part in told["parts"]]
    for part in told["parts"]:
        part["pages"] = 900 if part["language"].startswith("qaa-news") else 1
    site.files = {**site.files, "pagefind/search.json": json.dumps(told).encode()}
    look_for(page, site, "挡水")
    said = page.locator(".yj-search-said")
    expect(said).to_have_text("2026年以来的内容中找到1条。")
    button = page.get_by_role("button", name="继续查找2022年和更早的内容")
    # A year that was chosen in between is not one since which everything was looked through.
    page.get_by_label("年份", exact=True).select_option("2019")
    expect(said).to_have_text("找到1条。")
    assert titles(page) == ["2019年检查地下车库"]
    page.get_by_label("年份", exact=True).select_option("")
    expect(said).to_have_text("2026年以来的内容中找到1条。")
    assert titles(page) == ["2026年检查地下车库"]
    button.click()
    expect(said).to_have_text("找到3条。")


def test_the_shortcuts_open_it_and_escape_closes_it(page: Page, site: Site) -> None:
    """/ s f as Material has them, but not while something is typed; focus comes back."""
    page.goto(f"{site.url}guides/rainstorm/")
    box = page.locator("dialog input[type=search]")
    for key in ("/", "s", "f"):
        page.keyboard.press(key)
        expect(box).to_be_focused()
        assert box.input_value() == ""
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Control+s")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("s/f")
    assert box.input_value() == "s/f"


def test_the_link_opens_it_and_gets_the_focus_back(page: Page, site: Site) -> None:
    """Over the page at hand; with a key held down it is a link as any other."""
    page.goto(f"{site.url}guides/rainstorm/")
    link = page.locator("a.yj-search")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    assert page.url == f"{site.url}guides/rainstorm/"
    page.get_by_role("button", name="关闭").click()
    expect(link).to_be_focused()


def test_keys_alone_lead_to_a_result(page: Page, site: Site) -> None:
    """Arrows through the results and back, Enter follows."""
    page.goto(f"{site.url}guides/rainstorm/")
    page.keyboard.press("/")
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    page.keyboard.type("挡水")
    answered(page)
    links = page.locator(".yj-search-row a")
    expect(links).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    href = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(href))
    assert "检查地下车库" in page.title()


def test_its_parts_have_names_and_say_what_happens(page: Page, site: Site) -> None:
    """A named dialog, a labelled box, labelled choices, a status, results as headings in a list."""
    page.goto(f"{site.url}guides/rainstorm/")
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog.get_by_role("search", name="全站")).to_be_visible()
    dialog.get_by_role("searchbox", name="搜索词").fill("挡水")
    expect(dialog.get_by_role("status")).to_contain_text("找到3条")
    for label in ("类别", "灾种", "年份", "街镇", "排序"):
        expect(dialog.get_by_role("combobox", name=label)).to_be_visible()
    expect(dialog.get_by_role("heading", name="2026年检查地下车库")).to_be_visible()
    expect(dialog.get_by_role("listitem")).to_have_count(3)


def test_more_results_come_ten_at_a_time(page: Page, site: Site) -> None:
    """A button shows further ones and leads there."""
    look_for(page, site, "的")
    shown = page.locator(".yj-search-row")
    expect(shown).to_have_count(10)
    page.get_by_role("button", name="显示更多结果").click()
    expect(shown.nth(10)).to_be_visible()
    expect(shown.nth(10).locator("a")).to_be_focused()


def test_without_a_script_the_page_leads_on(browser: Browser, site: Site) -> None:
    """The link is a link, the page has every way there is, and says why there is no box."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.url}guides/rainstorm/")
        page.locator("a.yj-search").click()
        assert page.url == f"{site.url}search/"
        assert "没有脚本时，请从下面的目录查找" in page.content()
        assert page.locator("#yj-search input").count() == 0
        page.get_by_role("link", name="2021年", exact=True).click()
        assert page.url == f"{site.url}bulletins/archive/2021/"


def test_where_there_is_no_index_the_reader_is_led_on(page: Page, site: Site) -> None:
    """As in a preview: the page says so and has its ways."""
    site.files = {k: v for k, v in site.files.items() if not k.startswith("pagefind/")}
    page.goto(f"{site.url}search/?q=暴雨")
    expect(page.locator(".yj-search-said")).to_contain_text("搜索暂时不能用")
    page.get_by_role("link", name="按目录查找").click()
    expect(page.get_by_role("heading", name="按目录查找")).to_be_in_viewport()
    page.goto(f"{site.url}about/")
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill("暴雨")
    expect(page.locator("dialog .yj-search-said")).to_contain_text("搜索暂时不能用")


def test_it_works_under_a_strict_policy_and_below_a_path(browser: Browser, site: Site) -> None:
    """No inline script or style, no eval but WebAssembly, nothing from elsewhere."""
    policy = (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; object-src 'none'; base-uri 'none'"
    )
    site.files = {f"sub/path/{name}": data for name, data in site.files.items()}
    wanted = {"search-ui"}
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("request", lambda one: wanted.add(one.url.split("/")[2]))

        def with_policy(route: Any) -> None:
            answer = route.fetch()
            route.fulfill(
                response=answer, headers={**answer.headers, "content-security-policy": policy}
            )

        page.route("**/*", with_policy)
        page.goto(f"{site.url}sub/path/guides/gas/")
        # What the chrome of the page itself has inline is not of the search.
        page.on("console", lambda message: told.append(message.text))
        page.keyboard.press("/")
        page.locator("dialog input[type=search]").fill("燃气")
        answered(page)
        expect(page.locator(".yj-search-row a", has_text="闻到煤气味怎么办")).to_have_attribute(
            "href", f"{site.url}sub/path/guides/gas/"
        )
        assert not [text for text in told if "Content Security Policy" in text]
        assert len(wanted) == 2  # this server, and the word the set began with


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_results_without_scrolling_sideways(
    browser: Browser, site: Site, width: int
) -> None:
    """The choices are folded there; the first result is in sight."""
    with browser.new_context(viewport={"width": width, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{site.url}about/")
        page.keyboard.press("/")
        page.locator("dialog input[type=search]").fill("暴雨")
        answered(page)
        expect(page.locator(".yj-search-row").first).to_be_in_viewport()
        dialog = page.locator("dialog")
        assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert dialog.evaluate(
            "one => [...one.querySelectorAll('*')].every("
            "e => !e.textContent.trim() || parseFloat(getComputedStyle(e).fontSize) >= 16)"
        )


def test_a_phone_puts_its_keyboard_away_when_results_are_asked_for(
    browser: Browser, site: Site
) -> None:
    """It lies over them; on a desk the focus stays in the box."""
    for touch in (True, False):
        with browser.new_context(has_touch=touch, is_mobile=touch) as context:
            page = context.new_page()
            page.goto(f"{site.url}about/")
            page.keyboard.press("/")
            box = page.locator("dialog input[type=search]")
            expect(box).to_have_attribute("enterkeyhint", "search")
            box.fill("挡水")
            box.press("Enter")
            expect(page.locator(".yj-search-row")).to_have_count(3)
            if touch:
                expect(box).not_to_be_focused()
            else:
                expect(box).to_be_focused()


def test_for_elders_what_is_pressed_is_large(browser: Browser, site: Site) -> None:
    """Boxes, buttons, choices and the titles of results; 60 px as everywhere in that view."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.add_init_script("localStorage.setItem('yj-elder', '1')")
        look_for(page, site, "挡水")
        page.locator(".yj-search-folded").evaluate("one => one.open = true")
        pressed = page.locator(".yj-search-ui :is(input, button, select, summary, a):visible")
        assert pressed.count() > 9
        for at in range(pressed.count()):
            box = pressed.nth(at).bounding_box()
            assert box is not None
            assert box["height"] >= 60


def test_what_every_query_needs_is_fetched_while_chinese_is_typed(page: Page, site: Site) -> None:
    """An input method takes a second or two; nothing is looked for meanwhile."""
    page.goto(f"{site.url}about/")
    page.keyboard.press("/")
    box = page.locator("dialog input[type=search]")
    expect(box).to_be_focused()
    with page.expect_response(lambda one: "wasm" in one.url):
        box.dispatch_event("compositionstart")
    expect(page.locator(".yj-search-said")).to_have_text("")


def test_a_page_in_another_language_only_links_to_it(page: Page, site: Site) -> None:
    """The index is Chinese; the link says so."""
    page.goto(f"{site.url}en/")
    expect(page.locator("a.yj-search")).to_have_accessible_name("Search (Chinese)")
    page.locator("a.yj-search").click()
    page.wait_for_url(f"{site.url}search/")


def test_files_of_the_search_come_only_when_it_is_wanted(page: Page, site: Site) -> None:
    """A page that nobody searches on asks for none of them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}about/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url or "pagefind" in url]


def test_the_site_is_built_from_this_project() -> None:
    """The module's script files are where the loader looks for them."""
    folder = Path(__file__).parents[2] / "overrides/assets/javascripts"
    for name in ("search.js", "search-files.js", "search-index.js", "search-state.js"):
        assert (folder / name).is_file()

"""The search on a net that fails: what could not be looked through is never said to be nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.model.moment import Moment
from generator.search import pagefind
from generator.search.index import index_site
from tests.browser.support import NOON, Site
from tests.site.support import Bench, chrome_of, make_project


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site with an entry about the same in each of three years, indexed."""
    folder = tmp_path_factory.mktemp("network")
    bench = Bench(make_project(folder / "project"), folder / "site")
    for year in (2019, 2022, 2026):
        bench.write(
            f"bulletins/{year}/pumps-{year}.yml",
            {
                "title": f"{year}年检查抽水泵",
                "category": "工作动态",
                "published": f"{year}-03-01 09:00",
                "body": "查了一遍。",
            },
        )
    bench.build(NOON)
    with pytest.MonkeyPatch.context() as patch:
        # The words of two queries are not in one file.
        patch.setitem(pagefind._CHUNK, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "5")
        done = index_site(bench.project, chrome_of(bench.project), bench.site, Moment(NOON))
    assert not done.problem
    found = (path for path in bench.site.rglob("*") if path.is_file())
    return {path.relative_to(bench.site).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def site(files: dict[str, bytes]) -> Iterator[Site]:
    with Site(files) as site:
        yield site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """A page with the search open over it, and no error that a script did not catch."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site.url}about/")
    page.keyboard.press("/")
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    yield page
    assert not errors


def ask(page: Page, query: str = "抽水泵") -> None:
    page.locator("dialog input[type=search]").fill(query)


def said(page: Page, words: str) -> None:
    expect(page.locator(".yj-search-said")).to_contain_text(words)


def rows(page: Page, count: int) -> None:
    expect(page.locator(".yj-search-row")).to_have_count(count)


def refuse(route: Route) -> None:
    route.fulfill(status=503, body="later")


def again(page: Page) -> None:
    page.get_by_role("button", name="再试一次").click()


def test_part_of_the_index_that_fails_is_said_and_can_be_had_again(page: Page) -> None:
    """What was found is shown; the next try asks for what failed, without a reload."""
    page.route(re.compile("news-2022.*pf_index"), refuse)
    ask(page)
    said(page, "找到2条。网络不好，有的内容没有取到，结果不全。")
    rows(page, 2)
    page.unroute_all()
    again(page)
    rows(page, 3)
    said(page, "找到3条。")
    expect(page.locator(".yj-search-said")).not_to_contain_text("不全")
    expect(page.get_by_role("button", name="再试一次")).to_be_hidden()


def test_an_index_that_fails_whole_is_not_nothing_found(page: Page) -> None:
    """「没有找到」 would send a reader away from what is there."""
    page.route(re.compile("pf_index"), refuse)
    ask(page)
    said(page, "没有查完，还不能说有没有")
    expect(page.locator(".yj-search-said")).not_to_contain_text("没有找到")
    page.unroute_all()
    again(page)
    rows(page, 3)


@pytest.mark.parametrize(
    "file", ["search.json", "pagefind.js", "wasm.unknown.pagefind", "facts.json", "pf_meta"]
)
def test_without_what_every_query_needs_there_is_a_way_on_and_another_try(
    page: Page, file: str
) -> None:
    """In a time that a reader waits; then it works."""
    page.route(re.compile(rf"pagefind/.*{re.escape(file)}"), lambda route: route.abort())
    ask(page)
    said(page, "搜索暂时不能用")
    expect(page.locator(".yj-search-ui")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".yj-search-said a", has_text="按目录查找")).to_have_count(1)
    page.unroute_all()
    again(page)
    rows(page, 3)


def test_a_result_that_fails_is_not_left_out_in_silence(page: Page) -> None:
    """The others are shown, with a word about it."""
    page.route(re.compile(r"news-2022.*pf_fragment"), refuse)
    ask(page)
    said(page, "结果不全")
    rows(page, 2)
    page.unroute_all()
    again(page)
    rows(page, 3)


def test_what_fails_once_is_asked_for_again_unseen(page: Page) -> None:
    """A reader notices nothing but the time."""
    tried: set[str] = set()

    def once(route: Route) -> None:
        if route.request.url in tried:
            route.continue_()
        else:
            tried.add(route.request.url)
            refuse(route)

    page.route(re.compile(r"pf_index|pf_meta|wasm|facts\.json"), once)
    ask(page)
    rows(page, 3)
    said(page, "找到3条。")
    assert len(tried) > 6


def test_without_a_net_it_is_said_and_looked_for_when_there_is_one(
    page: Page, context: BrowserContext
) -> None:
    """Nobody has to press anything."""
    context.set_offline(True)
    ask(page)
    said(page, "没有联网，不能搜索")
    context.set_offline(False)
    rows(page, 3)


def test_a_net_lost_between_two_queries_is_said(page: Page, context: BrowserContext) -> None:
    """Of a query whose words were not fetched yet."""
    ask(page)
    rows(page, 3)
    context.set_offline(True)
    ask(page, "魑魅魍魉")
    said(page, "没有联网，没有查完，还不能说有没有。")
    context.set_offline(False)
    said(page, "没有找到")


def test_a_slow_net_is_called_one(page: Page) -> None:
    """That it goes on is said before a reader gives up."""
    held: list[Route] = []
    page.route(re.compile("wasm"), lambda route: held.append(route))  # noqa: PLW0108 - no builtin
    ask(page)
    said(page, "正在查找")
    said(page, "网络较慢，还在查找")
    rows(page, 0)
    for route in held:
        route.continue_()
    rows(page, 3)
    said(page, "找到3条。")


def test_an_index_that_was_replaced_meanwhile_is_begun_anew(page: Page, site: Site) -> None:
    """A tab stays open over a publish: the folders it knows are gone."""
    ask(page)
    rows(page, 3)
    old = {name for name in site.files if "/news-2022-" in name}
    new = {
        re.sub(r"news-2022-[0-9a-f]+", "news-2022-0123456789", one): site.files[one] for one in old
    }
    loader = site.files["pagefind/search.json"].decode()
    site.files = {name: data for name, data in site.files.items() if name not in old} | new
    site.files["pagefind/search.json"] = re.sub(
        r"news-2022-[0-9a-f]+", "news-2022-0123456789", loader
    ).encode()
    ask(page, "一遍")
    rows(page, 3)
    said(page, "找到3条。")


def test_files_of_one_query_are_few_and_none_is_asked_for_twice(page: Page, site: Site) -> None:
    """Lists of what there is come with the first file; all the rest at once after it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    ask(page)
    rows(page, 3)
    page.wait_for_load_state("networkidle")
    files = [Path(url).name for url in asked]
    assert "pagefind-entry.json" not in [name.partition("?")[0] for name in files]
    assert len(asked) == len(set(asked))

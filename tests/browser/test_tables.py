"""Wide tables, long programmes and pages with little on them are still pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_odd import serve
from tests.site.support import NOW, Bench, make_project, written

DAY = timedelta(days=1)
COLUMNS = 40
TITLE = "很长的题目" * 12


def table(columns: int) -> str:
    """Its second column holds numbers and is set to the right."""
    rows = [[f"第{number}列" for number in range(columns)]]
    rows.append(["---", "---:", *(["---"] * (columns - 2))])
    rows += [[f"{row}行{number}列的内容" for number in range(columns)] for row in range(3)]
    return "\n".join(f"|{'|'.join(row)}|" for row in rows)


def bulletin(**more: object) -> dict[str, object]:
    published = written(NOW - DAY)
    return {"title": TITLE, "category": "通知公告", "published": published, **more}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tables")
    bench = Bench(make_project(folder / "project", content=None), folder / "site")
    bench.write("site.yml", {"name": "某"})
    bench.write("bulletins/2026/wide.yml", bulletin(body=f"前文。\n\n{table(COLUMNS)}\n"))
    bench.write("bulletins/2026/bare.yml", bulletin())
    row = {"party": "上海某某企业管理有限公司", "violation": "未按规定培训", "penalty": "罚款"}
    shown = {"kind": "行政处罚", "authority": "某局", "items": [row] * 3}
    bench.write("bulletins/2026/shown.yml", bulletin(category="监管公示", enforcement=shown))
    events = [
        {"id": f"e{n}", "title": f"第{n}场", "starts": written(NOW + (n % 30) * DAY)}
        for n in range(60)
    ]
    dates = {"starts": written(NOW - DAY), "ends": written(NOW + 40 * DAY)}
    bench.write("campaigns/sixty.yml", {"title": TITLE, **dates, "events": events})
    assert not bench.build().left_out
    yield from serve(bench.site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


WIDTH = "one => one.getBoundingClientRect().width"


def test_a_wide_table_has_the_room_where_nothing_stands_beside_it(page: Page, server: str) -> None:
    page.goto(f"{server}bulletins/wide/")
    assert page.locator(".yj-table").evaluate(WIDTH) > 1000
    assert page.locator(".yj-body > p").first.evaluate(WIDTH) < 800


def test_columns_of_numbers_are_set_as_the_editor_wrote(page: Page, server: str) -> None:
    page.goto(f"{server}bulletins/wide/")
    cells = page.locator("tbody tr").first.locator("td")
    expect(cells.nth(1)).to_have_css("text-align", "right")
    expect(cells.nth(2)).to_have_css("text-align", "left")


def test_a_name_in_a_table_is_not_squeezed(page: Page, server: str) -> None:
    """Seven characters a line at least, on a phone too."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}bulletins/shown/")
    assert page.locator("tbody th").first.evaluate(WIDTH) >= 16 * 7 + 20


def test_on_paper_every_column_is_there(page: Page, server: str) -> None:
    """A4 less its margins, at 96 px an inch."""
    page.set_viewport_size({"width": 703, "height": 1000})
    page.goto(f"{server}bulletins/wide/")
    page.emulate_media(media="print")
    assert page.locator("thead th").count() == COLUMNS
    right = page.locator("thead th").last.evaluate("one => one.getBoundingClientRect().right")
    assert right <= 703


def test_a_bulletin_without_a_body_says_so(page: Page, server: str) -> None:
    page.goto(f"{server}bulletins/bare/")
    expect(page.locator("main")).to_contain_text("这一篇没有正文")
    page.goto(f"{server}bulletins/shown/")
    expect(page.locator("main")).not_to_contain_text("没有正文")


def test_a_long_programme_has_ways_to_its_days(page: Page, server: str) -> None:
    page.goto(f"{server}campaigns/sixty/")
    days = page.get_by_role("navigation", name="活动日期").get_by_role("link")
    expect(days).to_have_count(30)
    days.nth(29).click()
    expect(page.locator("#event-e29")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_hand_written_page_begins_with_its_title(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{server}subscribe/")
    title, contents = page.locator("h1").bounding_box(), page.locator(".yj-contents").bounding_box()
    assert title is not None
    assert contents is not None
    assert title["y"] < contents["y"]
    expect(page.locator("h1")).to_have_count(1)

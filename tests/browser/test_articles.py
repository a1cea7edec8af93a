"""Articles of feeds fit a phone, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from generator.feeds.article.render import article
from tests.feeds.article.darkmode import turned
from tests.feeds.article.examples import EVERY, TEXT

WIDE = "<table><tr>" + "<td>示例街道的说明</td>" * 9 + "</tr></table>"
LONG = f"<p>{'https://example.invalid/' + 'a' * 200} {'W' * 200}</p><pre>{'x' * 200}</pre>"
ARTICLES = {**EVERY, "wide": TEXT._replace(body=WIDE + LONG)}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def shown(page: Page, html: str, width: int, ground: str = "#fff") -> None:
    """``html`` as WeChat shows it: 16 px at both sides, long words broken, no pictures."""
    page.set_viewport_size({"width": width, "height": 800})
    style = f"margin: 0; padding: 16px; overflow-wrap: break-word; background: {ground}"
    page.set_content(f'<body style="{style}">{html}</body>', wait_until="domcontentloaded")


@pytest.mark.parametrize("name", ARTICLES)
def test_nothing_is_wider_than_a_phone(page: Page, name: str) -> None:
    for width in (320, 390):
        shown(page, article(ARTICLES[name]), width)
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("name", EVERY)
def test_an_article_is_the_same_by_night(page: Page, name: str) -> None:
    """Turning its colours loses no word and no element."""
    html = article(EVERY[name])
    counted = "[document.querySelectorAll('*').length, document.body.innerText]"
    shown(page, html, 390)
    day = page.evaluate(counted)
    shown(page, turned(html), 390, "#191919")
    assert page.evaluate(counted) == day


def test_the_field_of_a_level_is_what_one_sees_first(page: Page) -> None:
    shown(page, article(EVERY["alert-red"]), 390)
    field = page.get_by_text("解除时间未公布").locator("..")
    box = field.bounding_box()
    assert box
    assert box["y"] < 20
    assert box["width"] > 340
    assert field.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(200, 16, 46)"


def test_a_table_of_many_columns_moves_by_itself(page: Page) -> None:
    shown(page, article(ARTICLES["wide"]), 390)
    moved = page.locator("table", has_text="示例街道的说明").locator("..")
    assert moved.evaluate("one => one.scrollWidth > one.clientWidth")

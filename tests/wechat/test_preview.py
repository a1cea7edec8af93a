"""The page of a preview, and WeChat's dark conversion of an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.wechat.dark import DARK_PAGE, brightness, dark_ground, dark_text, darkened
from generator.wechat.feed import Feed, parse
from generator.wechat.preview import choose, page
from tests.wechat.support import SITE, article, bulletin, ended, hours, message, rss

GOLDEN = Path(__file__).with_name("golden")
_colours = st.tuples(*[st.integers(0, 255).map(float)] * 3)


def feed(*entries: object, title: str = "长宁应急") -> Feed:
    return parse(rss(list(entries), title=title))  # type: ignore[arg-type]


def test_the_page_shows_what_would_be_sent() -> None:
    """All of it, light and dark."""
    body = (
        '<section style="color:#1f2329;font-size:16px"><p style="color:#ffffff;'
        'background-color:#8a1c1c;padding:8px">暴雨红色预警 &lt;示意&gt;</p>'
        '<p style="color:#1f2329;border-left:4px solid #14385f;background-color:#f4f4f4">'
        f'请留在室内。<img src="{SITE}media/a.png" alt="图"></p><script>x()</script></section>'
    )
    one = bulletin("a", "【示例】" + "很长的标题" * 8, body=body, summary="摘要<b>。")
    (item,) = feed(one).items
    shown = page(item, feed(one), lambda url: url.replace(SITE, "../../site/"))
    assert shown == (GOLDEN / "preview.html").read_text(encoding="utf-8")


def test_the_page_warns_of_what_would_not_go() -> None:
    one = bulletin("a", body=article("字" * 21_000), cover="")
    source = feed(one, title="【演示】长宁应急")
    shown = page(source.items[0], source, str)
    assert "演示网站的订阅源" in shown
    assert "没有封面" in shown
    assert "正文太长" in shown


def test_names_of_items() -> None:
    first = message("rain", hours(9))
    over = ended(first, hours(1))
    source = feed(first, over, bulletin("a"), bulletin("rainy"))
    key = f"rain:{hours(9):%Y%m%dT%H%M%S}"
    for name, guid in (
        ("rain", over.guid),
        (key, first.guid),
        (f"{key}:expired", over.guid),
        (first.guid, first.guid),
        ("a", "urn:yingji:310105:bulletin:a"),
    ):
        item, _ = choose(source, name)
        assert item is not None
        assert item.guid == guid
    assert choose(source, "rain-") == (None, ("rain", "rainy"))


@pytest.mark.parametrize(
    ("light", "dark"),
    [
        ((255, 255, 255), (25, 25, 25)),
        ((240, 240, 240), (40, 40, 40)),
        ((25, 25, 25), (56, 56, 56)),
    ],
)
def test_grey_grounds_are_inverted_and_dark_ones_lit(
    light: tuple[float, float, float], dark: tuple[float, float, float]
) -> None:
    assert [round(part) for part in dark_ground(light)] == list(dark)


@given(_colours, _colours)
def test_text_stands_off_its_ground(text: tuple[float, ...], ground: tuple[float, ...]) -> None:
    """By what the conversion promises: 65 of perceived brightness, or white as it was."""
    below = dark_ground(ground)  # type: ignore[arg-type]
    turned = dark_text(text, below)  # type: ignore[arg-type]
    assert brightness(turned) >= 250 or abs(brightness(turned) - brightness(below)) >= 64


def test_text_without_a_colour_gets_one_for_the_ground_it_stands_on() -> None:
    shown = darkened('<section><p style="background:#fff">字<br>字</p><p>外</p></section>')
    assert shown == (
        '<section style="color:#cccccc"><p style="background:#191919;color:#cccccc">字'
        '<br style="color:#cccccc">字</p><p style="color:#cccccc">外</p></section>'
    )
    assert round(brightness(DARK_PAGE)) == 25


def test_a_border_is_turned_against_the_page() -> None:
    """As wechatjs/mp-darkmode does, whatever ground the element has."""
    edge = "border-left:4px solid #14385f"
    for ground in ("#ffd21f", "#f4f4f4", "#14385f"):
        assert "solid #76aae2" in darkened(f'<p style="{edge};background-color:{ground}">字</p>')


@pytest.mark.parametrize(
    "colour", ["#fff", "#FFFFFF", "rgb(255, 255,255)", "white", "rgba(255,255,255,1)"]
)
def test_every_way_to_write_a_colour_is_read(colour: str) -> None:
    html = f'<section style="background-color:{colour}">字</section>'
    assert "background-color:#191919" in darkened(html)

"""What is read from a feed, and which feeds are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.wechat.checking import FeedError
from generator.wechat.feed import Feed, parse, refuse
from generator.wechat.item import event_of, is_marked
from tests.wechat.support import SITE, article, bulletin, ended, hours, message, rss


def test_an_item_has_what_the_feed_says() -> None:
    updated = hours(1)
    (item,) = parse(rss([bulletin("a", "标题 <b>&amp;", updated=updated, summary="一\n二")])).items
    assert item.guid == "urn:yingji:310105:bulletin:a"
    assert item.title == "标题 <b>&amp;"
    assert item.summary == "一 二"
    assert item.link == f"{SITE}bulletins/a/"
    assert item.author == "长宁区应急管理局"
    assert item.published == hours(5)
    assert item.updated == updated
    assert item.cover == f"{SITE}covers/a-wide.jpg"
    assert item.content == article("标题 <b>&amp;的正文。")
    assert (item.event, item.end) == (None, False)


def test_without_atom_updated_nothing_was_updated() -> None:
    assert parse(rss([bulletin("a")])).items[0].updated is None


def test_styles_come_through_as_they_are_written() -> None:
    """Feedparser's own cleaning would take them away; ours comes later."""
    body = '<section style="max-width:100%;border-left:4px solid #14385f">字</section>'
    assert parse(rss([bulletin("a", body=body)])).items[0].content == body


def test_a_guid_tells_event_and_end() -> None:
    first = message("rain-2026", hours(5))
    items = parse(rss([first, ended(first, hours(1))])).items
    assert [(item.event, item.end) for item in items] == [("rain-2026", True), ("rain-2026", False)]
    assert event_of("urn:yingji:310105:alert:rain:20260710T142000:gone") is None
    assert event_of("urn:yingji:310105:bulletin:rain") is None


def test_many_items_are_read_in_order_and_what_follows_them_is_of_the_channel() -> None:
    """They are handed to feedparser a hundred at a time."""
    entries = [bulletin(f"n{number}", at=hours(number)) for number in range(250)]
    head, middle, rest = rss(entries).partition(b"<title>")
    title, found, rest = rest.partition(b"</title>")
    moved = head + rest.replace(b"</channel>", b"<title>" + title + b"</title><item/></channel>")
    feed = parse(moved)
    assert feed.title == "长宁应急"
    assert [item.guid for item in feed.items] == [entry.guid for entry in entries]
    assert len(feed.faults) == 1
    assert parse(middle.join((head, title + found + rest))).items == feed.items


def test_an_item_in_the_text_of_an_item_is_text() -> None:
    body = article("&lt;item&gt; </item><item>")
    feed = parse(rss([bulletin("a", "标题 </item><item>", body=body), bulletin("b")]))
    assert sorted(item.title for item in feed.items) == ["动态b", "标题 </item><item>"]
    assert body in [item.content for item in feed.items]
    assert feed.faults == ()


def test_an_empty_feed_is_a_feed() -> None:
    assert parse(rss([])).items == ()


@pytest.mark.parametrize(
    ("own", "site"),
    [
        (f"{SITE}feed.xml", SITE),
        (f"{SITE}feeds/alerts.xml", SITE),
        (f"{SITE}sub/path/feeds/bulletins/news.xml", f"{SITE}sub/path/"),
        (f"{SITE}somewhere", SITE),
    ],
)
def test_the_site_is_what_the_address_of_the_feed_begins_with(own: str, site: str) -> None:
    assert parse(rss([], own=own)).site == site


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 RSS"),
        (b"<html><body>404</body></html>", "不是 RSS"),
        (rss([bulletin("a")])[:-30], "没有下载完"),
        (rss([bulletin("a")]).replace(b"<link>", b"<link>&nbsp;", 1), "没有下载完"),
        (rss([]).replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1), "DOCTYPE"),
        (rss([]).replace(b"</rss>", b"</rss><rss/>"), "没有下载完"),
        (rss([bulletin("a")]).replace(b"<title>", b"<a>" * 40 + b"</a>" * 40 + b"<title>"), "太深"),
        (rss([]).replace(b"</channel>", b"<item/>" * 20_001 + b"</channel>"), "超过"),
        (rss([]).replace(b"UTF-8", b"GB2312"), "UTF-8"),
        (rss([]).decode().encode("utf-16"), "UTF-8"),
        (rss([]).replace(b'version="2.0"', b'version="0.91"'), "RSS 2.0"),
    ],
)
def test_what_is_not_our_feed_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(FeedError, match=said):
        parse(data)


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    """Also what looks like an address, or like the name of a file of this machine."""
    for wrapped in (data, b"<rss>" + data, rss([]).replace(b"<link>", data + b"<link>", 1)):
        try:
            assert isinstance(parse(wrapped), Feed)
        except FeedError:
            continue


@pytest.mark.parametrize(
    "title", ["【演示】长宁应急", " 【演示】x", "\u200b【演示】x", "【 演示 】x"]
)
def test_a_demonstration_is_refused(title: str) -> None:
    with pytest.raises(FeedError, match="演示"):
        refuse(parse(rss([], title=title)))


def test_a_site_without_an_address_is_refused() -> None:
    with pytest.raises(FeedError, match="没有正式网址"):
        refuse(parse(rss([], own="https://example.invalid/feed.xml")))
    refuse(parse(rss([])))


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("【示例】动态", True),
        ("【测试】动态", True),
        ("【演练】动态", True),
        ("\ufeff 【 演练】动态", True),
        ("【更正】【示例】动态", True),
        ("动态【示例】", False),
        ("【紧急】动态", False),
        ("演练动态", False),
    ],
)
def test_a_mark_is_one_at_the_head_of_the_title(title: str, marked: bool) -> None:
    assert is_marked(title) is marked


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<title>动态a</title>", "<title> </title>", "没有标题"),
        ("<pubDate>Fri, 10 Jul 2026 13:", "<pubDate>Fri, 10 Jul 2026 33:", "没有发布时间"),
        (f"<link>{SITE}bulletins/a/</link>", "<link>javascript:1</link>", "没有可用的链接"),
        (f"{SITE}bulletins/a/", SITE + "x" * 1100, "没有可用的链接"),
        ("urn:yingji:310105:bulletin:a", "", "没有编号"),
        ("urn:yingji:310105:bulletin:a", "u" * 301, "没有编号"),
        (article("动态a的正文。"), " ", "没有正文"),
        (article("动态a的正文。"), "字" * 200_001, "正文过长"),
    ],
)
def test_an_item_that_lacks_something_is_left_out_with_a_word(
    old: str, new: str, said: str
) -> None:
    text = rss([bulletin("b", at=hours(1)), bulletin("a")]).decode()
    assert old in text
    feed = parse(text.replace(old, new).encode())
    assert [item.guid for item in feed.items] == ["urn:yingji:310105:bulletin:b"]
    ((_, reason),) = feed.faults
    assert said in reason


def test_the_second_of_two_items_with_one_guid_is_left_out() -> None:
    feed = parse(rss([bulletin("a", "先"), bulletin("a", "后", at=hours(9))]))
    assert [item.title for item in feed.items] == ["先"]
    assert feed.faults == (("后", "编号（guid）和前面一条相同"),)


def test_a_time_beyond_all_calendars_is_none() -> None:
    text = rss([bulletin("a")]).decode().replace("2026 13:00:00", "9999 13:00:00")
    feed = parse(text.encode())
    assert feed.faults or feed.items[0].published > datetime(2026, 1, 1, tzinfo=UTC)

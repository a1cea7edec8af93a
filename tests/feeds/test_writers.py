"""A feed in each format, byte for byte (golden/), and the same items in all of them.

After a change that is meant: ``YINGJI_GOLDEN=1 make test ARGS=tests/feeds/test_writers.py``, then
read the difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from generator.feeds import atom, json_feed, rss
from generator.feeds.item import Feed, FeedItem, Image
from generator.model.moment import CST
from tests.feeds.rules import faults
from tests.feeds.support import content, read

GOLDEN = Path(__file__).parent / "golden"
WRITE = "YINGJI_GOLDEN" in os.environ
AT = "https://yingji.example/%E9%95%BF%E5%AE%81/"
URN = "urn:yingji:310105"

WARNING = FeedItem(
    guid=f"{URN}:alert:rain-0710:20260710T142000",
    url=f"{AT}alerts/rain-0710/#m-20260710T142000",
    title="【示例】发布暴雨黄色预警信号（2026年7月10日 14:05）",
    summary="【示例】有效至 2026年7月10日 20:20。最新状态见网页。雨很大。",
    content='<section style="color:#111">雨很大 &lt;50&gt; ]]&gt; 👷</section>',
    published=datetime(2026, 7, 10, 14, 20, tzinfo=CST),
    updated=datetime(2026, 7, 10, 15, tzinfo=CST),
    author="某气象台（示例）",
    source="某气象台（示例）",
    categories=("预警提示", "预警", "暴雨", "黄色", "示例"),
    cover=Image(f"{AT}covers/alert/x-wide.jpg", "image/jpeg", 40123, 900, 383),
    square=Image(f"{AT}covers/alert/x-square.jpg", "image/jpeg", 30123, 500, 500),
)
ARTICLE = FeedItem(
    guid=f"{URN}:bulletin:odd",
    url=f"{AT}bulletins/odd/",
    title="【示例】A&B <b>与</b> &lt; \"引号\" 'x' 1 < 2",
    summary="【示例】一句话。",
    content="<section>正文 ]]></section>",
    published=datetime(2026, 7, 9, tzinfo=CST),
    updated=None,
    author="长宁应急",
    source=None,
    categories=("工作动态",),
    cover=Image(f"{AT}media/p%20q.png", "image/png", 67),
)
LIVE = Feed(
    guid=f"{URN}:feeds:feed",
    url=f"{AT}feed.xml",
    page=AT,
    title="长宁应急 · 全部",
    description="预警提示、应急动态和主题活动。",
    author="长宁应急",
    items=(WARNING, ARTICLE),
    before=f"{AT}feeds/archive/feed/3.xml",
)
ARCHIVE = LIVE._replace(
    url=f"{AT}feeds/archive/feed/3.xml",
    items=(ARTICLE,),
    before=f"{AT}feeds/archive/feed/2.xml",
    current=f"{AT}feed.xml",
)
EMPTY = LIVE._replace(items=(), before=None)
FEEDS = {"live": LIVE, "archive": ARCHIVE, "empty": EMPTY}
WRITERS: dict[str, Callable[[Feed], bytes]] = {
    "feed.xml": rss.write,
    "atom.xml": atom.write,
    "feed.json": json_feed.write,
}


@pytest.mark.parametrize("name", FEEDS)
@pytest.mark.parametrize("path", WRITERS)
def test_a_feed_is_written_as_the_golden_file_says(path: str, name: str) -> None:
    """And a validator finds no fault with it."""
    data = WRITERS[path](FEEDS[name])
    golden = GOLDEN / f"{name}-{path}"
    if WRITE:
        golden.write_bytes(data)
    assert data.decode() == golden.read_text(encoding="utf-8")
    assert not faults(path, data)


def test_readers_get_the_same_from_rss_and_atom() -> None:
    """Titles, texts, times, pictures; what could be mistaken for HTML is full-width."""
    one, other = read(rss.write(LIVE)), read(atom.write(LIVE))
    for left, right, item in zip(one.entries, other.entries, LIVE.items, strict=True):
        assert (left.id, left.link) == (right.id, right.link) == (item.guid, item.url)
        assert left.published_parsed == right.published_parsed
        assert left.author == right.author == item.author
        assert [tag.term for tag in left.tags] == [tag.term for tag in right.tags]
        assert content(left) == content(right)
        assert left.enclosures[0].href == right.enclosures[0].href
    assert one.entries[0].updated_parsed == other.entries[0].updated_parsed
    assert other.entries[1].title == one.entries[1].title
    assert one.entries[1].title == "【示例】A＆B ＜b>与＜/b> ＆lt; \"引号\" 'x' 1 ＜ 2"


def test_a_hub_is_named_in_every_format() -> None:
    """WebSub §4: readers subscribe to the live feed there."""
    told = LIVE._replace(hub="https://hub.example/")
    for path, write in WRITERS.items():
        data = write(told)
        assert not faults(path, data)
        if path.endswith(".json"):
            assert json.loads(data)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
        else:
            links = {one.rel: one.href for one in read(data).feed.links}
            assert links["hub"] == "https://hub.example/"
            assert links["self"] == LIVE.url


def test_json_holds_the_very_words() -> None:
    """Nothing is escaped or lost."""
    items = json.loads(json_feed.write(LIVE))["items"]
    for found, item in zip(items, LIVE.items, strict=True):
        assert found["id"] == item.guid
        assert found["title"] == item.title
        assert found["content_html"] == item.content
    assert "👷".encode() in json_feed.write(LIVE)


def test_a_reader_finds_the_cover_in_both_shapes() -> None:
    """``media:content`` of the item itself, in no group, with sizes."""
    found = read(rss.write(LIVE)).entries[0].media_content
    assert [(one["width"], one["height"]) for one in found] == [("900", "383"), ("500", "500")]
    assert [one["filesize"] for one in found] == ["40123", "30123"]

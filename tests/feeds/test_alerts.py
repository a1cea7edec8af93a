"""What the feeds say of an event: every message, its corrections, its end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.feeds.examples import ISSUER, at, event, key, message, urn
from tests.feeds.rules import all_faults
from tests.feeds.support import BASE, SITE, Desktop, content, entries, guids, text_of

FEEDS = ("feed.xml", "feeds/alerts.xml")


def test_every_message_is_an_item_of_its_own(desk: Desktop) -> None:
    """Issue, update and cancel; each links to itself, newest first, in both feeds of alerts."""
    desk.write(
        "alerts/2026/rain.yml",
        event(message(0), message(2, level="橙"), message(3, "解除")),
    )
    feeds = desk.feeds(at(4))
    for path in FEEDS:
        assert guids(feeds[path]) == [urn("rain", 3), urn("rain", 2), urn("rain", 0)]
    first = entries(feeds["feed.xml"])[urn("rain", 0)]
    assert first.link == f"{BASE}alerts/rain/#m-{key(0)}"
    assert first.published == "Fri, 10 Jul 2026 08:00:00 +0800"
    assert first.author == ISSUER
    assert "updated" not in first
    assert not all_faults(feeds)


@pytest.mark.parametrize(
    ("more", "first", "hazard"),
    [
        ({}, "", "暴雨"),
        ({"sample": "true", "status": "演练"}, "【示例】", "暴雨"),
        ({"status": "测试", "hazard": ["雷电", "大风"]}, "【测试】", "雷电、大风"),
        ({"status": "演练"}, "【演练】", "暴雨"),
    ],
)
def test_a_title_is_nature_action_level_hazard_and_time(
    desk: Desktop, more: dict[str, str], first: str, hazard: str
) -> None:
    """The time is the issuer's own where it is known; an end names the level that it ends."""
    desk.write(
        "alerts/2026/rain.yml",
        event(message(0), message(2, level="橙", issued=1.5), message(3, "解除"), **more),
    )
    assert [one.title for one in entries(desk.feeds(at(4))["feed.xml"]).values()] == [
        f"{first}解除{hazard}橙色预警信号（2026年7月10日 11:00）",
        f"{first}更新{hazard}橙色预警信号（2026年7月10日 09:30）",
        f"{first}发布{hazard}黄色预警信号（2026年7月10日 08:00）",
    ]


def test_a_response_level_is_started_and_ended_in_its_own_words(desk: Desktop) -> None:
    desk.write(
        "alerts/2026/flood.yml",
        event(message(0, level="Ⅳ"), message(2, "终止"), kind="应急响应", hazard="防汛防台"),
    )
    titles = [one.title for one in entries(desk.feeds(at(3))["feed.xml"]).values()]
    assert titles == [
        "终止防汛防台Ⅳ级应急响应（2026年7月10日 10:00）",
        "启动防汛防台Ⅳ级应急响应（2026年7月10日 08:00）",
    ]


def test_the_article_begins_with_its_end_and_where_the_state_is_told(desk: Desktop) -> None:
    """From ``expires`` only; where none was announced, it says that."""
    desk.write("alerts/2026/rain.yml", event(message(0), message(2, review=9)))
    found = entries(desk.feeds(at(3))["feed.xml"])
    assert text_of(content(found[urn("rain", 0)])).startswith(
        " 有效至 2026年7月10日 14:00 最新状态见网页"
    )
    last = text_of(content(found[urn("rain", 2)]))
    assert last.startswith(" 解除时间未公布 最新状态见网页")
    assert (
        found[urn("rain", 0)].summary
        == "有效至 2026年7月10日 14:00。最新状态见网页。第0小时的内容。"
    )
    for words in ("暴雨", "黄色预警", "全区", ISSUER, "第2小时的内容。", "119"):
        assert words in last


def test_an_item_says_what_its_message_says_whatever_follows(desk: Desktop) -> None:
    """Neither a later message nor the end changes a byte of an earlier item."""
    desk.write("alerts/2026/rain.yml", event(message(0)))
    before = entries(desk.feeds(at(1))["feed.xml"])[urn("rain", 0)]
    desk.write(
        "alerts/2026/rain.yml", event(message(0), message(2, level="红"), message(3, "解除"))
    )
    desk.write("alerts/2026/gale.yml", event(message(1), hazard="大风"))
    for hours in (1, 2, 3, 99):
        after = entries(desk.feeds(at(hours))["feed.xml"])[urn("rain", 0)]
        assert after == before


def test_a_correction_changes_the_item_and_its_updated(desk: Desktop) -> None:
    """From its own time on; the identifier and the time of publication stay."""
    fixed = {"at": "2026-07-10 10:30", "text": "改过的内容。", "note": "地名写错了"}
    desk.write("alerts/2026/rain.yml", event(message(0, corrections=[fixed])))
    before = entries(desk.feeds(at(2))["feed.xml"])[urn("rain", 0)]
    after = entries(desk.feeds(at(2.5))["feed.xml"])[urn("rain", 0)]
    assert "updated" not in before
    assert "第0小时的内容。" in content(before)
    assert after.updated == "2026-07-10T10:30:00+08:00"
    assert after.published == before.published
    assert "改过的内容。" in content(after)
    assert "地名写错了" in content(after)
    assert "第0小时的内容。" not in content(after)
    assert "改过的内容。" in after.summary


def test_an_end_by_time_is_an_item(desk: Desktop) -> None:
    """At ``expires``, and not a second before."""
    desk.write("alerts/2026/rain.yml", event(message(0, expires=6)))
    assert guids(desk.feeds(at(6 - 1 / 3600))["feeds/alerts.xml"]) == [urn("rain", 0)]
    feeds = desk.feeds(at(6))
    assert guids(feeds["feeds/alerts.xml"]) == [urn("rain", 0, ":expired"), urn("rain", 0)]
    end = entries(feeds["feed.xml"])[urn("rain", 0, ":expired")]
    assert end.title == "暴雨黄色预警信号已过期（2026年7月10日 14:00）"
    assert end.published == "Fri, 10 Jul 2026 14:00:00 +0800"
    assert "已过期" in content(end)
    assert not all_faults(feeds)


def test_the_end_stays_when_the_event_is_revived(desk: Desktop) -> None:
    """A later message comes above it; it says what was true then."""
    desk.write("alerts/2026/rain.yml", event(message(0, expires=6), message(8, level="橙")))
    before = entries(desk.feeds(at(7))["feed.xml"])[urn("rain", 0, ":expired")]
    feeds = desk.feeds(at(9))
    assert guids(feeds["feed.xml"]) == [urn("rain", 8), urn("rain", 0, ":expired"), urn("rain", 0)]
    assert entries(feeds["feed.xml"])[urn("rain", 0, ":expired")] == before


@pytest.mark.parametrize(
    "later",
    [
        message(5),
        message(6),
        message(5, "解除"),
        message(6, "撤销"),
        message(5, effective=7, expires=9),
    ],
    ids=["updated", "updated at the end", "cancelled", "taken back", "update announced"],
)
def test_what_something_followed_in_time_has_no_end_by_time(
    desk: Desktop, later: dict[str, object]
) -> None:
    desk.write("alerts/2026/rain.yml", event(message(0, expires=6), later))
    found = guids(desk.feeds(at(6.5))["feed.xml"])
    assert not [guid for guid in found if guid.endswith(":expired")]


def test_what_is_to_be_looked_at_again_does_not_end(desk: Desktop) -> None:
    """待核实: it stays what it is."""
    desk.write("alerts/2026/rain.yml", event(message(0, review=6)))
    assert guids(desk.feeds(at(99))["feed.xml"]) == [urn("rain", 0)]


def test_of_a_withdrawn_event_only_that_it_was_is_left(desk: Desktop) -> None:
    """In the places of its messages; nothing new comes of it any more."""
    gone = {"at": "2026-07-10 11:00", "reason": "发错了。"}
    desk.write("alerts/2026/rain.yml", event(message(0), message(2), withdrawn=gone))
    before = desk.feeds(at(2.5))
    feeds = desk.feeds(at(99))
    assert guids(feeds["feed.xml"]) == guids(before["feed.xml"]) == [urn("rain", 2), urn("rain", 0)]
    for item in entries(feeds["feed.xml"]).values():
        assert item.title == "本页内容已撤下"
        assert item.updated == "2026-07-10T11:00:00+08:00"
        assert "发错了。" in content(item)
    for path in feeds:
        assert "暴雨" not in feeds[path].decode()
        assert ISSUER not in feeds[path].decode()
    assert not [spec for spec in desk.covers(at(99)).values() if "暴雨" in spec.title]
    assert not all_faults(feeds)


def test_in_production_there_is_only_the_real_thing(desk: Desktop) -> None:
    """Neither samples nor tests nor exercises."""
    for name, more in {
        "real": {},
        "sample": {"sample": "true"},
        "test": {"status": "测试"},
        "drill": {"status": "演练"},
    }.items():
        desk.write(f"alerts/2026/{name}.yml", event(message(0), **more))
    assert len(guids(desk.feeds(at(1))["feed.xml"])) == 4
    desk.site = SITE.model_copy(update={"production": True})
    feeds = desk.feeds(at(1))
    for path in FEEDS:
        assert guids(feeds[path]) == [urn("real", 0)]
    assert not [path for path in desk.covers(at(1)) if "real" not in path]


def test_what_to_do_comes_from_the_message_else_from_the_guide(desk: Desktop) -> None:
    """As on the page; an empty list means nothing at all, and an end has none."""
    desk.write(
        "guides/rainstorm.yml", {"title": "暴雨", "hazard": "暴雨", "during": ["离开低洼处"]}
    )
    desk.write("guides/general.yml", {"title": "通用", "during": ["不要慌张"]})
    desk.write(
        "alerts/2026/rain.yml",
        event(message(0), message(1, instructions=["关好门窗"]), message(2, instructions=[])),
    )
    desk.write("alerts/2026/gale.yml", event(message(0), message(3, "解除"), hazard="大风"))
    found = entries(desk.feeds(at(4))["feed.xml"])
    said = {guid: text_of(content(item)) for guid, item in found.items()}
    assert "离开低洼处" in said[urn("rain", 0)]
    assert "关好门窗" in said[urn("rain", 1)]
    assert "离开低洼处" not in said[urn("rain", 1)] + said[urn("rain", 2)]
    assert "不要慌张" in said[urn("gale", 0)]
    assert "不要慌张" not in said[urn("gale", 3)]


def test_pictures_and_papers_of_a_message_are_in_its_article(desk: Desktop) -> None:
    """With complete addresses; what does not exist is left out."""
    files: dict[str, Any] = {
        "image": "media/图 1.png",
        "image_alt": "云图",
        "attachments": [{"title": "原文", "file": "media/a.pdf"}],
    }
    desk.write("alerts/2026/rain.yml", event(message(0, **files)))
    item = entries(desk.feeds(at(1))["feed.xml"])[urn("rain", 0)]
    assert f"{BASE}media/%E5%9B%BE%201.png" in content(item)
    assert f"{BASE}media/a.pdf" in content(item)


def test_covers_say_what_the_item_says(desk: Desktop) -> None:
    """Level as colour and word, the time that the title tells; an end has no colour."""
    desk.write("alerts/2026/rain.yml", event(message(0, level="红"), message(2, "解除")))
    covers = desk.covers(at(3))
    assert sorted(covers) == [
        f"covers/alert/rain-{key(hours)}-{shape}.jpg"
        for hours in (0, 2)
        for shape in ("square", "wide")
    ]
    first, last = (
        covers[f"covers/alert/rain-{key(0)}-wide.jpg"],
        covers[f"covers/alert/rain-{key(2)}-wide.jpg"],
    )
    assert (first.title, first.level, first.level_word) == (
        "发布暴雨红色预警信号",
        "红",
        "红色预警",
    )
    assert first.date == "2026年7月10日 08:00"
    assert (last.title, last.level, last.level_word) == ("解除暴雨红色预警信号", None, "预警解除")

"""What the feeds say of bulletins and campaigns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from generator.feeds.posts import shared
from generator.model.vocabulary import CATEGORY_SLUGS, KIND_LEVELS, Nature
from tests.feeds.examples import at, bulletin, campaign, event, message
from tests.feeds.rules import all_faults
from tests.feeds.support import BASE, GIVEN, SITE, Desktop, content, entries, guids, read, text_of

URN = "urn:yingji:310105"


def test_nothing_published_gives_valid_empty_feeds(desk: Desktop) -> None:
    """Every feed is there from the beginning; none is an error."""
    feeds = desk.feeds(at(0))
    assert set(feeds) == {
        *("feed.xml", "atom.xml", "feed.json"),
        *("feeds/alerts.xml", "feeds/bulletins.xml", "feeds/campaigns.xml"),
        *(f"feeds/bulletins/{slug}.xml" for slug in CATEGORY_SLUGS.values()),
    }
    assert not all_faults(feeds)
    assert not any(guids(data) for path, data in feeds.items() if path != "feed.json")
    assert json.loads(feeds["feed.json"])["items"] == []


def test_an_entry_stands_in_the_feeds_it_belongs_to(desk: Desktop) -> None:
    desk.write("bulletins/2026/one.yml", bulletin(1, category="政策文件"))
    desk.write("campaigns/week.yml", campaign(2))
    desk.write("alerts/2026/rain.yml", event(message(0)))
    found = {path: guids(data) for path, data in desk.feeds(at(3)).items() if path != "feed.json"}
    rain = f"{URN}:alert:rain:20260710T080000"
    one, week = f"{URN}:bulletin:one", f"{URN}:campaign:week"
    assert found.pop("feed.xml") == found.pop("atom.xml") == [week, one, rain]
    assert {path: ids for path, ids in found.items() if ids} == {
        "feeds/alerts.xml": [rain],
        "feeds/bulletins.xml": [one],
        "feeds/bulletins/policies.xml": [one],
        "feeds/campaigns.xml": [week],
    }


def test_the_three_formats_have_the_same_items(desk: Desktop) -> None:
    for number in range(60):
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(number))
    feeds = desk.feeds(at(99))
    rss, atom = guids(feeds["feed.xml"]), guids(feeds["atom.xml"])
    assert rss == atom == [one["id"] for one in json.loads(feeds["feed.json"])["items"]]
    assert len(rss) == 50


def test_an_article_has_its_whole_text_and_who_wrote_it(desk: Desktop) -> None:
    """content:encoded has everything, the description one plain sentence."""
    more = {
        "author": "某人",
        "source": "某局（示例）",
        "summary": "一句话。",
        "tags": ["宣传", "防汛"],
    }
    desk.write("bulletins/2026/one.yml", bulletin(0, sample="true", **more))
    item = entries(desk.feeds(at(1))["feed.xml"])[f"{URN}:bulletin:one"]
    assert item.title == "【示例】一篇动态"
    assert item.summary == "【示例】一句话。"
    assert item.author == "某人"
    assert item.link == f"{BASE}bulletins/one/"
    assert [tag.term for tag in item.tags] == ["工作动态", "宣传", "防汛", "示例"]
    for words in ("正文第一段。", "正文第二段。", "某局（示例）", "某人"):
        assert words in text_of(content(item))


def test_updated_is_what_people_wrote_and_only_once_it_has_come(desk: Desktop) -> None:
    desk.write("bulletins/2026/one.yml", bulletin(0, updated="2026-07-12 09:00"))
    before = entries(desk.feeds(at(1))["feed.xml"])[f"{URN}:bulletin:one"]
    after = entries(desk.feeds(at(49))["feed.xml"])[f"{URN}:bulletin:one"]
    assert "updated" not in before
    assert "7月12日" not in content(before)
    assert after.updated == "2026-07-12T09:00:00+08:00"
    assert "2026年7月12日 09:00" in content(after)
    assert after.published == before.published


def test_what_is_not_published_yet_is_in_no_feed(desk: Desktop) -> None:
    desk.write("bulletins/2026/one.yml", bulletin(2))
    desk.write("campaigns/week.yml", campaign(2))
    assert guids(desk.feeds(at(2 - 1 / 3600))["feed.xml"]) == []
    assert len(guids(desk.feeds(at(2))["feed.xml"])) == 2


@pytest.mark.parametrize("kind", ["bulletin", "campaign"])
def test_what_was_withdrawn_is_a_notice_in_its_place(desk: Desktop, kind: str) -> None:
    """Same identifier and time; of its words nothing, not in its cover either."""
    make = bulletin if kind == "bulletin" else campaign
    gone = {"at": "2026-07-10 12:00", "reason": "数字有误。"}
    entry = make(
        0, title="斑马", tags=["斑马"], cover="media/斑马.png", cover_alt="斑马", withdrawn=gone
    )
    desk.write(f"{kind}s/2026/one.yml" if kind == "bulletin" else "campaigns/one.yml", entry)
    before, after = desk.feeds(at(3)), desk.feeds(at(4))
    assert "斑马" in before["feed.xml"].decode()
    guid = f"{URN}:{kind}:one"
    assert guids(after["feed.xml"]) == guids(before["feed.xml"]) == [guid]
    item = entries(after["feed.xml"])[guid]
    assert (item.title, item.updated) == ("本页内容已撤下", "2026-07-10T12:00:00+08:00")
    assert item.published == entries(before["feed.xml"])[guid].published
    assert "数字有误。" in content(item)
    assert not [path for path, data in after.items() if "斑马" in data.decode()]
    assert not [spec for spec in desk.covers(at(4)).values() if "斑马" in spec.title]
    assert not all_faults(after)


def test_parties_leave_every_feed_when_the_notice_is_over(desk: Desktop) -> None:
    """And readers are told that the words changed."""
    case = {"party": "斑马公司", "violation": "违规动火", "penalty": "罚款"}
    notice = {"kind": "行政处罚", "until": "2026-07-10 12:00", "items": [case]}
    desk.write("bulletins/2026/one.yml", bulletin(0, category="监管公示", enforcement=notice))
    before, after = desk.feeds(at(3)), desk.feeds(at(4))
    assert "斑马公司" in content(entries(before["feed.xml"])[f"{URN}:bulletin:one"])
    assert not [path for path, data in after.items() if "斑马" in data.decode()]
    item = entries(after["feed.xml"])[f"{URN}:bulletin:one"]
    assert item.updated == "2026-07-10T12:00:00+08:00"
    assert "公示期已满" in content(item)


def test_links_in_a_text_are_complete_and_never_dead(desk: Desktop) -> None:
    """What is not visible is not linked; WeChat gets no link at all that it would drop."""
    body = "见[甲](entry:bulletin/there)、[乙](entry:bulletin/gone)，![图](media/图.png)"
    desk.write("bulletins/2026/one.yml", bulletin(1, body=body))
    desk.write("bulletins/2026/there.yml", bulletin(0))
    desk.write("bulletins/2026/gone.yml", bulletin(5))
    feeds = desk.feeds(at(2))
    html = content(entries(feeds["feed.xml"])[f"{URN}:bulletin:one"])
    assert f"{BASE}bulletins/there/" in html
    assert "bulletins/gone" not in html
    assert "乙" in html
    assert f'src="{BASE}media/%E5%9B%BE.png"' in html
    assert not all_faults(feeds)


def test_a_cover_of_the_editor_stands_in_every_document(desk: Desktop) -> None:
    """With its true length; none is drawn then."""
    for number in range(51):
        own = {"cover": "media/a b.png", "cover_alt": "图"} if number == 0 else {}
        desk.write(f"bulletins/2026/b{number:02}.yml", bulletin(number, **own))
    feeds = desk.feeds(at(99))
    archive = entries(feeds["feeds/archive/bulletins/1.xml"])
    own = archive[f"{URN}:bulletin:b00"]
    assert own.enclosures[0].href == f"{BASE}media/a%20b.png"
    assert own.enclosures[0].length == str(GIVEN)
    assert own.enclosures[0].type == "image/png"
    assert all(item.enclosures for item in entries(feeds["feeds/bulletins.xml"]).values())
    assert not [path for path in desk.covers(at(99)) if "b00" in path]


def test_an_item_has_the_same_cover_of_its_own_in_the_feed_and_in_archives(desk: Desktop) -> None:
    """Title, level and date: drawn for it, whatever its age."""
    for number in range(60):
        desk.write(f"bulletins/2026/b{number:02}.yml", bulletin(number))
        desk.write(f"alerts/2026/a{number:02}.yml", event(message(number, level="红")))
    feeds, covers = desk.feeds(at(99)), desk.covers(at(99))
    for channel in ("alerts", "bulletins"):
        now, then = (
            entries(feeds[f"feeds/{channel}.xml"]),
            entries(feeds[f"feeds/archive/{channel}/1.xml"]),
        )
        assert channel == "alerts" or len(now.keys() & then.keys()) > 30
        for guid, item in then.items():
            path = item.enclosures[0].href.removeprefix(BASE)
            assert path in covers
            assert covers[path].date
            assert guid not in now or now[guid].enclosures[0].href == item.enclosures[0].href
        assert len({item.enclosures[0].href for item in then.values()}) == len(then)
    # Of an alert there are two items: it ran out.
    assert len(covers) == 2 * (60 + 60 + 60)
    assert {spec.level for path, spec in covers.items() if "/alert/" in path} >= {"红"}


def test_where_a_site_shares_covers_archived_items_have_one_with_their_sort(
    tmp_path: Path,
) -> None:
    """Every item of every feed has a cover; shared ones are few, without colour and date."""
    desk = Desktop(tmp_path, SITE.model_copy(update={"archive_covers": "共用"}))
    for number in range(50):
        sample = {"sample": True} if number < 3 else {}
        desk.write(f"bulletins/2026/b{number:02}.yml", bulletin(number, **sample))
        desk.write(f"alerts/2026/a{number:02}.yml", event(message(number, level="红")))
    desk.write("campaigns/c.yml", campaign(0))
    feeds = desk.feeds(at(99))
    for path, data in feeds.items():
        if path != "feed.json":
            assert all(item.enclosures for item in entries(data).values()), path
    item = entries(feeds["feeds/archive/bulletins/1.xml"])[f"{URN}:bulletin:b00"]
    assert item.enclosures[0].href == f"{BASE}covers/archive/news-sample-wide.jpg"
    assert [one["url"].rpartition("-")[2] for one in item.media_content] == [
        "wide.jpg",
        "square.jpg",
    ]
    covers = {path: spec for path, spec in desk.covers(at(99)).items() if "archive" in path}
    assert {path.rpartition("-")[0].removeprefix("covers/archive/") for path in covers} == {
        *("news", "news-sample", "campaigns", "warnings"),
    }
    assert {spec.title for spec in covers.values()} == {
        *("工作动态", "【示例】工作动态", "主题活动", "预警"),
    }
    assert not any(spec.level or spec.level_word or spec.date for spec in covers.values())


def test_every_sort_of_post_has_a_shared_cover() -> None:
    labels = (*CATEGORY_SLUGS, *KIND_LEVELS, "主题活动", "预警提示")
    pairs = [(label, nature) for label in labels for nature in get_args(Nature)]
    assert len({path for pair in pairs for path in shared(*pair)}) == 2 * len(pairs)


def test_a_campaign_has_its_programme(desk: Desktop) -> None:
    """Nothing of it depends on whether it is going on."""
    talk = {
        "id": "talk",
        "title": "讲座",
        "starts": "2026-08-01 14:00",
        "place": "某社区",
        "cancelled": "因雨取消",
    }
    desk.write("campaigns/week.yml", campaign(0, theme="人人会应急", events=[talk]))
    guid = f"{URN}:campaign:week"
    early, late = (entries(desk.feeds(at(hours))["feed.xml"])[guid] for hours in (1, 9999))
    assert early == late
    for words in (
        "活动的简介。",
        "人人会应急",
        "讲座（已取消）",
        "因雨取消",
        "某社区",
        "2026年8月1日 至 2026年8月3日",
    ):
        assert words in text_of(content(early))


def test_every_part_of_an_article_is_told(desk: Desktop) -> None:
    """Document, accident, figures, film and attachments."""
    more = {
        "document": {"number": "示例〔2026〕1号", "issued": "2026-07-01", "validity": "有效"},
        "accident": {
            "type": "高处坠落",
            "deaths": 0,
            "causes": ["没有系安全带"],
            "report": "media/r.pdf",
        },
        "figures": [
            {"title": "接报", "unit": "起", "kind": "bar", "data": {"一月": 3, "二月": 4.5}}
        ],
        "video": {"url": "https://video.example/1", "title": "短片"},
        "attachments": [{"title": "附表", "file": "media/a.xlsx"}],
        "enforcement": {"kind": "行政检查", "items": [{"party": "甲公司", "result": "已整改"}]},
    }
    desk.write("bulletins/2026/one.yml", bulletin(0, **more))
    feeds = desk.feeds(at(1))
    html = content(entries(feeds["feed.xml"])[f"{URN}:bulletin:one"])
    for words in ("示例〔2026〕1号", "2026年7月1日", "高处坠落", "0人", "没有系安全带", "调查报告",
                  "4.5", "短片", "附表（XLSX）", "甲公司", "已整改"):  # fmt: skip
        assert words in text_of(html), words
    assert "处罚依据" not in html
    assert not all_faults(feeds)


def test_the_names_of_feeds_begin_with_that_of_the_site(desk: Desktop) -> None:
    """A demonstration says so first of all, in every format; the account takes none of it."""
    for production, first in (("false", "【演示】"), ("true", "")):
        update = {"name": "别的名字", "production": production == "true"}
        desk.site = SITE.model_copy(update=update)
        feeds = desk.feeds(at(0))
        for path in ("feed.xml", "atom.xml"):
            assert read(feeds[path]).feed.title == f"{first}别的名字 · 全部"
        assert json.loads(feeds["feed.json"])["title"] == f"{first}别的名字 · 全部"
        news = read(feeds["feeds/bulletins/news.xml"]).feed
        assert news.title == f"{first}别的名字 · 工作动态"
        assert news.link == f"{BASE}bulletins/news/"
        assert ("演示网站" in news.subtitle) == bool(first)


def test_days_and_numbers_are_those_of_the_page(desk: Desktop) -> None:
    """An event of several days names its last one; large numbers stay digits."""
    three = {"id": "a", "title": "甲", "starts": "2026-08-01", "ends": "2026-08-03"}
    mixed = {"id": "b", "title": "乙", "starts": "2026-08-01 09:00", "ends": "2026-08-02"}
    moved = {"moved_from": "2026-07-25"}
    desk.write("campaigns/week.yml", campaign(0, events=[three | moved, mixed]))
    figures = [{"title": "接警", "data": {"一月": "1234567"}}]
    desk.write("bulletins/2026/one.yml", bulletin(0, category="形势分析", figures=figures))
    items = entries(desk.feeds(at(1))["feed.xml"])
    said = text_of(content(items[f"{URN}:campaign:week"]))
    assert said.count("2026年8月1日 至 2026年8月3日") == 2
    assert "2026年8月1日 09:00 至 2026年8月2日" in said
    assert "2026年7月25日" in said
    assert "00:00" not in said.partition("活动安排")[2]
    assert "1234567" in text_of(content(items[f"{URN}:bulletin:one"]))

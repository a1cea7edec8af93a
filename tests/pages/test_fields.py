"""What a page shows of a field is what was written in it, in whatever legal way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.model.names import dialled
from generator.pages.environment import number
from tests.pages.support import Element, dead_links, parse
from tests.site.entries import alert, message
from tests.site.support import PNG, Bench, at

CAMPAIGN = {"title": "某周", "published": "2026-06-01 08:00", "body": "甲"}
NEWS = {"title": "某", "category": "工作动态", "published": "2026-06-01 08:00", "body": "甲"}


def facts(element: Element) -> dict[str, str]:
    """The rows of facts in ``element``: label and words."""
    return {
        row.all("dt")[0].text: row.all("dd")[0].text
        for row in element.all("div")
        if row.all("dt") and row.all("dd")
    }


def graph(page: str) -> dict[str, Any]:
    """What JSON-LD says of the page itself."""
    found: dict[str, Any] = json.loads(
        parse(page).all("script", type="application/ld+json")[0].text
    )
    first: dict[str, Any] = found["@graph"][0]
    return first


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1234567", "1234567"),
        ("123456789.5", "123456789.5"),
        ("0.000001", "0.000001"),
        ("-3", "-3"),
        ("12.50", "12.5"),
        ("0", "0"),
        ("999999999999", "999999999999"),
    ],
)
def test_numbers_are_shown_in_digits(typed: str, shown: str) -> None:
    """Not as powers of ten, which no reader of a bulletin knows."""
    assert number(float(typed)) == shown


def test_large_numbers_stay_digits_on_pages(bare: Bench) -> None:
    """In figures, and the area of a place."""
    figure = {"title": "接警", "data": {"一月": "1234567"}}
    bare.write("bulletins/2026/one.yml", {**NEWS, "category": "形势分析", "figures": [figure]})
    place = {"id": "a", "name": "甲", "kind": "应急避灾点", "subdistrict": "虹桥街道"}
    bare.write("places/a.yml", [{**place, "area_m2": "1234567.5"}])
    bare.build()
    assert "<td>1234567</td>" in bare.page("bulletins/one/")
    assert "1234567.5平方米" in bare.page("places/")


def test_an_event_of_several_days_names_its_last_one(bare: Bench) -> None:
    """One of a day names it once; a day it was moved from has no hour that nobody wrote."""
    days = {"starts": "2026-07-11", "ends": "2026-07-13", "moved_from": "2026-07-01"}
    events = [
        {"id": "three", "title": "三天", **days},
        {"id": "one", "title": "一天", "starts": "2026-07-12", "ends": "2026-07-12"},
        {"id": "open", "title": "一天", "starts": "2026-07-12"},
        {"id": "mixed", "title": "半天起", "starts": "2026-07-12 09:00", "ends": "2026-07-13"},
        {"id": "late", "title": "半天止", "starts": "2026-07-12", "ends": "2026-07-13 11:00"},
        {"id": "hours", "title": "半天", "starts": "2026-07-12 09:00", "ends": "2026-07-12 11:00"},
    ]
    dates = {"starts": "2026-06-01", "ends": "2026-07-31"}
    bare.write("campaigns/c.yml", {**CAMPAIGN, **dates, "events": events})
    bare.build()
    page = parse(bare.page("campaigns/c/"))
    shown = {one.get("id"): facts(one) for one in page.all("li") if one.get("id")}
    assert shown["event-three"] == {
        "时间": "2026年7月11日 至 2026年7月13日",
        "原定": "2026年7月1日",
    }
    assert shown["event-one"] == shown["event-open"] == {"时间": "2026年7月12日"}
    assert shown["event-mixed"] == {"时间": "2026年7月12日 09:00 至 2026年7月13日"}
    assert shown["event-late"] == {"时间": "2026年7月12日 至 2026年7月13日 11:00"}
    assert shown["event-hours"] == {"时间": "2026年7月12日 09:00 至 2026年7月12日 11:00"}


def test_machines_read_the_days_of_a_campaign_as_people_do(bare: Bench) -> None:
    """Its last day is the last; with hours it ends at the instant. An Event has no publisher."""
    bare.write("campaigns/a.yml", {**CAMPAIGN, "starts": "2026-06-01", "ends": "2026-06-30"})
    hours = {"starts": "2026-06-01 09:00", "ends": "2026-06-01 17:00"}
    bare.write("campaigns/b.yml", {**CAMPAIGN, **hours})
    bare.build()
    told = graph(bare.page("campaigns/a/"))
    assert (told["startDate"], told["endDate"]) == ("2026-06-01", "2026-06-30")
    assert "publisher" not in told
    told = graph(bare.page("campaigns/b/"))
    assert told["startDate"] == "2026-06-01T09:00:00+08:00"
    assert told["endDate"] == "2026-06-01T17:00:00+08:00"


@pytest.mark.parametrize(
    ("written", "dial"),
    [
        ("119", "119"),
        ("021-2205 0000 转 8001", "02122050000"),
        ("（021）22050000", "02122050000"),
        ("12345（市民热线）", "12345"),
        ("电话 １２３４５", "12345"),
        ("+86 21 2205-0000", "+862122050000"),
        ("见各街镇", ""),
        ("8 时起", ""),
    ],
)
def test_a_number_is_dialled_without_the_words_around_it(written: str, dial: str) -> None:
    """Spaces and words in a ``tel:`` address make it invalid, and some telephones refuse it."""
    assert dialled(written) == dial


def test_numbers_stand_as_written_and_can_be_dialled(bare: Bench) -> None:
    """Of hotlines (in the banner too), guides and places; words alone are no link."""
    odd = "021-2205 0000 转 8001"
    lines = [{"number": odd, "name": "值班"}, {"number": "见各街镇", "name": "街镇"}]
    bare.write("site.yml", {"name": "某", "hotlines": lines})
    bare.write("guides/g.yml", {"title": "某", "during": ["走"], "call": [odd, "邻居"]})
    place = {"id": "a", "name": "甲", "kind": "应急避灾点", "subdistrict": "虹桥街道"}
    bare.write("places/a.yml", [{**place, "phone": odd}])
    bare.build()
    for url in ("", "guides/g/", "places/"):
        page = parse(bare.page(url))
        links = [one.get("href") for one in page.all("a") if one.get("href").startswith("tel:")]
        assert set(links) == {"tel:02122050000"}, url
        assert odd in page.text, url
    assert "见各街镇" in parse(bare.page("")).all("ul", class_="yj-hotlines")[0].text
    assert "邻居" in parse(bare.page("guides/g/")).text


def test_an_alert_says_from_when_it_holds(bare: Bench) -> None:
    """Also once it does, and of an update that waits: its level is not that of now."""
    times = {"effective": "2026-07-10 18:00:00", "onset": "2026-07-10 20:00:00"}
    event = alert("某", at("2026-07-10 14:00"))
    update = message("改", at("2026-07-10 16:00")) | {"action": "更新", "level": "红"} | times
    event["messages"].append(update)
    bare.write("alerts/2026/a.yml", event)
    bare.build(at("2026-07-10 17:00"))
    page = parse(bare.page("alerts/a/"))
    assert "生效" not in facts(page.all("header", class_="yj-alert-head")[0])
    shown = page.all("li", id="m-20260710T160000")[0].text
    assert "生效 2026年7月10日 18:00" in shown
    assert "预计开始 2026年7月10日 20:00" in shown
    bare.build(at("2026-07-10 18:00"))
    told = facts(parse(bare.page("alerts/a/")).all("header", class_="yj-alert-head")[0])
    assert told["生效"] == "2026年7月10日 18:00"
    assert told["预计开始"] == "2026年7月10日 20:00"


def test_the_picture_of_an_earlier_message_stays_with_it(bare: Bench) -> None:
    """Each message stands alone; that of the message which counts is shown above."""
    bare.write("media/a.png", PNG)
    event = alert("某", at("2026-07-10 14:00"), ("media/a.png", "media/a.png"))
    bare.write("alerts/2026/a.yml", event)
    bare.build(at("2026-07-10 15:00"))
    first = parse(bare.page("alerts/a/"))
    assert [one.closest("li") for one in first.all("img", src="../../media/a.png")] == [None]
    end = {"sent": "2026-07-10 16:00", "action": "解除", "text": "解除"}
    bare.write("alerts/2026/a.yml", {**event, "messages": [*event["messages"], end]})
    bare.build(at("2026-07-10 17:00"))
    (image,) = parse(bare.page("alerts/a/")).all("img", src="../../media/a.png")
    around = image.closest("li")
    assert around is not None
    assert around.get("id") == "m-20260710T140000"


def test_media_may_have_any_name(bare: Bench) -> None:
    """Also one with what has a meaning in addresses; in fields and in bodies."""
    name = "子 目录/a+b/图 1#2?3&4%20.png"
    bare.write(f"media/{name}", PNG)
    bare.write("site.yml", {"name": "某", "url": "https://a.example/"})
    path = f"media/{name}"
    cover = {"cover": path, "cover_alt": "甲", "attachments": [{"title": "乙", "file": path}]}
    body = f"![丙](<{path}>)\n\n[丁](<{path}>)"
    bare.write("bulletins/2026/b.yml", {**NEWS, **cover, "body": body})
    report = bare.build()
    assert report.complete, report.problems
    assert (bare.site / path).is_file()
    assert not dead_links(bare.site, "https://a.example/")
    shown = [one.get("src") for one in parse(bare.page("bulletins/b/")).all("img")]
    assert len(shown) == 2
    assert len(set(shown)) == 1


TWO = "第一段\n \n第二段"


def test_an_empty_line_parts_paragraphs_in_every_plain_text(bare: Bench) -> None:
    """Of all but the body the format says so; run together they say something else."""
    lists = {"causes": [TWO], "measures": [TWO]}
    cases = [{"party": "甲", "violation": TWO, "penalty": TWO}]
    more = {"accident": lists, "enforcement": {"kind": "行政处罚", "items": cases}}
    bare.write("bulletins/2026/b.yml", {**NEWS, **more})
    days = {"starts": "2026-06-01", "ends": "2026-06-30"}
    bare.write("campaigns/c.yml", {**CAMPAIGN, **days, "summary": TWO})
    bare.write("guides/g.yml", {"title": "某", "summary": TWO, "before": [TWO], "never": [TWO]})
    gone = {"withdrawn": {"at": "2026-06-01 08:00", "reason": TWO}}
    bare.write("bulletins/2026/gone.yml", {**NEWS, **gone})
    event = alert("某", at("2026-07-10 14:00"))
    event["messages"][0] |= {"text": TWO, "instructions": [TWO]}
    event["messages"][0]["corrections"] = [{"at": "2026-07-10 14:30", "text": TWO, "note": TWO}]
    bare.write("alerts/2026/a.yml", event)
    item = {"id": "one", "text": TWO}
    bare.write("objectives.yml", {"year": "2026", "items": [item]})
    report = bare.build()
    assert report.complete, report.problems
    urls = {
        "bulletins/b/": 4,
        "campaigns/c/": 1,
        "guides/g/": 3,
        "bulletins/gone/": 1,
        "alerts/a/": 3,
        "objectives/": 1,
    }
    for url, count in urls.items():
        page = parse(bare.page(url)).all("main", id="yj-main")[0]
        ends = [one.text for one in page.all("p") if one.text.endswith("第一段")]
        assert len(ends) == count, (url, ends)
        assert not [one for one in page.walk() if one.text.count("第一段\n \n第二段")], url
    assert "<br>第二段" in bare.page("alerts/a/")


def test_one_paragraph_in_a_list_is_no_paragraph_of_its_own(bare: Bench) -> None:
    """Steps of one paragraph, which most are, stay as close as a list should be."""
    bare.write("guides/g.yml", {"title": "某", "before": ["甲 <b>"]})
    bare.build()
    assert "<li>甲 &lt;b&gt;</li>" in bare.page("guides/g/")


def test_every_street_can_be_found_from_every_page_of_places(bare: Bench) -> None:
    """With all its places counted, wherever they stand; the way on is forward."""
    rows = [
        {"id": f"{code}-{number}", "name": "甲", "kind": "应急避灾点", "subdistrict": street}
        for code, street in (("a", "华阳路街道"), ("b", "虹桥街道"), ("c", "新泾镇"))
        for number in range(30)
    ]
    bare.write("places/a.yml", rows)
    bare.write("site.yml", {"name": "某", "url": "https://a.example/"})
    bare.build()
    for url in ("places/", "places/page/1/", "places/page/2/"):
        page = parse(bare.page(url))
        (nav,) = page.all("nav", class_="yj-groups")
        assert [one.text for one in nav.all("a")] == [
            *("全部街镇", "华阳路街道 30处", "虹桥街道 30处", "新泾镇 30处"),
        ], url
    front = parse(bare.page("places/"))
    assert len(front.all("h3")) == 50
    (following,) = [one for one in front.all("a") if one.get("rel") == "next"]
    assert (following.text, following.get("href")) == ("下一页", "../places/page/2/")
    assert "最早" not in front.all("nav", class_="yj-pager")[0].text
    assert not dead_links(bare.site, "https://a.example/")


def test_a_place_is_open_on_whole_days_where_days_were_written(bare: Bench) -> None:
    """The last one included, also where it is the only one; no hour that nobody wrote."""
    opened = [
        {"from": "2026-07-10", "to": "2026-07-11"},
        {"from": "2026-07-12", "to": "2026-07-12"},
        {"from": "2026-07-13 18:00", "to": "2026-07-14 08:00"},
        {"from": "2026-07-15"},
    ]
    row = {"id": "a", "name": "甲", "kind": "应急避灾点", "subdistrict": "虹桥街道"}
    bare.write("places/a.yml", [{**row, "opened": opened}])
    report = bare.build()
    assert report.complete, report.problems
    notes = [one.text for one in parse(bare.page("places/")).all("p", class_="yj-note")]
    assert notes == [
        "开放：2026年7月10日至2026年7月11日",
        "开放：2026年7月12日",
        "开放：2026年7月13日 18:00至2026年7月14日 08:00",
        "开放：2026年7月15日起，结束时间未公布",
    ]


def test_an_alert_named_beside_something_else_says_its_state(bare: Bench) -> None:
    """On guides and beside other alerts: what is over must not look as if it were in force."""
    bare.write("guides/g.yml", {"title": "某", "hazard": "暴雨", "during": ["走"]})
    for name, hour in (("first", "10"), ("second", "11")):
        event = alert("某", at(f"2026-07-10 {hour}:00"))
        bare.write(f"alerts/2026/{name}.yml", {**event, "hazard": "暴雨"})
    for now, state in (("2026-07-10 19:59", "生效中"), ("2026-07-10 20:00", "已过期")):
        bare.build(at(now))
        for url in ("guides/g/", "alerts/second/"):
            (row,) = [
                one
                for one in parse(bare.page(url)).all("li")
                if one.get("data-yj-alert") == "first"
            ]
            assert state in row.text, (now, url)
            assert row.get("data-state") == state
            assert bool(row.get("data-until")) == (state == "生效中")


def test_what_others_copy_of_an_alert_does_not_go_stale(bare: Bench) -> None:
    """A search result or a shared link is shown for days: it names the end, not 生效中."""
    event = alert("某", at("2026-07-10 14:00"))
    event["messages"][0] |= {"effective": "2026-07-10 16:00", "text": "有雨"}
    bare.write("alerts/2026/a.yml", event)
    opened = alert("某", at("2026-07-10 14:00"))
    del opened["messages"][0]["expires"]
    opened["messages"][0]["review"] = "2026-07-10 20:00"
    bare.write("alerts/2026/b.yml", opened)
    said = {
        "2026-07-10 15:00": ("2026年7月10日 16:00起生效：", "解除时间未公布："),
        "2026-07-10 16:00": ("有效至2026年7月11日 00:00：", "解除时间未公布："),
        "2026-07-10 20:00": ("有效至2026年7月11日 00:00：", "未收到解除信息，以发布单位为准："),
        "2026-07-11 00:00": ("已过期：", "未收到解除信息，以发布单位为准："),
    }
    for now, words in said.items():
        bare.build(at(now))
        for ident, begin in zip("ab", words, strict=True):
            told = {
                one.get("content")
                for one in parse(bare.page(f"alerts/{ident}/")).all("meta")
                if (one.get("name") or one.get("property")).lower()
                in ("description", "og:description")
            }
            assert len(told) == 1
            assert told.pop().startswith(begin), now


def test_corrections_count_by_their_time_in_whatever_order_they_were_written(bare: Bench) -> None:
    """The newest one on top of the list is how people write; none may show before its time."""
    event = alert("某", at("2026-07-10 14:00"))
    event["messages"][0]["corrections"] = [
        {"at": "2026-07-10 16:00", "text": "第二次更正"},
        {"at": "2026-07-10 15:00", "text": "第一次更正"},
    ]
    bare.write("alerts/2026/a.yml", event)
    said = {"15:00": "第一次更正", "15:59": "第一次更正", "16:00": "第二次更正"}
    for clock, words in said.items():
        bare.build(at(f"2026-07-10 {clock}"))
        page = parse(bare.page("alerts/a/"))
        (text,) = page.all("section", class_="yj-alert-text")
        other = ({"第一次更正", "第二次更正"} - {words}).pop()
        for place in (text.text, bare.page("alerts/"), graph(bare.page("alerts/a/"))["text"]):
            assert words in place, clock
            assert other not in place, clock

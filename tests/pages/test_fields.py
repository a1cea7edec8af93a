"""What a page shows of a field is what was written in it, in whatever legal way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.pages.environment import number
from tests.pages.support import Element, parse
from tests.site.support import Bench

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

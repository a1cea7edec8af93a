"""Rules of the year."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from generator.model.calendar import Observance, Season, Theme


def on(rule: object) -> Observance:
    return Observance.model_validate({"id": "some-day", "name": "某日", "on": rule})


@pytest.mark.parametrize(
    "rule",
    [
        "05-12",
        {"month": "3", "weekday": "1", "nth": "-1"},
        {"from": "11-01", "to": "02-28"},
        {"years": {"2026": "2026-05-12"}},
        {"years": {"2026": ["2026-05-09", "2026-05-15"]}},
    ],
)
def test_there_are_four_ways_to_say_when(rule: object) -> None:
    assert on(rule).on is not None


@pytest.mark.parametrize(
    "rule",
    [
        "5-12",
        "02-30",
        {},
        {"month": "3"},
        {"month": "3", "weekday": "8", "nth": "1"},
        {"month": "3", "weekday": "1", "nth": "0"},
        {"month": "3", "weekday": "1", "nth": "1", "from": "01-01", "to": "01-02"},
        {"years": {"26": "2026-05-12"}},
        {"years": {"2026": ["2026-05-15", "2026-05-09"]}},
        {"years": {"2026": ["2026-05-15"]}},
        {"years": "2026"},
        ["05-12"],
    ],
)
def test_anything_else_is_no_rule(rule: object) -> None:
    with pytest.raises(ValidationError):
        on(rule)


def test_dates_set_year_by_year_are_whole_stretches() -> None:
    years = on({"years": {"2027": "2027-05-12", "2026": ["2026-05-09", "2026-05-15"]}}).on.years
    assert years is not None
    assert [(year, days.first, days.last) for year, days in years] == [
        (2026, date(2026, 5, 9), date(2026, 5, 15)),
        (2027, date(2027, 5, 12), date(2027, 5, 12)),
    ]


def test_themes_are_of_a_year_or_of_always() -> None:
    base = {"id": "some-day", "name": "某日", "on": "05-12"}
    assert Observance.model_validate({**base, "themes": {"2026": "甲"}}).themes == (
        Theme(2026, "甲"),
    )
    assert Observance.model_validate({**base, "themes": ["甲", "乙"]}).themes == (
        Theme(None, "甲"),
        Theme(None, "乙"),
    )


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2026, 12, 1), True), (date(2026, 2, 28), True), (date(2026, 3, 1), False)],
)
def test_a_season_may_cross_the_year(day: date, holds: bool) -> None:
    season = Season.model_validate({"id": "winter", "name": "冬", "from": "11-01", "to": "02-28"})
    assert season.holds(day) is holds

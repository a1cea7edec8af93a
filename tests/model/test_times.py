"""Times as editors write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from pydantic_core import PydanticCustomError

from generator.model.moment import CST
from generator.model.times import (
    read_alert_instant,
    read_day,
    read_end,
    read_instant,
    read_instant_or_day,
    read_month_day,
)


def code(read: Callable[[object], object], value: object) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        read(value)
    return caught.value.type


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-07-10 14:20", "2026-07-10T14:20:00+08:00"),
        ("2026-07-10T14:20:30", "2026-07-10T14:20:30+08:00"),
        (" 2026-07-10  14:20 ", "2026-07-10T14:20:00+08:00"),
        ("2026-07-10 24:00", "2026-07-11T00:00:00+08:00"),
        ("2026-12-31 24:00:00", "2027-01-01T00:00:00+08:00"),
        ("2026-07-10 14:20+08:00", "2026-07-10T14:20:00+08:00"),
        ("2026-07-10 14:20 +0900", "2026-07-10T13:20:00+08:00"),
        ("2026-07-10T14:20Z", "2026-07-10T22:20:00+08:00"),
        ("2026-07-10T14:20-05:30", "2026-07-11T03:50:00+08:00"),
        ("2024-02-29 00:00", "2024-02-29T00:00:00+08:00"),
        ("2199-12-31 24:00", "2200-01-01T00:00:00+08:00"),
    ],
)
def test_an_instant_is_beijing_time_unless_it_says_otherwise(text: str, iso: str) -> None:
    assert read_instant(text).isoformat() == iso
    assert read_instant(text).tzinfo is CST or read_instant(text).utcoffset() == CST.utcoffset(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-30 10:00", "no-such-date"),
        ("2026-13-01 10:00", "no-such-date"),
        ("2025-02-29 10:00", "no-such-date"),
        ("0000-01-01 10:00", "no-such-date"),
        ("1899-12-31 10:00", "no-such-date"),
        ("9999-12-31 24:00", "no-such-date"),
        ("2026-07-10 24:01", "no-such-time"),
        ("2026-07-10 25:00", "no-such-time"),
        ("2026-07-10 12:60", "no-such-time"),
        ("2026-07-10 23:59:60", "no-such-time"),
        ("2026-07-10 12:00+15:00", "bad-offset"),
        ("2026-07-10 12:00+08:99", "bad-offset"),
        ("2026-07-10", "time-without-clock"),
        ("20260710", "bad-time"),
        ("20261001", "bad-time"),
        ("2026-7-10 14:20", "bad-time"),
        ("2026/07/10 14:20", "bad-time"),
        ("2026-07-10 14：20", "bad-time"),
        ("2026-07-10 2:20", "bad-time"),
        ("2026-07-10 14:20:30.5", "bad-time"),
        ("２０２６-07-10 14:20", "bad-time"),
        ("2026-07-10 14:20 CST", "bad-time"),
        ("14:20", "bad-time"),
        ("", "bad-time"),
        (["2026-07-10 14:20"], "wrong-type"),
        (20260710, "wrong-type"),
    ],
)
def test_what_is_no_instant_says_why(text: object, expected: str) -> None:
    assert code(read_instant, text) == expected


def test_alerts_take_only_beijing_time() -> None:
    assert read_alert_instant("2026-07-10 14:20+08:00").hour == 14
    for text in ("2026-07-10 14:20Z", "2026-07-10 14:20+0800", "2026-07-10 14:20+09:00"):
        assert code(read_alert_instant, text) == "bad-offset"


def test_a_date_is_its_first_instant_or_as_an_end_the_next_midnight() -> None:
    assert read_instant_or_day("2026-06-30") == datetime(2026, 6, 30, tzinfo=CST)
    assert read_end("2026-06-30") == datetime(2026, 7, 1, tzinfo=CST)
    assert read_end("2026-06-30 12:00") == datetime(2026, 6, 30, 12, tzinfo=CST)


def test_a_day_is_a_date_alone() -> None:
    assert read_day("2026-06-30") == date(2026, 6, 30)
    assert code(read_day, "2026-06-30 10:00") == "bad-time"
    assert code(read_day, "2026-06-31") == "no-such-date"


def test_days_of_the_year_include_the_leap_day() -> None:
    assert read_month_day("02-29") == (2, 29)
    assert code(read_month_day, "02-30") == "no-such-date"
    assert code(read_month_day, "2-29") == "bad-time"

"""Instants, days and days of the year, read from text.

Every instant is aware and in UTC+8. ``24:00`` is the next midnight. Intervals
are half-open: :func:`read_end` makes of an inclusive date the midnight after it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated

from pydantic import PlainValidator

from generator.model.failure import fail
from generator.model.moment import CST

_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:(?:[ ]+|T)([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?[ ]?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_TIME_HINT = "写成 2026-07-10 14:20（北京时间）"
_DAY_HINT = "写成 2026-07-10"


def is_day(value: object) -> bool:
    """Whether a text is a date without a time."""
    return isinstance(value, str) and len(value.strip()) == 10


def _day(match: re.Match[str]) -> date:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise fail("no-such-date", "年份 {year} 不对", _DAY_HINT, year=match[1])
    try:
        return date(year, month, day)
    except ValueError:
        raise fail(
            "no-such-date", "没有 {day} 这一天", "核对月份和日期", day=match[0][:10]
        ) from None


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise fail("bad-offset", "没有 {offset} 这个时区", "北京时间不用写时区", offset=text)
    east = timedelta(hours=hours, minutes=minutes)
    return timezone(east if text[0] == "+" else -east)


def _instant(match: re.Match[str]) -> datetime:
    day = _day(match)
    hour, minute, second = int(match[4] or 0), int(match[5] or 0), int(match[6] or 0)
    zone = CST if match[7] is None else _offset(match[7])
    midnight = hour == 24 and minute == second == 0
    if not midnight and (hour > 23 or minute > 59 or second > 59):
        raise fail(
            "no-such-time", "没有 {time} 这个时刻", "小时 00–24，分和秒 00–59", time=match[0][11:]
        )
    at = datetime(
        day.year, day.month, day.day, 0 if midnight else hour, minute, second, tzinfo=zone
    )
    if midnight:
        at += timedelta(days=1)
    return at if zone is CST else at.astimezone(CST)


def _match(value: object, hint: str) -> re.Match[str]:
    if not isinstance(value, str):
        raise fail("wrong-type", "这里应是时间", hint)
    match = _TIME.fullmatch(value.strip())
    if match is None:
        raise fail("bad-time", "看不懂这个时间", hint)
    return match


def read_instant(value: object) -> datetime:
    """A time to the minute or second; UTC+8 unless it has an offset; aware, in CST."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(CST)
    match = _match(value, _TIME_HINT)
    if match[4] is None:
        raise fail("time-without-clock", "只有日期，没有几点几分", _TIME_HINT)
    return _instant(match)


def read_alert_instant(value: object) -> datetime:
    """As :func:`read_instant`, but an offset must be ``+08:00`` (CAP 1.2 as we write it)."""
    if isinstance(value, str):
        match = _TIME.fullmatch(value.strip())
        if match and match[7] not in (None, "+08:00"):
            raise fail("bad-offset", "预警里的时间只能是北京时间", "去掉时区，或写 +08:00")
    return read_instant(value)


def read_instant_or_day(value: object) -> datetime:
    """As :func:`read_instant`; a date is its first instant."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(CST)
    return _instant(_match(value, _TIME_HINT))


def read_end(value: object) -> datetime:
    """The instant at which something is over: a date is inclusive, so it is the next midnight."""
    at = read_instant_or_day(value)
    return at + timedelta(days=1) if is_day(value) else at


def read_day(value: object) -> date:
    """A date alone."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    match = _match(value, _DAY_HINT)
    if match[4] is not None:
        raise fail("bad-time", "这里只写日期", _DAY_HINT)
    return _day(match)


Instant = Annotated[datetime, PlainValidator(read_instant)]
AlertInstant = Annotated[datetime, PlainValidator(read_alert_instant)]
InstantOrDay = Annotated[datetime, PlainValidator(read_instant_or_day)]
End = Annotated[datetime, PlainValidator(read_end)]
Day = Annotated[date, PlainValidator(read_day)]

_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


def read_month_day(value: object) -> tuple[int, int]:
    """``MM-DD`` as (month, day); 02-29 is one."""
    if isinstance(value, tuple):
        return value
    match = _MONTH_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise fail("bad-time", "这里应是月和日", "写成 05-12")
    try:
        date(2000, int(match[1]), int(match[2]))
    except ValueError:
        raise fail("no-such-date", "没有 {day} 这一天", "核对月份和日期", day=match[0]) from None
    return int(match[1]), int(match[2])


MonthDay = Annotated[tuple[int, int], PlainValidator(read_month_day)]

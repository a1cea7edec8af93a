"""Rules of the year: observances and seasons (content/calendar.yml)."""

from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, PlainValidator, field_validator

from generator.model.base import Frozen
from generator.model.failure import fail
from generator.model.fields import Id, Line, LooseLines, read_count
from generator.model.times import MonthDay, read_day


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def _years(value: object) -> tuple[tuple[int, Days], ...]:
    """``{2026: DATE or [FROM, TO]}`` in rising order of years."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict):
        raise fail(
            "wrong-type", "这里应是“年份: 日期”", "例如 years: {2026: [2026-05-09, 2026-05-15]}"
        )
    return tuple(sorted((_year(key), _days(key, days)) for key, days in value.items()))


def _year(key: str) -> int:
    if not (len(key) == 4 and key.isascii() and key.isdigit()):
        raise fail("bad-number", "这里应是年份", "写成 2026", (key,))
    return int(key)


def _days(key: str, value: object) -> Days:
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2:
        raise fail(
            "wrong-type", "这里应是一个日期，或开始和结束两个日期", "写成 [开始, 结束]", (key,)
        )
    try:
        days = Days(read_day(ends[0]), read_day(ends[1]))
    except ValueError as error:
        raise fail(
            "no-such-date", "日期不对：{reason}", "写成 2026-05-09", (key,), reason=str(error)
        ) from None
    if days.last < days.first:
        raise fail("end-before-start", "结束早于开始", "核对两个日期", (key,))
    return days


def _between(low: int, high: int) -> PlainValidator:
    def read(value: object) -> int:
        negative = isinstance(value, str) and value.strip() == "-1"
        number = -1 if negative or value == -1 else read_count(value)
        if not low <= number <= high or number == 0:
            raise fail("out-of-range", "应在 {low} 和 {high} 之间", "", low=low, high=high)
        return number

    return PlainValidator(read)


class On(Frozen):
    """When: exactly one of a day, a weekday of a month, a stretch, or dates set year by year.

    ``weekday`` 1 is Monday; ``nth`` -1 is the last of the month. ``from_`` is
    written ``from``; a stretch may cross the year. ``day`` is written as a scalar.
    """

    day: MonthDay | None = None
    month: Annotated[int | None, _between(1, 12)] = None
    weekday: Annotated[int | None, _between(1, 7)] = None
    nth: Annotated[int | None, _between(-1, 5)] = None
    from_: Annotated[MonthDay | None, Field(alias="from")] = None
    to: MonthDay | None = None
    years: Annotated[tuple[tuple[int, Days], ...] | None, PlainValidator(_years)] = Field(
        default=None, validate_default=False
    )


#: The ways to say when, by their fields.
_WAYS = ({"day"}, {"month", "weekday", "nth"}, {"from_", "to"}, {"years"})


def _on(value: object) -> object:
    return {"day": value} if isinstance(value, str) else value


def _one_way(value: On) -> On:
    if value.model_fields_set not in _WAYS:
        raise fail(
            "bad-rule",
            "看不懂这条日期规则",
            "写 05-12、{month, weekday, nth}、{from, to} 或 {years: {2026: 日期}} 中的一种",
        )
    return value


class Theme(NamedTuple):
    """What an observance is about, in a year or (``None``) always."""

    year: int | None
    text: str


def _themes(value: Any) -> tuple[Theme, ...]:
    """A mapping of years to themes, a list, or one."""
    if isinstance(value, tuple):
        return value
    rows: list[tuple[int | None, Any]]
    if isinstance(value, dict):
        rows = [(_year(key), text) for key, text in value.items()]
    else:
        rows = [(None, text) for text in (value if isinstance(value, list) else [value])]
    for year, text in rows:
        if not isinstance(text, str):
            at = () if year is None else (str(year),)
            raise fail("wrong-type", "主题应是文字", "例如 themes: {2026: 人人讲安全}", at)
    return tuple(Theme(year, text.strip()) for year, text in rows)


class Observance(Frozen):
    """A day, week or month of every year."""

    id: Id
    name: Line
    on: Annotated[On, BeforeValidator(_on)]
    themes: Annotated[tuple[Theme, ...], PlainValidator(_themes)] = ()
    audience: LooseLines = ()

    @field_validator("on")
    @classmethod
    def _said_once(cls, value: On) -> On:
        return _one_way(value)


class Season(Frozen):
    """A part of the year and its risks, from ``from_`` (written ``from``) to ``to`` inclusive."""

    id: Id
    name: Line
    from_: Annotated[MonthDay, Field(alias="from")]
    to: MonthDay
    risks: LooseLines = ()
    audience: LooseLines = ()

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in it; it may cross the year."""
        at = (day.month, day.day)
        if self.from_ <= self.to:
            return self.from_ <= at <= self.to
        return at >= self.from_ or at <= self.to

"""The tables: hazards, tags, the calendar, the year's objectives, and figures from CSV files."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import PlainValidator

from generator.model.base import Frozen
from generator.model.calendar import Observance, Season
from generator.model.failure import fail
from generator.model.fields import Count, Id, Line, Prose, normal_level, trim
from generator.model.times import Day, read_day
from generator.model.vocabulary import CapCategory, Level, ObjectiveState

__all__ = [
    "AttentionRow",
    "Calendar",
    "Hazard",
    "HistoryRow",
    "Names",
    "Objective",
    "Objectives",
    "Observance",
    "Season",
    "Tag",
]


class Names(Frozen):
    """A name in the languages beside Chinese."""

    en: Line | None = None
    ja: Line | None = None
    ko: Line | None = None


class Hazard(Frozen):
    """A known hazard; the list is open, an unknown one shows without icon and codes."""

    name: Line
    slug: Id
    icon: Line | None = None
    category: Annotated[CapCategory, trim] = "Other"
    event_code: Line | None = None
    order: Count = 1000
    names: Names = Names.model_construct()


class Tag(Frozen):
    """A tag and the stem of its address."""

    name: Line
    slug: Id


class Calendar(Frozen):
    """What is to be said every year."""

    observances: tuple[Observance, ...] = ()
    seasons: tuple[Season, ...] = ()


class Objective(Frozen):
    """One objective and where it stands by what was published."""

    id: Id
    text: Prose
    state: Annotated[ObjectiveState, trim] = "未公布"
    as_of: Day | None = None
    source: Line | None = None


def _year(value: object) -> int:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and len(value) == 4 and value.isascii() and value.isdigit():
        return int(value)
    raise fail("bad-number", "这里应是年份", "写成 2026")


Year = Annotated[int, PlainValidator(_year)]


class Objectives(Frozen):
    """The objectives of a year."""

    year: Year
    items: tuple[Objective, ...] = ()


class HistoryRow(Frozen):
    """What happened on a day, for the analysis of regional risks."""

    date: Day
    hazard: Line
    level: Annotated[Level | None, normal_level] = None
    incidents: Count | None = None
    deaths: Count | None = None
    calls: Count | None = None
    source: Line | None = None


def _week(value: object) -> date:
    """``2026-W28`` or any day of the week: its Monday."""
    if isinstance(value, str) and len(value) == 8 and value[4:6] in ("-W", "-w"):
        try:
            return date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        except ValueError:
            raise fail("no-such-date", "没有 {week} 这一周", "写成 2026-W28", week=value) from None
    day = read_day(value)
    return day - timedelta(days=day.weekday())


class AttentionRow(Frozen):
    """How often a term was asked for in a week (its Monday)."""

    week: Annotated[date, PlainValidator(_week)]
    term: Line
    searches: Count | None = None
    calls: Count | None = None
    source: Line | None = None

"""Dates in the reader's language; the time of day is 北京时间 wherever the reader is."""

from __future__ import annotations

from datetime import date, datetime

from generator.languages.words import Words


def day(words: Words, at: datetime | date) -> str:
    """``10 July 2026``, ``2026年7月10日``, ``2026년 7월 10일``."""
    return words("日", "时间", **_parts(words, at))


def minute(words: Words, at: datetime) -> str:
    """``10 July 2026, 14:20``; with seconds only where there are some."""
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return words("分", "时间", clock=clock, **_parts(words, at))


def _parts(words: Words, at: datetime | date) -> dict[str, object]:
    months = (words.find("时间", "月") or "").split()
    month = months[at.month - 1] if months else at.month
    return {"year": at.year, "month": month, "number": at.month, "day": at.day}

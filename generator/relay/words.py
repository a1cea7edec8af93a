"""Levels, hazards, areas and times in Chinese text, as notices write them (domain.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from generator.content.source import CONTROL
from generator.model.moment import CST
from generator.model.vocabulary import STREETS

#: A time; year, month and minutes may be missing. Groups: year, month, day, hour, minute.
#: A day alone is one only where 日 stands behind it.
TIME: Final = (
    r"(?:(?:([0-9]{4})\s*[年\-/.])?\s*([0-9]{1,2})\s*[月\-/.]\s*(?=[0-9]{1,2}\s*日?)"
    r"|(?=[0-9]{1,2}\s*日))([0-9]{1,2})\s*日?\s*"
    r"([0-9]{1,2})\s*(?:[时点]\s*(?:([0-9]{1,2})\s*分)?|[:：]\s*([0-9]{2}))"
)
_SIGNAL = re.compile("(.{0,20}?)([红橙黄蓝白])色")
_BETWEEN = re.compile(
    "^(?:预警信号|预警|警报|[、和及与，,：:\\s\\[\\]【】（）()了将为]|发布|更新|解除)+"
)
#: The place a signal is for may stand before its hazard: 长宁区暴雨橙色预警信号.
_PLACE = re.compile(
    "^(?:全市|全区|[本我][市区县]|[一-鿿]{2,6}?(?:省|市|区|县|镇|街道))+(?=[一-鿿])"
)
_RESPONSE = re.compile("([ⅠⅡⅢⅣ]|IV|I{1,3}|[一二三四])级")
_NUMERALS: Final = {
    **dict(zip(("I", "II", "III", "IV"), "ⅠⅡⅢⅣ", strict=True)),
    **dict(zip("一二三四", "ⅠⅡⅢⅣ", strict=True)),
}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
#: A date without its year is taken to be at most this far ahead.
_AHEAD = timedelta(days=2)


class KnownHazard(Protocol):
    """What is needed of a row of content/hazards.yml."""

    name: str
    slug: str
    event_code: str | None


def clean(text: str) -> str:
    """``text`` with line feeds for line ends and a visible mark for what no file may hold."""
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    return CONTROL.sub(lambda match: "".join(f"[U+{ord(c):04X}]" for c in match[0]), text)


def narrow(text: str) -> str:
    """``text`` with half-width digits."""
    return text.translate(_WIDE)


def signals(text: str) -> list[tuple[str, str]]:
    """Every warning signal in ``text``: hazard as written (perhaps empty) and colour."""
    return [(_BETWEEN.sub("", before).strip(), colour) for before, colour in _SIGNAL.findall(text)]


def response_level(text: str) -> str:
    """The one response level in ``text`` as a numeral; empty where there is none or more."""
    found = {_NUMERALS.get(word, word) for word in _RESPONSE.findall(text)}
    return found.pop() if len(found) == 1 else ""


def areas_in(text: str) -> tuple[str, ...]:
    """The areas of ours that ``text`` names, the widest alone; empty where it names none."""
    if re.search("全市|本市|上海市?(?:全市|大部|部分)|^上海市?$", text):
        return ("全市",)
    if re.search("全区|本区|长宁区", text) and not _street_of(text):
        return ("全区",)
    return _street_of(text)


def _street_of(text: str) -> tuple[str, ...]:
    """The 街镇 in ``text``; a short name alone may be a road, so 街道 or 镇 must stand there."""
    return tuple(name for name in STREETS if name in text)


def geocode_area(code: str) -> str:
    """The area of an administrative code of 6, 9 or 12 digits; empty for one that is not ours."""
    digits = code.strip().removeprefix("CN-")
    if not re.fullmatch("[0-9]{6}|[0-9]{9}|[0-9]{12}", digits):
        return ""
    for name, own in STREETS.items():
        if digits[:9] == own:
            return name
    if digits[6:].strip("0"):
        return ""
    return {"310105": "全区", "310000": "全市", "310100": "全市"}.get(digits[:6], "")


def wider(areas: Iterable[str]) -> tuple[str, ...]:
    """``areas`` without what a wider one among them holds already, in the order of the table."""
    given = set(areas)
    for wide in ("全市", "全区"):
        if wide in given:
            return (wide,)
    return tuple(name for name in STREETS if name in given)


def known_hazard(word: str, table: Sequence[KnownHazard]) -> KnownHazard | None:
    """The row of the table with this name in any language, code or slug."""
    low = word.strip().lower()
    for row in table:
        names = getattr(row, "names", None)
        others = [getattr(names, code, None) or "" for code in ("en", "ja", "ko")]
        every = (row.name, row.event_code or "", *others)
        if low and low in [one.lower() for one in every]:
            return row
    return None


def hazard_name(word: str, table: Sequence[KnownHazard]) -> str:
    """What the table calls the hazard, else ``word`` itself; without the place before it."""
    for one in (word, _PLACE.sub("", word)):
        row = known_hazard(one, table)
        if row:
            return row.name
    return _PLACE.sub("", word)


def instant(match: Sequence[str | None], near: datetime) -> datetime | None:
    """The time of the groups of :data:`TIME`; what is missing makes it the closest before ``near``.

    "Before" is wide by two days: a notice may be of a time that is to come.
    """
    year, month, day, hour, minute, other = match
    try:
        whole, minutes = int(hour or 0), int(minute or other or 0)
        if whole == 24 and minutes:
            return None
        at_hour = (0 if whole == 24 else whole, minutes)
        shift = timedelta(days=whole == 24)
        for guess in _months(year, month, near):
            try:
                at = datetime(*guess, int(day or 0), *at_hour, tzinfo=CST) + shift
            except ValueError:  # no such day in that month
                if month:
                    raise
                continue
            if year or at <= near + _AHEAD:
                return at if 1900 <= at.year <= 2199 else None
    except (ValueError, OverflowError):
        return None
    return None


def _months(year: str | None, month: str | None, near: datetime) -> list[tuple[int, int]]:
    """Year and month that may be meant, the latest first."""
    if year:
        return [(int(year), int(month or 0))]
    if month:
        return [(near.year + shift, int(month)) for shift in (1, 0, -1)]
    first = near.year * 12 + near.month - 1
    counted = (divmod(first + shift, 12) for shift in (1, 0, -1))
    return [(whole, rest + 1) for whole, rest in counted]

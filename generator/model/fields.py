"""Field types that are read from text.

Everything in a content file is text, a list or a mapping of such; the types
here turn it into instants, days, numbers and addresses. A failure is a
``PydanticCustomError`` whose type is the code of the problem and whose message
is Chinese; ``hint`` in its context says what to do, ``at`` names the part of
the value it is about (a key or an index further down).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from generator.model.moment import CST
from generator.model.vocabulary import ID_LENGTH, IMAGES, LEVELS, MEDIA, STREETS, WIDE_AREAS



def fail(
    code: str, message: str, hint: str = "", at: tuple[str | int, ...] = (), **values: object
) -> PydanticCustomError:
    """The error to raise; ``{name}`` in ``message`` is taken from ``values``."""
    context = {"hint": hint, "at": at, **values}
    return PydanticCustomError(code, message, context)  # type: ignore[arg-type]


# --- text -------------------------------------------------------------------


def _one_line(value: str) -> str:
    if "\n" in value:
        raise fail("line-break", "这里只能写一行", "去掉中间的换行")
    return value


#: One line of plain text, never empty.
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)
]
#: Plain text; an empty line parts paragraphs.
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
#: A headline: one line of at most 60 characters.
Headline = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_one_line),
]
Lines = tuple[Line, ...]
Proses = tuple[Prose, ...]


_SEPARATORS = re.compile("[、，,；;]")


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in _SEPARATORS.split(value) if part.strip()]


#: A list of lines, or one line of words parted by 、 or a comma.
LooseLines = Annotated[tuple[Line, ...], BeforeValidator(_listed)]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def id_fault(value: str) -> str | None:
    """What is wrong with ``value`` as an id, in words; ``None`` when nothing is."""
    if not _ID.fullmatch(value):
        return "只能用小写英文字母、数字和单个连字符"
    if len(value) > ID_LENGTH:
        return f"超过 {ID_LENGTH} 个字符"
    if value.isdigit():
        return "不能全是数字"
    return None


def _id(value: str) -> str:
    reason = id_fault(value)
    if reason:
        raise fail("bad-id", "编号{reason}", "例如 rainstorm-2026", reason=reason)
    return value


Id = Annotated[str, AfterValidator(_id)]


# --- truth, numbers ---------------------------------------------------------

_TRUTH = {"true": True, "True": True, "是": True, "false": False, "False": False, "否": False}


def read_flag(value: object) -> bool:
    """``true``/``false``, 是/否."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip() in _TRUTH:
        return _TRUTH[value.strip()]
    raise fail("bad-flag", "这里只能写 是 或 否", "也可以写 true 或 false")


Flag = Annotated[bool, PlainValidator(read_flag)]

_COUNT = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?")


def read_count(value: object) -> int:
    """A whole number, not negative, in plain digits."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and _COUNT.fullmatch(value.strip()):
        return int(value)
    raise fail("bad-number", "这里应是不小于 0 的整数", "只写数字，例如 12，不带单位和逗号")


def read_number(value: object) -> float:
    """A decimal number in plain digits."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(value)
    raise fail("bad-number", "这里应是数字", "只写数字，例如 12.5，不带单位和逗号")


Count = Annotated[int, PlainValidator(read_count)]
Number = Annotated[float, PlainValidator(read_number)]


# --- time -------------------------------------------------------------------

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
        raise fail("no-such-date", "没有 {day} 这一天", "核对月份和日期", day=match[0][:10]) from None


def _offset(text: str) -> timezone:
    if text == "Z":
        return timezone.utc
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
        raise fail("no-such-time", "没有 {time} 这个时刻", "小时 00–24，分和秒 00–59", time=match[0][11:])
    at = datetime(day.year, day.month, day.day, 0 if midnight else hour, minute, second, tzinfo=zone)
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


# --- addresses and media ----------------------------------------------------

_URL = re.compile(
    r"https?://[^\s/?#<>\"\\^`{|}@:]+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:(?:\S|$)|(?:javascript|vbscript|data|file|blob)\s*:|//")


def is_url(value: str) -> bool:
    """Whether ``value`` is an http or https address with a host."""
    return _URL.fullmatch(value) is not None


def _url(value: str) -> str:
    if not is_url(value):
        raise fail("bad-url", "这不是网址", "写以 https:// 或 http:// 开头的完整网址")
    return value


def _source(value: str) -> str:
    """An http(s) address, or words; any other scheme is an error."""
    if _SCHEME.match(value.lower()) and not is_url(value):
        raise fail("bad-url", "只能写 http 或 https 网址，或者文字", "例如：短信、传真 2026-12 号")
    return value


Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_url)]
Source = Annotated[Line, AfterValidator(_source)]


def media_ending(value: str) -> str:
    """The ending of a media path, lower case, without the dot."""
    return value.rpartition(".")[2].lower() if "." in value.rpartition("/")[2] else ""


def media_fault(value: str) -> tuple[str, str, str] | None:
    """(code, message, hint) where ``value`` can not be a file of content/media."""
    parts = value.split("/")
    if parts[0] != "media" or len(parts) < 2:
        return "bad-media-path", "附件和图片的路径要以 media/ 开头", "文件放进 content/media/"
    if any(part in ("", ".", "..") for part in parts) or "\\" in value:
        return "bad-media-path", "路径里不能有 ..、空的一段或反斜杠", "例如 media/2026/poster.jpg"
    if media_ending(value) not in MEDIA:
        return "bad-media-type", "不能用这种文件", "可以用：" + "、".join(MEDIA)
    return None


def _media(value: str) -> str:
    fault = media_fault(value)
    if fault:
        raise fail(*fault)
    return value


def _image(value: str) -> str:
    if media_ending(_media(value)) not in IMAGES:
        raise fail("bad-media-type", "这里要用图片", "可以用：" + "、".join(IMAGES))
    return value


Media = Annotated[Line, AfterValidator(_media)]
Image = Annotated[Line, AfterValidator(_image)]


# --- words of the field -----------------------------------------------------


def _level(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip()
    return LEVELS.get(text.upper(), LEVELS.get(text, text))


#: To stand before a ``Literal`` of levels: Roman letters become numerals.
normal_level = BeforeValidator(_level)


def street(value: str) -> str:
    """The full name of a 街镇, which may be written without 街道 or 镇."""
    for ending in ("", "街道", "镇"):
        if value + ending in STREETS:
            return value + ending
    raise fail("unknown-area", "长宁区没有「{name}」这个街镇", _AREA_HINT, name=value)


def _area(value: str) -> str:
    return value if value in WIDE_AREAS else street(value)


_AREA_HINT = "可以写：" + "、".join((*WIDE_AREAS, *STREETS))

Subdistrict = Annotated[Line, AfterValidator(street)]
#: 全区, 全市 or any of the ten 街镇, at least one.
Areas = Annotated[tuple[Annotated[Line, AfterValidator(_area)], ...], Field(min_length=1)]


def trimmed(value: Any) -> Any:
    """Text without the spaces around it; anything else as it is."""
    return value.strip() if isinstance(value, str) else value


trim = BeforeValidator(trimmed)

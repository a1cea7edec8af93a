"""Field types that are read from text.

Everything in a content file is text, a list or a mapping of such; the types
here turn it into instants, days, numbers and addresses. A failure is a
``PydanticCustomError`` whose type is the code of the problem and whose message
is Chinese; ``hint`` in its context says what to do, ``at`` names the part of
the value it is about (a key or an index further down).
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints

from generator.model.failure import fail
from generator.model.names import id_fault, is_url, media_ending, media_fault
from generator.model.vocabulary import IMAGES, KNOWN_LEVELS, LEVELS, STREETS, WIDE_AREAS

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


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


#: What is named twice counts once: a list of entries would show the entry twice.
distinct = AfterValidator(_distinct)
Distinct = Annotated[Lines, distinct]
Proses = tuple[Prose, ...]


_SEPARATORS = re.compile("[、，,；;]")


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in _SEPARATORS.split(value) if part.strip()]


#: A list of lines, or one line of words parted by 、 or a comma.
LooseLines = Annotated[tuple[Line, ...], BeforeValidator(_listed)]


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


# --- addresses and media ----------------------------------------------------

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:(?:\S|$)|(?:javascript|vbscript|data|file|blob)\s*:|//")


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
    text = value.strip().upper()
    return LEVELS.get(text, text)


#: To stand before a ``Literal`` of levels: Roman letters become numerals.
normal_level = BeforeValidator(_level)


def _open_level(value: object) -> object:
    """Also 黄色 and Ⅲ级, which are read as 黄 and Ⅲ."""
    if isinstance(value, str) and value.strip()[-1:] in ("色", "级"):
        bare = _level(value.strip()[:-1])
        return bare if bare in KNOWN_LEVELS or len(str(bare)) == 1 else value
    return _level(value)


#: A level of an alert. The list is open: what nobody foresaw must still show.
AlertLevel = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=8),
    AfterValidator(_one_line),
    BeforeValidator(_open_level),
]


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
Areas = Annotated[tuple[Annotated[Line, AfterValidator(_area)], ...], Field(min_length=1), distinct]


def trimmed(value: Any) -> Any:
    """Text without the spaces around it; anything else as it is."""
    return value.strip() if isinstance(value, str) else value


trim = BeforeValidator(trimmed)

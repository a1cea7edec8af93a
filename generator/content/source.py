"""Bytes → text: encoding, characters that must not be there, conflict markers."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from generator.problems import Problem, Severity
from generator.text.characters import plain

#: The largest content file, in bytes.
LARGEST = 2 * 1024 * 1024
#: Stands in the text for each control character, which YAML could not read.
#: It is a noncharacter itself, so it never stands for anything else.
SENTINEL = "\U0010ffff"
#: So many problems of one sort are told one by one.
_MANY = 100

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
#: Line separators that no editor shows, direction marks, zero-width space, a mark of byte order.
_INVISIBLE = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]+")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?=[ \n]|\Z)|^={7}$", re.MULTILINE)
_CJK = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class Source(NamedTuple):
    """``text`` with line feeds for line ends, or ``None`` where there is no reading it.

    ``marred``: control characters were replaced by :data:`SENTINEL`.
    """

    text: str | None
    problems: tuple[Problem, ...]
    marred: bool = False


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column (1-based, in characters) of ``offset``."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def read_source(data: bytes) -> Source:
    """``data`` as text; every problem has the empty path."""
    if len(data) > LARGEST:
        size = f"{len(data) / 1024 / 1024:.1f} MB"
        return _refused(1, 1, "file-too-large", f"文件有 {size}，最大 2 MB", "把内容分成几个文件")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)
    if text[:1] == "\ufeff":
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain(text):
        return _with_characters(text)
    return _with_conflicts(Source(text, ()))


def _refused(line: int, column: int, code: str, message: str, hint: str) -> Source:
    return Source(None, (Problem("", line, column, "error", code, message, hint),))


def _not_utf8(data: bytes, start: int) -> Source:
    name = _encoding_of(data)
    good = data[:start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    line, column = place(good, len(good))
    what = f"文件是 {name} 编码" if name else "文件不是 UTF-8 编码"
    return _refused(line, column, "encoding", f"{what}，应是 UTF-8", "用编辑器另存为 UTF-8")


def _encoding_of(data: bytes) -> str | None:
    """The name of another encoding that ``data`` seems to be in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if data.count(0) * 4 > len(data):
        return "UTF-16"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    beyond = [char for char in text if char > "\x7f"]
    chinese = len(_CJK.findall(text))
    return "GBK" if chinese * 2 > len(beyond) else None


def _with_characters(text: str) -> Source:
    problems = [
        *_each(text, CONTROL, "error", "control-character", "有控制字符 {}", "删去这个字符"),
        *_each(
            *(text, _PRIVATE, "warning", "private-character", "有私用区字符 {}，别处显示不出来"),
            "多半是从 Word 粘贴来的符号，换成普通文字",
        ),
        *_each(
            *(text, _INVISIBLE, "warning", "invisible-character", "有看不见的字符 {}"),
            "多半是从网页粘贴来的，删去它",
        ),
    ]
    marred = CONTROL.search(text) is not None
    if marred:
        text = CONTROL.sub(lambda match: SENTINEL * len(match[0]), text)
    # YAML takes these two for line ends, and the lines would no longer be the editor's.
    text = text.replace("\u2028", " ").replace("\u2029", " ")
    return _with_conflicts(Source(text, tuple(problems), marred))


def _each(
    text: str, pattern: re.Pattern[str], severity: Severity, code: str, message: str, hint: str
) -> list[Problem]:
    problems = []
    for count, match in enumerate(pattern.finditer(text)):
        line, column = place(text, match.start())
        if count == _MANY:
            problems.append(
                Problem("", line, column, severity, code, "这样的字符后面还有很多", hint)
            )
            break
        found = message.format(f"U+{ord(match[0][0]):04X}")
        problems.append(Problem("", line, column, severity, code, found, hint))
    return problems


def _with_conflicts(source: Source) -> Source:
    """No text where a merge was left unfinished: nobody knows which side holds."""
    text = source.text or ""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return source
    found = [
        Problem(
            *("", *place(text, match.start()), "error", "conflict-marker"),
            f"没解决的合并冲突 {match[0]}",
            "留下要的一边，删去冲突标记",
        )
        for match in islice(_CONFLICT.finditer(text), _MANY)
    ]
    if not any("=" not in problem.message for problem in found):
        return source
    return Source(None, (*source.problems, *found), source.marred)

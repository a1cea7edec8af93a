"""A draft as lines of YAML, in which any text survives.

One-line texts are plain where nothing in them can be mistaken, else in single
quotes, which know no escapes; longer ones are literal blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from generator.relay.draft import Draft, Note, Words
from generator.relay.timing import Times

_PLAIN = re.compile(r"[^\W\d_](?:[\w（）、。，；：！·\- ]*[\w（）。])?")
_HEAD = (
    "# 由 yingji import 写成。# 后面的字是备注，网站上不显示。\n"
    "# 提交以前：“请填写”的要补上，“请核对”的要看一遍，照原文核对级别、时间和地区。"
)


def scalar(text: str) -> str:
    """``text`` on one line."""
    line = " ".join(text.split())
    if _PLAIN.fullmatch(line) and line != "null":
        return line
    return "'" + line.replace("'", "''") + "'"


def listed(items: Iterable[str]) -> str:
    """A short list in brackets."""
    return "[" + ", ".join(map(scalar, items)) + "]"


def block(text: str) -> list[str]:
    """``text`` as a literal block: the mark, then its lines two deeper."""
    lines = (line.rstrip() for line in text.strip().split("\n"))
    return ["|", *("  " + line if line else "" for line in lines)]


def comment(text: str, first: str = "# ", further: str = "#   ") -> list[str]:
    """``text`` as a comment of any number of lines."""
    lines = text.split("\n")
    return [((further if at else first) + line).rstrip() for at, line in enumerate(lines)]


def event_lines(draft: Draft, times: Times) -> Iterator[str]:
    """A whole new file."""
    notes = (*draft.notes, *times.notes)
    yield from _HEAD.split("\n")
    yield from _field("kind", draft.kind, notes)
    one = scalar(draft.hazards[0]) if len(draft.hazards) == 1 else listed(draft.hazards)
    yield from _field("hazard", one if draft.hazards else "", notes)
    yield from _field("area", listed(draft.area) if draft.area else "", notes)
    yield from _field("issuer", scalar(draft.issuer) if draft.issuer else "", notes)
    if draft.status != "实际" or any(note.field == "status" for note in notes):
        yield from _field("status", scalar(draft.status), notes)
    if draft.category:
        yield f"cap: {{category: {draft.category}}}"
    yield "messages:"
    yield from ("  " + line if line else "" for line in message_lines(draft, times, ()))


def message_lines(draft: Draft, times: Times, differs: Sequence[str]) -> Iterator[str]:
    """One message as an item of the list, what has no field above it.

    ``differs`` are the fields of the event that this message has otherwise.
    """
    notes = (*draft.notes, *times.notes)
    if draft.kept:
        yield "# 上游的原文，已经写进各项："
        for line in draft.kept:
            yield from comment(line, "#   ", "#     ")
    fields = list(_fields(draft, times, differs, notes))
    started = False
    for line in fields:
        yield ("  " if started or line.startswith("#") else "- ") + line if line else ""
        started = started or not line.startswith("#")


def _fields(
    draft: Draft, times: Times, differs: Sequence[str], notes: Sequence[Note]
) -> Iterator[str]:
    yield from _field("sent", _time(times.sent), notes)
    yield from _optional("issued", _time(times.issued), notes)
    yield from _field("action", draft.action, notes)
    if draft.level or any(note.field == "level" and note.must for note in notes):
        yield from _field("level", draft.level, notes)
    yield from _optional("effective", _time(times.effective), notes)
    yield from _optional("onset", _time(times.onset), notes)
    yield from _optional("expires", _time(times.expires), notes)
    yield from _optional("review", _time(times.review), notes)
    if draft.words.headline:
        yield f"headline: {scalar(draft.words.headline)}"
    yield from _text("text", draft.words.text, notes)
    yield from _steps(draft.words.instructions)
    for field in differs:
        value = listed(draft.area) if field == "area" else scalar(draft.issuer)
        yield f"{field}: {value}"
    if draft.source:
        yield f"source: {scalar(draft.source)}"
    if draft.parameters:
        yield "# 上游的其他内容，没有对应的项目；网页上不显示，CAP 里有"
        yield "parameters:"
        yield from (line for pair in draft.parameters for line in _parameter(*pair))
    if draft.translations:
        yield "translations:"
        for code, words in draft.translations.items():
            yield f"  {code}:"
            yield from ("    " + line if line else "" for line in _translated(words))


def _parameter(name: str, value: str) -> Iterator[str]:
    """Name and value; spaces within a value may mean something, as columns do."""
    if " ".join(value.split()) == value:
        yield f"  - {{name: {scalar(name)}, value: {scalar(value)}}}"
        return
    yield f"  - name: {scalar(name)}"
    first, *more = block(value)
    yield f"    value: {first}"
    yield from ("    " + line if line else "" for line in more)


def _translated(words: Words) -> Iterator[str]:
    if words.headline:
        yield f"headline: {scalar(words.headline)}"
    if words.text:
        yield from _text("text", words.text, ())
    yield from _steps(words.instructions)


def _steps(steps: Sequence[str]) -> Iterator[str]:
    if steps:
        yield "instructions:"
    for step in steps:
        first, *more = [scalar(step)] if "\n" not in step else block(step)
        yield f"  - {first}"
        yield from ("  " + line if line else "" for line in more)


def _text(name: str, text: str, notes: Sequence[Note]) -> Iterator[str]:
    first, *more = block(text) if text.strip() else [""]
    yield from _field(name, first, notes)
    yield from more


def _field(name: str, value: str, notes: Sequence[Note]) -> Iterator[str]:
    """``name: value`` with what is asked about it above."""
    for note in notes:
        if note.field == name:
            yield from comment(f"{'请填写' if note.must else '请核对'}：{note.words}")
    yield f"{name}: {value}".rstrip()


def _optional(name: str, value: str, notes: Sequence[Note]) -> Iterator[str]:
    """As :func:`_field`; without a value only what is asked about it."""
    lines = list(_field(name, value, notes))
    yield from lines if value else lines[:-1]


def _time(at: datetime | None) -> str:
    if at is None:
        return ""
    return f"{at:%Y-%m-%d %H:%M:%S}" if at.second else f"{at:%Y-%m-%d %H:%M}"

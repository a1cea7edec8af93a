"""A further message in the bytes of an alert file: everything else stays as it is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from generator.content.load import load_source
from generator.content.source import LARGEST
from generator.content.yaml_document import read_yaml
from generator.model.alert import Alert
from generator.model.vocabulary import ENDS
from generator.relay.draft import Draft, Note, Refused
from generator.relay.events import Event
from generator.relay.timing import times_of
from generator.relay.yaml_text import comment, message_lines

_ENDINGS = re.compile(rb"\r\n|\n|\r")
#: Fields of the event that a note may be about; in a further message it stands above it.
_OF_EVENT = ("kind", "hazard", "area", "issuer", "status")


class Appended(NamedTuple):
    """The file with the message in it; ``line`` is where the message begins."""

    data: bytes
    line: int
    notes: tuple[Note, ...]


def appended(event: Event, draft: Draft, now: datetime) -> Appended:
    """``event`` with ``draft`` as its last message. Raises ``Refused``."""
    alert = _open(event)
    _same_nature(event, alert, draft)
    last = alert.messages[-1]
    if last.action in ENDS:
        raise Refused(f"{event.path} 已经{last.action}，后面不能再写", "新的一次过程用 --id 另建")
    if draft.action == "发布":  # an editor has said that it goes on
        asked = Note("action", "原文是发布，接在前一条后面写成 更新")
        draft = dataclasses.replace(draft, action="更新", notes=(*draft.notes, asked))
    times = times_of(draft, now, last.sent)
    differs = [
        *(["area"] if draft.area and set(draft.area) != set(alert.area) else []),
        *(["issuer"] if draft.issuer and draft.issuer != alert.issuer else []),
    ]
    notes = (*map(_settled, draft.notes), *_changes(alert, draft, differs), *times.notes)
    above = [note for note in notes if note.field in _OF_EVENT]
    lines = [line for note in above for line in comment(f"请核对：{note.words}")]
    lines += message_lines(draft, times, differs)
    data, line = _inserted(event, lines)
    _unharmed(event, data, line)
    return Appended(data, line, notes)


def _changes(alert: Alert, draft: Draft, differs: list[str]) -> Iterator[Note]:
    """What upstream says otherwise than the event does."""
    if draft.hazards and not set(draft.hazards) & set(alert.hazard):
        words = f"这条消息说的是{'、'.join(draft.hazards)}，文件开头是{'、'.join(alert.hazard)}"
        yield Note("hazard", words)
    for field in differs:
        yield Note(field, f"这条消息的 {field} 和文件开头的不同，写在这条消息里")


def _settled(note: Note) -> Note:
    """What the event says already is to be looked at, and need not be filled in."""
    return note._replace(must=False) if note.field in ("hazard", "area", "issuer") else note


def _open(event: Event) -> Alert:
    """The event as it is, where each of its messages can be read."""
    alert = event.alert
    broken = event.document.partial or event.document.flaws
    if alert is None or broken or len(alert.messages) != len(event.messages):
        raise Refused(f"{event.path} 里有错误，接不上", f"先照 yingji check {event.path} 改好")
    return alert


def _same_nature(event: Event, alert: Alert, draft: Draft) -> None:
    """A drill never goes on with a real event, nor the other way round."""
    if alert.withdrawn is not None:
        raise Refused(f"{event.path} 已经撤下，接不上", "另建一个文件")
    if alert.sample:
        raise Refused(f"{event.path} 是示例，不能接上游的消息", "另建一个文件")
    if draft.status != alert.status:
        raise Refused(
            f"这条消息是“{draft.status}”，{event.path} 是“{alert.status}”，不能接在一起",
            "核对上游的消息",
        )
    if draft.kind != alert.kind:
        raise Refused(f"这条消息是{draft.kind}，{event.path} 是{alert.kind}", "核对编号")


def _inserted(event: Event, lines: list[str]) -> tuple[bytes, int]:
    """The bytes with ``lines`` behind the last message, and the line (from 1) they begin at."""
    old = event.data
    parts = event.document.root[2]
    first = event.document.place(("messages", 0))
    starts = [0, *(match.end() for match in _ENDINGS.finditer(old))]
    begin = starts[first[0] - 1]
    dash = old[begin:].removeprefix(b"\xef\xbb\xbf")[: first[1] - 1]
    if not re.fullmatch(rb" *- +", dash):
        raise Refused(f"{event.path} 的 messages 不是一条一行的写法，接不上", "请手工写上这一条")
    indent = " " * dash.index(b"-")
    after = [line for key, (line, *_) in parts.items() if line > parts["messages"][0]]
    at = starts[min(after)] if after else len(old)
    ending = "\r\n" if b"\r\n" in old else "\n"
    head = old[:at]
    gap = b"" if not head or head.endswith((b"\n", b"\r")) else ending.encode()
    new = "".join((indent + line if line else "") + ending for line in lines).encode()
    data = head + gap + new + old[at:]
    if len(data) > LARGEST:
        raise Refused(f"{event.path} 会超过 2 MB", "请手工写上这一条")
    return data, len(_ENDINGS.findall(head + gap)) + 1


def _unharmed(event: Event, data: bytes, line: int) -> None:
    """Whether all that was there means what it meant, with one message more."""
    old, new = _meaning(event.document.value), _meaning(read_yaml(data).value)
    same = new.get("messages", [])[:-1] == old["messages"]
    rest = {**new, "messages": 0} == {**old, "messages": 0}
    before = _errors(event.path, event.data, line)
    if not same or not rest or _errors(event.path, data, line) != before:
        raise Refused(f"接在 {event.path} 后面会改变它的意思，没有写", "请手工写上这一条")


def _meaning(value: Any) -> Any:
    """``value`` as models read it: a text that ended with the file has a line end now."""
    if isinstance(value, dict):
        return {key: _meaning(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_meaning(below) for below in value]
    return value.strip() if isinstance(value, str) else value


def _errors(path: str, data: bytes, line: int) -> list[str]:
    """The errors above ``line``."""
    problems = load_source(path, data).problems
    return sorted(
        f"{one.line} {one.code}" for one in problems if one.severity == "error" and one.line < line
    )

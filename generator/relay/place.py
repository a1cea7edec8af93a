"""Where a draft goes: a new file, or behind the last message of an event.

What is written was read back first: of an existing file every byte stays, every message
means what it meant, and there is no problem that was not there before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from generator.content.load import load_source
from generator.content.scan import id_problem, kind_of, stem_of
from generator.content.source import LARGEST
from generator.model.names import id_fault
from generator.model.vocabulary import ENDS
from generator.problems import Problem
from generator.relay.append import appended
from generator.relay.draft import Draft, Note, Refused
from generator.relay.events import (
    Event,
    named,
    open_events,
    paths,
    with_id,
    with_text,
)
from generator.relay.files import create, locked, replace
from generator.relay.timing import times_of
from generator.relay.words import KnownHazard
from generator.relay.yaml_text import event_lines

_MANY = 1000


class Outcome(NamedTuple):
    """What became of a message; ``number`` is its place in the file, from 1."""

    did: Literal["created", "appended", "known"]
    path: str
    number: int
    action: str
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


def known_hazards(root: Path) -> Sequence[KnownHazard]:
    """The rows of content/hazards.yml that can be read."""
    path = root / "content/hazards.yml"
    data = path.read_bytes() if path.is_file() else b""
    return load_source("content/hazards.yml", data).entry or ()


def bring(
    root: Path, draft: Draft, now: datetime, event: str | None = None, ident: str | None = None
) -> Outcome:
    """Write ``draft`` to ``event``, to a new file ``ident``, or where it says itself.

    Raises ``Refused``, and then nothing was written.
    """
    with locked(root):
        twin = _twin(root, draft)
        if twin is not None and event in (None, stem_of(twin.path)):
            return Outcome("known", twin.path, len(twin.messages), draft.action)
        target = _target(root, draft, now, event, new=ident is not None)
        if target is not None:
            return _append(root, target, draft, now)
        return _new(root, draft, now, ident)


def _twin(root: Path, draft: Draft) -> Event | None:
    """The event that has this very message already."""
    if draft.name:
        return next(iter(named(root, [draft.name])), None)
    return with_text(root, draft.words.text)


def _target(
    root: Path, draft: Draft, now: datetime, event: str | None, *, new: bool
) -> Event | None:
    """The event that ``draft`` goes on with; ``None`` for one of its own."""
    if event is not None:
        found = with_id(root, event)
        if found is None:
            raise Refused(f"没有 {event} 这条预警", "编号是 content/alerts/ 里的文件名，去掉 .yml")
        return found
    if new or draft.action == "发布" or not draft.action:
        return None
    several = named(root, draft.refers) if draft.name else open_events(root, draft, now)
    if len(several) == 1:
        return several[0]
    if several:
        listed = "、".join(sorted(stem_of(one.path) for one in several))
        raise Refused(f"它可能属于几次过程：{listed}", "用 --event 编号 指明接在哪一次后面")
    if draft.action in ENDS:
        near = _open_ids(root, draft, now)
        hint = "有的话，用 --event 编号 指明接在哪一次后面"
        raise Refused(
            f"本站没有它要{draft.action}的预警", hint + (f"；可能是 {near}" if near else "")
        )
    return None


def _append(root: Path, event: Event, draft: Draft, now: datetime) -> Outcome:
    done = appended(event, draft, now)
    replace(root / event.path, event.data, done.data)
    problems = load_source(event.path, done.data).problems
    own = tuple(one for one in problems if one.line >= done.line)
    return Outcome("appended", event.path, len(event.messages) + 1, draft.action, done.notes, own)


def _new(root: Path, draft: Draft, now: datetime, ident: str | None) -> Outcome:
    near = _open_ids(root, draft, now)
    notes = draft.notes
    if draft.action == "更新":
        words = "本站没有它所更新的预警，按新的一次过程写成 发布"
        notes += (Note("action", words + (f"；本站有 {near}" if near else "")),)
    elif near:
        words = f"本站还有同一单位、同一种类的 {near}"
        notes += (Note("action", words + "；如果是它的更新，删去这个文件，用 --event 再导入"),)
    action = "发布" if draft.action == "更新" else draft.action
    draft = dataclasses.replace(draft, action=action, notes=notes)
    times = times_of(draft, now, None)
    data = ("\n".join(event_lines(draft, times)) + "\n").encode()
    if len(data) > LARGEST:
        raise Refused("消息太长，写出来超过 2 MB")
    path = _free(root, draft, times.sent, ident, data)
    problems = load_source(path, data).problems
    return Outcome("created", path, 1, draft.action, (*notes, *times.notes), problems)


def _open_ids(root: Path, draft: Draft, now: datetime) -> str:
    """The events that an editor may mean."""
    return "、".join(sorted(stem_of(one.path) for one in open_events(root, draft, now)))


def _free(root: Path, draft: Draft, sent: datetime, ident: str | None, data: bytes) -> str:
    """The path of the new file, written under a name that is not taken."""
    taken = {stem_of(path) for path in paths(root)}
    base = ident if ident is not None else f"{_slug(root, draft)}-{sent:%Y-%m-%d}"
    fault = id_fault(base)
    if fault is not None:
        raise Refused(f"编号 {base} 不能用：{fault}", "例如 rainstorm-2026-07-10")
    for number in range(1, _MANY):
        name = base if number == 1 else f"{base}-{number}"
        path = f"content/alerts/{sent.year}/{name}.yml"
        refused = id_problem(path)
        if refused is not None:
            raise Refused(refused.message, refused.hint)
        if name not in taken and kind_of(path) == "alert" and create(root / path, data):
            return path
        if ident is not None:
            raise Refused(f"编号 {ident} 已经有了", "换一个编号，或用 --event 接在它后面")
    raise Refused(f"编号 {base} 用完了", "用 --id 指明一个编号")


def _slug(root: Path, draft: Draft) -> str:
    rows = {row.name: row.slug for row in known_hazards(root)}
    return next((rows[hazard] for hazard in draft.hazards if hazard in rows), "alert")

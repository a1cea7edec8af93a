"""Every problem of a project's content: each file read, then all of them compared."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from generator.content.docs import docs_problems, docs_references
from generator.content.load import load_source
from generator.content.loaded import Loaded, Reference
from generator.content.media import check_media
from generator.content.references import Known, check_ids, check_places, check_references
from generator.content.scan import ENTRIES, scan, shown
from generator.content.source import read_source
from generator.model.vocabulary import ENDS
from generator.problems import Problem
from generator.refusals import why

#: An alert so far ahead of its time is told before everything else.
AHEAD = timedelta(minutes=5)
#: The guide for any danger.
GENERAL_GUIDE = "general"


class Withheld(NamedTuple):
    """What is dated after ``now`` and therefore nowhere on the site until then."""

    path: str
    line: int
    column: int
    what: str
    until: datetime


class Findings(NamedTuple):
    """``urgent`` comes first; ``traces`` are what went wrong inside the program, by path."""

    urgent: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    withheld: tuple[Withheld, ...]
    traces: tuple[tuple[str, str], ...]


class Checked(NamedTuple):
    """What is kept of one file; small, for it may come from another process."""

    path: str
    kind: str
    id: str | None
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    names: frozenset[str] = frozenset()
    times: tuple[tuple[datetime, str, int, int], ...] = ()
    #: Hazards of an alert whose message has no instructions, and where it stands.
    unguided: tuple[frozenset[str], int, int] | None = None
    #: What receivers of CAP would stumble over; told where the site makes CAP (``makes_cap``).
    cap: tuple[Problem, ...] = ()
    makes_cap: bool = False
    trace: str = ""


class Each(Protocol):
    """``map``, or something that does the same in several processes, in any order."""

    def __call__(
        self, function: Callable[[str], Checked], paths: Sequence[str], /
    ) -> Iterable[Checked]: ...


def check_project(root: str, now: datetime, each: Each = map) -> Findings:
    """Everything that is wrong or odd in ``root``/content and the links of ``root``/docs."""
    content = scan(root)
    found = sorted(each(_Reader(root, now), content.sources), key=lambda one: one.path)
    problems = [*content.problems]
    for checked in found:
        problems += checked.problems
    if any(checked.makes_cap for checked in found):
        problems += [problem for checked in found for problem in checked.cap]
    for path in content.media:
        problems += check_media(root, path)[0]
    problems += check_ids(
        (checked.path, checked.kind, checked.id) for checked in found if checked.id is not None
    )
    places = [(checked.path, checked.names) for checked in found if checked.kind == "places"]
    problems += check_places(places, lambda path: Path(root, path).read_bytes())
    docs = [*_docs(root, problems)]
    rows = [*((checked.path, checked.references) for checked in found), *docs]
    problems += check_references(rows, _known(found, content.media))
    problems += _without_instructions(found)
    if not Path(root, "content/site.yml").exists():
        said, hint = "没有 content/site.yml", "建一个，至少写 name 和 url"
        problems.append(Problem("content/site.yml", 1, 1, "warning", "not-configured", said, hint))
    withheld = tuple(_withheld(found, now))
    urgent = tuple(_ahead(withheld, now))
    traces = tuple((checked.path, checked.trace) for checked in found if checked.trace)
    return Findings(urgent, tuple(sorted(set(problems))), withheld, traces)


class _Reader:
    """Reads and loads one file of ``root``."""

    def __init__(self, root: str, now: datetime) -> None:
        self.root, self.now = root, now

    def __call__(self, path: str) -> Checked:
        try:
            with open(f"{self.root}/{path}", "rb") as stream:  # noqa: PTH123 - thousands of files
                data = stream.read()
        except OSError as error:
            said = f"文件读不出来：{why(error)}"
            problem = Problem(shown(path), 1, 1, "error", "file-unreadable", said, "检查文件的权限")
            return Checked(shown(path), "unknown", None, (problem,), ())
        try:
            return self._checked(path, data)
        except Exception:  # noqa: BLE001 - one file must not hide what is wrong with the others
            said = "程序处理这个文件时出错"
            hint = "详情见 .cache/errors.txt，请交给维护人员"
            problem = Problem(shown(path), 1, 1, "error", "unexpected-failure", said, hint)
            trace = traceback.format_exc()
            return Checked(shown(path), "unknown", None, (problem,), (), trace=trace)

    def _checked(self, path: str, data: bytes) -> Checked:
        loaded = load_source(path, data)
        times = tuple(_times(loaded))
        if any(at > self.now for at, *_ in times):
            times = tuple(_placed(times, data))
        withdrawn = getattr(loaded.entry, "withdrawn", None) is not None
        return Checked(
            path=shown(path),
            kind=loaded.kind,
            id=loaded.id if loaded.kind in ENTRIES else None,
            problems=loaded.problems,
            references=() if withdrawn else loaded.references,
            names=frozenset(_names(loaded)),
            times=times,
            unguided=None if withdrawn else _unguided(loaded, data),
            cap=() if withdrawn else _cap(loaded, shown(path), data),
            makes_cap=getattr(loaded.entry, "cap_sender", None) is not None,
        )


def _cap(loaded: Loaded, path: str, data: bytes) -> tuple[Problem, ...]:
    if loaded.kind != "alert" or loaded.entry is None:
        return ()
    from generator.content.cap_lint import cap_problems

    return cap_problems(path, data, loaded.entry)


def _names(loaded: Loaded) -> Iterator[str]:
    """What others name or may not take: of tables their names, of guides their hazard."""
    entry: Any = loaded.entry
    if entry is None:
        return
    if loaded.kind in ("hazards", "tags"):
        yield from (row.name for row in entry)
    elif loaded.kind == "places":
        yield from (place.id for place in entry)
    elif loaded.kind == "calendar":
        yield from (observance.id for observance in entry.observances)
    elif loaded.kind == "guide" and entry.hazard is not None:
        yield entry.hazard


def _times(loaded: Loaded) -> Iterator[tuple[datetime, str, int, int]]:
    """When an entry, and each message of an alert, comes onto the site."""
    entry: Any = loaded.entry
    if entry is None:
        return
    if loaded.kind == "alert" and entry.messages[0].action in ENDS:
        yield entry.messages[0].sent, "撤下的说明", 0, 1  # all that such a file says
    elif loaded.kind == "alert":
        for index, message in enumerate(entry.messages):
            yield message.sent, f"第 {index + 1} 条消息", index, 1
    elif loaded.kind == "bulletin":
        yield entry.published, "动态", 1, 1
    elif loaded.kind == "campaign":
        yield entry.appears, "活动", 1, 1


def _placed(
    times: Iterable[tuple[datetime, str, int, int]], data: bytes
) -> Iterator[tuple[datetime, str, int, int]]:
    from generator.content.yaml_document import read_yaml

    document = read_yaml(data)
    for at, what, index, _ in times:
        for loc in (("messages", index, "sent"), ("published",), ("starts",), ()):
            if document.has_key(loc):
                yield at, what, *document.place(loc)
                break


def _unguided(loaded: Loaded, data: bytes) -> tuple[frozenset[str], int, int] | None:
    if loaded.kind != "alert" or loaded.entry is None:
        return None
    for index, message in enumerate(loaded.entry.messages):
        if message.instructions is None and message.action in ("发布", "更新"):
            from generator.content.yaml_document import read_yaml

            place = read_yaml(data).place(("messages", index))
            return frozenset(loaded.entry.hazard), *place
    return None


def _known(found: Sequence[Checked], media: Iterable[str]) -> Known:
    def ids(kind: str) -> frozenset[str]:
        return frozenset(one.id for one in found if one.kind == kind and one.id is not None)

    def names(kind: str) -> frozenset[str]:
        return frozenset().union(*(one.names for one in found if one.kind == kind))

    return Known(
        ids={kind: ids(kind) for kind in ENTRIES},
        hazards=names("hazards"),
        tags=names("tags"),
        observances=names("calendar"),
        media=frozenset(path.removeprefix("content/") for path in media),
    )


def _without_instructions(found: Sequence[Checked]) -> Iterator[Problem]:
    """Messages with no instructions of their own, where no guide could stand in."""
    guides = [one for one in found if one.kind == "guide"]
    if any(one.id == GENERAL_GUIDE for one in guides):
        return
    guided = frozenset().union(*(one.names for one in guides))
    for one in found:
        if one.unguided is not None and not one.unguided[0] & guided:
            said = "这条消息没有防御指引，也没有这种灾害的指南"
            hint = "写 instructions，或建一份指南；确实不需要就写 instructions: []"
            place = one.unguided[1:]
            yield Problem(one.path, *place, "warning", "instructions-missing", said, hint)


def _docs(root: str, problems: list[Problem]) -> Iterator[tuple[str, tuple[Reference, ...]]]:
    for path in _markdown(root, "docs"):
        source = read_source(Path(root, path).read_bytes())
        name = shown(path)
        problems += [problem._replace(path=name) for problem in source.problems]
        if source.text is not None:
            problems += docs_problems(name, source.text)
            yield name, docs_references(source.text)


def _markdown(root: str, folder: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(f"{root}/{folder}"), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _markdown(root, path)
        elif entry.name.endswith(".md") and entry.is_file():
            yield path


def _withheld(found: Iterable[Checked], now: datetime) -> Iterator[Withheld]:
    for one in found:
        for at, what, line, column in one.times:
            if at > now:
                yield Withheld(one.path, line, column, what, at)


def _ahead(withheld: Iterable[Withheld], now: datetime) -> Iterator[Problem]:
    for one in withheld:
        if one.what.startswith("第") and one.until > now + AHEAD:
            until = f"{one.until:%Y-%m-%d %H:%M}"
            said = f"预警的{one.what}要到 {until} 才发布，现在哪里都看不到"
            hint = "现在就要发布，把 sent 改为现在的时间"
            place = one.line, one.column
            yield Problem(one.path, *place, "warning", "sent-ahead", said, hint)

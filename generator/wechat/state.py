"""What was done with each item, in one file.

The file is JSON with a line an item and is replaced as a whole (written beside,
flushed to the disk, renamed), after each single step: whenever the program is
killed, it is the state before the step or the state after it. It holds no
secret; of the account only a digest, so that it is not used for another one.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

#: ``waiting``: to be drafted, with what was uploaded for it already.
#: ``sending``: draft/add was called, no answer seen. ``drafted``: it is a draft.
#: ``gone``: the draft was published or removed by an editor.
#: ``passed``: a newer message of its event took its place. ``before``: older than the first run.
#: ``lost``: it waited, and left the feed; should it come back, it is drafted.
Stage = Literal["waiting", "sending", "drafted", "gone", "passed", "before", "lost"]
_STAGES = {"waiting", "sending", "drafted", "gone", "passed", "before", "lost"}
_VERSION = 1


class StateError(Exception):
    """The state can not be used; the text says why, to a person."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an item.

    ``version`` is of the words last sent, ``updated`` the time the feed gave for them
    (once ``gone``: last told of); ``title`` and ``url`` are as in the draft.
    ``cover`` is (digest, media_id), ``images`` is digest → address in WeChat.
    """

    stage: Stage
    version: str = ""
    updated: str = ""
    title: str = ""
    url: str = ""
    media_id: str = ""
    cover: tuple[str, str] | None = None
    images: dict[str, str] = field(default_factory=dict)
    at: str = ""

    def became(self, stage: Stage, **more: Any) -> Record:
        """The same at another stage."""
        return replace(self, stage=stage, **more)


class State:
    """The records by guid, and the file they are in. ``since`` is ``None`` before the first run."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.since: datetime | None = None
        self.account = ""
        self._records: dict[str, Record] = {}
        self._lines: dict[str, str] = {}

    def get(self, guid: str) -> Record | None:
        """What is known of an item."""
        return self._records.get(guid)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every item's guid and record, in the order in which they were met."""
        return iter(tuple(self._records.items()))

    def put(self, guid: str, record: Record) -> None:
        """Note, without writing."""
        self._records[guid] = record
        kept = {name: value for name, value in asdict(record).items() if value}
        self._lines[guid] = f"{_json(guid)}: {_json(kept)}"

    def save(self) -> None:
        """Replace the file."""
        head = {"version": _VERSION, "account": self.account}
        since = self.since.isoformat() if self.since else None
        lines = ",\n".join(self._lines.values())
        text = f'{_json({**head, "since": since})[:-1]}, "items": {{\n{lines}\n}}}}\n'
        beside = self.file.with_name(f".{self.file.name}.new")
        with beside.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(self.file)

    def keep(self, guid: str, record: Record) -> None:
        """Note one item's step and write it down."""
        self.put(guid, record)
        self.save()


def load(file: Path) -> State:
    """The state in ``file``; a fresh one where there is none. Raises ``StateError``."""
    state = State(file)
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        if not file.parent.is_dir():
            raise StateError(f"没有 {file.parent} 这个目录") from None
        return state
    except (OSError, UnicodeDecodeError) as error:
        raise StateError(f"读不了 {file}：{error}") from None
    try:
        data = json.loads(text)
        if data["version"] != _VERSION:
            raise StateError(f"{file} 是另一个版本的程序写的")
        state.account = str(data["account"])
        state.since = datetime.fromisoformat(data["since"]) if data["since"] else None
        for guid, kept in data["items"].items():
            state.put(str(guid), _record(kept))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StateError(
            f"{file} 不是状态文件，或者坏了（{type(error).__name__}）。请换回备份；"
            "不要删掉重来，那样会把近三天的内容再建一遍草稿"
        ) from None
    return state


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """One run at a time for a state; a dead holder's lock is void. Raises ``StateError``."""
    name = file.with_name(f".{file.name}.lock")
    try:
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StateError(f"写不了 {name.parent}：{error.strerror}") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise StateError("另一次同步正在进行，这一次没有做任何事") from None
    finally:
        os.close(handle)


def _record(kept: dict[str, Any]) -> Record:
    cover = kept.pop("cover", None)
    record = Record(**kept, cover=(cover[0], cover[1]) if cover else None)
    if record.stage not in _STAGES:
        raise ValueError(record.stage)
    return record


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

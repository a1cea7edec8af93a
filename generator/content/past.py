"""What was published before: the content of a git commit, or the record a release left.

Only what is not the same now is read. Where nothing can be looked at,
:class:`UnknownPastError` says why: nobody may take silence for "nothing changed".
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.refusals import why

#: What ``git`` may take for one answer, in seconds.
_PATIENCE = 60
UPSTREAM = "@{upstream}"


class UnknownPastError(Exception):
    """Nothing can be compared, for a reason that is told."""


class OldFile(NamedTuple):
    """A file of content as it was; the one at ``path`` differs now or is gone."""

    path: str
    data: bytes


class OldEvent(NamedTuple):
    """An event as a release told of it: the digest of each message by its key."""

    id: str
    digests: dict[str, str]
    translated: dict[str, frozenset[str]]


class Past:
    """A commit. Raises :class:`UnknownPastError` where it can not be looked at."""

    def __init__(self, root: str, ref: str) -> None:
        self._root, self._commit = root, _commit(root, ref)
        if not _git(root, "ls-tree", self._commit, "--", "content/").strip():
            raise UnknownPastError(f"{_named(ref)}里没有 content/")

    def files(self) -> Iterator[OldFile]:
        """The files of content/ that differ from those of the project or are gone."""
        for path in self._differing("MDT", "content/"):
            yield OldFile(
                path, _git(self._root, "show", "--no-textconv", f"{self._commit}:./{path}")
            )

    def pages_gone(self) -> Iterator[str]:
        """The hand-written pages, docs/….md, that are not there any more."""
        yield from (path for path in self._differing("D", "docs/") if path.endswith(".md"))

    def _differing(self, how: str, folder: str) -> Iterator[str]:
        asked = ("diff", "--name-only", f"--diff-filter={how}", "--no-renames", "--no-ext-diff")
        names = _git(self._root, *asked, "--relative", "-z", self._commit, "--", folder)
        yield from (os.fsdecode(name) for name in names.split(b"\0") if name)


def upstream(root: str) -> Past:
    """The upstream branch, if the project is a repository of its own."""
    top = os.fsdecode(_git(root, "rev-parse", "--show-toplevel")).removesuffix("\n")
    if Path(top).resolve() != Path(root).resolve():
        raise UnknownPastError("这里没有 git 记录")
    return Past(root, UPSTREAM)


def old_events(file: Path) -> tuple[OldEvent, ...]:
    """The events that ``/api/v1/alerts.json`` of a release and its parts beside it tell of."""
    try:
        told: Any = json.loads(file.read_bytes())
        rows = [*told["alerts"]]
        for number in range(1, int(told["pages"]) + 1):
            part = file.parent / file.stem / "page" / f"{number}.json"
            rows += json.loads(part.read_bytes())["alerts"]
        return tuple({row["id"]: _event(row) for row in rows if not row["withdrawn"]}.values())
    except OSError as error:
        name = Path(error.filename or file).name
        raise UnknownPastError(f"{name} 读不出来：{why(error)}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnknownPastError(f"{file.name} 不是网站的 api/v1/alerts.json") from error


def _event(row: Any) -> OldEvent:
    messages = row["messages"]
    return OldEvent(
        id=str(row["id"]),
        digests={str(one["key"]): str(one["digest"]) for one in messages},
        translated={str(one["key"]): frozenset(one["translations"]) for one in messages},
    )


def _commit(root: str, ref: str) -> str:
    """The commit that ``ref`` names."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    try:
        return _git(root, *asked).decode().strip()
    except UnknownPastError as error:
        _git(root, "rev-parse", "--git-dir")  # no git at all is another reason
        said = "当前分支没有对应的远程分支" if ref == UPSTREAM else f"git 里没有 {ref}"
        raise UnknownPastError(said) from error


def _named(ref: str) -> str:
    return "远程分支" if ref == UPSTREAM else f" {ref} "


def _git(root: str, *words: str) -> bytes:
    command: Sequence[str] = ("git", "--no-pager", "-C", root, *words)
    settings = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        ran = subprocess.run(  # noqa: S603 - a revision is never taken for an option
            command, capture_output=True, timeout=_PATIENCE, env=settings, check=False
        )
    except FileNotFoundError as error:
        raise UnknownPastError("这台机器上没有 git") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnknownPastError("git 没有回答") from error
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace")
        if "not a git repository" in said:
            raise UnknownPastError("这里没有 git 记录")
        if "dubious ownership" in said:
            raise UnknownPastError("git 不信任这个目录（safe.directory）")
        raise UnknownPastError("git 没有给出记录")
    return ran.stdout

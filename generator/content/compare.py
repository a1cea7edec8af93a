"""Compares with the past that is at hand, and says so where there is none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.content.past import Past, UnknownPastError, old_events, upstream
from generator.content.published import against_events, against_files, against_pages
from generator.problems import Problem

#: So ends the name of a record that a release left; everything else is for git.
_RECORD = ".json"


class Comparison(NamedTuple):
    """``unknown`` says why nothing was compared; empty where it was."""

    problems: tuple[Problem, ...]
    unknown: str = ""


def compare(root: str, against: str | None, now: datetime) -> Comparison:
    """The problems of what was published and is not the same now.

    ``against`` is a git revision or the path of an ``alerts.json``; without it the
    upstream branch, where ``root`` is a repository of its own. What was asked for and
    can not be had is an error; what nobody asked for is only told.
    """
    try:
        if against is not None and against.endswith(_RECORD):
            return Comparison(tuple(against_events(root, old_events(Path(against)))))
        past = upstream(root) if against is None else Past(root, against)
        files = against_files(root, past.files(), now)
        return Comparison((*files, *against_pages(root, past.pages_gone())))
    except UnknownPastError as error:
        if against is None:
            return Comparison((), str(error))
        said = f"没有和已发布的内容比较：{error}"
        hint = "核对 --against 后面的写法；浅克隆的先运行 git fetch --unshallow"
        problem = Problem("content", 1, 1, "error", "past-unknown", said, hint)
        return Comparison((problem,), str(error))

"""Problems in what people wrote, and how they are told.

A failure never travels as a bare exception through the generator: it is a
:class:`Problem` that names the place, what is wrong and what to do. All are
collected, sorted and printed once. This module imports nothing of ours.
"""

import json
from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
Format = Literal["text", "json", "github"]


class Problem(NamedTuple):
    """One thing an editor has to look at; sorts by place.

    ``path`` is relative to the project with ``/``; ``line`` and ``column`` are
    1-based, in characters. ``code`` is stable, lower-case kebab words.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""


class ContentError(Exception):
    """What was asked for can not be made from this content; carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything among ``problems`` is more than a warning."""
    return any(problem.severity == "error" for problem in problems)


def show(problems: Iterable[Problem], form: Format = "text") -> str:
    """``problems``, sorted, in one of the three forms of ``yingji check``."""
    ordered = sorted(set(problems))
    if form == "json":
        rows = [problem._asdict() for problem in ordered]
        return json.dumps({"version": 1, "problems": rows}, ensure_ascii=False, indent=1)
    one = _github if form == "github" else _text
    return "\n".join(one(problem) for problem in ordered)


def _text(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    mark = "警告：" if problem.severity == "warning" else ""
    line = f"{place}: {problem.code} {mark}{problem.message}"
    return f"{line}\n    → {problem.hint}" if problem.hint else line


def _github(problem: Problem) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    text = f"{problem.message} {problem.hint}".strip()
    return (
        f"::{problem.severity} file={attribute(problem.path)},line={problem.line},"
        f"col={problem.column},title={attribute(problem.code)}::{data(text)}"
    )

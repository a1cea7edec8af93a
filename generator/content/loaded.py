"""What comes out of one content file."""

from typing import Any, Literal, NamedTuple

from generator.problems import Problem
from generator.text.body import Body

ReferenceKind = Literal[
    "campaign", "bulletin", "guide", "media", "entry", "hazard", "tag", "observance"
]


class Reference(NamedTuple):
    """Something a file points at, and where it does so (line and column 1-based).

    ``target`` is an id or name; of ``entry`` it is ``KIND/ID``, of ``media``
    the path from ``media/`` on. ``detail`` says which use is made of a medium
    (image, cover, attachment, poster, video, report, body, material), or the label.
    """

    kind: ReferenceKind
    target: str
    line: int
    column: int
    detail: str = ""


class Loaded(NamedTuple):
    """One file, read. Pure data that can be sent between processes.

    ``entry`` is the model (of a list: a tuple of models), ``None`` where
    nothing can be used. ``incomplete``: an alert that lacks messages which
    its file has.
    """

    kind: str
    id: str | None
    entry: Any
    body: Body | None
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    incomplete: bool

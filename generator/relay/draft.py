"""What was understood of an upstream message, before it is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Refused(Exception):  # noqa: N818 - no fault of ours: what was handed in is not taken
    """Nothing was written, and why, in words for an editor."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class Note(NamedTuple):
    """What an editor has to look at. ``must``: the file has an error until it is filled in."""

    field: str
    words: str
    must: bool = False


class Words(NamedTuple):
    """One message in one language."""

    headline: str = ""
    text: str = ""
    instructions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One upstream message in the words of format.md; empty is unknown.

    ``name`` tells the message from all others where upstream names it, ``refers`` are
    such names of earlier messages. ``parameters`` (name, value) are what no field is for,
    ``kept`` the lines for comments.
    """

    kind: str = "预警"
    hazards: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    issuer: str = ""
    source: str = ""
    status: str = "实际"
    category: str = ""
    action: str = "发布"
    level: str = ""
    issued: datetime | None = None
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    words: Words = field(default_factory=Words)
    translations: Mapping[str, Words] = field(default_factory=dict)
    parameters: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    name: str = ""
    refers: tuple[str, ...] = ()

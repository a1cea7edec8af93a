"""A CAP file as data: all that goes into it but the words of its entry, which ``source`` names."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from generator.model.vocabulary import Nature
from generator.pages.page import Source

MsgType = Literal["Alert", "Update", "Cancel"]
#: A message; the notice in place of one that was taken back; the end of an event taken back.
Form = Literal["message", "notice", "taken-back"]


class HazardFacts(NamedTuple):
    """What the table of hazards says of one; ``names`` are its names by language."""

    name: str
    category: str
    event_code: str | None
    names: tuple[tuple[str, str], ...]


class CapFile(NamedTuple):
    """One file. ``level`` is that of the message, of an end the one that it ends.

    ``number`` counts the message of the entry it is about; ``missing`` are media that
    the entry names but that do not exist.
    """

    identifier: str
    ident: str
    key: str
    sent: datetime
    form: Form
    msg_type: MsgType
    nature: Nature
    references: tuple[tuple[str, datetime], ...]
    level: str | None
    hazards: tuple[HazardFacts, ...]
    source: Source
    number: int
    expires: datetime | None
    missing: tuple[str, ...]


class CapItem(NamedTuple):
    """One item of the index."""

    identifier: str
    ident: str
    key: str
    sent: datetime
    title: str
    text: str
    categories: tuple[str, ...]


class CapIndex(NamedTuple):
    """The index: newest first."""

    items: tuple[CapItem, ...]

"""A CAP message and its parts as data, their fields in the order of the standard (CAP 1.2 §3.2)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

Pairs = tuple[tuple[str, str], ...]


class Area(NamedTuple):
    """Where; ``geocodes`` are (name, value)."""

    description: str
    geocodes: Pairs = ()


class Resource(NamedTuple):
    """A file that belongs to the message."""

    description: str
    mime_type: str
    uri: str


class Info(NamedTuple):
    """What is told in one language. Codes, times and areas are the same in all of them."""

    language: str
    categories: tuple[str, ...]
    event: str
    responses: tuple[str, ...]
    urgency: str
    severity: str
    certainty: str
    event_codes: Pairs
    effective: datetime
    onset: datetime | None
    expires: datetime | None
    sender_name: str
    headline: str
    description: str
    instruction: str | None
    web: str
    contact: str | None
    parameters: Pairs
    resources: tuple[Resource, ...]
    areas: tuple[Area, ...]


class Message(NamedTuple):
    """One message; ``references`` are identifiers and times of earlier ones, oldest first."""

    identifier: str
    sender: str
    sent: datetime
    status: str
    msg_type: str
    source: str | None
    note: str | None
    references: tuple[tuple[str, datetime], ...]
    infos: tuple[Info, ...]

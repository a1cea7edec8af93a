"""An item of our feed, and what its guid and title say of it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

#: Titles that are never drafted begin with one of these.
MARKS = ("【示例】", "【测试】", "【演练】")

_ALERT = re.compile(r"urn:yingji:\d+:alert:([a-z0-9-]+):\d{8}T\d{6}(?::expired)?")
#: Zero-width characters that would hide a mark from a comparison.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\\s]+")
_LEADING = re.compile(r"(?:【[^】]{0,20}】)+")


class Item(NamedTuple):
    """One item. ``event`` is the alert it is a message of; ``end`` marks the end of one by time.

    Words are as in the feed, times aware. ``cover`` is the address of an image or ``None``.
    """

    guid: str
    title: str
    link: str
    summary: str
    author: str
    content: str
    published: datetime
    updated: datetime | None
    cover: str | None
    event: str | None
    end: bool

    @property
    def marked(self) -> bool:
        """Whether it is a sample, a test or a drill."""
        return is_marked(self.title)


def seen(text: str) -> str:
    """``text`` without what nobody sees."""
    return _UNSEEN.sub("", text)


def is_marked(title: str) -> bool:
    """Whether one of the signs at the head of ``title`` is of a sample, a test or a drill."""
    head = _LEADING.match(seen(title))
    return head is not None and any(mark in head[0] for mark in MARKS)


def event_of(guid: str) -> str | None:
    """The alert that a guid is a message or the end of, if it is of one."""
    found = _ALERT.fullmatch(guid)
    return found[1] if found else None

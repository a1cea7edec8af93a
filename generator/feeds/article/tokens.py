"""Sanitized HTML as a sequence of tags and texts.

What nh3 gives out is so regular that no parser is needed: elements are closed,
attributes double-quoted, ``<`` and ``>`` in a text escaped.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[^\s=<>"]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'\s([^\s=<>"]+)="([^"]*)"')


class Tag(NamedTuple):
    """The beginning or the end of an element."""

    name: str
    closes: bool
    written: str

    def get(self, name: str) -> str:
        """An attribute, unescaped; empty where there is none."""
        if not self.written:
            return ""
        return next((unescape(v) for n, v in _ATTRIBUTE.findall(self.written) if n == name), "")


Token = Tag | str


def tokens(html: str) -> list[Token]:
    """The tags of ``html`` and the texts between them (still escaped, never empty)."""
    parts = _TAG.split(html)
    found: list[Token] = []
    for at in range(0, len(parts) - 1, 4):
        if parts[at]:
            found.append(parts[at])
        found.append(Tag(parts[at + 2], bool(parts[at + 1]), parts[at + 3]))
    if parts[-1]:
        found.append(parts[-1])
    return found


def words(html: str) -> str:
    """The text of ``html``, unescaped, its white space as single spaces."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())

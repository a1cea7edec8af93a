"""A frame: a page of the theme with a slot for each place where something of a page goes.

MkDocs renders the theme once with *marks* in the places; :meth:`Frame.split`
takes the result apart and :meth:`Frame.fill` puts pages together. The frame is
split, never the content: a page that holds a mark by chance keeps it as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

#: Every place of a page. Values are given already escaped for their place.
SLOTS = ("head", "body_attrs", "languages", "crumb", "edit_url", "content")


def mark(slot: str, digest: str) -> str:
    """The text that stands for ``slot`` while MkDocs renders: ASCII letters and digits only."""
    return f"YJ{digest}{slot.replace('_', '').upper()}JY"


class Frame(NamedTuple):
    """``literals[0] slots[0] literals[1] … literals[-1]``."""

    name: str
    literals: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def split(cls, name: str, html: str, digest: str) -> Frame:
        """Take apart a rendered page that has the marks of ``digest`` in it."""
        slot_of = {mark(slot, digest): slot for slot in SLOTS}
        pieces = re.split("(" + "|".join(map(re.escape, slot_of)) + ")", html)
        return cls(name, tuple(pieces[::2]), tuple(slot_of[piece] for piece in pieces[1::2]))

    def fill(self, values: Mapping[str, str]) -> str:
        """The page; a slot of the frame that ``values`` lacks raises ``KeyError``."""
        parts = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            parts.append(values[slot])
            parts.append(literal)
        return "".join(parts)

    def fill_encoded(self, values: Mapping[str, str]) -> bytes:
        """The page in UTF-8, as :meth:`fill` gives it; most of it is encoded once a frame."""
        first, *rest = _encoded(self)
        parts = [first]
        for slot, literal in zip(self.slots, rest, strict=True):
            parts.append(values[slot].encode())
            parts.append(literal)
        return b"".join(parts)


@lru_cache(maxsize=64)
def _encoded(frame: Frame) -> tuple[bytes, ...]:
    return tuple(literal.encode() for literal in frame.literals)

"""How wide words are, in em, without a font: guessed a little too wide rather than too narrow."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: The width of a drawing on the narrowest telephone, in em of its text: 320 px, type of 18 px,
#: less the margins of the page. Whatever has to stand side by side has room in it.
NARROWEST: Final = 15.5

_PIECE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%/\-]*|.", re.DOTALL)
#: What no line begins with (GB/T 15834).
_NOT_FIRST: Final = frozenset("，。、；：？！,.;:?!）》〉」』】〕”’…—·～~%℃)]}")
_WIDE: Final = frozenset("WFA")


def width(text: str) -> float:
    """The width of ``text``: a Chinese character 1, a capital 0.75, anything else 0.6."""
    return sum(map(_width, text))


def _width(one: str) -> float:
    if unicodedata.east_asian_width(one) in _WIDE:
        return 1.0
    return 0.75 if one.isupper() else 0.6


def wrap(text: str, room: float) -> list[str]:
    """``text`` in lines of at most ``room`` em; a closing mark may hang over."""
    lines = [""]
    for piece in _pieces(" ".join(text.split()), room):
        line = lines[-1]
        full = line and width(line + piece.rstrip()) > room
        if full and piece[0] not in _NOT_FIRST:
            lines[-1] = line.rstrip()
            lines.append(piece.lstrip())
        else:
            # What hangs over is the mark, not a space before it.
            lines[-1] = (line.rstrip() if full else line) + piece
    return lines


def _pieces(text: str, room: float) -> list[str]:
    """What may be parted; a word that is longer than a line is, anywhere."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found += [piece] if width(piece) <= room else list(piece)
    return found


def cut(text: str, room: float) -> str:
    """``text``, or as much of it as fits with an ellipsis."""
    if width(text) <= room:
        return text
    kept = text
    while kept and width(kept) + 1 > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"

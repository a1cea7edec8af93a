"""Cutting words: at the end of a sentence, never without saying so."""

from __future__ import annotations

from collections.abc import Sequence

#: Characters of what is one line elsewhere: a title, a value, a source.
FEW = 300
#: Characters of all that is to be done, together.
MUCH = 6_000
_ENDS = "。！？；!?;\n"


def clipped(text: str, limit: int) -> str:
    """``text``, or its beginning of at most ``limit`` characters up to the end of a sentence."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1]
    end = max(start.rfind(mark) for mark in _ENDS) + 1
    return (start[:end] if end > limit // 2 else start) + "…"


def some(lines: Sequence[str]) -> list[str]:
    """Those of ``lines`` that :data:`MUCH` has room for, whole but for a first that is too long."""
    found: list[str] = []
    room = MUCH
    for line in lines:
        room -= len(line) + 100
        if room < 0 and found:
            return [*found, "其余内容见网页。"]
        found.append(clipped(line, MUCH))
    return found


def short(text: str) -> str:
    """What should be one line, at its longest."""
    return clipped(text, FEW)


def address(url: str) -> str:
    """An address to be typed off; one that nobody can type is not shown."""
    return url if len(url) <= 2 * FEW else "（地址过长，请看网页）"

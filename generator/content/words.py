"""How values of files are quoted in messages: short, on one line, without control characters."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 40


def quoted(value: object) -> str:
    """``value`` as 「…」, safe to print anywhere."""
    text = str(value)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return f"「{printable(text)}」"


def printable(text: str) -> str:
    """``text`` with everything that is no visible character written as its code."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not found:
        found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None

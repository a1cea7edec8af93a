"""Words cut to a limit, counted in characters, at a place where a reader would pause."""

from __future__ import annotations

import re
import unicodedata

#: Where a sentence ends, and where it pauses.
_ENDS, _PAUSES = "。！？!?；;…", "，,、：:）)》」』】 —"
#: The first part of a text that is never given up for a nicer place to cut.
_KEEP = 0.6
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]"
)
#: A text, and what stands in brackets at its end: the time of an alert.
_ASIDE = re.compile(r"(.+?)\s*(?:（[^（）]*）|\([^()]*\))")
_JOINS = "\u200d\ufe0e\ufe0f"


def clean(text: str) -> str:
    """``text`` on one line: no control characters or lone surrogates, single spaces."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def cut(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters; a sentence cut in its middle ends in 「…」."""
    text = clean(text)
    if len(text) <= limit:
        return text
    aside = _ASIDE.fullmatch(text)
    if aside and len(aside[1]) <= limit:
        return aside[1]
    head = text[: _whole(text, limit)]
    at = max(head.rfind(mark) for mark in _ENDS) + 1
    if at >= limit * _KEEP:
        return head[:at]
    head = text[: _whole(text, limit - 1)]
    opened = max(head.rfind(mark) for mark in "（(《「【")
    if opened >= limit * _KEEP and not any(mark in head[opened:] for mark in "）)》」】"):
        head = head[:opened]
        return head.rstrip() + "…"
    at = max(head.rfind(mark) for mark in _PAUSES)
    if at >= limit * _KEEP:
        kept = at + 1 if head[at] in "）)》」』】" else at
        head = head[:kept]
    return head.rstrip() + "…"


def _whole(text: str, at: int) -> int:
    """The last place not after ``at`` that parts no character that is made of several."""
    while at > 0 and _joined(text, at):
        at -= 1
    return at


def _joined(text: str, at: int) -> bool:
    """Whether what stands at ``at`` belongs to what stands before it."""
    if at >= len(text):
        return False
    here, before = text[at], text[at - 1]
    if here in _JOINS or before == "\u200d" or "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    return unicodedata.combining(here) != 0

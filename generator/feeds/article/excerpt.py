"""The beginning of an article that is too long for WeChat."""

from __future__ import annotations

from bisect import bisect_right
from html import escape
from typing import Protocol

from generator.feeds.article.compose import Draft
from generator.feeds.article.notes import Notes
from generator.feeds.article.shorten import clipped
from generator.feeds.article.tokens import words

#: The longest address that WeChat gives a picture instead of ours.
_PICTURE = 200


class Whole(Protocol):
    """Makes the article of the first ``count`` blocks and, of the next one, ``last``."""

    def __call__(self, draft: Draft, count: int, last: str = "") -> str: ...


def units(html: str) -> int:
    """The length of ``html`` as WeChat may count it: UTF-16 code units, pictures at their most."""
    return len(html.encode("utf-16-le")) // 2 + html.count("<img ") * _PICTURE


def fitting(draft: Draft, limit: int, whole: Whole) -> str:
    """The longest article of at most ``limit`` units that ends where a block of ``draft`` ends.

    Where the next block alone is most of the text, it ends with one of its sentences.
    """
    if units(whole(draft, 0)) > limit:
        draft = draft._replace(after="", notes=Notes(), fixed=0)
        return whole(draft, 0)
    counts = range(1, len(draft.blocks))
    count = bisect_right(counts, limit, key=lambda count: units(whole(draft, count)))
    while count and draft.blocks[count - 1].html.startswith(("<h2", "<h3", "<h4")):
        count -= 1
    html = whole(draft, count)
    room = limit - units(html)
    if room < limit // 2:
        return html
    return _with_part(draft, count, limit, whole) or html


def _with_part(draft: Draft, count: int, limit: int, whole: Whole) -> str:
    """The article with the beginning of the block after ``count``; empty where none fits."""
    text = words(draft.blocks[count].html)
    room = limit
    while room > 100:
        html = whole(draft, count, f"<p>{escape(clipped(text, room))}</p>")
        if units(html) <= limit:
            return html
        room = room * 3 // 4
    return ""

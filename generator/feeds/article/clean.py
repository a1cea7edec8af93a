"""The allow-lists (nh3, that is ammonia): what may come in with a body, what may go out at all.

Both give well-formed HTML, however broken what they got: every element is
closed, every attribute double-quoted, every ``<`` in a text escaped.
"""

from __future__ import annotations

import functools
import re

import nh3

from generator.text.characters import plain

#: What no XML can hold (XML 1.0 §2.2), lone surrogates among them.
_UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: What is taken of a body; anything else is its words.
IN = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl"),
    *("dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
    *("ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub"),
    *("sup", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_CLASSES = {
    "div": {"admonition", "footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
    "td": {"yj-center", "yj-right"},
    "th": {"yj-center", "yj-right"},
}
#: The elements of a finished article, each of which the stylesheet gives a colour.
OUT = frozenset(
    {
        *("a", "blockquote", "br", "caption", "code", "del", "em", "h2", "h3", "h4", "hr", "img"),
        *("li", "ol", "p", "section", "span", "strong", "sub", "sup", "table", "tbody", "td"),
        *("th", "thead", "tr", "u", "ul"),
    }
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}


def printable(text: str) -> str:
    """``text`` without what a feed can not hold: control characters, lone surrogates."""
    return text if plain(text) else _UNPRINTABLE.sub("", text)


@functools.cache
def _incoming() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=IN,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=None,
    )


@functools.cache
def _outgoing() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(OUT),
        attributes={tag: {"style"} | _ATTRIBUTES.get(tag, set()) for tag in OUT},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel=None,
    )


def incoming(body: str) -> str:
    """A body with nothing in it but what :mod:`~generator.feeds.article.fragment` knows."""
    return printable(_incoming().clean(printable(body)))


def outgoing(html: str) -> str:
    """A styled article as it leaves: classes are gone, and whatever else nobody allowed.

    Styles are those of the stylesheet: none come in.
    """
    return printable(_outgoing().clean(html))

"""A sanitized body → blocks that survive WeChat.

Lists become flat, links become notes, cells get their share of the width, what
WeChat has no style for becomes something that has one. Classes say which style
each element gets; the stylesheet is not applied here.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from html import escape
from typing import NamedTuple

from generator.feeds.article import elements, tables
from generator.feeds.article.lists import Lists
from generator.feeds.article.notes import Notes, stays
from generator.feeds.article.tables import Tables
from generator.feeds.article.tokens import Tag, Token, tokens, words


class Block(NamedTuple):
    """An element of the first level, and how many notes there are up to its end."""

    html: str
    notes: int = 0


class _Open(NamedTuple):
    """An element that was begun: its name in the body, what ends it, its class there."""

    name: str
    end: str
    kind: str = ""
    #: Where in the output its content begins; of a link also the address.
    start: int = 0
    url: str = ""


def fit(body: str, notes: Notes) -> list[Block]:
    """The blocks of ``body`` (from ``clean.incoming``); addresses go to ``notes``."""
    return _Fitter(notes).fit(tokens(body))


class _Fitter:
    """One pass over the tokens of a body."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._lists = Lists()
        self._tables = Tables()
        self._blocks: list[Block] = []
        self._out: list[str] = []
        self._open: list[_Open] = []
        #: Words and inline elements of the first level are being gathered in a paragraph.
        self._loose = False
        #: How many open elements are not shown, nor what is in them.
        self._hidden = 0

    def fit(self, body: Sequence[Token]) -> list[Block]:
        for at, token in enumerate(body):
            if isinstance(token, str):
                self._text(token)
            elif token.closes:
                self._close()
            elif token.name in elements.VOID:
                self._void(token)
            else:
                self._begin(token, body[at + 1 :] if token.name == "table" else ())
        self._flush()
        return self._blocks

    def _place(self, name: str) -> None:
        """Make room: on the first level inline elements share a paragraph, others stand alone."""
        inline = name in elements.INLINE
        if not self._open and inline != self._loose:
            self._flush()
            self._loose = inline

    def _flush(self) -> None:
        html = "".join(self._out)
        if self._loose and html:
            html = f'<section class="para">{html}</section>' if html.strip() else ""
        if html:
            self._blocks.append(Block(html, len(self._notes)))
        self._out, self._loose = [], False

    def _text(self, text: str) -> None:
        if self._hidden:
            return
        if text.isspace():
            if self._loose or (self._open and not self._nothing(text)):
                self._out.append(text)
            return
        self._place("span")
        text = self._lists.marked(text)
        if "\n" in text and self._inside({"pre"}):
            text = text.rstrip("\n").replace("\n", "<br>")
        self._out.append(text)

    def _nothing(self, space: str) -> bool:
        """Whether white space stands between elements and not between words."""
        name = self._open[-1].name
        return name in elements.BARE or ("\n" in space and name in elements.HOLDERS)

    def _void(self, tag: Tag) -> None:
        footnotes = tag.name == "hr" and bool(self._open) and self._open[-1].kind == "footnote"
        if self._hidden or footnotes:
            return
        self._place(tag.name)
        if tag.name != "img":
            self._out.append(f"<{tag.name}>")
            self._level()
            return
        alt, src = escape(tag.get("alt")), escape(tag.get("src"))
        if src:
            self._out.append(f'<img src="{src}" alt="{alt}">')
        elif alt:
            self._out.append(f"<span>{alt}</span>")

    def _begin(self, tag: Tag, rest: Sequence[Token]) -> None:
        name, kind = tag.name, tag.get("class")
        if self._hidden or kind == "footnote-backref":
            if not self._hidden and self._out:
                self._out[-1] = self._out[-1].removesuffix("&nbsp;")
            self._hidden += 1
            self._open.append(_Open(name, ""))
            return
        self._place(name)
        begin, end, url = "", "", ""
        if name == "a":
            begin, end, url = self._link(tag, kind)
        elif name in ("ul", "ol"):
            begin, end = self._lists.begin(tag)
        elif name == "li":
            begin, end = self._lists.item()
        elif name in tables.NAMES:
            begin, end = self._tables.begin(tag, rest)
        elif name in elements.HEADINGS and self._inside(elements.HEADINGS):
            begin, end = elements.become("section")
        else:
            begin, end = elements.MARKED.get(kind) or elements.BECOMES[name]
        if len(self._open) >= elements.DEPTH:
            begin, end = "", ""
        self._out.append(begin)
        self._open.append(_Open(name, end, kind, len(self._out), url))

    def _inside(self, names: AbstractSet[str]) -> bool:
        """Whether one of ``names`` is open; HTML ends some elements where they begin again."""
        return any(one.name in names for one in self._open)

    def _link(self, tag: Tag, kind: str) -> tuple[str, str, str]:
        """What begins and ends a link, and the address that becomes a note."""
        url = tag.get("href")
        if kind == "footnote-ref":
            return "注", "", ""
        if url and stays(url) and not self._inside({"a"}):
            return f'<a href="{escape(url)}">', "</a>", ""
        return "", "", url

    def _close(self) -> None:
        one = self._open.pop()
        if self._hidden:
            self._hidden -= 1
            return
        if one.url:
            label = words("".join(self._out[one.start :]))
            if label != one.url:
                number = self._notes.number(label, one.url)
                self._out.append(f'<sup class="mark">[{number}]</sup>')
        self._out.append(one.end)
        if one.name in ("ul", "ol"):
            self._lists.end()
        elif one.name == "table":
            self._tables.end()
        self._level()

    def _level(self) -> None:
        """End the block at hand if an element of the first level has just ended."""
        if not self._open and not self._loose:
            self._flush()

"""Markdown → sanitized HTML, with the extensions of the site.

Python-Markdown does the reading, nh3 (ammonia) the cleaning. What we add:
headings moved below the page's own, anchors that keep Chinese, and two short
cuts that leave out work a text can not need (proved equal by the tests).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import markdown
import nh3
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString, Registry

from generator.text.body import Body, Heading
from generator.text.slug import slugify

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: The extensions of the site; mkdocs.yml lists the same (a test compares them).
EXTENSIONS = ("tables", "sane_lists", "footnotes", "def_list", "admonition")

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

#: Inline patterns and block processors, and what a text must hold for them to
#: match at all: the text given, or one of the characters of a set. One that is
#: not listed always runs.
_NEEDS: dict[str, str | frozenset[str]] = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "em_strong": frozenset("*_"),
    "footnote": "[^",
    "table": "|",
    "admonition": "!!!",
    "deflist": ":",
    "quote": ">",
    "hashheader": "#",
    "html_block": "<",
    "plain": "\x02",
    "cells": "|",
    "unescape": "\\",
    "footnote-duplicate": "[^",
}


T = TypeVar("T")


class _Parts(list[T]):
    """Some members of a registry, in its order; by name each of them can still be had."""

    def __init__(self, members: Iterable[T], registry: Registry[T]) -> None:
        super().__init__(members)
        self._registry = registry

    def __getitem__(self, key: Any) -> Any:
        return self._registry[key] if isinstance(key, str) else super().__getitem__(key)


class _Needed(Generic[T]):
    """The members of a registry, and those of them that a text can need."""

    def __init__(self, registry: Registry[T]) -> None:
        needs = {id(registry[name]): need for name, need in _NEEDS.items() if name in registry}
        self._members = [(member, needs.get(id(member), "")) for member in registry]
        self._registry = registry

    def by(self, text: str) -> _Parts[T]:
        """Those that can match something in ``text``."""
        found = (member for member, need in self._members if _holds(text, need))
        return _Parts(found, self._registry)


def _holds(text: str, need: str | frozenset[str]) -> bool:
    return need in text if isinstance(need, str) else any(one in text for one in need)


#: What begins every inline pattern. A text without any is left alone by all of them.
_MARKUP = re.compile(r"[`\\*_\[\]<>&!]|  \n")


class _Plain(Treeprocessor):
    """Texts without markup need not go through the inline patterns one by one."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            text, tail = node.text, node.tail
            if text and not _MARKUP.search(text):
                node.text = AtomicString(text)
            if tail and not _MARKUP.search(tail):
                node.tail = AtomicString(tail)


class _Outline(Treeprocessor):
    """Headings below the page's h1, without gaps, with anchors; links and images noted."""

    def run(self, root: Element) -> None:
        md = cast(_Markdown, self.md)
        found = [(node, _HEADINGS[node.tag]) for node in root.iter() if node.tag in _HEADINGS]
        top = min((level for _, level in found), default=2)
        previous = 1
        taken: dict[str, int] = {}
        for node, level in found:
            previous = min(level - top + 2, previous + 1, 6)
            node.tag = f"h{previous}"
            text = _SPACE.sub(" ", _plain(node)).strip()
            anchor = _unique(slugify(text), taken)
            node.set("id", anchor)
            md.headings.append(Heading(previous, anchor, text))


class _Cells(Treeprocessor):
    """The alignment of table cells as a class, since no style survives."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            if node.tag in ("td", "th") and "style" in node.attrib:
                side = node.attrib.pop("style").removeprefix("text-align:").strip(" ;")
                node.set("class", f"yj-{side}")


class _Markdown(markdown.Markdown):
    """The reader of one process, which leaves out the parts a text can not need.

    Most texts use three of the fifteen inline patterns; running them all is
    half of the time. ``headings`` belongs to the text at hand.
    """

    def __init__(self) -> None:
        super().__init__(extensions=list(EXTENSIONS), extension_configs=_CONFIGS)
        self.headings: list[Heading] = []
        self.treeprocessors.register(_Plain(self), "plain", 25)
        self.treeprocessors.register(_Outline(self), "outline", 5)
        self.treeprocessors.register(_Cells(self), "cells", 4)
        self._inline = cast(InlineProcessor, self.treeprocessors["inline"])
        self._patterns = _Needed(self.inlinePatterns)
        self._blocks = _Needed(self.parser.blockprocessors)
        self._before = _Needed(self.preprocessors)
        self._trees = _Needed(self.treeprocessors)

    def read(self, text: str, *, short_cuts: bool = True) -> str:
        """``text`` as HTML, not yet sanitized."""
        self.reset()
        self.headings = []
        needed = text + _SHORT_CUTS if short_cuts else _EVERYTHING
        self._inline.inlinePatterns = cast(Any, self._patterns.by(needed))
        self.parser.blockprocessors = cast(Any, self._blocks.by(needed))
        self.preprocessors = cast(Any, self._before.by(needed))
        self.treeprocessors = cast(Any, self._trees.by(needed))
        return self.convert(text)


#: In no text (Python-Markdown removes it): asks for what only the short cuts use.
_SHORT_CUTS = "\x02"
_EVERYTHING = "".join("".join(need) for need in _NEEDS.values() if need != _SHORT_CUTS)
_SPACE = re.compile(r"\s+")
_STASHED = re.compile("\x02(?:klzzwxh|wzxhzdk):\\d+\x03")


def _plain(node: Element) -> str:
    """The words of a heading: entities read, stashed HTML left out."""
    text = "".join(node.itertext())
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
    text = text.replace("\x02amp\x03", "&")
    return _STASHED.sub("", text)


def _unique(anchor: str, taken: dict[str, int]) -> str:
    """``anchor``, or with the first free number behind it."""
    if anchor not in taken:
        taken[anchor] = 1
        return anchor
    while True:
        taken[anchor] += 1
        candidate = f"{anchor}-{taken[anchor]}"
        if candidate not in taken:
            taken[candidate] = 1
            return candidate


_reader = functools.cache(_Markdown)


_CONFIGS: dict[str, dict[str, object]] = {
    "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处注释", "UNIQUE_IDS": False},
}

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl"),
    *("dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"),
    *("kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "li": {"id"},
    "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_CELLS = {"yj-left", "yj-center", "yj-right"}
_CLASSES = {
    "td": _CELLS,
    "th": _CELLS,
    "div": {"admonition", "note", "warning", "danger", "tip", "info", "footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "entry"}
_FOOTNOTE = re.compile(r"fn(?:ref\d*)?:[\w\-]+")
_IMAGE = re.compile(r"media/")


class _Filter:
    """Ids are those we gave, images those of content/media; everything noted on the way."""

    def __init__(self) -> None:
        self.anchors: set[str] = set()
        self.links: dict[str, None] = {}

    def __call__(self, _tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if value in self.anchors or _FOOTNOTE.fullmatch(value) else None
        if attribute == "href":
            self.links[value] = None
        elif attribute == "src" and not _IMAGE.match(value):
            return None
        return value


_filter = _Filter()


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        attribute_filter=_filter,
        link_rel=None,
        strip_comments=True,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template"},
    )


def render_body(text: str) -> Body:
    """``text`` (Markdown, any line ends) as a sanitized fragment."""
    md = _reader()
    raw = md.read(text)
    _filter.anchors = {heading.anchor for heading in md.headings}
    _filter.links = {}
    html = _cleaner().clean(raw)
    images = _images(raw) if "<img" in raw else ()
    if images:
        html = _BARE_IMAGE.sub("", html).replace("<img ", '<img loading="lazy" ')
    return Body(html, tuple(md.headings), tuple(_filter.links), images, _lead(html))


_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: Characters of a lead; summaries are cut from it.
LEAD = 160


def _lead(html: str) -> str:
    """The words of the first paragraphs."""
    words = ""
    for match in _PARAGRAPH.finditer(html):
        words += unescape(_TAG.sub("", match[1])).strip() + " "
        if len(words) > LEAD:
            break
    return words[:LEAD].strip()


_BARE_IMAGE = re.compile(r"<img(?![^>]* src=\")[^>]*>")


def _images(raw: str) -> tuple[tuple[str, str], ...]:
    """Address and alt text of every image, foreign ones too (they are the checker's to refuse)."""
    found: list[tuple[str, str]] = []
    current: dict[str, str] = {}

    def note(_tag: str, attribute: str, value: str) -> str:
        if attribute == "src":
            current["src"] = value
        else:
            current["alt"] = value
        return value

    for piece in raw.split("<img")[1:]:
        current = {}
        nh3.clean(
            "<img" + piece.partition(">")[0] + ">",
            tags={"img"},
            attributes={"img": {"src", "alt"}},
            attribute_filter=note,
        )
        if "src" in current:
            found.append((current["src"], current.get("alt", "")))
    return tuple(found)

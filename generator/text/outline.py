"""What we change in the tree that Python-Markdown makes of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, cast

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.text.body import Heading
from generator.text.slug import slugify

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


class Noting(Protocol):
    """A reader that wants to know the headings."""

    headings: list[Heading]


#: What begins every inline pattern. A text without any is left alone by all of them.
_MARKUP = re.compile(r"[`\\*_\[\]<>&!]|  \n")


class Plain(Treeprocessor):
    """Texts without markup need not go through the inline patterns one by one."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            text, tail = node.text, node.tail
            if text and not _MARKUP.search(text):
                node.text = AtomicString(text)
            if tail and not _MARKUP.search(tail):
                node.tail = AtomicString(tail)


class Outline(Treeprocessor):
    """Headings below the page's h1, without gaps, with anchors; links and images noted."""

    def run(self, root: Element) -> None:
        md = cast(Noting, self.md)
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


class Cells(Treeprocessor):
    """The alignment of table cells as a class, since no style survives."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            if node.tag in ("td", "th") and "style" in node.attrib:
                side = node.attrib.pop("style").removeprefix("text-align:").strip(" ;")
                node.set("class", f"yj-{side}")


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

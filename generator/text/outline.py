"""What we change in the tree that Python-Markdown makes of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
        nodes = [node for node in root.iter() if node.tag in _HEADINGS]
        md.headings = outlined([(_HEADINGS[node.tag], _words(node)) for node in nodes])
        for node, (level, anchor, _) in zip(nodes, md.headings, strict=True):
            node.tag = f"h{level}"
            node.set("id", anchor)


def outlined(found: Sequence[tuple[int, str]]) -> list[Heading]:
    """Headings (level and words, in order) below the page's h1, without gaps, with anchors."""
    top = min((level for level, _ in found), default=2)
    previous = 1
    taken: dict[str, int] = {}
    headings: list[Heading] = []
    for level, words in found:
        previous = min(level - top + 2, previous + 1, 6)
        text = _SPACE.sub(" ", words).strip()
        headings.append(Heading(previous, _unique(slugify(text), taken), text))
    return headings


class Cells(Treeprocessor):
    """The alignment of table cells as a class, since no style survives."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            if node.tag in ("td", "th") and "style" in node.attrib:
                side = node.attrib.pop("style").removeprefix("text-align:").strip(" ;")
                node.set("class", f"yj-{side}")


_SPACE = re.compile(r"\s+")
_STASHED = re.compile("\x02(?:klzzwxh|wzxhzdk):\\d+\x03")


def _words(node: Element) -> str:
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

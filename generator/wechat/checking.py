"""What must hold of a feed before feedparser sees it.

Feedparser makes the best of what is broken, and takes its time with what was made to
take time. Ours is well-formed XML in UTF-8, flat, without a DOCTYPE; all else is refused.
"""

from __future__ import annotations

import re
from xml.parsers import expat

#: Elements inside one another, and items, that a feed may have; ours have five, and fifty.
_DEEPEST, _MOST = 32, 20_000
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")


class FeedError(Exception):
    """The feed is not one to be synchronised; the text says why, to a person."""


def check(data: bytes) -> None:
    """Raise ``FeedError`` where ``data`` is not a feed as ours are."""
    encoding = _ENCODING.match(data[:200])
    if b"\0" in data or (encoding and encoding[1].lower() != b"utf-8"):
        raise FeedError("不是 UTF-8 编码")
    if b"<rss" not in data:
        raise FeedError("不是 RSS")
    shape = _Shape()
    # Named, so that no declaration decides it.
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = shape.doctype
    parser.StartElementHandler = shape.start
    parser.EndElementHandler = shape.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise FeedError("不是完整、正确的 XML，可能没有下载完") from None


class _Shape:
    """How deep we are, and how many items there were."""

    def __init__(self) -> None:
        self.depth = self.items = 0

    def doctype(self, *_: object) -> None:
        raise FeedError("含有 DOCTYPE，本站的订阅源里没有")

    def start(self, name: str, _attributes: object) -> None:
        self.depth += 1
        self.items += name == "item"
        if self.depth > _DEEPEST:
            raise FeedError("层次太深，不是本站的订阅源")
        if self.items > _MOST:
            raise FeedError(f"超过 {_MOST} 条")

    def end(self, _name: str) -> None:
        self.depth -= 1

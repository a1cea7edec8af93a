"""What must hold of a feed before feedparser sees it.

Feedparser makes the best of what is broken, and takes its time with what was made to
take time. Ours is well-formed XML in UTF-8, flat, without a DOCTYPE; all else is refused.
"""

from __future__ import annotations

import re
from xml.parsers import expat

#: Elements inside one another, and items, that a feed may have; ours have five, and fifty.
_DEEPEST, _MOST = 32, 20_000
#: rss, channel, item.
_ITEM = 3
_PIECE = 1 << 16
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")


class FeedError(Exception):
    """The feed is not one to be synchronised; the text says why, to a person."""


def check(data: bytes) -> list[slice]:
    """Where in ``data`` each item stands. Raises ``FeedError`` where it is no feed as ours are."""
    encoding = _ENCODING.match(data[:200])
    if b"\0" in data or (encoding and encoding[1].lower() != b"utf-8"):
        raise FeedError("不是 UTF-8 编码")
    if b"<rss" not in data:
        raise FeedError("不是 RSS")
    # Named, so that no declaration decides it.
    parser = expat.ParserCreate("utf-8")
    shape = _Shape(parser)
    parser.StartDoctypeDeclHandler = shape.doctype
    parser.StartElementHandler = shape.start
    parser.EndElementHandler = shape.end
    try:
        # In pieces: expat keeps a copy of what it is given.
        for at in range(0, len(data), _PIECE):
            parser.Parse(data[at : at + _PIECE])
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise FeedError("不是完整、正确的 XML，可能没有下载完") from None
    return [slice(start, _past(data, end)) for start, end in shape.items]


def _past(data: bytes, end: int) -> int:
    """Past the last tag of an item; of ``<item/>`` expat has given the end already."""
    return data.index(b">", end) + 1 if data.startswith(b"</item", end) else end


class _Shape:
    """How deep we are, and where the items begin and their last tags stand."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser, self._depth, self._begun = parser, 0, 0
        self.items: list[tuple[int, int]] = []

    def doctype(self, *_: object) -> None:
        raise FeedError("含有 DOCTYPE，本站的订阅源里没有")

    def start(self, name: str, _attributes: object) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FeedError("层次太深，不是本站的订阅源")
        if name == "item" and self._depth == _ITEM:
            self._begun = self._parser.CurrentByteIndex

    def end(self, name: str) -> None:
        if name == "item" and self._depth == _ITEM:
            self.items.append((self._begun, self._parser.CurrentByteIndex))
            if len(self.items) > _MOST:
                raise FeedError(f"超过 {_MOST} 条")
        self._depth -= 1

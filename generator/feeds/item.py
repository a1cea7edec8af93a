"""An item and a feed as every writer needs them: finished words, absolute addresses."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple, TypeVar

from generator.text.characters import plain


class Image(NamedTuple):
    """A picture at an absolute address; ``length`` is its true size in bytes."""

    url: str
    type: str
    length: int
    width: int | None = None
    height: int | None = None


class FeedItem(NamedTuple):
    """One item. ``summary`` is plain text, ``content`` one ``<section>`` of HTML.

    ``updated`` is ``None`` while its words are those it was published with.
    ``author`` is who answers for it, ``source`` who said it, where that is told.
    """

    guid: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime | None
    author: str
    source: str | None
    categories: tuple[str, ...]
    cover: Image | None = None
    #: The same cover as a square; only where it was drawn.
    square: Image | None = None
    #: The address of the same message as a CAP file.
    cap: str | None = None

    @property
    def changed(self) -> datetime:
        """When its words became what they are."""
        return self.updated or self.published


class Feed(NamedTuple):
    """A document of items, newest first.

    ``guid`` names the feed whatever its address; ``author`` stands for the site.
    ``before`` is the address of the archive that goes on where this one ends, ``current``
    that of the live feed in a closed archive (RFC 5005 §4). ``hub`` is that of WebSub.
    """

    guid: str
    url: str
    page: str
    title: str
    description: str
    author: str
    items: tuple[FeedItem, ...]
    before: str | None = None
    current: str | None = None
    hub: str | None = None

    @property
    def changed(self) -> datetime | None:
        """The time of what is newest in it; nothing where it is empty."""
        return max((item.changed for item in self.items), default=None)


#: What XML 1.0 §2.2 can not hold or discourages: controls, surrogates, noncharacters.
#: U+FFFD, which says that something was lost already, stands as a box: validators mistrust it.
_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)

Value = TypeVar("Value")


def clean(value: Value) -> Value:
    """``value``, a text or tuples of texts at any depth, in characters that every format holds."""
    if isinstance(value, str):
        if plain(value) and "\ufffd" not in value:
            return value
        text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffd", "□")
        return _BAD.sub("", text)  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = [clean(part) for part in value]
        named = hasattr(value, "_fields")
        return type(value)(*parts) if named else tuple(parts)  # type: ignore[return-value]
    return value

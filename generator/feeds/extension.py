"""What feedgen can not say, through its own way to be extended.

Of an RSS item: ``atom:updated``, ``media:content`` of the item itself, Dublin Core beside no
author. Of a channel: RFC 5005 archives, a WebSub hub, no ``lastBuildDate`` where nothing was
ever built. Of an Atom entry: what a link is (feedgen 1.0 drops ``rel``, ``type`` and ``length``).
"""

from __future__ import annotations

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from generator.feeds.item import Feed, FeedItem, Image

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
CAP = "application/cap+xml"
MEDIA = "http://search.yahoo.com/mrss/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


class ChannelExtension(BaseExtension):  # type: ignore[misc]
    """The history of a feed, and the hub that tells of it (W3C WebSub §4)."""

    def __init__(self) -> None:
        self.feed: Feed | None = None

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DUBLIN_CORE, "fh": HISTORY, "media": MEDIA}

    def extend_rss(self, feed: Any) -> Any:
        told = self.feed
        channel = feed[0]
        if told is None:
            return feed
        if told.current is not None:
            xml_elem(f"{{{HISTORY}}}archive", channel)
        for relation, address in (("current", told.current), ("prev-archive", told.before)):
            if address is not None:
                link = {"href": address, "rel": relation, "type": "application/rss+xml"}
                xml_elem(f"{{{ATOM}}}link", channel, **link)
        if told.hub is not None:
            xml_elem(f"{{{ATOM}}}link", channel, href=told.hub, rel="hub")
        if not told.items:
            channel.remove(channel.find("lastBuildDate"))
        return feed


class ItemExtension(BaseEntryExtension):  # type: ignore[misc]
    """What one item has beyond RSS 2.0."""

    def __init__(self) -> None:
        self.item: FeedItem | None = None

    def extend_rss(self, entry: Any) -> Any:
        told = self.item
        if told is None:
            return entry
        xml_elem(f"{{{DUBLIN_CORE}}}creator", entry).text = told.author
        if told.source:
            xml_elem(f"{{{DUBLIN_CORE}}}source", entry).text = told.source
        if told.updated is not None:
            xml_elem(f"{{{ATOM}}}updated", entry).text = told.updated.isoformat()
        if told.cap is not None:
            xml_elem(f"{{{ATOM}}}link", entry, href=told.cap, rel="related", type=CAP)
        for image in (told.cover, told.square):
            if image is not None:
                xml_elem(f"{{{MEDIA}}}content", entry, **_attributes(image))
        return entry


def _attributes(image: Image) -> dict[str, str]:
    found = {
        "url": image.url,
        "fileSize": str(image.length),
        "type": image.type,
        "medium": "image",
    }
    if image.width and image.height:
        found |= {"width": str(image.width), "height": str(image.height)}
    return found


class EntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """The links of one Atom entry."""

    def __init__(self) -> None:
        self.item: FeedItem | None = None

    def extend_atom(self, entry: Any) -> Any:
        told = self.item
        if told is None:
            return entry
        if told.cover is not None:
            cover = told.cover
            link = {"rel": "enclosure", "type": cover.type, "length": str(cover.length)}
            xml_elem("link", entry, href=cover.url, **link)
        if told.cap is not None:
            xml_elem("link", entry, href=told.cap, rel="related", type=CAP)
        # Last: some readers take the address of the last link for that of the entry.
        xml_elem("link", entry, href=told.url, rel="alternate", type="text/html")
        return entry

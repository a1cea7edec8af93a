"""A feed as RSS 2.0 with content:encoded, Media RSS and RFC 5005 links."""

from __future__ import annotations

import re
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from generator.feeds.extension import ChannelExtension, ItemExtension
from generator.feeds.item import Feed, FeedItem

#: Named in the feed; without a version, or every release would rewrite every archive.
GENERATOR = "yingji"


def write(feed: Feed) -> bytes:
    """The document."""
    made = FeedGenerator()
    made.register_extension("yingji", ChannelExtension, ItemExtension, atom=False)
    made.yingji.feed = feed
    made.title(plain(feed.title))
    made.description(plain(feed.description))
    made.language("zh-CN")
    made.generator(GENERATOR)
    made.link(href=feed.url, rel="self", type="application/rss+xml")
    # The last link is the channel's own.
    made.link(href=feed.page, rel="alternate", type="text/html")
    if feed.changed is not None:
        made.lastBuildDate(feed.changed)
    for item in feed.items:
        entry = made.add_entry(_entry(item), order="append")
        entry.yingji.item = item
    data: bytes = made.rss_str(pretty=True)
    return data


def _entry(item: FeedItem) -> Any:
    entry = FeedEntry()
    entry.guid(item.guid, permalink=False)
    entry.title(plain(item.title))
    entry.link(href=item.url)
    entry.description(plain(item.summary))
    entry.content(item.content, type="CDATA")
    for word in item.categories:
        entry.category(term=plain(word))
    entry.published(item.published)
    if item.cover is not None:
        entry.enclosure(item.cover.url, str(item.cover.length), item.cover.type)
    return entry


# Whether titles and descriptions of RSS are text or HTML, nobody knows: readers guess,
# validators read them as HTML, strictly. So what only HTML needs is full-width.
_MARK = re.compile(r"<|&(?=[^\s<&])")
_WIDE = {"<": "＜", "&": "＆"}


def plain(text: str) -> str:
    """``text`` as it reads the same for text and for HTML."""
    return _MARK.sub(lambda found: _WIDE[found[0]], text)

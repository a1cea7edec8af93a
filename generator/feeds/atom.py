"""A feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import re
from datetime import datetime
from html.entities import name2codepoint
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator

from generator.feeds.extension import EntryExtension
from generator.feeds.item import Feed, FeedItem
from generator.feeds.rss import GENERATOR, plain
from generator.model.moment import CST

#: Atom wants a time even of a feed that never had an entry; one that no clock gave.
NEVER = datetime(2000, 1, 1, tzinfo=CST)


def write(feed: Feed) -> bytes:
    """The document."""
    made = FeedGenerator()
    made.register_extension("yingji", BaseExtension, EntryExtension, rss=False)
    made.id(feed.guid)
    made.title(unmistakable(feed.title))
    made.subtitle(unmistakable(feed.description))
    made.language("zh-CN")
    made.author(name=unmistakable(feed.author))
    made.generator(GENERATOR)
    made.link(href=feed.url, rel="self", type="application/atom+xml")
    made.link(href=feed.page, rel="alternate", type="text/html")
    if feed.hub is not None:
        made.link(href=feed.hub, rel="hub")
    made.updated(feed.changed or NEVER)
    for item in feed.items:
        entry = made.add_entry(_entry(item), order="append")
        entry.yingji.item = item
    data: bytes = made.atom_str(pretty=True)
    return data


def _entry(item: FeedItem) -> Any:
    entry = FeedEntry()
    entry.id(item.guid)
    entry.title(unmistakable(item.title))
    entry.author(name=unmistakable(item.author))
    entry.summary(unmistakable(item.summary))
    entry.content(item.content, type="html")
    for word in item.categories:
        entry.category(term=word)
    entry.published(item.published)
    entry.updated(item.changed)
    return entry


_END_TAG, _ENTITY = re.compile(r"</\w"), re.compile(r"&(#?\w+)")


def unmistakable(text: str) -> str:
    """``text``; as RSS has it where validators take it for HTML that was not declared."""
    entities = (
        word in name2codepoint or word == "apos" or not word.isalpha()
        for word in _ENTITY.findall(text)
    )
    return plain(text) if _END_TAG.search(text) or any(entities) else text

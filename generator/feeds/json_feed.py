"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from generator.feeds.item import Feed, FeedItem

VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> bytes:
    """The document."""
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": feed.description,
        "language": "zh-CN",
        "authors": [{"name": feed.author}],
        **({"hubs": [{"type": "WebSub", "url": feed.hub}]} if feed.hub else {}),
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(item: FeedItem) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": item.published.isoformat(),
        "authors": [{"name": item.author}],
        "tags": list(item.categories),
        "language": "zh-CN",
    }
    if item.updated is not None:
        found["date_modified"] = item.updated.isoformat()
    if item.cap is not None:
        found["_yingji"] = {"cap": item.cap}
    if item.cover is not None:
        found["image"] = item.cover.url
        found["attachments"] = [
            {
                "url": item.cover.url,
                "mime_type": item.cover.type,
                "size_in_bytes": item.cover.length,
            }
        ]
    return found

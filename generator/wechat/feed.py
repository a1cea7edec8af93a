"""Our RSS as items (RSS 2.0 with content:encoded, as outputs.md has it).

Whatever is read may be anybody's: what is not well-formed, has a DOCTYPE, says
that it is a demonstration or has no address of its own is refused as a whole,
an item that lacks something is left out with a word. Nothing here is trusted
to be safe HTML; see :mod:`generator.wechat.article`.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import feedparser

from generator.wechat.checking import FeedError, check
from generator.wechat.cutting import clean
from generator.wechat.item import Item, event_of, seen

#: How a feed says that its site is not in production.
DEMONSTRATION = "【演示】"
#: How the addresses of our feeds end (outputs.md); what stands before is the site's.
_OWN = re.compile(r"(?:feed\.xml|feeds/[\w/-]+\.xml)$")
#: Ours are below 20,000 characters; titles and summaries are cut far below these.
_LONGEST, _LINE = 200_000, 1000
#: Items that feedparser is given at once.
_AT_ONCE = 100


class Feed(NamedTuple):
    """What a feed holds. ``site`` is the address of its site, ``own`` that of the feed itself.

    ``faults`` are items left out: what, and why.
    """

    title: str
    site: str
    own: str | None
    items: tuple[Item, ...]
    faults: tuple[tuple[str, str], ...]

    @property
    def demonstration(self) -> bool:
        """Whether the feed says that its site is not in production."""
        return seen(self.title).startswith(DEMONSTRATION)


def parse(data: bytes) -> Feed:
    """The feed in ``data``. Raises ``FeedError``; a demonstration is for the caller to refuse."""
    places = check(data)
    head, tail = _around(data, places)
    items: dict[str, Item] = {}
    faults: list[tuple[str, str]] = []
    # A few at a time: feedparser needs several times the memory of what it reads.
    for at in range(0, max(len(places), 1), _AT_ONCE):
        some = b"".join(data[place] for place in places[at : at + _AT_ONCE])
        found = _parsed(head + some + tail)
        _collect(found.entries, items, faults)
    own = _link(found.feed, "self")
    ending = _OWN.search(own or "")
    site = own[: ending.start()] if own and ending else _link(found.feed, "alternate")
    if site is None:
        raise FeedError("没有写网站的地址")
    title = clean(found.feed.get("title", ""))
    return Feed(title, site, own, tuple(items.values()), tuple(faults))


def _around(data: bytes, places: list[slice]) -> tuple[bytes, bytes]:
    """What stands before the first item, and everything else that is in none."""
    if not places:
        return data, b""
    ends = [place.stop for place in places]
    starts = [*(place.start for place in places[1:]), len(data)]
    gaps = (data[end:start] for end, start in zip(ends, starts, strict=True))
    return data[: places[0].start], b"".join(gaps)


def _parsed(data: bytes) -> Any:
    # As a stream: text and bytes would be tried as an address and as a file name.
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    if found.bozo:
        raise FeedError("不是完整、正确的 XML，可能没有下载完")
    if not str(found.version).startswith("rss20"):
        raise FeedError("不是 RSS 2.0")
    return found


def refuse(feed: Feed) -> None:
    """Raise ``FeedError`` where nothing of this feed may reach the public."""
    if feed.demonstration:
        raise FeedError(
            "这是演示网站的订阅源。正式上线（content/site.yml 里 production: true）以后才能同步"
        )
    host = feed.site.partition("://")[2].partition("/")[0].partition(":")[0]
    if host.endswith(".invalid"):
        raise FeedError("网站还没有正式网址（content/site.yml 里 url 空着）")


def _collect(entries: Iterable[Any], items: dict[str, Item], faults: list[tuple[str, str]]) -> None:
    """Add what ``entries`` are to ``items``, and to ``faults`` what they lack."""
    for entry in entries:
        name = clean(entry.get("title", ""))[:80] or clean(entry.get("id", ""))[:80]
        try:
            item = _item(entry)
        except FeedError as error:
            faults.append((name or "无标题的条目", str(error)))
        else:
            if items.setdefault(item.guid, item) is not item:
                faults.append((name, "编号（guid）和前面一条相同"))


def _item(entry: Any) -> Item:
    """One entry of feedparser's. Raises ``FeedError`` for what it lacks."""
    guid = clean(entry.get("id", ""))
    title = clean(entry.get("title", ""))[:_LINE]
    published = _time(entry.get("published_parsed"))
    link = _link(entry, "alternate")
    content = "".join(part.get("value", "") for part in entry.get("content", ()))
    if len(content) > _LONGEST:
        raise FeedError("正文过长，不是本站的文章")
    for given, name in (
        (guid and len(guid) <= 300, "编号（guid）"),
        (title, "标题"),
        (published, "发布时间（pubDate）"),
        (link and len(link.encode()) <= 1024, "可用的链接"),
        (content.strip(), "正文（content:encoded）"),
    ):
        if not given:
            raise FeedError(f"没有{name}")
    assert published is not None and link is not None  # noqa: PT018, S101 - seen to above
    return Item(
        guid=guid,
        title=title,
        link=link,
        summary=clean(entry.get("summary", ""))[:_LINE],
        author=clean(entry.get("author", ""))[:_LINE],
        content=content,
        published=published,
        # Asked as a plain dict: feedparser would give the time of publication instead.
        updated=_time(dict.get(entry, "updated_parsed")),
        cover=_cover(entry),
        event=event_of(guid),
        end=guid.endswith(":expired"),
    )


def _time(parsed: Any) -> datetime | None:
    """A time as feedparser gives it, in UTC."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _link(node: Any, rel: str) -> str | None:
    """The first http(s) address with this relation."""
    for link in node.get("links", ()):
        if link.get("rel") == rel and _is_http(link.get("href", "")):
            return str(link["href"])
    return None


def _cover(entry: Any) -> str | None:
    """The enclosure (the wide cover), else the first image of media:content."""
    images = [
        link.get("href", "")
        for link in entry.get("links", ())
        if link.get("rel") == "enclosure" and link.get("type", "").startswith("image/")
    ]
    images += [media.get("url", "") for media in entry.get("media_content", ())]
    return next((str(url) for url in images if _is_http(url)), None)


def _is_http(url: str) -> bool:
    return url.startswith(("https://", "http://")) and clean(url) == url and " " not in url

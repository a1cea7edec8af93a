"""What a feed validator finds fault with, errors and warnings alike.

Rules: RSS 2.0 (rssboard.org/rss-specification), RFC 4287, RFC 5005, jsonfeed.org/version/1.1,
Media RSS 1.5.1, and what the W3C feed validation service warns of.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

from tests.pages.support import Element, parse

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
FH = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}content"

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*)?"
                  r"(\?[^#\s]*)?(#[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?")  # fmt: skip
_URN = re.compile(
    r"urn:yingji:310105:(alert|bulletin|campaign):[a-z0-9-]+(:\d{8}T\d{6}(:expired)?)?"
)
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d \+0800"
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
_HTML = re.compile(r"<|&[^\s<&]")
_MEDIA = {"url", "fileSize", "type", "medium", "width", "height"}
_ONCE = {"title", "link", "description", "language", "docs", "generator", "lastBuildDate"}
#: Characters that validators call bad though XML can hold them.
_BAD = re.compile("[\x7f-\x9f\ufdd0-\ufdef\ufffd-\uffff]")


def rss_faults(data: bytes) -> list[str]:
    """What is wrong with an RSS feed."""
    return list(_rss(data))


def atom_faults(data: bytes) -> list[str]:
    """What is wrong with an Atom feed."""
    return list(_atom(data))


def json_faults(data: bytes) -> list[str]:
    """What is wrong with a JSON feed."""
    return list(_json(data))


def _tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - what we have just written


def _rss(data: bytes) -> Iterator[str]:
    if _BAD.search(data.decode("utf-8")):
        yield "a bad character"
    root = _tree(data)
    if (
        root.tag != "rss"
        or root.get("version") != "2.0"
        or [one.tag for one in root] != ["channel"]
    ):
        yield "not RSS 2.0"
    channel = root[0]
    items = channel.findall("item")
    yield from _channel(channel, empty=not items)
    yield from _plain(channel)
    yield from _links(channel)
    yield from _order(
        [(one.findtext("pubDate") or "", one.findtext("guid") or "") for one in items]
    )
    changed = [_times(item)[1] for item in items]
    if items and parsedate_to_datetime(channel.findtext("lastBuildDate") or "") != max(changed):
        yield "lastBuildDate is not the time of what is newest"
    for item in items:
        yield from (f"{item.findtext('guid')}: {fault}" for fault in _rss_item(item))


def _channel(channel: ET.Element, *, empty: bool) -> Iterator[str]:
    counts = Counter(one.tag for one in channel)
    for tag in _ONCE:
        if counts[tag] != (0 if empty and tag == "lastBuildDate" else 1):
            yield f"{counts[tag]} × {tag}"
    unknown = set(counts) - _ONCE - {"item", f"{ATOM}link", f"{FH}archive"}
    if unknown:
        yield f"unknown in the channel: {unknown}"
    if channel.findtext("language") != "zh-CN":
        yield "language"
    tags = [one.tag for one in channel]
    if "item" in tags and set(tags[tags.index("item") :]) != {"item"}:
        yield "something stands after the first item"


def _links(channel: ET.Element) -> Iterator[str]:
    links = channel.findall(f"{ATOM}link")
    relations = Counter(one.get("rel") for one in links)
    if relations["self"] != 1 or any(count > 1 for count in relations.values()):
        yield f"atom:link {relations}"
    if any(not _URL.fullmatch(one.get("href", "")) for one in links):
        yield "atom:link is not an absolute address"
    if any(one.get("type") != "application/rss+xml" for one in links if one.get("rel") != "hub"):
        yield "atom:link has no type"
    if not _URL.fullmatch(channel.findtext("link") or ""):
        yield "link"
    archive = channel.find(f"{FH}archive") is not None
    if archive != ("current" in relations):
        yield "an archive names the live feed, and only an archive (RFC 5005 §4)"


def _plain(element: ET.Element) -> Iterator[str]:
    for tag in ("title", "description", "category"):
        for one in element.findall(tag):
            if not (one.text or "").strip():
                yield f"{tag} is empty"
            if _HTML.search(one.text or ""):
                yield f"{tag} looks like HTML: {one.text}"


def _order(rows: list[tuple[str, str]]) -> Iterator[str]:
    if any(not _RFC822.fullmatch(at) for at, _ in rows):
        yield "pubDate"
        return
    keys = [(-parsedate_to_datetime(at).timestamp(), guid) for at, guid in rows]
    if keys != sorted(keys):
        yield "not newest first, then by guid"
    if len({guid for _, guid in rows}) != len(rows):
        yield "a guid twice"


def _times(item: ET.Element) -> tuple[datetime, datetime]:
    published = parsedate_to_datetime(item.findtext("pubDate") or "")
    updated = item.findtext(f"{ATOM}updated")
    return published, datetime.fromisoformat(updated) if updated else published


def _rss_item(item: ET.Element) -> Iterator[str]:
    tags = [one.tag for one in item]
    for tag in ("title", "link", "description", CONTENT, "guid", "pubDate", f"{DC}creator"):
        if tags.count(tag) != 1:
            yield f"{tags.count(tag)} × {tag}"
    for tag in (f"{DC}source", f"{ATOM}updated", "enclosure"):
        if tags.count(tag) > 1:
            yield f"{tags.count(tag)} × {tag}"
    if tags.index("description") > tags.index(CONTENT):
        yield "content:encoded before description"
    guid = item.find("guid")
    if guid is None or guid.get("isPermaLink") != "false" or not _URN.fullmatch(guid.text or ""):
        yield "guid"
    if not _URL.fullmatch(item.findtext("link") or ""):
        yield f"link {item.findtext('link')}"
    published, changed = _times(item)
    updated = item.findtext(f"{ATOM}updated")
    if updated is not None and (not _RFC3339.fullmatch(updated) or changed < published):
        yield f"atom:updated {updated}"
    yield from _plain(item)
    yield from _rss_pictures(item)
    yield from _html(item.findtext(CONTENT) or "")


def _rss_pictures(item: ET.Element) -> Iterator[str]:
    for one in item.findall("enclosure"):
        if set(one.attrib) != {"url", "length", "type"} or int(one.get("length", "0")) <= 0:
            yield "enclosure"
        if not _URL.fullmatch(one.get("url", "")) or not one.get("type", "").startswith("image/"):
            yield "enclosure"
    for one in item.findall(MEDIA):
        if not {"url", "fileSize", "type", "medium"} <= set(one.attrib) <= _MEDIA:
            yield "media:content"
        if not _URL.fullmatch(one.get("url", "")) or int(one.get("fileSize", "0")) <= 0:
            yield "media:content"
    if (item.find("enclosure") is None) != (item.find(MEDIA) is None):
        yield "enclosure and media:content belong together"


#: Properties of CSS that validators hold for harmless; others are warned of.
_HARMLESS = frozenset(
    {
        *("background-color", "border", "border-bottom", "border-collapse", "border-left"),
        *("border-top", "color", "display", "font-family", "font-size", "font-style"),
        *("font-weight", "height", "line-height", "list-style-type", "margin", "overflow"),
        *("padding", "text-align", "text-decoration", "vertical-align", "white-space", "width"),
    }
)
#: What WeChat needs all the same: images no wider than the screen.
_NEEDED = {"img": {"max-width"}}
_EVIL = ("script", "style", "meta", "embed", "object", "iframe", "form", "input", "svg")


@functools.lru_cache(maxsize=4096)
def _html(html: str) -> tuple[str, ...]:
    """One section; nothing that readers or WeChat take out."""
    return tuple(_html_faults(html))


def _html_faults(html: str) -> Iterator[str]:
    root = parse(html)
    parts = [one for one in root.children if not (isinstance(one, str) and not one.strip())]
    if len(parts) != 1 or not isinstance(parts[0], Element) or parts[0].tag != "section":
        yield "the content is not one section"
    for element in root.walk():
        if element.tag in _EVIL or any(name.startswith("on") for name in element.attributes):
            yield f"<{element.tag}> in the content"
        if "class" in element.attributes or "id" in element.attributes:
            yield "class or id in the content"
        for name in ("href", "src"):
            if name in element.attributes and not _URL.fullmatch(element.get(name)):
                yield f"address in the content: {element.get(name)}"
        if element.tag == "img" and "alt" not in element.attributes:
            yield "img without alt"
        named = set(re.findall(r"([\w-]+)\s*:", element.get("style")))
        if danger := named - _HARMLESS - _NEEDED.get(element.tag, set()):
            yield f"style {sorted(danger)} of <{element.tag}>"
        if re.search(r"position|url\(|var\(|expression|javascript|@", element.get("style")):
            yield f"style {element.get('style')}"


def _atom(data: bytes) -> Iterator[str]:
    if _BAD.search(data.decode("utf-8")):
        yield "a bad character"
    root = _tree(data)
    if (
        root.tag != f"{ATOM}feed"
        or root.get("{http://www.w3.org/XML/1998/namespace}lang") != "zh-CN"
    ):
        yield "not an Atom feed in Chinese"
    for tag in ("id", "title", "updated", "author", "subtitle", "generator"):
        if len(root.findall(ATOM + tag)) != 1:
            yield tag
    relations = Counter((one.get("rel"), one.get("type")) for one in root.findall(f"{ATOM}link"))
    relations.pop(("hub", None), None)
    if relations != {("self", "application/atom+xml"): 1, ("alternate", "text/html"): 1}:
        yield f"links {relations}"
    yield from _atom_entries(root)


def _atom_entries(root: ET.Element) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    tags = [one.tag for one in root]
    if entries and set(tags[-len(entries) :]) != {f"{ATOM}entry"}:
        yield "metadata after the first entry"
    ids = [one.findtext(f"{ATOM}id") or "" for one in entries]
    if len(set(ids)) != len(ids) or any(not _URN.fullmatch(one) for one in ids):
        yield "ids"
    times = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    if entries and root.findtext(f"{ATOM}updated") != max(times):
        yield "updated is not that of the newest entry"
    for entry in entries:
        for fault in (*_atom_entry(entry), *_atom_links(entry)):
            yield f"{entry.findtext(f'{ATOM}id')}: {fault}"


def _atom_entry(entry: ET.Element) -> Iterator[str]:
    for tag in ("id", "title", "updated", "published", "author", "summary", "content"):
        if len(entry.findall(ATOM + tag)) != 1:
            yield tag
    if not (entry.findtext(f"{ATOM}title") or "").strip():
        yield "title"
    for tag in ("title", "summary", f"author/{ATOM}name"):
        text = entry.findtext(ATOM + tag) or ""
        if re.search(r"</\w+>|&#", text) or unescape(text) != text:
            yield f"{tag} looks like HTML: {text}"
    updated, published = (entry.findtext(ATOM + tag) or "" for tag in ("updated", "published"))
    if not _RFC3339.fullmatch(updated) or not _RFC3339.fullmatch(published) or updated < published:
        yield f"{published}, {updated}"
    if not (entry.findtext(f"{ATOM}author/{ATOM}name") or "").strip():
        yield "author"
    found = entry.find(f"{ATOM}content")
    if found is None or found.get("type") != "html":
        yield "content"
    else:
        yield from _html(found.text or "")


def _atom_links(entry: ET.Element) -> Iterator[str]:
    relations = Counter(one.get("rel") for one in entry.findall(f"{ATOM}link"))
    if relations["alternate"] != 1 or not set(relations) <= {"alternate", "enclosure", "related"}:
        yield f"links {relations}"
    for one in entry.findall(f"{ATOM}link"):
        if not _URL.fullmatch(one.get("href", "")):
            yield "link"
        if one.get("rel") == "enclosure" and not (one.get("length") and one.get("type")):
            yield "enclosure"
    if any(not (one.get("term") or "").strip() for one in entry.findall(f"{ATOM}category")):
        yield "category"


_FEED = {
    "version",
    "title",
    "home_page_url",
    "feed_url",
    "description",
    "language",
    "authors",
    "items",
}
_ITEM = {"id", "url", "title", "summary", "content_html", "date_published", "date_modified",
         "authors", "tags", "language", "image", "attachments"}  # fmt: skip


def _json(data: bytes) -> Iterator[str]:
    feed: dict[str, Any] = json.loads(data)
    if set(feed) - {"hubs"} != _FEED or feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "not JSON Feed 1.1"
    ids = [one["id"] for one in feed["items"]]
    if len(set(ids)) != len(ids):
        yield "an id twice"
    for url in (feed["home_page_url"], feed["feed_url"]):
        if not _URL.fullmatch(url):
            yield url
    for item in feed["items"]:
        for fault in _json_item(item):
            yield f"{item['id']}: {fault}"


def _json_item(item: dict[str, Any]) -> Iterator[str]:
    own = {name for name in item if name.startswith("_")}  # extensions
    if not set(item) - own <= _ITEM or not _URN.fullmatch(item["id"]) or not item["title"].strip():
        yield "fields"
    if not _URL.fullmatch(item["url"]):
        yield item["url"]
    times = [item["date_published"], item.get("date_modified", item["date_published"])]
    if any(not _RFC3339.fullmatch(time) for time in times) or times != sorted(times):
        yield f"{times}"
    if not all(isinstance(tag, str) and tag for tag in item["tags"]):
        yield "tags"
    if not all(author["name"] for author in item["authors"]):
        yield "authors"
    for one in item.get("attachments", []):
        if (
            not _URL.fullmatch(one["url"])
            or one["size_in_bytes"] <= 0
            or "/" not in one["mime_type"]
        ):
            yield "attachments"
    yield from _html(item["content_html"])


def faults(path: str, data: bytes) -> list[str]:
    """What is wrong with the feed at ``path``."""
    found = {"atom.xml": atom_faults, "feed.json": json_faults}.get(path, rss_faults)(data)
    return [f"{path}: {fault}" for fault in found]


def all_faults(feeds: dict[str, bytes]) -> list[str]:
    """What is wrong with any of ``feeds``."""
    return [fault for path, data in feeds.items() for fault in faults(path, data)]

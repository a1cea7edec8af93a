"""Feeds as our site writes them, and runs against the stand-in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from generator.model.moment import CST
from generator.wechat.api import Client
from generator.wechat.feed import parse
from generator.wechat.keys import Keys
from generator.wechat.report import Report
from generator.wechat.session import Session
from generator.wechat.source import base_of
from generator.wechat.state import State, load
from generator.wechat.sync import Run, account_of
from tests.wechat.standin import APPID, SECRET, Standin

SITE = "https://yingji.example.cn/"
NOW = datetime(2026, 7, 10, 18, 0, tzinfo=CST)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"><channel>'
)


class Entry(NamedTuple):
    """An item to be written; ``cover`` and ``body`` are as they stand in the feed."""

    guid: str
    title: str
    published: datetime
    link: str
    body: str = ""
    summary: str = "摘要。"
    author: str = "长宁区应急管理局"
    updated: datetime | None = None
    cover: str = SITE + "covers/a-wide.jpg"


def hours(count: float) -> datetime:
    """So many hours before ``NOW``."""
    return NOW - timedelta(hours=count)


def bulletin(ident: str, title: str = "", at: datetime | None = None, **more: Any) -> Entry:
    guid, link = f"urn:yingji:310105:bulletin:{ident}", f"{SITE}bulletins/{ident}/"
    return Entry(guid, title or f"动态{ident}", at or hours(5), link, **more)


def message(event: str, at: datetime, title: str = "", **more: Any) -> Entry:
    key = f"{at:%Y%m%dT%H%M%S}"
    link = f"{SITE}alerts/{event}/#m-{key}"
    shown = title or f"发布{event}预警（{at:%d日%H时%M分}）"
    return Entry(f"urn:yingji:310105:alert:{event}:{key}", shown, at, link, **more)


def ended(of: Entry, at: datetime) -> Entry:
    """The end by time of a message; it has the address of the message."""
    title = f"{of.title}已过期"
    return of._replace(guid=of.guid + ":expired", title=title, published=at, body="")


def article(words: str) -> str:
    """A body as the feed writes it."""
    return (
        '<section style="font-size:16px;line-height:1.75;color:#1f2329">'
        f'<p style="margin:0 0 14px;color:#1f2329">{words}</p></section>'
    )


def rss(entries: list[Entry], title: str = "长宁应急", own: str = SITE + "feed.xml") -> bytes:
    """The document."""
    items = "".join(map(_item, sorted(entries, key=lambda one: one.published, reverse=True)))
    return (
        f"{_HEAD}<title>{escape(title)}</title><link>{SITE}</link><description>全部</description>"
        f'<atom:link href="{own}" rel="self" type="application/rss+xml"/>{items}</channel></rss>'
    ).encode()


def _item(entry: Entry) -> str:
    body = entry.body or article(f"{entry.title}的正文。")
    updated = f"<atom:updated>{entry.updated.isoformat()}</atom:updated>" if entry.updated else ""
    cover = f'<enclosure url={quoteattr(entry.cover)} length="9" type="image/jpeg"/>'
    cover += f'<media:content url={quoteattr(entry.cover)} type="image/jpeg" medium="image"/>'
    return (
        f'<item><guid isPermaLink="false">{entry.guid}</guid><title>{escape(entry.title)}</title>'
        f"<link>{escape(entry.link)}</link><description>{escape(entry.summary)}</description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<dc:creator>{escape(entry.author)}</dc:creator>"
        f"<pubDate>{format_datetime(entry.published)}</pubDate>{updated}"
        f"{cover if entry.cover else ''}</item>"
    )


def jpeg(colour: str = "navy", size: tuple[int, int] = (90, 38)) -> bytes:
    return picture("JPEG", colour, size)


def picture(form: str, colour: str = "navy", size: tuple[int, int] = (90, 38)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


class Desk:
    """A site in a folder, a state file, and the account of the stand-in."""

    def __init__(self, folder: Path, standin: Standin, address: str) -> None:
        self.folder, self.standin, self.address = folder, standin, address
        self.file, self.state_file = folder / "site/feed.xml", folder / "state.json"
        self.pauses: list[float] = []
        self.said: list[str] = []
        self.place("covers/a-wide.jpg", jpeg())

    def place(self, path: str, data: bytes) -> str:
        """A file of the site; its address."""
        file = self.folder / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return SITE + path

    def write(self, entries: list[Entry], **more: str) -> None:
        """The feed."""
        self.file.write_bytes(rss(entries, **more))

    def sync(
        self,
        entries: list[Entry] | None = None,
        now: datetime = NOW,
        since: datetime | None = None,
        pause: Callable[[float], None] | None = None,
    ) -> Report:
        """One run in this process."""
        if entries is not None:
            self.write(entries)
        feed = parse(self.file.read_bytes())
        wait = pause or self.pauses.append
        client = Client(Session(Keys(APPID, SECRET), self.address, wait))
        run = Run(feed, load(self.state_file), client, self.said.append, wait)
        base = base_of(str(self.file), feed.site, feed.own)
        return run.go(base, account_of(APPID), now, since)

    @property
    def state(self) -> State:
        return load(self.state_file)

    def stages(self) -> dict[str, str]:
        """Stage by the end of the guid."""
        return {guid.split(":", 3)[3]: one.stage for guid, one in self.state.records()}

    def stored(self) -> Any:
        return json.loads(self.state_file.read_text(encoding="utf-8"))

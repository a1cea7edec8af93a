"""An article as a phone shows it: a page with a light and a dark phone side by side.

The article goes the way it goes in a run (the same cleaning, the same cuts), so what
is seen here is what is sent. The page asks for nothing but images and runs nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, select_autoescape
from markupsafe import Markup

from generator.model.moment import CST
from generator.wechat.article import (
    AUTHOR,
    CONTENT,
    DIGEST,
    TITLE,
    clean_html,
    draft,
    images,
    with_images,
)
from generator.wechat.cutting import clean
from generator.wechat.dark import darkened
from generator.wechat.errors import SkipError
from generator.wechat.feed import Feed
from generator.wechat.item import Item

_TEMPLATE = Path(__file__).with_name("preview.html")


def choose(feed: Feed, ident: str) -> tuple[Item | None, tuple[str, ...]]:
    """The item that ``ident`` means, else the names most like it.

    An id, ``ID:KEY`` for one message of an alert, or a guid; an alert's id alone
    means its newest item.
    """
    named = [item for item in feed.items if ident in _names(item)]
    if named:
        return max(named, key=lambda item: (item.published, item.guid)), ()
    every = sorted({name for item in feed.items for name in _names(item)[:2]})
    return None, tuple(difflib.get_close_matches(ident, every, 3, 0.5))


def _names(item: Item) -> tuple[str, ...]:
    """By what an item may be called: its entry's id, with the message, in full."""
    parts = item.guid.split(":")
    return parts[4] if len(parts) > 4 else item.guid, ":".join(parts[4:]), item.guid


def page(item: Item, feed: Feed, address: Callable[[str], str]) -> str:
    """The page. ``address`` tells where an image of the feed is to be looked for."""
    html = clean_html(item.content)
    notes = _notes(item, feed, html)
    try:
        made = draft(item, html, {url: url for url in images(html)})
    except SkipError as error:
        notes.append(f"不能同步：{error}")
        made = draft(item._replace(content=""), "", {})
    body = with_images(made.content, address)
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    published = item.published.astimezone(CST)
    return template.render(
        title=made.title,
        author=made.author,
        # Without one WeChat takes the beginning of the text.
        digest=made.digest,
        when=f"{published.year}年{published.month}月{published.day}日 {published:%H:%M}",
        cover=address(item.cover) if item.cover else None,
        light=Markup(body),  # noqa: S704 - cleaned by an allow-list
        dark=Markup(darkened(body)),  # noqa: S704 - the same, with other colours
        link=made.content_source_url,
        notes=notes,
    )


def _notes(item: Item, feed: Feed, html: str) -> list[str]:
    """What an editor should know before the article goes."""
    notes = []
    if feed.demonstration:
        notes.append("这是演示网站的订阅源，不会同步。")
    if item.marked:
        notes.append("示例、测试和演练不会同步。")
    for name, text, limit in (
        ("标题", item.title, TITLE),
        ("作者", item.author, AUTHOR),
        ("摘要", item.summary, DIGEST),
    ):
        if len(clean(text)) > limit:
            notes.append(f"{name}有 {len(clean(text))} 字，截到 {limit} 字以内。")
    if not item.cover:
        notes.append("没有封面，不能同步。")
    if len(html) >= CONTENT:
        notes.append(f"正文连同格式有 {len(html)} 个字符，超过 {CONTENT}，后面一部分会截去。")
    return notes

"""Whatever characters a text has, every feed stays whole and says the same words."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from datetime import datetime
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.feeds import atom, json_feed, rss
from generator.feeds.item import Feed, FeedItem, clean
from generator.feeds.rss import plain
from generator.model.moment import CST
from tests.feeds.examples import at, bulletin, event, message
from tests.feeds.rules import ATOM, CONTENT, all_faults, faults
from tests.feeds.support import Desktop, content, entries, text_of

ITEM = FeedItem(
    guid="urn:yingji:310105:bulletin:odd",
    url="https://yingji.example/bulletins/odd/",
    title="题",
    summary="摘要",
    content="<section>正文</section>",
    published=datetime(2026, 7, 10, tzinfo=CST),
    updated=None,
    author="某人",
    source=None,
    categories=("工作动态",),
)
FEED = Feed(
    guid="urn:yingji:310105:feeds:feed",
    url="https://yingji.example/feed.xml",
    page="https://yingji.example/",
    title="长宁应急",
    description="说明",
    author="长宁应急",
    items=(ITEM,),
)
#: Every character there is, lone surrogates too, and what breaks feeds more often than others.
TEXTS = st.lists(
    st.one_of(
        st.characters(),
        st.characters(categories=("Cc", "Cs", "Cn")),
        st.sampled_from(
            ["]]>", "<![CDATA[", "&", "&amp;", "<b>", "</section>", "👩‍🚒", "𠮷", "\r\n", "\u2028"]
        ),
    ),
    max_size=30,
).map("".join)


def with_text(text: str) -> Feed:
    """A feed with ``text`` wherever an editor's words may stand."""
    words = text.strip() and clean(text)
    title = words if words.strip() else "题"
    item = ITEM._replace(
        title=title,
        summary=words if words.strip() else title,
        author=title,
        source=words or None,
        categories=(title,),
        content=f"<section>{words.replace('&', '&amp;').replace('<', '&lt;')}</section>",
    )
    return FEED._replace(title=title, items=(item,))


def same(found: str | None, wanted: str) -> bool:
    """Equal, but for what XML makes of line ends and spaces at the edges."""
    return (found or "").replace("\r", "\n").strip() == wanted.strip()


@given(TEXTS)
def test_any_text_comes_through_every_format(text: str) -> None:
    feed = with_text(text)
    item = feed.items[0]
    found = ET.fromstring(rss.write(feed)).find("channel/item")  # noqa: S314 - our own bytes
    assert found is not None
    assert same(found.findtext("title"), plain(item.title))
    assert same(found.findtext("description"), plain(item.summary))
    assert same(found.findtext(CONTENT), item.content)
    entry = ET.fromstring(atom.write(feed)).find(f"{ATOM}entry")  # noqa: S314 - our own bytes
    assert entry is not None
    assert same(entry.findtext(f"{ATOM}title"), atom.unmistakable(item.title))
    assert same(entry.findtext(f"{ATOM}content"), item.content)
    told = json.loads(json_feed.write(feed))["items"][0]
    assert (told["title"], told["content_html"]) == (item.title, item.content)


@given(TEXTS)
def test_cleaning_takes_out_only_what_no_format_can_hold(text: str) -> None:
    """Controls, surrogates, noncharacters; line ends are one character; twice changes nothing."""
    kept = clean(text)
    assert clean(kept) == kept
    kept.encode("utf-8")
    text = text.replace("\ufffd", "□")
    wanted = [
        one
        for one in re.sub("\r\n?", "\n", text)
        if one in "\t\n"
        or not (unicodedata.category(one) in ("Cc", "Cs") or ord(one) & 0xFFFE == 0xFFFE
                or 0xFDD0 <= ord(one) <= 0xFDEF)
    ]  # fmt: skip
    assert kept == "".join(wanted)


class Pair(NamedTuple):
    """Something with texts in it."""

    one: str
    more: tuple[str | None, int, tuple[str, ...]]


def test_cleaning_reaches_every_depth() -> None:
    assert clean(Pair("a\x00", (None, 1, ("b\ud800", "c")))) == Pair("a", (None, 1, ("b", "c")))


@given(TEXTS)
def test_rss_reads_the_same_as_text_and_as_html(text: str) -> None:
    """No reader takes a part of a title for a tag or an entity; the rest stays as it is."""
    made = plain(clean(text))
    assert html.unescape(made) == made
    assert "<" not in made
    assert made.translate({0xFF1C: "<", 0xFF06: "&"}) == clean(text).translate(
        {0xFF1C: "<", 0xFF06: "&"}
    )


def test_atom_keeps_what_nobody_takes_for_html() -> None:
    for text in ("A&B", "研发&制造", "1<2 & 3>2", "<b>", "R & D 2026"):
        assert atom.unmistakable(text) == text
    for text in ("<b>粗</b>", "A&lt;B", "&#65;", "R&D2026", "&apos;"):
        assert atom.unmistakable(text) == plain(text) != text


def test_plain_words_stay_as_they_are() -> None:
    assert plain("3>2 & 2>1，R & D") == "3>2 & 2>1，R & D"
    assert plain("1<2，A&B，&lt;b>") == "1＜2，A＆B，＆lt;b>"


ODD = [
    "控制\x01\x08\x0b\x7f\x85字符",
    "半个\ud83d代理",
    "]]> <![CDATA[ ]]>",
    "👩‍🚒 消防员 𠮷 🇨🇳",
    "<b>粗</b> & &lt; &#65; \"引\" '号'",
    "长" * 3000,
    "\u202e反\u202c \u200b零宽",
    "\x00\ud800",
    "丢\ufffd了 A&B R&D2026 1<2",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_content_gives_feeds_without_fault(desk: Desktop, text: str) -> None:
    """In every field at once, through the article, to a reader that finds the words."""
    word = clean(text)
    desk.write_loaded(
        "alerts/2026/odd.yml", event(message(0, text="换掉", instructions=["换掉"])), text
    )
    desk.write_loaded(
        "bulletins/2026/odd.yml", bulletin(1, title="换掉", source="换掉", summary="换掉"), text
    )
    feeds = desk.feeds(at(2))
    assert not all_faults(feeds)
    found = entries(feeds["atom.xml"])
    assert len(found) == 2
    article = text_of(content(found["urn:yingji:310105:bulletin:odd"]))
    assert all(entry.title and entry.summary for entry in found.values())
    shown = (
        (word or "工作动态")[:100].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    assert shown.split()[0] in article
    for path in ("feed.xml", "atom.xml", "feed.json"):
        assert not faults(path, feeds[path])

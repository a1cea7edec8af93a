"""离线页: what a reader sees who has no network and asks for a page that is not kept."""

from __future__ import annotations

from typing import NamedTuple, cast

from generator.languages.words import TAGS, words
from generator.model.vocabulary import LANGUAGES
from generator.pages.page import Crumb, Head, Item, Page
from generator.pages.plan import Desk, Plan, Section

HOME = Crumb("首页", "")
TITLE = "没有网络时"
URL = "offline/"
#: What the page says first, in every language of the site (words.csv).
SAID = "没有连上网络时会看到这一页。它不知道现在有没有预警：没有列出，不等于没有预警。"
CHANNELS = "请看发布单位自己的渠道：气象部门的网站和客户端、广播电视、预警短信。"


class Told(NamedTuple):
    """The page in a few words of another language: its tag, what it is, where to look."""

    tag: str
    said: str
    channels: str


class OfflineView(NamedTuple):
    """The guides, which are kept, and the first words in other languages."""

    said: str
    channels: str
    guides: tuple[Item, ...]
    others: tuple[Told, ...]


def plan(desk: Desk) -> Plan:
    """The page: the same at every ``now`` while the guides are."""
    guides = cast("tuple[Item, ...]", desk.exports["guides"])
    others = tuple(_told(language) for language in LANGUAGES)
    head = Head(
        TITLE,
        "没有网络时也能打开的一页：求助电话，怎样核实预警，存在设备上的指南。",
        "首页",
        indexed=False,
        crumbs=(HOME,),
    )
    view = OfflineView(SAID, CHANNELS, guides, others)
    page = Page(f"{URL}index.html", "offline", "offline.html", head, view, listed=False)
    return Plan([page])


def _told(language: str) -> Told:
    said = words(language)
    return Told(TAGS[language], said(SAID, "离线"), said(CHANNELS, "框架"))


SECTION = Section("offline", (), (), ("guides",), plan)

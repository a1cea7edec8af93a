"""What an article shows, told in words and addresses; nothing is rendered yet.

All words are plain text as editors wrote them (`<` is a character, a line end
inside a paragraph stays one); times are words (``2026年7月10日 14:20``); every
address is absolute and percent-encoded. The one exception is ``TextArticle.body``.

WeChat and feed readers show the title of the item above the article; an article
does not repeat it as a heading. ``render.article`` takes any of the three articles.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.model.vocabulary import AlertKind, Nature


class Link(NamedTuple):
    """Something at an address: an attachment, a film, a report, another entry."""

    title: str
    url: str


class Picture(NamedTuple):
    """An image of the site; ``alt`` says what is on it, in words."""

    url: str
    alt: str


class Hotline(NamedTuple):
    """A number to call and whose it is."""

    number: str
    name: str


class Table(NamedTuple):
    """Rows under a head; each row has as many cells as the head. The first cell names its row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(NamedTuple):
    """A part with a heading: what it has of these is shown in this order.

    ``minor`` makes the heading one step smaller (the events below 活动安排, the
    causes below 事故情况). ``facts`` are pairs of label and value.
    """

    title: str
    minor: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    table: Table | None = None
    #: Told below the table: 数据来源.
    note: str | None = None
    links: tuple[Link, ...] = ()


class AlertArticle(NamedTuple):
    """One message of an alert as a card. It depends on this message alone."""

    nature: Nature
    kind: AlertKind
    #: The deed in the words of the kind: 发布, 更新, 解除, 撤销; 启动, 调整, 终止.
    action: str
    #: The message ends the event (解除, 撤销): no colour, nothing to do any more.
    ended: bool
    #: As in the content; ``None`` for 风险提示 and for a message that ends.
    level: str | None
    #: Hazards joined by 、.
    hazard: str
    #: The headline, else the sentence of the message, without 【…】.
    title: str
    #: The whole phrase the article begins with: ``有效至 2026年7月10日 20:20``,
    #: ``解除时间未公布``, ``已解除``, ``已撤销``. 「最新状态见网页」 follows by itself.
    until: str
    #: Areas joined by 、.
    area: str
    issuer: str | None
    #: 发布 (``issued``, else ``sent``) and 本站发布 (``sent``).
    issued: str
    sent: str
    #: 生效, where it is later than ``sent``.
    effective: str | None
    #: The text of the message, corrected, by paragraphs.
    paragraphs: tuple[str, ...]
    #: What to do; none at the end of an event.
    instructions: tuple[str, ...]
    hotlines: tuple[Hotline, ...]
    #: What was corrected and when, a sentence each.
    corrections: tuple[str, ...]
    #: Words or an address.
    source: str | None
    image: Picture | None
    attachments: tuple[Link, ...]
    #: The page of the event at its message.
    url: str


class TextArticle(NamedTuple):
    """A bulletin or a campaign as an official article."""

    nature: Nature
    #: The category (工作动态) or 主题活动, above everything.
    kicker: str
    #: What stands in the line of the source: ``(("来源", …), ("发布", …))``.
    byline: tuple[tuple[str, str], ...]
    #: The particulars of a document, a campaign: ``(("文号", …), …)``.
    facts: tuple[tuple[str, str], ...]
    #: The editor's own cover.
    image: Picture | None
    #: The summary of a campaign; set off from the text.
    lead: str | None
    #: A fragment as ``generator.text`` gives it, ``entry:`` and ``media/`` bound to
    #: absolute addresses. Whatever else it holds, nothing unsafe comes out.
    body: str
    #: What follows the text, attachments last (a section with links).
    sections: tuple[Section, ...]
    #: The page of the entry.
    url: str


class NoticeArticle(NamedTuple):
    """A few words on something that is over or was taken back; nothing of its text."""

    nature: Nature
    #: In the coloured field: 已过期, 已撤下.
    label: str
    #: What it is about; empty where not even that may be told.
    title: str
    paragraphs: tuple[str, ...]
    url: str


Article = AlertArticle | TextArticle | NoticeArticle

"""Posts of alerts: every message, and every end that came by time alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, cast

from generator.feeds.posts import URN, WITHDRAWN, Post, Posts, collect, unique
from generator.model.cards import AlertMore, Card, MessageCard
from generator.model.library import Edition
from generator.model.life import current, nature, state
from generator.model.moment import Moment
from generator.model.titles import deed, prefix, subject
from generator.model.vocabulary import ENDS, level_word
from generator.pages.addresses import entry_url
from generator.pages.environment import minute
from generator.pages.items import level_of
from generator.pages.page import Source


class _Named(NamedTuple):
    """What of an event its titles need."""

    kind: str
    hazard: tuple[str, ...]
    title: str | None
    issuer: str | None
    messages: tuple[MessageCard, ...]


def alert_posts(edition: Edition, missing: frozenset[str], *, drills: bool) -> Posts:
    """The posts of every event; ``drills`` tells whether exercises are among them."""
    guides = _Guides(edition)
    posts: list[Post] = []
    held: list[str] = []
    for card in edition.all("alert"):
        more = cast(AlertMore, card.more)
        if more.status == "演练" and not drills:
            continue
        lacking = tuple(sorted({path for path, _ in card.media} & missing))
        guide = guides.of(card)
        found = _of_event(edition, card)
        posts += [post._replace(missing=lacking, guide=guide) for post in found]
        if not edition.withdrawn(card):
            held += _in_force(edition, card)
    return collect(posts, held)


class _Guides:
    """Which guide stands for an event: that of its first hazard with one, else the general one."""

    def __init__(self, edition: Edition) -> None:
        self._by_hazard: dict[str, Source] = {}
        self._general: Source | None = None
        for card in sorted(edition.listed("guide"), key=lambda one: one.id):
            source = Source(card.source, card.digest)
            for hazard in card.hazards:
                self._by_hazard.setdefault(hazard, source)
            if card.id == "general":
                self._general = source

    def of(self, card: Card) -> Source | None:
        found = (self._by_hazard[name] for name in card.hazards if name in self._by_hazard)
        return next(found, self._general)


def _in_force(edition: Edition, card: Card) -> Iterator[str]:
    """The messages that no feed drops: the last one sent, and the one that holds.

    They differ while an update is announced but not yet effective.
    """
    life = edition.life(card)
    if life.state in ("生效中", "待核实", "未生效"):
        for key in {edition.messages(card)[-1].key, life.message.key}:
            yield f"{URN}:alert:{card.id}:{key}"


def _of_event(edition: Edition, card: Card) -> Iterator[Post]:
    more = cast(AlertMore, card.more)
    withdrawn = card.withdrawn if edition.withdrawn(card) else None
    for number, message in enumerate(edition.messages(card)):
        post = _message(card, number, message)
        made = [at for at, _ in message.corrections if edition.now.reached(at)]
        found = [post._replace(updated=max(made), corrected=len(made)) if made else post]
        end = message.expires
        if end is not None and edition.now.reached(end) and _ran_out(more, message, end):
            found.append(_expired(card, post, message, end))
        for one in found:
            if withdrawn is None:
                yield one
            elif one.at <= withdrawn or (one.form == "message" and number == 0):
                yield _taken_back(one, withdrawn)


def _ran_out(more: AlertMore, message: MessageCard, end: datetime) -> bool:
    """Whether the event was over by this message's ``expires``, whatever came later."""
    then = Moment(end)
    return state(more.messages, then) == "已过期" and current(more.messages, then) == message


def _message(card: Card, number: int, message: MessageCard) -> Post:
    more = cast(AlertMore, card.more)
    kept = nature(card.sample, more.status)
    level = level_of(more, message.sent)
    words = f"{prefix(kept)}{deed(more.kind, message.action)}{_subject(card, message)}"
    return Post(
        at=message.sent,
        guid=f"{URN}:alert:{card.id}:{message.key}",
        form="message",
        kind="alert",
        name=f"{card.id}-{message.key}",
        title=f"{words}（{minute(message.issued or message.sent)}）",
        url=f"{entry_url('alert', card.id)}#m-{message.key}",
        source=Source(card.source, card.digest),
        updated=None,
        nature=kept,
        categories=unique(
            ("预警提示", more.kind, *card.hazards, _level(level), kept if prefix(kept) else None)
        ),
        short=words,
        level=message.level,
        word=_word(more.kind, message),
        label=more.kind,
        issued=message.issued,
        number=number,
    )


def _expired(card: Card, post: Post, message: MessageCard, end: datetime) -> Post:
    """The end by time of ``message``, whose post is ``post``."""
    words = f"{prefix(post.nature)}{_subject(card, message)}已过期"
    return post._replace(
        at=end,
        guid=f"{post.guid}:expired",
        form="expired",
        name=f"{post.name}-expired",
        title=f"{words}（{minute(end)}）",
        short=words,
        level=None,
        word=f"{post.label}已过期",
        issued=None,
    )


def _subject(card: Card, message: MessageCard) -> str:
    """暴雨黄色预警信号: with the level in force by then, for what ends has none of its own."""
    more = cast(AlertMore, card.more)
    event = _Named(more.kind, card.hazards, card.title or None, message.issuer, more.messages)
    return subject(event, level_of(more, message.sent))


def _taken_back(post: Post, at: datetime) -> Post:
    """The same post when the event was withdrawn: nothing of its words."""
    return post._replace(
        form="withdrawn",
        title=prefix(post.nature) + WITHDRAWN,
        short=prefix(post.nature) + WITHDRAWN,
        level=None,
        word=None,
        label="预警提示",
        issued=None,
        updated=max(at, post.at),
        categories=("预警提示",),
        corrected=0,
    )


def _word(kind: str, message: MessageCard) -> str | None:
    """What a message is, in a word: its level, or how it ends the event."""
    if message.action in ENDS:
        return kind + deed(kind, message.action)
    return f"{_level(message.level)}{kind}" if message.level else None


def _level(level: str | None) -> str | None:
    return level and level_word(level)

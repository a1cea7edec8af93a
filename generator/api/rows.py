"""What a list of the API says of an entry at ``now``."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from generator.model.cards import AlertMore, BulletinMore, CampaignMore, Card, GuideMore
from generator.model.library import Edition
from generator.model.life import nature, phase
from generator.model.titles import prefix
from generator.pages.addresses import entry_url
from generator.pages.items import alert_name, card_title, level_of
from generator.pages.page import Source

Fact = tuple[str, Any]


class Row(NamedTuple):
    """What a list says of an entry at ``now``; ``source`` where it says all that is in it.

    ``shown`` counts for each message of an alert that was sent its corrections by now.
    """

    facts: tuple[Fact, ...]
    source: Source | None = None
    shown: tuple[int, ...] = ()


def _address(card: Card) -> tuple[Fact, ...]:
    return (("id", card.id), ("url", entry_url(card.kind, card.id)))


def _withdrawn(card: Card) -> Row:
    return Row((*_address(card), ("withdrawn", card.withdrawn)))


def alert_row(edition: Edition, card: Card) -> Row:
    """An event as it stands."""
    if edition.withdrawn(card):
        return _withdrawn(card)
    more, life = cast(AlertMore, card.more), edition.life(card)
    level = level_of(more, life.message.sent)
    facts: tuple[Fact, ...] = (
        *_address(card),
        ("withdrawn", None),
        ("nature", life.nature),
        ("title", prefix(life.nature) + alert_name(card, level)),
        ("kind", more.kind),
        ("hazards", card.hazards),
        ("state", life.state),
        ("level", level),
        ("area", life.message.area or more.area),
        ("ended", life.ended),
        ("current", life.message.key),
        ("incomplete", more.incomplete),
    )
    shown = tuple(
        sum(edition.now.reached(at) for at, _ in message.corrections)
        for message in edition.messages(card)
    )
    return Row(facts, Source(card.source, card.digest), shown)


def _common(edition: Edition, card: Card) -> tuple[Fact, ...]:
    updated = card.updated if card.updated and edition.now.reached(card.updated) else None
    return (
        *_address(card),
        ("withdrawn", None),
        ("nature", nature(card.sample, "")),
        ("title", card_title(card)),
        ("published", card.published),
        ("updated", updated),
        ("summary", card.summary),
        ("hazards", card.hazards),
    )


def bulletin_row(edition: Edition, card: Card) -> Row:
    """A bulletin, without its text."""
    if edition.withdrawn(card):
        return _withdrawn(card)
    more = cast(BulletinMore, card.more)
    names = ("category", "source", "author", "number", "validity")
    facts = tuple((name, getattr(more, name)) for name in names)
    return Row((*_common(edition, card), *facts, ("tags", card.tags), ("campaign", card.campaign)))


def campaign_row(edition: Edition, card: Card) -> Row:
    """A campaign."""
    if edition.withdrawn(card):
        return _withdrawn(card)
    more = cast(CampaignMore, card.more)
    facts: tuple[Fact, ...] = (
        ("state", phase(more.starts, more.ends, edition.now)),
        ("starts", more.starts),
        ("over", more.ends),
        ("theme", more.theme),
        ("tags", card.tags),
    )
    return Row((*_common(edition, card), *facts), Source(card.source, card.digest))


def guide_row(edition: Edition, card: Card) -> Row:
    """A guide."""
    if edition.withdrawn(card):
        return _withdrawn(card)
    more = cast(GuideMore, card.more)
    facts = [fact for fact in _common(edition, card) if fact[0] not in ("published", "updated")]
    call: tuple[Fact, ...] = (("reviewed", more.reviewed), ("call", more.call))
    return Row((*facts, *call), Source(card.source, card.digest))

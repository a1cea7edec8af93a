"""Posts of bulletins and campaigns: one each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from generator.feeds.posts import URN, WITHDRAWN, Post, Posts, collect, unique
from generator.model.cards import BulletinMore, CampaignMore, Card
from generator.model.library import Edition
from generator.model.titles import prefix
from generator.model.vocabulary import Nature
from generator.pages.addresses import entry_url
from generator.pages.items import card_title
from generator.pages.page import Source
from generator.pages.shared import linked


def bulletin_posts(edition: Edition) -> Posts:
    """A post of each bulletin; its first category is that of the site."""
    return collect(_bulletin(edition, card) for card in edition.all("bulletin"))


def campaign_posts(edition: Edition) -> Posts:
    """A post of each campaign."""
    return collect(_campaign(edition, card) for card in edition.all("campaign"))


def _bulletin(edition: Edition, card: Card) -> Post:
    more = cast(BulletinMore, card.more)
    post = _post(edition, card, more.category, more.cover)
    hide = more.until is not None and edition.now.reached(more.until)
    changes = [card.updated, card.withdrawn, more.until]
    return post._replace(updated=_latest(edition, post.at, changes), hide_parties=hide)


def _campaign(edition: Edition, card: Card) -> Post:
    more = cast(CampaignMore, card.more)
    post = _post(edition, card, "主题活动", more.cover)
    return post._replace(updated=_latest(edition, post.at, [card.withdrawn]))


def _post(edition: Edition, card: Card, category: str, cover: str | None) -> Post:
    kept: Nature = "示例" if card.sample else "实际"
    post = Post(
        at=card.published,
        guid=f"{URN}:{card.kind}:{card.id}",
        form="entry",
        kind=card.kind,
        name=card.id,
        title=card_title(card),
        url=entry_url(card.kind, card.id),
        source=Source(card.source, card.digest),
        updated=None,
        nature=kept,
        categories=unique((category, *card.tags, *card.hazards, "示例" if card.sample else None)),
        short=card_title(card),
        label=category,
        cover=cover,
        linked=linked(edition, card),
    )
    if not edition.withdrawn(card):
        return post
    return post._replace(
        form="withdrawn",
        title=prefix(kept) + WITHDRAWN,
        short=prefix(kept) + WITHDRAWN,
        categories=(category,),
        cover=None,
        linked=(),
    )


def _latest(
    edition: Edition, published: datetime, times: Iterable[datetime | None]
) -> datetime | None:
    """The latest of ``times`` that has come, if it is after the publication."""
    come = [at for at in times if at is not None and edition.now.reached(at)]
    latest = max(come, default=published)
    return latest if latest > published else None

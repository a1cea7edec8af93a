"""主题活动: every campaign as an event page, and the list of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple, cast

from generator.model.cards import CampaignMore, Card
from generator.model.library import Edition
from generator.model.life import phase
from generator.model.moment import Moment
from generator.pages.items import card_title, item
from generator.pages.lists import ListLink
from generator.pages.page import Crumb, Head, Item, Page, Source
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.bulletins import BulletinExports
from generator.pages.shared import (
    linked,
    media_of,
    pictures_of,
    tag_links,
    tag_slugs,
    withdrawn_page,
)

HOME = Crumb("首页", "")
BASE = Crumb("主题活动", "campaigns/")


class CampaignView(NamedTuple):
    """What the page of a campaign shows besides the campaign itself."""

    title: str
    phase: str
    countdown: str
    bulletins: tuple[Item, ...]
    guides: tuple[Item, ...]
    tags: tuple[ListLink, ...]
    related: tuple[Item, ...]


class FrontView(NamedTuple):
    """Campaigns that run, that come, and those that are over by year."""

    running: tuple[Item, ...]
    coming: tuple[Item, ...]
    past: tuple[tuple[str, tuple[Item, ...]], ...]


class CampaignExports(NamedTuple):
    """What other sections show of the campaigns; the running ones first to end first."""

    running: tuple[Item, ...]
    coming: tuple[Item, ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    everything = edition.all("campaign")
    listed = [card for card in everything if not edition.withdrawn(card)]
    exports = cast(BulletinExports, desk.exports["bulletins"])
    bulletins = dict(exports.by_campaign)
    pages = [_entry(desk, card, listed, bulletins.get(card.id, ())) for card in everything]
    front = _front(edition, listed)
    pages.append(
        Page(
            "campaigns/index.html",
            "campaigns",
            "campaigns.html",
            Head(BASE.title, "防灾减灾日、安全生产月等主题活动。", BASE.title, crumbs=(HOME,)),
            front,
        )
    )
    told = CampaignExports(front.running, front.coming[:3])
    return Plan(pages, media=media_of(edition, everything), exports=told)


SECTION = Section("campaigns", ("campaign", "guide"), ("tags",), ("bulletins",), plan)


def _entry(desk: Desk, card: Card, listed: list[Card], bulletins: tuple[Item, ...]) -> Page:
    edition = desk.edition
    path = f"campaigns/{card.id}/index.html"
    crumbs = (HOME, BASE)
    if edition.withdrawn(card):
        return withdrawn_page(card, path, "campaigns-entry-2", crumbs, BASE.title)
    more = cast(CampaignMore, card.more)
    guides = [one for one in edition.listed("guide") if set(one.hazards) & set(card.hazards)]
    same = [
        one
        for one in listed
        if one.id != card.id
        and more.observance
        and cast(CampaignMore, one.more).observance == more.observance
    ]
    view = CampaignView(
        title=card_title(card),
        phase=phase(more.starts, more.ends, edition.now),
        countdown=countdown(more.starts, more.ends, edition.now),
        bulletins=bulletins,
        guides=tuple(item(edition, one) for one in guides[:6]),
        tags=tag_links(tag_slugs(desk), card.tags),
        related=tuple(item(edition, one) for one in same[:5]),
    )
    head = Head(
        title=view.title,
        description=card.summary,
        column=BASE.title,
        kind="article",
        published=card.published,
        updated=card.updated,
        keywords=(*card.tags, *card.hazards),
        image=more.cover,
        schema="Event",
        crumbs=crumbs,
    )
    return Page(
        path=path,
        frame="campaigns-entry-2",
        template="campaign.html",
        head=head,
        view=view,
        source=Source(card.source, card.digest),
        lastmod=card.updated or card.published,
        linked=linked(edition, card),
        pictures=pictures_of(edition, card),
    )


def countdown(starts: datetime, ends: datetime, now: Moment) -> str:
    """Days left in words, by calendar days in 北京时间; empty once it is over."""
    if now.reached(ends):
        return ""
    today = now.instant.date()
    if not now.reached(starts):
        now.reached(_next_midnight(now))
        days = (starts.date() - today).days
        return f"还有{days}天开始" if days else "今天开始"
    now.reached(_next_midnight(now))
    last = _last_day(ends)
    days = (last - today).days
    return f"还剩{days}天" if days else "今天是最后一天"


def _next_midnight(now: Moment) -> datetime:
    return (now.instant + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _last_day(ends: datetime) -> date:
    return (ends - timedelta(microseconds=1)).date()


def _front(edition: Edition, listed: list[Card]) -> FrontView:
    running: list[Card] = []
    coming: list[Card] = []
    past: dict[int, list[Card]] = {}
    for card in listed:
        more = cast(CampaignMore, card.more)
        state = phase(more.starts, more.ends, edition.now)
        if state == "进行中":
            running.append(card)
        elif state == "未开始":
            coming.append(card)
        else:
            past.setdefault(more.starts.year, []).append(card)
    running.sort(key=lambda card: (cast(CampaignMore, card.more).ends, card.id))
    coming.sort(key=lambda card: (cast(CampaignMore, card.more).starts, card.id))
    return FrontView(
        running=tuple(_row(edition, card) for card in running),
        coming=tuple(_row(edition, card) for card in coming),
        past=tuple(
            (
                f"{year}年",
                tuple(
                    item(edition, card)
                    for card in sorted(
                        cards,
                        key=lambda one: (cast(CampaignMore, one.more).starts, one.id),
                        reverse=True,
                    )
                ),
            )
            for year, cards in sorted(past.items(), reverse=True)
        ),
    )


def _row(edition: Edition, card: Card) -> Item:
    more = cast(CampaignMore, card.more)
    return item(edition, card, countdown(more.starts, more.ends, edition.now))

"""应急指南: what to do before, during and after, one page a guide, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.cards import Card, GuideMore
from generator.model.library import Edition
from generator.pages.items import card_title, item, signed
from generator.pages.page import Crumb, Head, Item, Page, Source
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.alert_lists import AlertExports
from generator.pages.sections.bulletins import BulletinExports
from generator.pages.shared import media_of, withdrawn_page

if TYPE_CHECKING:
    from generator.model.tables import Hazard

HOME = Crumb("首页", "")
BASE = Crumb("应急指南", "guides/")


def translated_into(card: Card) -> tuple[str, ...]:
    """The languages beside Chinese in which a guide has a page."""
    return tuple(language for language, _, _ in cast(GuideMore, card.more).translations)


class GuideView(NamedTuple):
    """What the page of a guide shows besides the guide itself."""

    title: str
    hazards: tuple[tuple[str, str, str], ...]
    alerts: tuple[Item, ...]
    bulletins: tuple[Item, ...]
    others: tuple[Item, ...]


class FrontView(NamedTuple):
    """All guides, in the order of their hazards in the table."""

    guides: tuple[Item, ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    hazards = cast("dict[str, Hazard]", desk.tables["hazards"])
    order = {name: number for number, name in enumerate(hazards)}
    everything = edition.all("guide")
    listed = sorted(
        (card for card in everything if not edition.withdrawn(card)),
        key=lambda card: (
            min((order.get(name, 999) for name in card.hazards), default=-1),
            card.id,
        ),
    )
    alerts = dict(cast(AlertExports, desk.exports["alerts"]).by_hazard)
    bulletins = dict(cast(BulletinExports, desk.exports["bulletins"]).by_hazard)
    rows = signed((item(edition, card) for card in listed), hazards)
    pages = [
        _entry(edition, card, hazards, alerts, bulletins, _others(rows, card))
        for card in everything
    ]
    head = Head(
        BASE.title, "各类灾害与事故的应急指南：事前、事中、事后怎么做。", BASE.title, crumbs=(HOME,)
    )
    pages.append(Page("guides/index.html", "guides", "guides.html", head, FrontView(rows)))
    return Plan(pages, media=media_of(edition, everything), exports=rows)


SECTION = Section("guides", ("guide",), ("hazards",), ("bulletins", "alerts"), plan)


def _others(rows: tuple[Item, ...], card: Card) -> tuple[Item, ...]:
    """The guides next to this one in the list."""
    urls = [row.url for row in rows]
    here = f"guides/{card.id}/"
    at = urls.index(here) if here in urls else 0
    return tuple(row for row in (rows[at + 1 :] + rows[:at])[:4] if row.url != here)


def _entry(
    edition: Edition,
    card: Card,
    hazards: dict[str, Hazard],
    alerts: dict[str, tuple[Item, ...]],
    bulletins: dict[str, tuple[Item, ...]],
    others: tuple[Item, ...],
) -> Page:
    path = f"guides/{card.id}/index.html"
    crumbs = (HOME, BASE)
    if edition.withdrawn(card):
        page = withdrawn_page(card, path, "guides-entry-2", crumbs, BASE.title)
        return page._replace(languages=translated_into(card))
    known = [hazards[name] for name in card.hazards if name in hazards]
    view = GuideView(
        title=card_title(card),
        hazards=tuple((one.name, one.slug, one.icon or one.slug) for one in known),
        alerts=tuple(row for name in card.hazards for row in alerts.get(name, ()))[:3],
        bulletins=tuple(row for name in card.hazards for row in bulletins.get(name, ()))[:5],
        others=others,
    )
    head = Head(
        title=view.title,
        description=card.summary,
        column=BASE.title,
        kind="article",
        published=card.updated,
        updated=card.updated,
        keywords=(*card.hazards, "应急指南"),
        schema="HowTo",
        crumbs=crumbs,
    )
    return Page(
        path=path,
        frame="guides-entry-2",
        template="guide.html",
        head=head,
        view=view,
        source=Source(card.source, card.digest),
        lastmod=card.updated,
        languages=translated_into(card),
    )

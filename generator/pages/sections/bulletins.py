"""应急动态: every bulletin, the list of all, of each category and of each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, cast

from generator.model.cards import BulletinMore, Card
from generator.model.library import Edition
from generator.model.vocabulary import CATEGORY_SLUGS as CATEGORIES
from generator.pages.items import card_title, item, link
from generator.pages.lists import Listing, ListLink, list_pages
from generator.pages.neighbours import RELATED, Neighbours
from generator.pages.page import Crumb, Head, Item, Link, Page, Source
from generator.pages.plan import Desk, Plan, Section
from generator.pages.shared import (
    linked,
    media_of,
    pictures_of,
    tag_links,
    tag_slugs,
    withdrawn_page,
)

HOME = Crumb("首页", "")
BASE = Crumb("应急动态", "bulletins/")


class BulletinView(NamedTuple):
    """What the page of a bulletin shows besides the bulletin itself."""

    category: ListLink
    title: str
    hide_parties: bool
    explains: tuple[Link, ...]
    explained_by: tuple[Link, ...]
    replaced_by: Link | None
    review_of: Link | None
    campaign: Link | None
    guides: tuple[Link, ...]
    tags: tuple[ListLink, ...]
    related: tuple[Link, ...]


class BulletinExports(NamedTuple):
    """What other sections show of the bulletins."""

    newest: tuple[Item, ...]
    by_hazard: tuple[tuple[str, tuple[Item, ...]], ...]
    by_campaign: tuple[tuple[str, tuple[Item, ...]], ...]
    categories: tuple[ListLink, ...]
    #: Those with an archive, the newest first.
    years: tuple[int, ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    everything = edition.all("bulletin")
    listed = [card for card in everything if not edition.withdrawn(card)]
    neighbours = Neighbours(listed)
    context = _Context(desk, listed, neighbours)
    pages = [_entry(context, card) for card in everything]
    pages += _lists(edition, listed)
    return Plan(pages, media=media_of(edition, everything), exports=_exports(edition, listed))


SECTION = Section("bulletins", ("bulletin", "campaign", "guide"), ("tags",), (), plan)


class _Context:
    """What the pages of all bulletins share."""

    def __init__(self, desk: Desk, listed: list[Card], neighbours: Neighbours) -> None:
        self.slugs = tag_slugs(desk)
        self.edition = edition = desk.edition
        self.neighbours = neighbours
        self._places: dict[str, tuple[ListLink, tuple[Crumb, ...]]] = {}
        self._tags: dict[tuple[str, ...], tuple[ListLink, ...]] = {}
        self._links: dict[tuple[str, str], Link] = {}
        self.guides: dict[str, list[Card]] = defaultdict(list)
        for card in edition.listed("guide"):
            for hazard in card.hazards:
                self.guides[hazard].append(card)
        self.explained: dict[str, list[Card]] = defaultdict(list)
        for card in listed:
            for target in cast(BulletinMore, card.more).explains:
                self.explained[target].append(card)

    def place(self, category: str) -> tuple[ListLink, tuple[Crumb, ...]]:
        """The link of a category and the path to its entries: one object for all of them."""
        if category not in self._places:
            link = ListLink(category, f"bulletins/{CATEGORIES[category]}/", 0)
            self._places[category] = link, (HOME, BASE, Crumb(link.title, link.url))
        return self._places[category]

    def tags(self, tags: tuple[str, ...]) -> tuple[ListLink, ...]:
        """The links of some tags: one object for all entries that have them."""
        if tags not in self._tags:
            self._tags[tags] = tag_links(self.slugs, tags)
        return self._tags[tags]

    def found(self, kind: str, ident: str | None) -> Link | None:
        card = self.edition.find(kind, ident) if ident else None
        return self.link(card) if card and not self.edition.withdrawn(card) else None

    def link(self, card: Card) -> Link:
        """The link to an entry: one object for all who name it."""
        key = card.kind, card.id
        if key not in self._links:
            self._links[key] = link(card)
        return self._links[key]


def _entry(context: _Context, card: Card) -> Page:
    edition = context.edition
    path = f"bulletins/{card.id}/index.html"
    more = cast(BulletinMore, card.more)
    category, crumbs = context.place(more.category)
    if edition.withdrawn(card):
        return withdrawn_page(card, path, "bulletins-entry-2", crumbs, more.category)
    hide = more.until is not None and edition.now.reached(more.until)
    view = BulletinView(
        category=category,
        title=card_title(card),
        hide_parties=hide,
        explains=_links(context.found("bulletin", ident) for ident in more.explains),
        explained_by=tuple(map(context.link, context.explained.get(card.id, ()))),
        replaced_by=context.found("bulletin", more.replaced_by),
        review_of=context.found("bulletin", more.review_of),
        campaign=context.found("campaign", card.campaign),
        guides=tuple(
            context.link(guide) for hazard in card.hazards for guide in context.guides[hazard][:1]
        ),
        tags=context.tags(card.tags),
        related=tuple(map(context.link, context.neighbours.of(card))),
    )
    updated = card.updated if card.updated and edition.now.reached(card.updated) else None
    head = Head(
        title=view.title,
        description=card.summary,
        column=more.category,
        kind="article",
        published=card.published,
        updated=updated,
        source=more.source,
        author=more.author,
        keywords=(*card.tags, *card.hazards),
        image=more.cover,
        schema="NewsArticle",
        crumbs=crumbs,
    )
    return Page(
        path=path,
        frame="bulletins-entry-2",
        template="bulletin.html",
        head=head,
        view=view,
        source=Source(card.source, card.digest),
        lastmod=updated or card.published,
        linked=linked(edition, card),
        pictures=pictures_of(edition, card),
    )


def _links(found: Iterable[Link | None]) -> tuple[Link, ...]:
    return tuple(one for one in found if one is not None)


def _lists(edition: Edition, listed: list[Card]) -> list[Page]:
    by_category: dict[str, list[Card]] = {category: [] for category in CATEGORIES}
    by_year: dict[int, list[Card]] = defaultdict(list)
    for card in listed:
        by_category[cast(BulletinMore, card.more).category].append(card)
        by_year[card.published.year].append(card)
    categories = _category_links(by_category)
    years = tuple(
        ListLink(f"{year}年", f"bulletins/archive/{year}/", len(cards))
        for year, cards in sorted(by_year.items(), reverse=True)
    )
    pages = list_pages(
        edition,
        listed,
        Listing(
            base=BASE.url,
            title=BASE.title,
            column=BASE.title,
            frame="bulletins",
            crumbs=(HOME,),
            lead="本区应急管理工作动态、通知公告、政策文件与事故警示。",
            groups=(("栏目", categories), ("按年份", years)),
            front="bulletins",
        ),
    )
    for category, cards in by_category.items():
        pages += list_pages(
            edition,
            cards,
            Listing(
                base=f"bulletins/{CATEGORIES[category]}/",
                title=category,
                column=category,
                frame="bulletins",
                crumbs=(HOME, BASE),
                groups=(("栏目", categories),),
            ),
        )
    for year, cards in sorted(by_year.items()):
        pages += list_pages(
            edition,
            cards,
            Listing(
                base=f"bulletins/archive/{year}/",
                title=f"{year}年应急动态",
                column=BASE.title,
                frame="bulletins",
                crumbs=(HOME, BASE),
                groups=(("按年份", years),),
            ),
        )
    return pages


def _category_links(by_category: dict[str, list[Card]]) -> tuple[ListLink, ...]:
    return tuple(
        ListLink(category, f"bulletins/{CATEGORIES[category]}/", len(cards))
        for category, cards in by_category.items()
    )


def _exports(edition: Edition, listed: list[Card]) -> BulletinExports:
    hazards: dict[str, list[Item]] = defaultdict(list)
    campaigns: dict[str, list[Item]] = defaultdict(list)
    counts: dict[str, int] = dict.fromkeys(CATEGORIES, 0)
    for card in listed:
        counts[cast(BulletinMore, card.more).category] += 1
        for hazard in card.hazards:
            if len(hazards[hazard]) < RELATED:
                hazards[hazard].append(item(edition, card))
        if card.campaign and len(campaigns[card.campaign]) < 2 * RELATED:
            campaigns[card.campaign].append(item(edition, card))
    return BulletinExports(
        newest=tuple(item(edition, card) for card in listed[:8]),
        by_hazard=tuple((hazard, tuple(found)) for hazard, found in sorted(hazards.items())),
        by_campaign=tuple((ident, tuple(found)) for ident, found in sorted(campaigns.items())),
        categories=tuple(
            ListLink(category, f"bulletins/{CATEGORIES[category]}/", counts[category])
            for category in CATEGORIES
        ),
        years=tuple(sorted({card.published.year for card in listed}, reverse=True)),
    )

"""Lists of entries: a front and numbered pages."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.model.cards import Card
from generator.model.library import Edition
from generator.pages.items import item
from generator.pages.page import Crumb, Head, Item, Page
from generator.pages.paginate import Pager, paginate


class ListLink(NamedTuple):
    """A link to a list, with the number of entries in it."""

    title: str
    url: str
    size: int


class ListView(NamedTuple):
    """What a page of a list shows; ``groups`` are links to sister lists under a heading.

    ``history`` are counts above the list (:mod:`generator.pages.sections.alert_history`).
    """

    title: str
    lead: str
    items: tuple[Item, ...]
    pager: Pager
    groups: tuple[tuple[str, tuple[ListLink, ...]], ...]
    history: object = None


class Listing(NamedTuple):
    """One list: where it stands and what it says.

    ``front`` names the frame of its first page, if that has its own; the other
    frames are ``FRAME-list-DEPTH``.
    """

    base: str
    title: str
    column: str
    frame: str
    crumbs: tuple[Crumb, ...]
    lead: str = ""
    groups: tuple[tuple[str, tuple[ListLink, ...]], ...] = ()
    front: str | None = None
    history: object = None


def list_pages(edition: Edition, cards: Sequence[Card], listing: Listing) -> list[Page]:
    """The pages of one list of ``cards``, newest first."""
    pages: list[Page] = []
    for part in paginate(cards, listing.base):
        number = part.pager.number
        words = f"{listing.title} 第{number}页" if number else listing.title
        above = listing.crumbs
        if number:
            above = (*above, Crumb(listing.title, listing.base))
        path = f"{part.url}index.html"
        view = ListView(
            title=words,
            lead="" if number else listing.lead,
            items=tuple(item(edition, card) for card in part.entries),
            pager=part.pager,
            groups=() if number else listing.groups,
            history=None if number else listing.history,
        )
        frame = f"{listing.frame}-list-{path.count('/')}"
        if listing.front and not number:
            frame = listing.front
        description = listing.lead or f"{words}，长宁应急。"
        head = Head(words, description, listing.column, crumbs=above)
        pages.append(Page(path, frame, "list.html", head, view))
    return pages

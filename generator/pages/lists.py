"""Lists of entries: a front and numbered pages."""

from __future__ import annotations

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
    """What a page of a list shows; ``groups`` are links to sister lists under a heading."""

    title: str
    lead: str
    items: tuple[Item, ...]
    pager: Pager
    groups: tuple[tuple[str, tuple[ListLink, ...]], ...]
    aside: tuple[tuple[str, tuple[Item, ...]], ...]


def list_pages(
    edition: Edition,
    cards: Sequence[Card],
    base: str,
    *,
    title: str,
    column: str,
    frame: str,
    crumbs: tuple[Crumb, ...],
    lead: str = "",
    groups: tuple[tuple[str, tuple[ListLink, ...]], ...] = (),
    aside: tuple[tuple[str, tuple[Item, ...]], ...] = (),
    front: str | None = None,
) -> list[Page]:
    """The pages of one list. ``front`` names the frame of its first page, if it has its own."""
    pages: list[Page] = []
    for part in paginate(cards, base):
        number = part.pager.number
        words = f"{title} 第{number}页" if number else title
        above = (*crumbs, Crumb(title, base)) if number else crumbs
        path = f"{part.url}index.html"
        view = ListView(
            title=words,
            lead="" if number else lead,
            items=tuple(item(edition, card) for card in part.entries),
            pager=part.pager,
            groups=groups if not number else (),
            aside=aside if not number else (),
        )
        own = front if front and not number else f"{frame}-list-{path.count('/')}"
        head = Head(words, lead or f"{words},长宁应急。", column, crumbs=above)
        pages.append(Page(path, own, "list.html", head, view))
    return pages

"""标签: everything that carries a tag, whatever its kind."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from generator.model.cards import Card
from generator.pages.lists import Listing, ListLink, list_pages
from generator.pages.page import Crumb, Head, Page
from generator.pages.plan import Desk, Plan, Section
from generator.pages.shared import tag_slug, tag_slugs

HOME = Crumb("首页", "")
BASE = Crumb("标签", "tags/")


class TagsView(NamedTuple):
    """Every tag in use, the most used first."""

    tags: tuple[ListLink, ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    slugs = tag_slugs(desk)
    by_slug: dict[str, list[Card]] = defaultdict(list)
    names: dict[str, str] = {}
    for kind in ("bulletin", "campaign"):
        for card in edition.listed(kind):
            found = {tag_slug(slugs, tag): tag for tag in reversed(card.tags)}
            for slug, tag in found.items():
                names.setdefault(slug, tag)
                by_slug[slug].append(card)
    links = tuple(
        ListLink(names[slug], f"tags/{slug}/", len(cards))
        for slug, cards in sorted(by_slug.items(), key=lambda row: (-len(row[1]), row[0]))
    )
    head = Head(BASE.title, "按标签浏览长宁应急的全部内容。", BASE.title, crumbs=(HOME,))
    pages = [Page("tags/index.html", "tags", "tags.html", head, TagsView(links))]
    for slug, cards in sorted(by_slug.items()):
        cards.sort(key=lambda card: (card.published, card.kind, card.id), reverse=True)
        pages += list_pages(
            edition,
            cards,
            Listing(
                base=f"tags/{slug}/",
                title=f"标签：{names[slug]}",
                column=BASE.title,
                frame="tags",
                crumbs=(HOME, BASE),
            ),
        )
    return Plan(pages, exports=tuple(sorted((names[slug], slug) for slug in by_slug)))


SECTION = Section("tags", ("bulletin", "campaign"), ("tags",), (), plan)

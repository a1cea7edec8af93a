"""What several sections plan alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.cards import Card
from generator.model.library import Edition
from generator.pages.lists import ListLink
from generator.pages.page import Crumb, Head, Page, Source
from generator.pages.plan import Desk
from generator.text.slug import slugify

if TYPE_CHECKING:
    from generator.model.tables import Tag


class WithdrawnView(NamedTuple):
    """A page whose text was taken back: nothing of it but that this happened, and why."""

    source: str


def withdrawn_page(
    card: Card, path: str, frame: str, crumbs: tuple[Crumb, ...], column: str
) -> Page:
    """The notice at the address of a withdrawn entry (format.md, ground rules)."""
    head = Head(
        "本页内容已撤下",
        "本页内容已撤下。",
        column,
        published=None,
        updated=card.withdrawn,
        indexed=False,
        crumbs=crumbs,
    )
    return Page(
        path=path,
        frame=frame,
        template="withdrawn.html",
        head=head,
        view=WithdrawnView(card.source),
        source=Source(card.source, card.digest),
        lastmod=card.withdrawn,
        listed=False,
    )


def media_of(edition: Edition, cards: Iterable[Card]) -> tuple[str, ...]:
    """The media that visible entries show at ``now``, sorted."""
    found = {
        path
        for card in cards
        if card.media and not edition.withdrawn(card)
        for path, since in card.media
        if edition.now.reached(since)
    }
    return tuple(sorted(found))


def pictures_of(
    edition: Edition, card: Card, missing: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The pictures that the page of ``card`` shows at ``now``; ``missing`` do not exist."""
    if not card.pictures:
        return ()
    since = dict(reversed(card.media))  # of a picture shown twice the first time counts
    return tuple(
        path
        for path in card.pictures
        if path not in missing and path in since and edition.now.reached(since[path])
    )


def tag_links(slugs: Mapping[str, str], tags: Iterable[str]) -> tuple[ListLink, ...]:
    """Links to the pages of ``tags``; a tag that has no slug is its own. One link a page."""
    found: dict[str, ListLink] = {}
    for tag in tags:
        url = f"tags/{tag_slug(slugs, tag)}/"
        found.setdefault(url, ListLink(tag, url, 0))
    return tuple(found.values())


def tag_slug(slugs: Mapping[str, str], tag: str) -> str:
    """The slug of a tag: of the table, else its own words, or their digest if too long a name."""
    slug = slugs.get(tag) or slugify(tag)
    if len(slug.encode()) <= _LONGEST:
        return slug
    return blake2b(slug.encode(), digest_size=8).hexdigest()


#: Bytes of a folder's name that every file system takes, with room to spare.
_LONGEST = 200


def tag_slugs(desk: Desk) -> dict[str, str]:
    """The slugs of the table, by the name of the tag."""
    return {tag.name: tag.slug for tag in cast("tuple[Tag, ...]", desk.tables["tags"])}


def linked(edition: Edition, card: Card) -> tuple[str, ...]:
    """Those links of an entry's body that lead to something visible."""
    found = []
    for link in card.links:
        kind, _, ident = link.partition("/")
        target = edition.find(kind, ident)
        if target is not None and not edition.withdrawn(target):
            found.append(link)
    return tuple(found)

"""What can be found on the site, by the store that the build before left. Reads no content."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from generator.model.cards import CampaignMore, Card
from generator.model.library import KINDS, Edition, Library
from generator.model.site import Site
from generator.model.vocabulary import STREETS
from generator.pages.addresses import entry_url, page_url
from generator.pages.sections.places import BASE, SIZE

if TYPE_CHECKING:
    from generator.model.moment import Moment
    from generator.model.place import Place
    from generator.site.store import Store
    from generator.theme.chrome import Chrome, DocsPage

#: The part of the index for what has no date.
UNDATED = "undated"
#: Hand-written pages that are for editors.
_EDITORS = "handbook/"


class Item(NamedTuple):
    """Something to be found: its part of the index, its address, the digest of what is known of it.

    ``source`` is its card, place or hand-written page. Of an alert ``seen`` messages are sent,
    with ``fixed`` corrections each.
    """

    unit: str
    url: str
    key: str
    source: Card | Place | DocsPage
    seen: int = 0
    fixed: tuple[int, ...] = ()


class Snapshot:
    """The site of ``store`` at ``now``. Whatever has no page in the output is not part of it."""

    def __init__(self, store: Store, chrome: Chrome, now: Moment) -> None:
        self._store, self._chrome, self._now = store, chrome, now
        head = store.head
        refused = {path for link in head.links.values() for path in link.refused}
        refused |= {one.path for kind in KINDS for one in head.twice.get(kind, (b"", ()))[1]}
        self._refused = refused
        self._production = any(site.production for site in self._tables("site", Site))

    def items(self) -> Iterator[Item]:
        """Everything that is to be found, in no order that matters."""
        output = Path(self._store.output)
        for item in (*self._entries(), *self._places(), *self._pages()):
            page = item.url.partition("#")[0]
            if (output / page / "index.html").is_file():
                yield item

    def _entries(self) -> Iterator[Item]:
        library = Library(self._cards, lambda _kind, _ident: None, self._production)
        edition = Edition(library, self._now.fresh(), KINDS)
        for kind in KINDS:
            for card in edition.listed(kind):
                yield self._entry(edition, card)

    def _entry(self, edition: Edition, card: Card) -> Item:
        url = entry_url(card.kind, card.id)
        if card.kind == "alert":
            sent = edition.messages(card)
            fixed = tuple(sum(edition.now.reached(at) for at, _ in one.corrections) for one in sent)
            unit = f"alerts-{card.published.year}"
            return Item(unit, url, _key(card.digest, url, fixed), card, len(sent), fixed)
        if card.kind == "guide":
            return Item(UNDATED, url, _key(card.digest, url), card)
        more = card.more
        when = more.starts if isinstance(more, CampaignMore) else card.published
        return Item(f"news-{when.year}", url, _key(card.digest, url), card)

    def _places(self) -> Iterator[Item]:
        """As the section of the places has them: the order gives the page of each."""
        first = {place.id: place for place in reversed(list(self._rows()))}
        order = {name: number for number, name in enumerate(STREETS)}
        shown = [one for one in first.values() if not (self._production and one.sample)]
        shown.sort(key=lambda one: (order.get(one.subdistrict, 99), one.kind, one.id))
        for number, place in enumerate(shown):
            base = BASE.url if number < SIZE else page_url(BASE.url, number // SIZE + 1)
            url = f"{base}#p-{place.id}"
            yield Item(UNDATED, url, _key(place, url), place)

    def _pages(self) -> Iterator[Item]:
        for path, page in self._chrome.docs.items():
            url = path.removesuffix("index.html")
            if not url.startswith(_EDITORS):
                yield Item(UNDATED, url, _key(page), page)

    def _cards(self, kind: str) -> Iterator[Card]:
        for _, head in sorted(self._store.head.folders.items()):
            if kind in head.kinds:
                cards: dict[str, Card] = self._store.shard(head.cards)
                for card in cards.values():
                    if card.kind == kind and card.source not in self._refused:
                        yield card

    def _rows(self) -> Iterator[Place]:
        for table in self._tables("places", tuple):
            yield from cast("tuple[Place, ...]", table)

    def _tables(self, kind: str, wanted: type) -> Iterator[Any]:
        for _, head in sorted(self._store.head.folders.items()):
            if kind in head.kinds:
                for record in self._store.shard(head.shard).values():
                    if record.kind == kind and isinstance(record.table, wanted):
                        yield record.table


def _key(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

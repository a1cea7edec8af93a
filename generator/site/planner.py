"""Decide what every section of the site looks like at ``now``, planning only what must be."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from generator.model.cards import Card
from generator.model.library import Edition, Library
from generator.model.moment import Moment
from generator.model.site import Site
from generator.pages.plan import Desk, Plan, Section
from generator.site.links import Links
from generator.site.sources import Sources
from generator.site.store import Answer, SectionHead, Store
from generator.site.tables import load_table


class Planned(NamedTuple):
    """A section: as it stands in the store (``plan`` is ``None``), or planned anew."""

    section: Section
    inputs: bytes
    head: SectionHead | None
    plan: Plan | None
    since: datetime
    horizon: datetime | None
    lookups: dict[tuple[str, str], Answer]
    told: bytes
    exports: object = None


class Planner:
    """Plans sections in order; each gets an edition of its own, which remembers its horizon.

    ``base`` gives the digest of what goes into every section; it is asked as late as may be.
    ``gallery`` gives the digest of pictures: those that a section shows go into it.
    """

    def __init__(
        self,
        sources: Sources,
        links: Links,
        store: Store,
        site: Site,
        now: Moment,
        base: Callable[[], bytes],
        gallery: Callable[[Iterable[str]], bytes] = lambda _: b"",
    ) -> None:
        self._sources, self._links, self._store = sources, links, store
        self._site, self._now, self._base = site, now, base
        self._gallery = gallery
        self.library = Library(self._cards, self._card, site.production)
        self._tables: dict[str, object] = {}
        self._exports: dict[str, object] = {}
        self._told: dict[str, bytes] = {}
        self._left_out = blake2b(
            os.fsencode("\n".join(sorted(links.refused | links.missing))), digest_size=16
        ).digest()

    def settle(self, section: Section) -> Planned:
        """The section from the store if it still holds, else planned."""
        known = self._store.head.sections.get(section.name)
        if known is None:
            return self.plan(section)
        inputs = self._inputs(section)
        if self._holds(known, inputs):
            self._told[section.name] = known.told
            return Planned(
                section=section,
                inputs=inputs,
                head=known,
                plan=None,
                since=known.since,
                horizon=known.horizon,
                lookups=known.lookups,
                told=known.told,
            )
        return self.plan(section)

    def plan(self, section: Section) -> Planned:
        """The section, planned."""
        edition = Edition(self.library, self._now.fresh(), section.kinds)
        desk = Desk(
            edition=edition,
            site=self._site,
            tables={name: self._table(name) for name in section.tables},
            exports={name: self._exports_of(name) for name in section.sections},
            unreadable=self._links.alerts_missing,
            missing=frozenset(self._links.missing),
        )
        plan = section.plan(desk)
        told = blake2b(repr(plan.exports).encode("utf-8", "surrogatepass"), digest_size=16)
        self._told[section.name] = told.digest()
        self._exports[section.name] = plan.exports
        return Planned(
            section=section,
            inputs=self._inputs(section),
            head=self._store.head.sections.get(section.name),
            plan=plan,
            since=self._now.instant,
            horizon=edition.now.horizon,
            lookups={
                (kind, ident): self._answer(edition, kind, ident)
                for kind, ident in edition.looked_up
                if kind not in section.kinds
            },
            told=told.digest(),
            exports=plan.exports,
        )

    def _inputs(self, section: Section) -> bytes:
        digest = blake2b(self._base(), digest_size=16)
        digest.update(self._left_out + bytes([self._links.alerts_missing]))
        for kind in (*section.kinds, *section.tables):
            digest.update(kind.encode() + b"\0" + self._sources.kind_digest(kind))
        for name in section.sections:
            digest.update(name.encode() + b"\0" + self._told[name])
        return digest.digest()

    def _holds(self, known: SectionHead, inputs: bytes) -> bool:
        instant = self._now.instant
        if known.inputs != inputs or instant < known.since:
            return False
        if known.horizon is not None and instant >= known.horizon:
            return False
        if known.pictures and known.gallery != self._gallery(known.pictures):
            return False
        return all(self._same(*key, answer) for key, answer in known.lookups.items())

    def _same(self, kind: str, ident: str, answer: Answer) -> bool:
        """Whether a look-up finds what it found; time is the horizon's to judge."""
        head = self._sources.folders.get(answer.folder)
        if head is not None and head.shard == answer.shard:
            return True
        if not answer.folder and answer.shard == self._sources.kind_digest(kind).hex():
            return True
        edition = Edition(self.library, self._now.fresh(), ())
        return self._answer(edition, kind, ident).card == answer.card

    def _answer(self, edition: Edition, kind: str, ident: str) -> Answer:
        card = edition.find(kind, ident)
        if card is None:
            return Answer(None, "", self._sources.kind_digest(kind).hex())
        text = f"{card!r} {edition.withdrawn(card)}"
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        folder = card.source.rpartition("/")[0]
        return Answer(digest, folder, self._sources.folders[folder].shard)

    def _exports_of(self, name: str) -> object:
        if name not in self._exports:
            self._exports[name] = pickle.loads(self._store.head.sections[name].exports)
        return self._exports[name]

    def _table(self, name: str) -> object:
        if name not in self._tables:
            self._tables[name] = load_table(self._sources, name)
        return self._tables[name]

    def _card(self, kind: str, ident: str) -> Card | None:
        card = self._sources.card(kind, ident)
        return card if card is not None and card.source not in self._links.refused else None

    def _cards(self, kind: str) -> Iterator[Card]:
        refused = self._links.refused
        return (card for card in self._sources.cards(kind) if card.source not in refused)

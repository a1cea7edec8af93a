"""Bring what is known of content/ up to date, reading only files that changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from generator.content.scan import refuse_folder
from generator.model.cards import AlertMore, Card
from generator.problems import Problem, has_errors
from generator.site.folders import Listed, Look, list_folder, listing_digest
from generator.site.records import Entries, Kept, Record, for_rendering, read_record
from generator.site.store import FolderHead, Store
from generator.site.workers import fork_map

ENTRY_KINDS = ("alert", "bulletin", "campaign", "guide")
#: Files a worker reads in one go.
CHUNK = 48


class Sources:
    """The content as records by folder; only what changed is read.

    ``look`` is how content/ lies; ``started`` a time (ns) not later than that.
    """

    def __init__(
        self, root: str, store: Store, entries: Entries, jobs: int, started: int, look: Look
    ) -> None:
        self._root, self._store, self._entries = root, store, entries
        self._jobs, self._started = jobs, started
        self._paths: dict[str, dict[str, str]] = {}
        self._opened: dict[str, dict[str, Card]] = {}
        self.unreadable = look.unreadable
        self.folders: dict[str, FolderHead] = {}
        self._update(look)

    def records(self, folder: str) -> dict[str, Record]:
        """The records of a folder by file name; read from the store each time."""
        records: dict[str, Record] = self._store.shard(self.folders[folder].shard)
        return records

    def read(self, path: str) -> bytes:
        """The bytes of a file; none where it is gone."""
        with suppress(OSError):
            return Path(self._root, path).read_bytes()
        return b""

    def cards(self, kind: str) -> Iterator[Card]:
        """The card of every sound entry of a kind, by path."""
        for _, head in sorted(self.folders.items()):
            if kind in head.kinds:
                cards: dict[str, Card] = self._store.shard(head.cards)
                yield from (card for card in cards.values() if card.kind == kind)

    def kind_digest(self, kind: str) -> bytes:
        """The digest of everything there is of one kind."""
        digest = blake2b(digest_size=16)
        for folder, head in sorted(self.folders.items()):
            if kind in head.kinds:
                digest.update(os.fsencode(folder) + b"\0" + head.kinds[kind])
        return digest.digest()

    def ids(self, kind: str) -> dict[str, str]:
        """Path by id of every file of a kind, sound or not; the first path wins."""
        found: dict[str, str] = {}
        for ident, path in self.id_rows(kind):
            found.setdefault(ident, path)
        return found

    def id_rows(self, kind: str) -> Iterator[tuple[str, str]]:
        """Id and path of every file of a kind, by path."""
        for _, head in sorted(self.folders.items()):
            if kind in head.kinds:
                yield from self._store.shard(head.ids).get(kind, ())

    def card(self, kind: str, ident: str) -> Card | None:
        """One entry; opens the cards of one folder."""
        if kind not in self._paths:
            self._paths[kind] = self.ids(kind)
        path = self._paths[kind].get(ident)
        if path is None:
            return None
        folder, _, name = path.rpartition("/")
        if folder not in self._opened:
            self._opened[folder] = self._store.shard(self.folders[folder].cards)
        return self._opened[folder].get(name)

    def of_kind(self, kind: str) -> Iterator[tuple[str, Record]]:
        """Path and record of every file of one kind."""
        for folder in sorted(self.folders):
            if kind in self.folders[folder].kinds:
                for name, record in self.records(folder).items():
                    if record.kind == kind:
                        yield f"{folder}/{name}", record

    @cached_property
    def media(self) -> dict[str, Record]:
        """Every media file that can be shown, by its path from ``media/`` on."""
        return {
            path.removeprefix("content/"): record
            for path, record in self.of_kind("media")
            if not has_errors(record.problems)
        }

    def problems(self) -> list[Problem]:
        """What was found in reading."""
        found = [refuse_folder(folder) for folder in self.unreadable]
        return found + [problem for head in self.folders.values() for problem in head.problems]

    def _update(self, look: Look) -> None:
        changed: dict[str, dict[str, Record | None]] = {}
        for folder, digest in look.digests.items():
            known = self._store.head.folders.get(folder)
            if known is not None and known.stat == digest:
                self.folders[folder] = known
            elif files := list_folder(self._root, folder):
                changed[folder] = self._compare(known, files)
        todo = [
            f"{folder}/{name}"
            for folder, records in changed.items()
            for name, record in records.items()
            if record is None
        ]
        for path, record in self._load(todo):
            folder, _, name = path.rpartition("/")
            changed[folder][name] = record
        while changed:
            folder, found = changed.popitem()
            records = {name: record for name, record in found.items() if record is not None}
            self._keep(folder, records)

    def _compare(self, known: FolderHead | None, files: list[Listed]) -> dict[str, Record | None]:
        """The records that still hold, by name; ``None`` for files to be read."""
        old: dict[str, Record] = self._store.shard(known.shard) if known else {}
        cards: dict[str, Card] = self._store.shard(known.cards) if known else {}
        out: dict[str, Record | None] = {}
        for name, stat in files:
            record = old.get(name)
            same = record is not None and stat is not None and record.stat == stat
            out[name] = record._replace(card=cards.get(name)) if record and same else None
        return out

    def _load(self, paths: list[str]) -> Iterator[tuple[str, Record]]:
        chunks = [paths[at : at + CHUNK] for at in range(0, len(paths), CHUNK)]
        for rows, kept in fork_map(self._load_chunk, chunks, self._jobs):
            self._entries.keep(kept)
            yield from rows

    def _load_chunk(
        self, paths: list[str]
    ) -> tuple[list[tuple[str, Record]], list[tuple[str, Kept]]]:
        rows: list[tuple[str, Record]] = []
        loaded = []
        for path in paths:
            record, entry = read_record(self._root, path, self._started)
            rows.append((path, record))
            if entry is not None and record.card is not None:
                loaded.append((path, record.digest, for_rendering(entry)))
        name = blake2b(os.fsencode("\n".join(paths)), digest_size=8).hexdigest()
        return rows, self._entries.spill(loaded, name)

    def _keep(self, folder: str, records: dict[str, Record]) -> None:
        cards = {name: record.card for name, record in records.items() if record.card}
        slim = {name: record._replace(card=None) for name, record in records.items()}
        trusted = [Listed(name, record.stat) for name, record in records.items() if record.stat]
        self.folders[folder] = FolderHead(
            stat=listing_digest(trusted) if len(trusted) == len(records) else None,
            shard=self._store.add(slim),
            cards=self._store.add(cards),
            kinds=_kinds(records),
            ids=self._store.add(_ids(folder, records)),
            targets=_targets(records),
            problems=tuple(problem for record in records.values() for problem in record.problems),
            broken=tuple(
                f"{folder}/{name}"
                for name, record in records.items()
                if record.card is None and record.kind in (*ENTRY_KINDS, "refused")
            ),
            newest=max((at for card in cards.values() for at in _times(card)), default=None),
            entries=sum(record.card is not None for record in records.values()),
            incomplete=any(record.incomplete for record in records.values()),
        )


def _kinds(records: dict[str, Record]) -> dict[str, bytes]:
    digests: dict[str, blake2b] = {}
    for name, record in records.items():
        digest = digests.setdefault(record.kind, blake2b(digest_size=16))
        digest.update(os.fsencode(name) + b"\0" + record.digest)
    return {kind: digest.digest() for kind, digest in digests.items()}


def _times(card: Card) -> list[datetime]:
    """When something of an entry is published."""
    sent = [one.sent for one in card.more.messages] if isinstance(card.more, AlertMore) else []
    return [card.published, *sent]


def withheld(sources: Sources, now: datetime) -> list[tuple[str, datetime]]:
    """What is dated after ``now``: the file and from when it shows."""
    return [
        (card.source, at)
        for kind in ENTRY_KINDS
        if any(
            kind in head.kinds and head.newest is not None and head.newest > now
            for head in sources.folders.values()
        )
        for card in sources.cards(kind)
        for at in sorted({at for at in _times(card) if at > now})
    ]


def _ids(folder: str, records: dict[str, Record]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, record in records.items():
        if record.kind in ENTRY_KINDS and record.id is not None:
            found.setdefault(record.kind, []).append((record.id, f"{folder}/{name}"))
    return {kind: tuple(ids) for kind, ids in found.items()}


def _targets(records: dict[str, Record]) -> dict[str, frozenset[str]]:
    """What the entries of a folder refer to, by the kind of the target."""
    found: dict[str, set[str]] = {}
    for record in records.values():
        for reference in record.references:
            found.setdefault(reference.kind, set()).add(reference.target)
    return {kind: frozenset(targets) for kind, targets in found.items()}

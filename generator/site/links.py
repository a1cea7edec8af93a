"""Cross references: does what an entry points at exist? Checked by folder, again only on change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from generator.content.loaded import Reference
from generator.content.references import check_places, dangling, taken_twice
from generator.problems import Problem, has_errors
from generator.site.sources import ENTRY_KINDS, Sources
from generator.site.store import LinkHead, Store

if TYPE_CHECKING:
    from generator.model.place import Place


class Links:
    """The references of all content.

    ``refused`` are files whose entries can not be shown, ``missing`` the media
    that alerts do without.
    """

    def __init__(self, sources: Sources, store: Store) -> None:
        self._sources, self._store = sources, store
        self._known: dict[str, dict[str, str]] = {}
        self.heads = {folder: self._check(folder) for folder in sorted(sources.folders)}
        self.twice = {kind: self._taken_twice(kind) for kind in ENTRY_KINDS}
        self.problems = [problem for _, found in self.twice.values() for problem in found]
        self.refused: set[str] = {problem.path for problem in self.problems}
        # Of a table only the row is left out.
        self.twice["places"] = self._places_taken_twice()
        self.problems += self.twice["places"][1]
        self.missing: set[str] = set()
        for head in self.heads.values():
            self.problems += head.problems
            self.refused |= head.refused
            self.missing |= head.missing
        broken = {path for head in sources.folders.values() for path in head.broken}
        self.left_out = sorted(broken | self.refused | set(sources.unreadable))
        #: Whether an alert may be lacking altogether.
        self.alerts_missing = any(
            f"{path}/".startswith("content/alerts/") for path in self.left_out
        )

    @cached_property
    def _media(self) -> set[str]:
        return set(self._sources.media)

    def _taken_twice(self, kind: str) -> tuple[bytes, tuple[Problem, ...]]:
        """Ids taken more than once in a kind: the first path keeps it."""
        inputs = self._sources.kind_digest(kind)
        known = self._store.head.twice.get(kind)
        if known is not None and known[0] == inputs:
            return known
        first = self._paths(kind)
        rows = self._sources.id_rows(kind)
        problems = [
            taken_twice(path, ident, first[ident]) for ident, path in rows if first[ident] != path
        ]
        return inputs, tuple(problems)

    def _places_taken_twice(self) -> tuple[bytes, tuple[Problem, ...]]:
        inputs = self._sources.kind_digest("places")
        known = self._store.head.twice.get("places")
        if known is not None and known[0] == inputs:
            return known
        rows = self._sources.of_kind("places")
        files = [
            (path, [place.id for place in cast("tuple[Place, ...]", record.table or ())])
            for path, record in rows
        ]
        return inputs, tuple(check_places(files, self._sources.read))

    def _paths(self, kind: str) -> dict[str, str]:
        if kind not in self._known:
            self._known[kind] = self._sources.ids(kind)
        return self._known[kind]

    def _check(self, folder: str) -> LinkHead:
        inputs = self._inputs(folder)
        known = self._store.head.links.get(folder)
        if known is not None and known.inputs == inputs:
            return known
        problems: list[Problem] = []
        refused: set[str] = set()
        missing: set[str] = set()
        if not self._all_there(folder):
            for name, record in self._sources.records(folder).items():
                path = f"{folder}/{name}"
                found = self._of_record(path, record.references)
                problems += found
                if found and record.kind == "alert":
                    media = {one.target for one in record.references if one.kind == "media"}
                    missing |= media - self._media
                elif has_errors(found):
                    refused.add(path)
        return LinkHead(inputs, tuple(problems), frozenset(refused), frozenset(missing))

    def _inputs(self, folder: str) -> bytes:
        head = self._sources.folders[folder]
        digest = blake2b(head.shard.encode(), digest_size=16)
        for kind, targets in sorted(head.targets.items()):
            if kind == "media":
                digest.update(self._sources.kind_digest("media"))
            elif kind == "entry":
                for other in sorted({target.partition("/")[0] for target in targets}):
                    digest.update(other.encode() + self._sources.kind_digest(other))
            elif kind in ENTRY_KINDS:
                digest.update(kind.encode() + self._sources.kind_digest(kind))
        return digest.digest()

    def _all_there(self, folder: str) -> bool:
        targets: Mapping[str, frozenset[str]] = self._sources.folders[folder].targets
        return all(
            self._exists(kind, target) for kind, found in targets.items() for target in found
        )

    def _of_record(self, path: str, references: Iterable[Reference]) -> list[Problem]:
        return [
            dangling(path, reference, self._targets(reference))
            for reference in references
            if not self._exists(reference.kind, reference.target)
        ]

    def _exists(self, kind: str, target: str) -> bool:
        if kind == "media":
            return target in self._media
        if kind == "entry":
            kind, _, target = target.partition("/")
        return kind not in ENTRY_KINDS or target in self._paths(kind)

    def _targets(self, reference: Reference) -> Iterable[str]:
        if reference.kind == "media":
            return self._media
        kind = reference.target.partition("/")[0] if reference.kind == "entry" else reference.kind
        return self._paths(kind) if kind in ENTRY_KINDS else ()

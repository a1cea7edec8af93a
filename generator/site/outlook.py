"""When a build would change something next: planning ahead, writing nothing.

A planning run of the sections at ``now`` remembers the earliest instant that could
change an answer (:class:`~generator.model.moment.Moment`). Whether it does change
anything is seen by planning again for that instant; if it does not, the search goes on
from there. The heartbeat, which says when a build was, does not count.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from generator.content.docs import docs_references
from generator.content.source import read_source
from generator.model.moment import Moment
from generator.pages.plan import Plan
from generator.project import Project
from generator.site.epoch import epoch
from generator.site.extras import Addresses
from generator.site.folders import look_at
from generator.site.links import Links
from generator.site.planner import Planner
from generator.site.reasons import reason_at
from generator.site.records import Entries, Kept
from generator.site.sections import SECTIONS
from generator.site.sources import Sources
from generator.site.store import DamagedError, Store
from generator.site.tables import load_site


class Outlook(NamedTuple):
    """The next instant at which a build changes a byte, and why, in words."""

    at: datetime
    reason: str


class _Notes(Store):
    """The store of an output to read from; what is added stays in memory."""

    def __init__(self, cache: Path, output: str, epoch: bytes) -> None:
        super().__init__(cache, output, epoch)
        self._added: dict[str, object] = {}

    def add(self, value: object) -> str:
        name = f"memory-{len(self._added)}"
        self._added[name] = value
        return name

    def shard(self, name: str) -> Any:
        return self._added[name] if name in self._added else super().shard(name)

    def forget(self) -> None:
        """Go on without what is on disk, and leave it there for its owner."""
        self.head = self.head._replace(folders={}, sections={}, links={}, twice={}, tops={})


class _Unkept(Entries):
    """Entries that nobody will render."""

    def spill(self, rows: object, name: str) -> list[tuple[str, Kept]]:
        return []


def next_change(project: Project, output: Path, now: Moment, jobs: int) -> Outlook | None:
    """The earliest instant after ``now`` at which a build would change any byte."""
    store = _Notes(project.cache, str(output), epoch())
    try:
        return _Ahead(project, store, jobs).after(now)
    except DamagedError:  # a build that ran meanwhile cleared away what it had known
        store.forget()
        return _Ahead(project, store, jobs).after(now)


class _Ahead:
    def __init__(self, project: Project, store: Store, jobs: int) -> None:
        root = str(project.root)
        started = time.time_ns()
        look = look_at(root, "content")
        self._sources = Sources(root, store, _Unkept(root, ""), jobs, started, look)
        self._links, self._store = Links(self._sources, store), store
        self._site = load_site(self._sources)
        self._targets = sorted(set(_targets(project)))

    def after(self, now: Moment) -> Outlook | None:
        """The first instant after ``now`` at which what is planned is not the same."""
        before, horizon = self._plan(now)
        while horizon is not None:
            after, beyond = self._plan(Moment(horizon))
            changed = [path for path in after | before if after.get(path) != before.get(path)]
            if changed:
                return Outlook(horizon, reason_at(self._library, horizon) or _listed(changed))
            horizon = beyond
        return None

    def _plan(self, now: Moment) -> tuple[dict[str, object], datetime | None]:
        """What goes into every file at ``now``, by path, and until when that holds."""
        planner = Planner(
            self._sources, self._links, self._store, self._site, now, lambda: b"\0nothing built"
        )
        self._library = planner.library
        files: dict[str, object] = {}
        horizons: list[datetime | None] = []
        for section in SECTIONS:
            planned = planner.plan(section)
            if planned.plan is not None:
                files |= _inputs(planned.plan)
            horizons.append(planned.horizon)
        # The links of hand-written pages, which no section plans.
        moment = now.fresh()
        addresses = Addresses(planner.library, moment)
        files |= {f"entry:{target}": addresses.of(target) for target in self._targets}
        horizons.append(moment.horizon)
        return files, min((at for at in horizons if at is not None), default=None)


def _inputs(plan: Plan) -> dict[str, object]:
    files: dict[str, object] = {page.path: repr(page) for page in plan.pages}
    files |= dict(plan.files)
    files |= {made.path: made.key for made in plan.made}
    return files | dict.fromkeys(plan.media, b"shown")


def _targets(project: Project) -> Iterator[str]:
    for path in project.docs.rglob("*.md"):
        text = read_source(path.read_bytes()).text
        if text is not None:
            yield from (f"{one.kind}/{one.target}" for one in docs_references(text))


def _listed(paths: list[str]) -> str:
    """What changes, where no entry has an instant of its own there."""
    shown = [f"/{path.removesuffix('index.html')}" for path in sorted(paths)[:3]]
    more = f" 等 {len(paths)} 处" if len(paths) > len(shown) else ""
    return f"更新 {'、'.join(shown)}{more}"

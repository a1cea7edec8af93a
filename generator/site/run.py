"""One build, step by step. Imported only when a build has begun: it loads everything."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.feeds import sections as feeds
from generator.model.moment import Moment
from generator.pages.page import Page
from generator.pages.render import Press, Supply, frame_digest, make_press, page_key
from generator.problems import Problem
from generator.project import Project
from generator.site.artifacts import File, Part
from generator.site.build import Report, Seen
from generator.site.copies import Due, Laid, Waiting
from generator.site.extras import (
    HEARTBEAT,
    Addresses,
    docs_part,
    heartbeat,
    media_part,
    root_part,
    sitemap_lines,
    sitemap_part,
)
from generator.site.gallery import Gallery
from generator.site.links import Links
from generator.site.made import Workshop
from generator.site.manifest import manifest_part
from generator.site.offline import offline_part
from generator.site.output import APART, remove_links
from generator.site.outputs import Done, Outputs, top_of
from generator.site.planner import Planned, Planner
from generator.site.records import Entries
from generator.site.seal import Seal, find_seal
from generator.site.sections import SECTIONS
from generator.site.sources import Sources, withheld
from generator.site.store import Head, Row, SectionHead, Store
from generator.site.survey import inner_folders, is_empty
from generator.site.tables import load_site

if TYPE_CHECKING:
    from generator.theme.chrome import Chrome


class Run:
    """One build, step by step; ``settle`` shows pictures with the copies that wait."""

    def __init__(
        self,
        project: Project,
        chrome: Chrome | Callable[[], Chrome],
        store: Store,
        now: Moment,
        jobs: int,
        entries: Entries,
        *,
        settle: bool = False,
    ) -> None:
        self._started = time.perf_counter()
        self.timings: dict[str, float] = {}
        self.project, self.now, self.jobs = project, now, jobs
        self.store = store
        self.root = store.output
        self.entries = entries
        self.waiting = Waiting(project, store.head.epoch)
        self._settle = settle
        self.written = self.removed = 0
        self.problems: list[Problem] = []
        self.due: tuple[Due, ...] = ()
        self.sections: dict[str, SectionHead] = {}
        self.rows: dict[str, dict[str, Row]] = {}
        self._chrome = chrome

    def run(self, seen: Seen) -> Report:
        """Do it; how content and output lie is found out meanwhile."""
        look, root = seen.content(), str(self.project.root)
        self._lap("look")
        self.sources = Sources(root, self.store, self.entries, self.jobs, seen.started, look)
        self._lap("read")
        self.links = Links(self.sources, self.store)
        self._lap("links")
        self.site = load_site(self.sources)
        found = seen.output()
        self._lap("survey")
        self._plan_and_write(found)
        self._save()
        if not self.due:
            self.waiting.clear()
        self._lap("save")
        return self._report()

    def _lap(self, name: str) -> None:
        at = time.perf_counter()
        self.timings[name] = self.timings.get(name, 0.0) + at - self._started
        self._started = at

    def _plan_and_write(self, found: dict[str, bytes]) -> None:
        head = self.store.head
        untouched = frozenset(top for top, digest in found.items() if head.tops.get(top) == digest)
        remove_links(self.root, set(os.listdir(self.root)) - untouched - APART)
        self._untouched = untouched
        planner = Planner(
            *(self.sources, self.links, self.store, self.site, self.now),
            *(lambda: self._with_frames, self.gallery.digest),
        )
        for section in SECTIONS:
            planned = planner.settle(section)
            if planned.plan is None and not self._stands(planned):
                planned = planner.plan(section)
            self._lap("plan")
            self.sections[section.name] = self._carry_out(planned)
            self._lap("feeds" if section in feeds.SECTIONS else "render")
        address = Addresses(planner.library, self.now.fresh())
        self._extra(docs_part(self.chrome, address))
        self._extra(media_part(self.project, self.sources, self._media()))
        self._copies()
        self._extra(root_part(self.chrome, self.site, self._base))
        self._extra(manifest_part(self.site, self.store.head.epoch))
        self._extra(offline_part(self.chrome, self.sections, self._rows))
        self._extra(sitemap_part(self.site_url, self.store, self.sections))
        self._lap("extras")
        if not is_empty(found):
            tops = {top for section in self.sections.values() for top in section.tops}
            self.removed += self.outputs.sweep(self._wanted, tops)
        self._beat()
        self._lap("sweep")

    @cached_property
    def chrome(self) -> Chrome:
        """The chrome, when it is first needed: it may still be in the making."""
        self._lap("plan")
        chrome = self._chrome() if callable(self._chrome) else self._chrome
        self._lap("chrome")
        return chrome

    @cached_property
    def outputs(self) -> Outputs:
        """The output, and what pages are made with."""
        press, root = self._press(), str(self.project.root)
        changed = self.workshop.changed
        return Outputs(root, self.root, self._untouched, press, self._key, self.jobs, changed)

    @cached_property
    def gallery(self) -> Gallery:
        """The pictures, with what the last build knew of them."""
        head = self.store.head.sections.get("pictures")
        old = None if head and head.tops <= self._untouched else self._old("pictures")
        known = pickle.loads(head.exports) if head else {}
        laid = Laid(self.root, old)
        return Gallery(self.waiting, self.sources.media, known, laid, settle=self._settle)

    @cached_property
    def workshop(self) -> Workshop:
        """Where feeds and covers are made."""
        where = self.project, self.root
        return Workshop(*where, self.entries, self.site, self.site_url, self._base, seal=self._seal)

    @cached_property
    def _seal(self) -> Seal:
        """What CAP files are signed with."""
        return find_seal(self.project, self.site)

    @cached_property
    def _frames(self) -> dict[str, bytes]:
        return {name: frame_digest(frame) for name, frame in self.chrome.frames.items()}

    @cached_property
    def _base(self) -> bytes:
        """The digest of what goes into every page but its frame."""
        base = blake2b(self.store.head.epoch, digest_size=16)
        base.update(self.sources.kind_digest("site"))
        base.update(f"{self.chrome.site_url} {self.chrome.edit_uri}".encode())
        base.update(self._seal.identity)
        return base.digest()

    @cached_property
    def _with_frames(self) -> bytes:
        """The digest of what goes into every section."""
        return blake2b(
            self._base + repr(sorted(self._frames.items())).encode(), digest_size=16
        ).digest()

    def _beat(self) -> None:
        data = heartbeat(
            self.root, self.now, self._incomplete(), changed=bool(self.written + self.removed)
        )
        if data is not None:
            self.outputs.put(HEARTBEAT, data)
            self.written += 1

    def _incomplete(self) -> bool:
        """Whether an alert, or a part of one, was left out."""
        return self.links.alerts_missing or any(
            head.incomplete for head in self.sources.folders.values()
        )

    def _key(self, page: Page) -> bytes:
        """The key of a page; none that will ever hold if its file changed meanwhile."""
        if page.source is not None and page.source.path in self.entries.changed:
            return b""
        key = page_key(page, self._frames[page.frame], self._base)
        return key + self.gallery.digest(page.pictures) if page.pictures else key

    def _press(self) -> Press:
        return make_press(
            self.site,
            self.site_url,
            self.chrome.edit_uri,
            self.chrome.frames,
            Supply(self.entries.get, self.gallery.get),
            self.project.cache / "templates",
        )

    @property
    def site_url(self) -> str:
        return self.chrome.site_url

    def _stands(self, planned: Planned) -> bool:
        """Whether the files of a section that need not change are still there."""
        if planned.head is None:
            return False
        if all(top in self.outputs.untouched for top in planned.head.tops):
            return True
        return self.outputs.intact(self._old(planned.section.name), planned.head.tops)

    def _old(self, name: str) -> dict[str, Row]:
        known = self.store.head.sections.get(name)
        return self.store.shard(known.shard) if known else {}

    def _carry_out(self, planned: Planned) -> SectionHead:
        if planned.plan is None:
            return self.store.head.sections[planned.section.name]
        pages = planned.plan.pages
        pictures = tuple(sorted({path for page in pages for path in page.pictures}))
        self.gallery.prepare(pictures)
        files = [
            File(path, blake2b(data, digest_size=16).digest(), lambda data=data: data)  # type: ignore[misc]
            for path, data in planned.plan.files
        ]
        made = self.workshop.files(planned.plan.made)
        done = self._write(Part(planned.section.name, pages, files, made=made))
        if lacking := [file.path for file in made if file.path not in done.rows]:
            self.workshop.lack(lacking)
        lines = sitemap_lines(self.site_url, planned.plan.pages)
        return SectionHead(
            # What failed is tried again by the next build, with what may tell of it.
            inputs=b"" if done.problems or self.workshop.lacking else planned.inputs,
            since=planned.since,
            horizon=planned.horizon,
            lookups=planned.lookups,
            shard=self.store.add(done.rows),
            tops=frozenset(top_of(path) for path in done.rows),
            inner=inner_folders(done.rows),
            files=len(done.rows),
            pages=len(pages),
            exports=pickle.dumps(planned.exports),
            told=planned.told,
            media=planned.plan.media,
            sitemap=self.store.add(lines),
            urls=len(lines),
            pictures=pictures,
            gallery=self.gallery.digest(pictures) if pictures else b"",
        )

    def _write(self, part: Part) -> Done:
        done = self.outputs.update(part, self._old(part.name))
        self.rows[part.name] = done.rows
        self.written += done.written
        self.removed += done.removed
        self.problems += done.problems
        return done

    def _extra(self, part: Part, exports: Callable[[Done], bytes] = lambda _: b"") -> None:
        """A part that is looked at in every build: docs, media, sitemap."""
        done = self._write(part)
        self.problems += part.problems
        self.sections[part.name] = SectionHead(
            inputs=b"",
            since=self.now.instant,
            horizon=None,
            lookups={},
            shard=self.store.add(done.rows),
            tops=frozenset(top_of(path) for path in done.rows),
            inner=inner_folders(done.rows),
            files=len(done.rows),
            pages=sum(path.endswith(".html") for path in done.rows),
            exports=exports(done),
            told=b"",
            media=(),
            sitemap=self.store.add(part.sitemap),
            urls=len(part.sitemap),
        )

    def _rows(self, name: str) -> dict[str, Row]:
        """The files of a section of this build."""
        return self.rows.get(name) or self._old(name)

    def _copies(self) -> None:
        """The copies of pictures: left alone where every section shows what it showed."""
        shown = sorted({path for section in self.sections.values() for path in section.pictures})
        self.problems += self.gallery.problems(shown)
        self.due = tuple(self.gallery.due(shown))
        known = self.store.head.sections
        old = known.get("pictures")
        same = _shown(known) == _shown(self.sections)
        if old and same and all(top in self.outputs.untouched for top in old.tops):
            self.sections["pictures"] = old
        else:
            part = self.gallery.part(shown)
            self._extra(part, exports=lambda done: self.gallery.told(shown, done.rows))

    def _media(self) -> set[str]:
        return {path for section in self.sections.values() for path in section.media}

    def _wanted(self, top: str) -> set[str]:
        """The paths below ``top`` that somebody asks for."""
        found = {HEARTBEAT} if top == "api" else set()
        for name, section in self.sections.items():
            if top in section.tops:
                rows = self._rows(name)
                found.update(path for path in rows if top_of(path) == top)
        return found

    def _save(self) -> None:
        head = self.store.head
        inner = frozenset[str]().union(*(section.inner for section in self.sections.values()))
        stale = {folder.partition("/")[0] for folder in inner ^ head.inner}
        stale |= self.outputs.dirty_tops
        tops = {top for section in self.sections.values() for top in section.tops} | {""}
        self.store.save(
            Head(
                epoch=head.epoch,
                folders=self.sources.folders,
                sections=self.sections,
                links=self.links.heads,
                twice=self.links.twice,
                tops={
                    top: head.tops[top]
                    if top in self.outputs.untouched - stale
                    else self.outputs.survey(top, inner)
                    for top in tops
                },
            )
        )

    def _report(self) -> Report:
        problems = [
            *self.problems,
            *self.sources.problems(),
            *self.links.problems,
            *self.chrome.problems,
            *self.workshop.problems,
        ]
        pages = sum(section.pages for section in self.sections.values())
        left_out = self.links.left_out
        total = sum(head.entries for head in self.sources.folders.values())
        return Report(
            entries=total - len(self.links.refused),
            pages=pages,
            written=self.written,
            kept=sum(section.files for section in self.sections.values()) + 1 - self.written,
            removed=self.removed,
            problems=tuple(sorted(set(problems))),
            left_out=tuple(left_out),
            withheld=tuple(
                (path, at.isoformat()) for path, at in withheld(self.sources, self.now.instant)
            ),
            timings=self.timings,
            due=self.due,
        )


def _shown(sections: Mapping[str, SectionHead]) -> dict[str, tuple[tuple[str, ...], bytes]]:
    """The pictures that pages show, by section."""
    return {name: (one.pictures, one.gallery) for name, one in sections.items() if one.pictures}

"""content/ + chrome + now → the output directory, touching only what changed."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.model.moment import Moment
from generator.problems import Problem, has_errors
from generator.site.copies import Due, Waiting
from generator.site.epoch import epoch
from generator.site.folders import Look, look_at
from generator.site.output import BusyError, claimed
from generator.site.spill import spill_folder
from generator.site.store import DamagedError, Store
from generator.site.survey import survey
from generator.site.workers import Later, WorkerError

if TYPE_CHECKING:
    from generator.content.loaded import Loaded
    from generator.project import Project
    from generator.site.run import Run
    from generator.theme.chrome import Chrome


#: How far MkDocs stands behind the reading of content: it is not waited for until all is planned.
_BEHIND = 10

#: Passes after the first: another is needed where content changed while copies were made.
_PASSES = 3

#: The run of this process, kept until its end or the next one: to take apart what is known of
#: a hundred thousand entries takes half a second, and an alert would wait for it.
_LAST: list[Run] = []


class Seen(NamedTuple):
    """How everything lay at ``started`` (ns) or after: content/, and the output by ``survey``.

    To be asked for once, and in this order.
    """

    started: int
    content: Callable[[], Look]
    output: Callable[[], dict[str, bytes]]


Memory = dict[str, tuple[bytes, "Loaded"]]


class Report(NamedTuple):
    """What a build did. ``left_out`` are the files whose entry is not on the site.

    ``withheld`` are files with something dated later than ``now``, and from when it shows.
    ``due`` are the pictures that pages show without smaller copies, which are still to be made.
    """

    entries: int
    pages: int
    written: int
    kept: int
    removed: int
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    timings: dict[str, float]
    due: tuple[Due, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return not self.left_out and not has_errors(self.problems)


def _quiet(text: str) -> None:
    """Say nothing."""


def _begun(chrome: Callable[[], Chrome]) -> Callable[[], Chrome]:
    """``chrome``, with a child that runs MkDocs meanwhile: it leaves the frames in their cache.

    For a first build, which can not have them. What fails in the child fails here again,
    and is told then.
    """

    def take() -> None:
        os.nice(_BEHIND)
        chrome()

    child = Later(take)

    def wait() -> Chrome:
        with suppress(WorkerError, OSError):
            child.result()
        return chrome()

    return wait


class Builder(NamedTuple):
    """What a build of ``project`` into ``site_dir`` needs; ``jobs`` changes no byte.

    ``memory``, a dictionary of the caller's, keeps entries from one build of a process to
    the next. ``say`` tells an editor why a build waits.
    """

    project: Project
    chrome: Chrome | Callable[[], Chrome]
    site_dir: Path
    jobs: int = 1
    say: Callable[[str], None] = _quiet
    memory: Memory | None = None

    def pages(self, now: Moment, *, settle: bool = False) -> Report:
        """Everything but copies of pictures; with ``settle`` those that wait, too.

        Raises ``NotOursError`` and ``BusyError`` (nothing is touched then) and
        ``ContentError`` when the theme can not be rendered.
        """
        output = self.site_dir.resolve()
        with claimed(output, self.say), spill_folder(self.project.cache) as spill:
            store = Store(self.project.cache, str(output), epoch())
            if settle:
                now = _not_before(store, now)

            # Looking at content and output and loading our own code take equally long: both at
            # once. (A preview has threads, which a fork would leave behind: one after the other.)
            started = time.time_ns()
            content = partial(look_at, str(self.project.root), "content")
            seen = Seen(started, content, lambda: survey(store.output, store.head.inner))
            if self.jobs > 1:
                child = Later(seen.content, seen.output)
                seen = Seen(started, child.result, child.result)
            chrome = self.chrome
            if self.jobs > 1 and callable(chrome) and not store.head.sections:
                chrome = _begun(chrome)
            from generator.site.records import Entries
            from generator.site.run import Run

            gc.disable()
            try:
                entries = Entries(str(self.project.root), spill, self.memory)
                run = Run(self.project, chrome, store, now, self.jobs, entries, settle=settle)
                _LAST[:] = [run]
                try:
                    return run.run(seen)
                except DamagedError:
                    store.forget()
                    run = Run(self.project, chrome, store, now, self.jobs, entries, settle=settle)
                    return run.run(Seen(time.time_ns(), content, dict))
            finally:
                if self.memory is None:
                    gc.freeze()  # nothing of it will be garbage before the end of the process
                gc.enable()

    def copies(
        self, pages: Report, again: Callable[[], Moment], seconds: float | None = None
    ) -> Report:
        """Make the copies that are due and put them in place; the report of both.

        While they are made the output is free for other builds: ``again`` is the time when they
        are put there, for hours may lie between; if another build was for a later one, that counts.
        Ends soon after ``seconds``. What is left then, or made by another process right now,
        the next build puts in place.
        """
        waiting = Waiting(self.project, epoch())
        report, whole = pages, True
        for _ in range(_PASSES):
            if not (whole and report.due):
                break
            made = waiting.make(report.due, self.jobs, seconds)
            if made is None:
                break
            try:
                further = self.pages(again(), settle=True)
            except BusyError:
                break
            report, whole = _together(report, further), made
        return report


def build_into(
    project: Project,
    chrome: Chrome | Callable[[], Chrome],
    site_dir: Path,
    now: Moment,
    *,
    jobs: int = 1,
    memory: Memory | None = None,
) -> Report:
    """Bring ``site_dir`` to what ``project`` is at ``now``. Raises as ``Builder.pages``."""
    builder = Builder(project, chrome, site_dir, jobs, memory=memory)
    return builder.copies(builder.pages(now), now.fresh)


def _not_before(store: Store, now: Moment) -> Moment:
    """``now``, or the time of the last build if that is later: nothing is taken back."""
    known = [section.since for section in store.head.sections.values()]
    return Moment(max([now.instant, *known]))


def _together(before: Report, after: Report) -> Report:
    """Two passes as one build."""
    names = {**before.timings, **after.timings}
    return after._replace(
        written=before.written + after.written,
        removed=before.removed + after.removed,
        timings={
            name: before.timings.get(name, 0.0) + after.timings.get(name, 0.0) for name in names
        },
    )

"""content/ + chrome + now → the output directory, touching only what changed."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Problem, has_errors
from generator.site.epoch import epoch
from generator.site.folders import Look, look_at
from generator.site.output import claimed
from generator.site.spill import spill_folder
from generator.site.store import DamagedError, Store
from generator.site.survey import survey
from generator.site.workers import Later, WorkerError

if TYPE_CHECKING:
    from generator.content.loaded import Loaded
    from generator.model.moment import Moment
    from generator.project import Project
    from generator.site.run import Run
    from generator.theme.chrome import Chrome


#: How far MkDocs stands behind the reading of content: it is not waited for until all is planned.
_BEHIND = 10

#: The run of this process, kept until its end or the next one: to take apart what is known of
#: a hundred thousand entries takes half a second, and an alert would wait for it.
_LAST: list[Run] = []


class Seen(NamedTuple):
    """How everything lay at ``started`` (ns) or after: content/, and the output by ``survey``."""

    started: int
    content: Look
    output: dict[str, bytes]


Memory = dict[str, tuple[bytes, "Loaded"]]


class Report(NamedTuple):
    """What a build did. ``left_out`` are the files whose entry is not on the site.

    ``withheld`` are files with something dated later than ``now``, and from when it shows.
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


def build_into(
    project: Project,
    chrome: Chrome | Callable[[], Chrome],
    site_dir: Path,
    now: Moment,
    *,
    jobs: int = 1,
    say: Callable[[str], None] = _quiet,
    memory: Memory | None = None,
) -> Report:
    """Bring ``site_dir`` to what ``project`` is at ``now``; ``jobs`` changes no byte.

    ``memory``, a dictionary of the caller's, keeps entries from one build of a
    process to the next.

    Raises ``NotOursError`` and ``BusyError`` (nothing is touched then) and
    ``ContentError`` when the theme can not be rendered.
    """
    output = site_dir.resolve()
    with claimed(output, say), spill_folder(project.cache) as spill:
        store = Store(project.cache, str(output), epoch())

        # Looking at content and output and loading our own code take equally long: both at once.
        # (A preview has threads, which a fork would leave behind: it does one after the other.)
        def look() -> Seen:
            content = look_at(str(project.root), "content")
            return Seen(started, content, survey(store.output, store.head.inner))

        started = time.time_ns()
        found = Later(look).result if jobs > 1 else look
        if jobs > 1 and callable(chrome) and not store.head.sections:
            chrome = _begun(chrome)
        from generator.site.records import Entries
        from generator.site.run import Run

        gc.disable()
        try:
            entries = Entries(str(project.root), spill, memory)
            run = Run(project, chrome, store, now, jobs, entries)
            _LAST[:] = [run]
            try:
                return run.run(found)
            except DamagedError:
                store.forget()
                again = Seen(time.time_ns(), look_at(str(project.root), "content"), {})
                return Run(project, chrome, store, now, jobs, entries).run(lambda: again)
        finally:
            if memory is None:
                gc.freeze()  # nothing of it will be garbage before the end of the process
            gc.enable()

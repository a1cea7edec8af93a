"""Bring the output up to date: render what is due, remove what nobody asks for."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.pages.page import Page
from generator.pages.plan import PartlyMadeError
from generator.pages.render import Press, render
from generator.problems import Problem
from generator.site.artifacts import File, Part
from generator.site.output import APART, MARKER, Writer, remove, stat_of
from generator.site.records import DETAILS, keep_details
from generator.site.store import Row
from generator.site.survey import survey_files, survey_top
from generator.site.workers import fork_map

#: Pages a worker renders in one go.
CHUNK = 64
#: Files that are not worth another process.
_FEW = 16


class Done(NamedTuple):
    """A part as it now lies in the output."""

    rows: dict[str, Row]
    written: int
    removed: int
    problems: tuple[Problem, ...]


class Rendered(NamedTuple):
    """What became of one page or file: a row, or the problem with it; both if it is not whole."""

    path: str
    row: Row | None
    problem: Problem | None
    written: bool


class Outputs:
    """The files of one output. ``untouched`` are the top-level names nobody wrote to since.

    ``changed`` tells whether a file of content was written to during the build.
    """

    def __init__(
        self,
        project: str,
        root: str,
        untouched: frozenset[str],
        press: Press,
        key: Callable[[Page], bytes],
        jobs: int,
        changed: Callable[[], bool],
    ) -> None:
        self._project = project
        self.root = root
        self.untouched = untouched
        self._press = press
        self._key = key
        self._jobs = jobs
        self._changed = changed
        self._writer = Writer(root)
        self.dirty_tops: set[str] = set()

    def intact(self, rows: Mapping[str, Row], tops: Iterable[str]) -> bool:
        """Whether every file of ``rows`` lies as it was left."""
        if all(top in self.untouched for top in tops):
            return True
        return all(self._fresh(path, row) for path, row in rows.items())

    def update(self, part: Part, old: Mapping[str, Row]) -> Done:
        """Make the files of ``part`` be there; ``old`` is what the store says of it."""
        rows: dict[str, Row] = {}
        due: list[Page] = []
        problems: list[Problem] = []
        written = 0
        for page in part.pages:
            row = old.get(page.path)
            if row and row.key == self._key(page) and self._fresh(page.path, row):
                rows[page.path] = row
            else:
                due.append(page)
        for file in self._due(part.files, old, rows):
            stat, digest, new = self._writer.put(file.path, file.make())
            rows[file.path] = Row(file.key, stat, digest)
            written += new
            self._touch(file.path)
        making = self._due(part.made, old, rows)
        for done in itertools.chain(self._render(due), self._make(making)):
            self._touch(done.path)
            written += done.written
            if done.row is not None:
                rows[done.path] = done.row
            if done.problem is not None:
                problems.append(done.problem)
        gone = [path for path in old if path not in rows]
        for path in gone:
            self._remove(path)
        return Done(rows, written, len(gone), tuple(problems))

    def _due(
        self, files: Iterable[File], old: Mapping[str, Row], rows: dict[str, Row]
    ) -> list[File]:
        """The files to be made; into ``rows`` go those that lie as they should."""
        due: list[File] = []
        for file in files:
            row = old.get(file.path)
            if row is not None and row.key == file.key and self._fresh(file.path, row):
                rows[file.path] = row
            else:
                due.append(file)
        return due

    def put(self, path: str, data: bytes) -> None:
        """Write one file that no part knows."""
        self._writer.put(path, data)
        self._touch(path)

    def _fresh(self, path: str, row: Row) -> bool:
        return top_of(path) in self.untouched or stat_of(f"{self.root}/{path}") == row.stat

    def _touch(self, path: str) -> None:
        self.dirty_tops.add(top_of(path))

    def _render(self, due: list[Page]) -> Iterator[Rendered]:
        chunks = [due[at : at + CHUNK] for at in range(0, len(due), CHUNK)]
        for rows in fork_map(self._render_chunk, chunks, self._jobs):
            yield from rows

    def _render_chunk(self, chunk: list[Page]) -> list[Rendered]:
        # A writer of its own: the temporary name of this process is its own.
        writer = Writer(self.root) if self._jobs > 1 else self._writer
        return [self._render_page(writer, page) for page in chunk]

    def _render_page(self, writer: Writer, page: Page) -> Rendered:
        try:
            data = render(self._press, page)
        except Exception:  # noqa: BLE001 - one page must not keep the others from the site
            path = page.source.path if page.source else page.path
            problem = self._not_made(f"页面 /{page.url}", path)
            return Rendered(page.path, None, problem, written=False)
        stat, digest, new = writer.put(page.path, data)
        row = Row(self._key(page), stat, digest)
        return Rendered(page.path, row, None, written=new)

    def _make(self, due: list[File]) -> Iterator[Rendered]:
        """Files that take work; neighbours, which share what goes into them, in one process."""
        size = min(CHUNK, max(_FEW, -(-len(due) // self._jobs)))
        chunks = [due[at : at + size] for at in range(0, len(due), size)]
        for rows in fork_map(self._make_chunk, chunks, self._jobs):
            yield from rows

    def _make_chunk(self, chunk: list[File]) -> list[Rendered]:
        writer = Writer(self.root) if self._jobs > 1 else self._writer
        return [self._make_file(writer, file) for file in chunk]

    def _make_file(self, writer: Writer, file: File) -> Rendered:
        problem = None
        try:
            data = file.make()
        except PartlyMadeError as error:
            data = error.data
            problem = self._not_made(f"文件 /{file.path} 里这个条目的全文", error.sources[0])
        except Exception:  # noqa: BLE001 - one file must not keep the others from the site
            return Rendered(file.path, None, self._not_made(f"文件 /{file.path}"), written=False)
        stat, digest, new = writer.put(file.path, data)
        # Not whole, or of a file that was written to meanwhile: no key will ever hold.
        key = b"" if problem or self._changed() else file.key
        return Rendered(file.path, Row(key, stat, digest), problem, written=new)

    def _not_made(self, what: str, path: str = "") -> Problem:
        """Keep the details of the exception at hand; the problem to tell."""
        keep_details(self._project, path or what)
        said, hint = f"{what} 没有生成", f"详情见 {DETAILS}，请交给维护人员"
        return Problem(path or "content", 1, 1, "error", "unexpected-failure", said, hint)

    def _remove(self, path: str) -> None:
        """Remove a file and the folders it leaves empty."""
        self._touch(path)
        remove(f"{self.root}/{path}")
        folder = path.rpartition("/")[0]
        while folder:
            try:
                os.rmdir(f"{self.root}/{folder}")
            except OSError:
                return
            folder = folder.rpartition("/")[0]

    def sweep(self, wanted: Callable[[str], set[str]], tops: Iterable[str]) -> int:
        """Remove every file that nobody asks for; ``wanted`` gives the paths below a top."""
        removed = 0
        known = set(tops)
        for entry in list(os.scandir(self.root)):
            if entry.is_dir(follow_symlinks=False):
                if entry.name in APART:
                    continue
                if entry.name not in known:
                    removed += self._sweep_all(entry.path)
                elif entry.name not in self.untouched:
                    removed += self._sweep(entry.name, wanted(entry.name))
            elif entry.name != MARKER and "" not in self.untouched and entry.name not in wanted(""):
                remove(entry.path)
                removed += 1
                self.dirty_tops.add("")
        return removed

    def _sweep_all(self, folder: str) -> int:
        count = sum(len(files) for _, _, files in os.walk(folder))
        remove(folder)
        return count

    def _sweep(self, top: str, wanted: set[str]) -> int:
        removed = 0
        self.dirty_tops.add(top)
        for folder, folders, files in os.walk(f"{self.root}/{top}", topdown=False):
            below = os.path.relpath(folder, self.root).replace(os.sep, "/")
            for name in files:
                if f"{below}/{name}" not in wanted:
                    remove(f"{folder}/{name}")
                    removed += 1
            for name in folders:
                if os.path.islink(f"{folder}/{name}"):
                    remove(f"{folder}/{name}")
                    removed += 1
            if not os.listdir(folder):
                os.rmdir(folder)
        return removed

    def survey(self, top: str, inner: frozenset[str]) -> bytes:
        """The digest of a top-level folder (or of root's files) as it lies now."""
        return survey_top(self.root, top, inner) if top else survey_files(self.root)


def top_of(path: str) -> str:
    """The top-level folder of a path; empty for files of the root."""
    top, slash, _ = path.partition("/")
    return top if slash else ""

"""Files that take work, feeds and covers: their keys, and what they are made with."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.api.sections import Listing
from generator.api.write import write
from generator.cap.spec import CapFile, CapIndex
from generator.covers import font
from generator.covers.spec import CoverSpec
from generator.feeds.documents import Document
from generator.feeds.make import Maker
from generator.feeds.sections import live_keys
from generator.feeds.shelf import Shelf
from generator.problems import Problem
from generator.site.artifacts import File

if TYPE_CHECKING:
    from generator.cap.make import CapMaker
    from generator.model.site import Site
    from generator.pages.plan import Made
    from generator.project import Project
    from generator.site.records import Entries
    from generator.site.seal import Seal

#: Told by every build without covers.
NO_FONT = Problem(
    "content/site.yml",
    1,
    1,
    "warning",
    "font-missing",
    "没有字体 fonts-noto-cjk，没有绘制封面图",
    "请先运行 sudo apt-get install fonts-noto-cjk，再重新生成",
)


class Workshop:
    """Where the files of one build are made; ``base`` digests what all of them depend on."""

    def __init__(
        self,
        project: Project,
        root: str,
        entries: Entries,
        site: Site,
        site_url: str,
        base: bytes,
        *,
        seal: Seal,
    ) -> None:
        self._content, self._root, self._entries, self._base = project.content, root, entries, base
        self._shelf = Shelf(project.cache / "items", base, self.changed)
        self._maker = Maker(
            *(site, site_url, entries.get, self._length, self._shelf),
            project.cache / "templates",
        )
        self._site, self._site_url, self._seal = site, site_url, seal
        self._font = font.identity() is not None
        self.lacking = b""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from making all that it should."""
        return (*(() if self._font else (NO_FONT,)), *self._seal.problems)

    def changed(self) -> bool:
        """Whether a file of content was written to during the build."""
        return bool(self._entries.changed)

    def files(self, made: Iterable[Made]) -> tuple[File, ...]:
        """What is to be in the output, with keys; the files that it tells of are there by now."""
        able = [one for one in made if self._font or not isinstance(one.what, CoverSpec)]
        live = [key for one in able for key in live_keys(one)]
        if live:
            self._shelf.keep_only(live)
        return tuple(self._file(one) for one in able)

    def lack(self, paths: Iterable[str]) -> None:
        """What could not be made: whatever may tell of it holds for this build alone."""
        self.lacking += repr(sorted(paths)).encode()

    def _file(self, made: Made) -> File:
        lengths = [self._length(path) for path in made.tells]
        key = blake2b(self._base + made.key + repr(lengths).encode(), digest_size=16)
        if isinstance(made.what, Document):
            key.update(self.lacking)
        return File(made.path, key.digest(), lambda: self._make(made.what))

    def _make(self, what: object) -> bytes:
        if isinstance(what, (CapFile, CapIndex)):
            return self._cap.make(what)
        if isinstance(what, Listing):
            return write(what, self._entries.get)
        return self._maker.make(what)

    @cached_property
    def _cap(self) -> CapMaker:
        """Loaded when it is first needed: most builds make no CAP file."""
        from generator.cap.make import CapMaker

        return CapMaker(self._site, self._site_url, self._entries.get, self._seal.signer)

    def _length(self, path: str) -> int | None:
        """The size of a file of the site; of media, which are copied last, that of the source."""
        folder = self._content if path.startswith("media/") else self._root
        try:
            return os.stat(f"{folder}/{path}").st_size
        except OSError:
            return None

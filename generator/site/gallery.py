"""The pictures of a build: what pages say of them, and their copies, made before those pages.

What a page says depends on what the copies came to, so they are made first: in several
processes, once for each content of a file. They wait in ``.cache/pictures`` until they are in
the output, so that a build that is stopped loses none.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b, sha256
from typing import Final, NamedTuple

from generator.pictures.picture import Picture, Sized, copy_path, widths_of
from generator.problems import Problem
from generator.project import Project
from generator.site.artifacts import File, Part
from generator.site.output import remove
from generator.site.records import Record
from generator.site.workers import fork_map

_BROKEN: Final = "图片打不开或不完整，页面上只有原图"
_HINT: Final = "用看图软件打开试试，另存一份再放"


class Known(NamedTuple):
    """A picture as it was looked at; ``digest`` is of the file it was made from."""

    digest: bytes
    picture: Picture


class Gallery:
    """The pictures by ``media/…``; ``known`` are those of the last build of the same output.

    ``records`` are all media by ``media/…``, ``epoch`` digests our own code.
    """

    def __init__(
        self,
        project: Project,
        epoch: bytes,
        records: Mapping[str, Record],
        known: Mapping[str, Known],
        jobs: int,
    ) -> None:
        self._content, self._cache = str(project.content), str(project.cache / "pictures")
        self._epoch, self._records, self._jobs = epoch, records, jobs
        self._known = {
            path: one for path, one in known.items() if one.digest == self._digest_of(path)
        }

    def digest(self, paths: Iterable[str]) -> bytes:
        """Changes when one of the pictures does."""
        digest = blake2b(digest_size=16)
        for path in paths:
            digest.update(os.fsencode(path) + b"\0" + self._digest_of(path) + b"\0")
        return digest.digest()

    def get(self, path: str) -> Picture | None:
        """What a page says of a picture; ``None`` of what is none, or can not be read."""
        return self._known[path].picture if path in self._known else None

    def prepare(self, paths: Iterable[str]) -> None:
        """Look at the pictures among ``paths``, and make the copies of new ones."""
        new = [path for path in paths if path not in self._known and self._sized(path)]
        easy = [path for path in new if not widths_of(self._wanted(path))]
        for path in easy:
            self._known[path] = Known(self._digest_of(path), _plain(self._wanted(path)))
        hard = [path for path in new if path not in self._known]
        for path, picture in fork_map(self._prepare, hard, self._jobs):
            self._known[path] = Known(self._digest_of(path), picture)

    def part(self, shown: Iterable[str]) -> Part:
        """The copies of the pictures that pages show."""
        found = {path: self._known[path] for path in sorted(shown) if path in self._known}
        files = [
            File(copy_path(path, width), _key(one, width), partial(self._copy, path, width))
            for path, one in found.items()
            for width in one.picture.copies
        ]
        return Part("pictures", [], [], made=tuple(files))

    def problems(self, shown: Iterable[str]) -> Iterator[Problem]:
        """What only decoding shows; what the head shows is told where the file is read."""
        for path in sorted(shown):
            picture = self.get(path)
            if picture is not None and picture.fault == "broken":
                yield Problem(f"content/{path}", 1, 1, "warning", "picture-broken", _BROKEN, _HINT)

    def told(self, shown: Iterable[str]) -> bytes:
        """What the next build is to know."""
        return pickle.dumps({path: self._known[path] for path in shown if path in self._known})

    def done(self) -> None:
        """All copies are in the output."""
        remove(self._cache)

    def _sized(self, path: str) -> Sized | None:
        record = self._records.get(path)
        return record.picture if record else None

    def _wanted(self, path: str) -> Sized:
        sized = self._sized(path)
        if sized is None:
            raise LookupError(path)
        return sized

    def _digest_of(self, path: str) -> bytes:
        """The digest of the whole file; none of what is no picture."""
        record = self._records.get(path)
        return record.digest if record and record.picture else b""

    def _prepare(self, path: str) -> tuple[str, Picture]:
        """In any process: what waits already, or the copies made and put there."""
        name = self._waiting(path)
        found = _load(name)
        if found is None:
            found = self._make(path)
            os.makedirs(self._cache, exist_ok=True)
            temporary = f"{name}-{os.getpid()}"
            with open(temporary, "wb") as stream:
                pickle.dump(found, stream, pickle.HIGHEST_PROTOCOL)
            os.replace(temporary, name)
        return path, found[0]

    def _make(self, path: str) -> tuple[Picture, dict[int, bytes]]:
        from generator.pictures.encode import make_copies

        try:
            with open(f"{self._content}/{path}", "rb") as stream:
                data = stream.read()
        except OSError:
            data = b""
        if sha256(data).digest() != self._digest_of(path):  # written to during the build
            return _plain(self._wanted(path)), {}
        return make_copies(data, self._wanted(path))

    def _copy(self, path: str, width: int) -> bytes:
        found = _load(self._waiting(path)) or self._make(path)
        return found[1][width]

    def _waiting(self, path: str) -> str:
        name = blake2b(self._epoch + self._digest_of(path), digest_size=16).hexdigest()
        return f"{self._cache}/{name}"


def _plain(sized: Sized) -> Picture:
    """A picture without copies."""
    return Picture(sized.width, sized.height, fault=sized.fault)


def _key(known: Known, width: int) -> bytes:
    return blake2b(known.digest + str(width).encode(), digest_size=16).digest()


def _load(name: str) -> tuple[Picture, dict[int, bytes]] | None:
    try:
        with open(name, "rb") as stream:
            found = pickle.load(stream)
    except Exception:  # noqa: BLE001 - what can not be read is made again; pickle raises anything
        return None
    return found if isinstance(found, tuple) else None

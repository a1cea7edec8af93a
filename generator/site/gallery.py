"""The pictures of a build: what pages say of them, and their copies.

No page waits for a copy. A build first writes all pages, those with new pictures as if there
were no copies of them; then copies are made (``copies``), with the output free for other builds;
then another pass puts copies and the pages that name them in place.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Final, NamedTuple

from generator.pictures.picture import Picture, Sized, copy_path, widths_of
from generator.problems import Problem
from generator.site.artifacts import File, Part
from generator.site.copies import Due, Laid, Waiting
from generator.site.records import Record

_BROKEN: Final = "图片打不开或不完整，页面上只有原图"
_HINT: Final = "用看图软件打开试试，另存一份再放"


class Known(NamedTuple):
    """A picture as pages show it; ``digest`` is of the file it was made from.

    ``None`` while its copies are still to be made.
    """

    digest: bytes
    picture: Picture | None


class Gallery:
    """The pictures by ``media/…``; ``known`` are those of the last build of the same output.

    ``records`` are all media by ``media/…``, ``laid`` the copies of that build. With ``settle``
    pictures are shown with the copies that wait; without it those that were shown without copies
    stay so, for another pass to settle: an alert is not to wait for ten thousand pages.
    """

    def __init__(
        self,
        waiting: Waiting,
        records: Mapping[str, Record],
        known: Mapping[str, Known],
        laid: Laid,
        *,
        settle: bool,
    ) -> None:
        self._waiting, self._records = waiting, records
        self._laid, self._settle = laid, settle
        self._known = {
            path: self._found(path, one)
            for path, one in known.items()
            if one.digest == self._digest_of(path)
        }

    def _found(self, path: str, known: Known) -> Known:
        """What is known, if it is still true of the output, or waits."""
        picture, laid = known.picture, self._laid
        if picture and not all(laid.has(copy_path(path, width)) for width in picture.copies):
            picture = None
        if picture is None and self._settle:
            picture = self._waiting.find(known.digest)
        return Known(known.digest, picture)

    def digest(self, paths: Iterable[str]) -> bytes:
        """Changes when one of the pictures does, or comes to have copies."""
        digest = blake2b(digest_size=16)
        for path in paths:
            due = path in self._known and self._known[path].picture is None
            digest.update(os.fsencode(path) + b"\0" + self._digest_of(path) + bytes([due]))
        return digest.digest()

    def get(self, path: str) -> Picture | None:
        """What a page says of a picture; ``None`` of what is none, or can not be read."""
        known = self._known.get(path)
        return known and (known.picture or _plain(self._wanted(path)))

    def prepare(self, paths: Iterable[str]) -> None:
        """Look at the pictures among ``paths``: what pages say of them is settled then."""
        for path in paths:
            sized = self._sized(path)
            if path in self._known or sized is None:
                continue
            digest = self._digest_of(path)
            if not widths_of(sized):
                self._known[path] = Known(digest, _plain(sized))
            else:
                found = self._waiting.find(digest) if self._settle else None
                self._known[path] = Known(digest, found)

    def due(self, shown: Iterable[str]) -> Iterator[Due]:
        """The pictures that pages show without copies, which are still to be made."""
        for path in sorted(shown):
            if path in self._known and self._known[path].picture is None:
                yield self._due(path)

    def part(self, shown: Iterable[str]) -> Part:
        """The copies of the pictures that pages show."""
        found = {path: self._known[path] for path in sorted(shown) if path in self._known}
        files = [
            File(
                copy_path(path, width),
                _key(one, width),
                partial(self._copy, path, width),
            )
            for path, one in found.items()
            for width in (one.picture.copies if one.picture else ())
        ]
        return Part("pictures", [], [], made=tuple(files))

    def problems(self, shown: Iterable[str]) -> Iterator[Problem]:
        """What only decoding shows; what the head shows is told where the file is read."""
        for path in sorted(shown):
            picture = self.get(path)
            if picture is not None and picture.fault == "broken":
                yield Problem(f"content/{path}", 1, 1, "warning", "picture-broken", _BROKEN, _HINT)

    def told(self, shown: Iterable[str], laid: Container[str]) -> bytes:
        """What the next build is to know; ``laid`` are the copies that are in the output."""
        return pickle.dumps(
            {path: self._laid_down(path, laid) for path in shown if path in self._known}
        )

    def _laid_down(self, path: str, laid: Container[str]) -> Known:
        """Of a copy that could not be written all are due again."""
        known = self._known[path]
        widths = known.picture.copies if known.picture else ()
        whole = all(copy_path(path, width) in laid for width in widths)
        return known if whole else Known(known.digest, None)

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

    def _copy(self, path: str, width: int) -> bytes:
        laid = self._laid.read(copy_path(path, width))
        return self._waiting.copy(self._due(path), width) if laid is None else laid

    def _due(self, path: str) -> Due:
        return Due(path, self._digest_of(path), self._wanted(path))


def _plain(sized: Sized) -> Picture:
    """A picture without copies."""
    return Picture(sized.width, sized.height, fault=sized.fault)


def _key(known: Known, width: int) -> bytes:
    return blake2b(known.digest + str(width).encode(), digest_size=16).digest()

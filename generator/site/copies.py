"""Copies of pictures before they are in the output: made once for each content of a file.

They wait in ``.cache/pictures``, which every output of a project shares: what was begun by
a build that was stopped, another one goes on with.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from hashlib import blake2b, sha256
from typing import NamedTuple

from generator.pictures.picture import Picture, Sized
from generator.project import Project
from generator.site.output import remove, stat_of
from generator.site.store import Row
from generator.site.workers import fork_map

#: How far this stands behind the builds of others.
_BEHIND = 10


class Due(NamedTuple):
    """A picture by ``media/…`` whose copies are still to be made.

    ``digest`` is the SHA-256 of its file, ``sized`` what the head of that says.
    """

    path: str
    digest: bytes
    sized: Sized


class Laid:
    """The copies that the last build put into the output ``root``, which may be changed since.

    ``rows`` are what it wrote down of them by path; ``None`` where nobody wrote there.
    """

    def __init__(self, root: str, rows: Mapping[str, Row] | None) -> None:
        self._root, self._rows = root, rows

    def has(self, path: str) -> bool:
        """Whether a copy is as it was left."""
        if self._rows is None:
            return True
        row = self._rows.get(path)
        same = row is not None and stat_of(f"{self._root}/{path}") == row.stat
        return same or self.read(path) is not None

    def read(self, path: str) -> bytes | None:
        """A copy, if it is as it was left."""
        row = self._rows.get(path) if self._rows else None
        if row is None:
            return None
        try:
            with open(f"{self._root}/{path}", "rb") as stream:
                data = stream.read()
        except OSError:
            return None
        return data if sha256(data).digest() == row.digest else None


class Waiting:
    """What waits; ``epoch`` digests our own code, which is part of the bytes of a copy."""

    def __init__(self, project: Project, epoch: bytes) -> None:
        self._content, self._folder = str(project.content), str(project.cache / "pictures")
        self._lock = f"{self._folder}.lock"
        self._epoch = epoch

    def find(self, digest: bytes) -> Picture | None:
        """What copying the file of this digest came to; ``None`` where it was not copied."""
        try:
            with open(self._name(digest), "rb") as stream:
                found = pickle.load(stream)
        except Exception:  # noqa: BLE001 - what can not be read is made again; pickle raises anything
            return None
        return found if isinstance(found, Picture) else None

    def copy(self, due: Due, width: int) -> bytes:
        """One copy; made again where it does not wait any more."""
        try:
            with open(f"{self._name(due.digest)}-{width}", "rb") as stream:
                return stream.read()
        except OSError:
            made = self._make(due)
            if made is None:
                raise
            return made[1][width]

    def make(self, pictures: Iterable[Due], jobs: int, seconds: float | None = None) -> bool | None:
        """Have the copies of ``pictures`` wait here; whether all of them do now.

        Ends soon after ``seconds``. ``None`` where another process makes copies
        right now, which are left to it. Raises ``OSError`` where they can not be written.
        """
        started = time.monotonic()
        with self._held() as ours:
            if not ours:
                return None
            missing = [due for due in pictures if self.find(due.digest) is None]
            left = len(missing)
            with closing(fork_map(partial(self._put, os.getpid()), missing, jobs)) as done:
                for _ in done:
                    left -= 1
                    if seconds is not None and time.monotonic() - started > seconds:
                        break
            return not left

    def clear(self) -> None:
        """Nobody needs any of it, unless copies are being made right now."""
        if os.path.exists(self._folder):
            with self._held() as ours:
                if ours:
                    remove(self._folder)

    @contextmanager
    def _held(self) -> Iterator[bool]:
        """Whether nobody else makes copies; nobody else does until the end then."""
        os.makedirs(os.path.dirname(self._lock), exist_ok=True)
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(descriptor)

    def _put(self, parent: int, due: Due) -> None:
        """In any process. What the picture came to is put there last: then its copies are."""
        if os.getpid() != parent:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, 0, _BEHIND)
        made = self._make(due)
        if made is None:
            return
        picture, copies = made
        os.makedirs(self._folder, exist_ok=True)
        name = self._name(due.digest)
        for width, data in copies.items():
            _place(f"{name}-{width}", data)
        _place(name, pickle.dumps(picture, pickle.HIGHEST_PROTOCOL))

    def _make(self, due: Due) -> tuple[Picture, dict[int, bytes]] | None:
        """What copying comes to; ``None`` where the file is another one by now."""
        from generator.pictures.encode import make_copies

        try:
            with open(f"{self._content}/{due.path}", "rb") as stream:
                data = stream.read()
        except OSError:
            return None
        return make_copies(data, due.sized) if sha256(data).digest() == due.digest else None

    def _name(self, digest: bytes) -> str:
        return f"{self._folder}/{blake2b(self._epoch + digest, digest_size=16).hexdigest()}"


def _place(name: str, data: bytes) -> None:
    temporary = f"{name}.{os.getpid()}"
    with open(temporary, "wb") as stream:
        stream.write(data)
    os.replace(temporary, name)

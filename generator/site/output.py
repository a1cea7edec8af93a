"""The output directory: whose it is, what lies in it, and how files get there."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

#: The file that says that a directory is ours to write in and to clean.
MARKER = ".yingji-site"
_MARKER_TEXT = b"This directory is written by the site generator; other files in it are removed.\n"
#: Names under which files are written before they get their own.
TEMPORARY = ".yingji-tmp-"
#: Top-level folders that other parts of the program look after: a build leaves them alone.
APART = frozenset({"pagefind"})
_PATIENCE = 60.0


class NotOursError(Exception):
    """The directory is not empty and has no marker: writing there could destroy something."""


class BusyError(Exception):
    """Another build holds the output, and did not end within a minute."""


class Stat(NamedTuple):
    """What tells whether a file is still as we left it, short of reading it."""

    size: int
    mtime: int
    ctime: int


def stat_of(path: str) -> Stat | None:
    """The :class:`Stat` of a regular file; ``None`` for anything else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if found.st_mode & 0o170000 != 0o100000:
        return None
    return _stat(found)


def _stat(found: os.stat_result) -> Stat:
    return Stat(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@contextmanager
def claimed(root: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold ``root`` for one build.

    Raises :class:`NotOursError` and :class:`BusyError`. The lock is the
    kernel's, on the marker file: it goes with its holder, however that ends.
    """
    if root.exists() and not root.is_dir():
        raise NotOursError
    root.mkdir(parents=True, exist_ok=True)
    marker = root / MARKER
    if marker.is_symlink() or (not marker.exists() and os.listdir(root)):
        raise NotOursError
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(marker, flags, 0o644)
    try:
        _lock(descriptor, say)
        if os.fstat(descriptor).st_size != len(_MARKER_TEXT):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _MARKER_TEXT, 0)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, say: Callable[[str], None]) -> None:
    deadline = time.monotonic() + _PATIENCE
    told = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise BusyError from None
            if not told:
                say("另一次生成正在写同一个目录，最多等一分钟……")
                told = True
            time.sleep(0.1)
        else:
            return


class Writer:
    """Puts files in place, whole or not at all, and never one that is there already."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._folders: set[str] = set()
        self._suffix = f"{TEMPORARY}{os.getpid()}"

    def put(self, path: str, data: bytes) -> tuple[Stat, bytes, bool]:
        """Make ``path`` (relative, ``/``) hold ``data``: its stat, SHA-256, and whether written."""
        full = f"{self.root}/{path}"
        digest = sha256(data).digest()
        folder = full.rpartition("/")[0]
        new = folder not in self._folders and self._make(folder)
        self._folders.add(folder)
        if not new:
            before = stat_of(full)
            if before is None:
                if os.path.lexists(full):
                    remove(full)
            elif before.size == len(data) and _read(full) == data:
                return before, digest, False
        temporary = f"{folder}/{self._suffix}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
        finally:
            os.close(descriptor)
        os.rename(temporary, full)
        return _stat(os.lstat(full)), digest, True

    def _make(self, folder: str) -> bool:
        """Folders down to ``folder``; whether it is new. A file in the way is not ours and goes.

        Other processes may be making the same folders.
        """
        while True:
            try:
                os.mkdir(folder)
            except FileExistsError:
                if os.path.isdir(folder):
                    return False
                _unlink(folder)
            except (FileNotFoundError, NotADirectoryError):
                self._make(folder.rpartition("/")[0])
            else:
                return True


def _unlink(path: str) -> None:
    """Remove what is no folder; another process may have put a folder there meanwhile."""
    with suppress(FileNotFoundError, IsADirectoryError, PermissionError):
        os.unlink(path)


def remove_links(root: str, tops: Iterable[str] | None = None) -> None:
    """Remove symbolic links below ``root``: nothing is ever written or believed through one.

    Only in the top-level folders ``tops``, where they are given; in root itself always.
    """
    for entry in list(os.scandir(root)):
        if entry.is_symlink():
            os.unlink(entry.path)
        elif entry.is_dir(follow_symlinks=False) and (tops is None or entry.name in tops):
            remove_links(entry.path)


def _read(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def remove(path: str) -> None:
    """Remove a file, a link or a whole folder; what is gone already is fine, its folder too."""
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            for entry in list(os.scandir(path)):
                remove(entry.path)
            os.rmdir(path)
        else:
            os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        pass

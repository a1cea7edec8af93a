"""Writing that leaves a whole file or none, and never overwrites what it has not read."""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.relay.draft import Refused


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One import at a time in a project; ends with the process, leaves no file behind."""
    handle = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def create(path: Path, data: bytes) -> bool:
    """Write a new file; false where there is one of that name already."""
    if path.parent.is_symlink():
        raise Refused(f"{path.parent} 是链接，不能放进内容")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path, data, 0o666 & ~_umask())
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    return True


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Write ``new`` in the place of ``old``. Raises ``Refused`` where that is gone."""
    temporary = _temporary(path, new, stat.S_IMODE(path.stat().st_mode))
    try:
        if path.read_bytes() != old:
            raise Refused(f"{path.name} 刚刚被别人改了", "再运行一次")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _temporary(path: Path, data: bytes, mode: int) -> Path:
    """A file beside ``path`` that the content does not see, safely on the disk."""
    handle, name = tempfile.mkstemp(prefix=".", suffix="~", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

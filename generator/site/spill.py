"""A folder for what one build puts aside, gone with the build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.output import remove

_PREFIX = "spill-"


@contextmanager
def spill_folder(cache: Path) -> Iterator[str]:
    """A folder of this process below ``cache``; those of dead processes are removed."""
    if cache.is_dir():
        for entry in os.scandir(cache):
            if entry.name.startswith(_PREFIX) and not _alive(entry.name[len(_PREFIX) :]):
                remove(entry.path)
    folder = str(cache / f"{_PREFIX}{os.getpid()}")
    try:
        yield folder
    finally:
        remove(folder)


def _alive(pid: str) -> bool:
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

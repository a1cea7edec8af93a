"""List content/ by folder: names and times only, nothing is opened or judged."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import NamedTuple

from generator.site.output import Stat


class Listed(NamedTuple):
    """A file of a folder; ``stat`` is ``None`` for a link or anything that is no file."""

    name: str
    stat: Stat | None


def list_folders(root: str, top: str) -> tuple[dict[str, list[Listed]], list[str]]:
    """Every folder with files below ``top`` (relative to ``root``), sorted, and the unreadable.

    Names that begin with ``.`` or ``~`` or end in ``~`` are passed over.
    """
    found: dict[str, list[Listed]] = {}
    unreadable: list[str] = []
    _list(root, top, found, unreadable)
    return found, unreadable


def _list(root: str, folder: str, found: dict[str, list[Listed]], unreadable: list[str]) -> None:
    files: list[Listed] = []
    below: list[str] = []
    try:
        entries = list(os.scandir(f"{root}/{folder}"))
    except FileNotFoundError:
        return
    except OSError:
        unreadable.append(folder)
        return
    for entry in entries:
        name = entry.name
        if name[0] in ".~" or name[-1] == "~":
            continue
        if entry.is_file(follow_symlinks=False):
            try:
                one = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue  # removed just now
            files.append(Listed(name, Stat(one.st_size, one.st_mtime_ns, one.st_ctime_ns)))
        elif entry.is_dir(follow_symlinks=False):
            below.append(name)
        else:
            files.append(Listed(name, None))
    if files:
        files.sort()
        found[folder] = files
    for name in sorted(below):
        _list(root, f"{folder}/{name}", found, unreadable)


def listing_digest(files: list[Listed]) -> bytes:
    """Changes whenever a file of the folder comes, goes or is written."""
    rows = "\n".join(f"{name} {stat}" for name, stat in files)
    return blake2b(rows.encode("utf-8", "surrogateescape"), digest_size=16).digest()

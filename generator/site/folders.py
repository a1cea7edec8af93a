"""List content/ by folder: names and times only, nothing is opened or judged.

What a build asks first is which folders are as they were. Their digests tell, and come cheap
from a child; the files of a folder that is not are listed again by whoever reads them.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import NamedTuple

from generator.site.output import Stat


class Listed(NamedTuple):
    """A file of a folder; ``stat`` is ``None`` for a link or anything that is no file."""

    name: str
    stat: Stat | None


class Look(NamedTuple):
    """The digest of every folder with files, in the order of reading, and what can not be read."""

    digests: dict[str, bytes]
    unreadable: tuple[str, ...]


def look_at(root: str, top: str) -> Look:
    """Every folder below ``top`` (relative to ``root``).

    Names that begin with ``.`` or ``~`` or end in ``~`` are passed over.
    """
    digests: dict[str, bytes] = {}
    unreadable: list[str] = []
    _look(root, top, digests, unreadable)
    return Look(digests, tuple(unreadable))


def _look(root: str, folder: str, digests: dict[str, bytes], unreadable: list[str]) -> None:
    below: list[str] = []
    try:
        files = _list(root, folder, below)
    except FileNotFoundError:
        return
    except OSError:
        unreadable.append(folder)
        return
    if files:
        digests[folder] = listing_digest(files)
    for name in sorted(below):
        _look(root, f"{folder}/{name}", digests, unreadable)


def list_folder(root: str, folder: str) -> list[Listed]:
    """The files of one folder, sorted; none where it has gone."""
    try:
        return _list(root, folder, [])
    except (FileNotFoundError, NotADirectoryError):
        return []


def _list(root: str, folder: str, below: list[str]) -> list[Listed]:
    """The files; into ``below`` go the names of folders."""
    files: list[Listed] = []
    for entry in list(os.scandir(f"{root}/{folder}")):
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
    files.sort()
    return files


def listing_digest(files: list[Listed]) -> bytes:
    """Changes whenever a file of the folder comes, goes or is written."""
    rows = "\n".join(
        f"{name} {stat[0]} {stat[1]} {stat[2]}" if stat else f"{name} -" for name, stat in files
    )
    return blake2b(rows.encode("utf-8", "surrogateescape"), digest_size=16).digest()

"""The folder of the index in the output: a folder for each part, and the loader that names them.

A folder is named by what is in it and never changes; the loader is put in place last. So a
reader who has just fetched the loader finds all of what it names, or fetches it again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from generator.site.output import remove

#: The folder of the output.
FOLDER = "pagefind"
LOADER = "search.json"
#: The part that holds Pagefind's own script and WebAssembly, and nothing to be found.
CORE = "core"
_NEW = ".new"


class Part(NamedTuple):
    """A part of the index as it lies in the output.

    ``key`` digests what went in, ``keys`` are those of its items, ``listing`` tells how it lies.
    ``version`` is that of the Pagefind that made it, ``meta`` names its list of files.
    """

    key: str
    folder: str
    keys: tuple[str, ...]
    listing: str
    version: str
    meta: str


class Shelf:
    """The index of one output."""

    def __init__(self, output: Path) -> None:
        self.root = output / FOLDER

    def place(self, name: str, files: Mapping[str, bytes]) -> str:
        """Put ``files`` in their place, whole; the name of their folder."""
        folder = f"{name}-{_digest(files)}"
        place = self.root / folder
        if sorted(row[:2] for row in _stats(place)) != sorted(
            (path, len(data)) for path, data in files.items()
        ):
            temporary = self.root / _NEW
            remove(str(temporary))
            for path, data in files.items():
                file = temporary / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            remove(str(place))
            temporary.rename(place)
        return folder

    def listing(self, folder: str) -> str:
        """A digest of how a part lies there: names, sizes, times."""
        rows = sorted(_stats(self.root / folder))
        return blake2b(repr(rows).encode(), digest_size=16).hexdigest()

    def load(self, loader: Mapping[str, Any]) -> bool:
        """Put the loader in place and remove what it does not name; whether anything changed."""
        data = json.dumps(loader, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        file = self.root / LOADER
        changed = file.is_symlink() or not file.is_file() or file.read_bytes() != data
        if changed:
            self.root.mkdir(parents=True, exist_ok=True)
            remove(str(file))
            temporary = self.root / f"{_NEW}.json"
            temporary.write_bytes(data)
            temporary.replace(file)
        parts = (loader["core"], *loader["parts"])
        named = {LOADER, *(part["folder"] for part in parts)}
        for entry in list(os.scandir(self.root)):
            if entry.name not in named:
                remove(entry.path)
                changed = True
        return changed

    def clear(self) -> bool:
        """Remove everything; whether there was anything."""
        there = os.path.lexists(self.root)
        remove(str(self.root))
        return there


def _digest(files: Mapping[str, bytes]) -> str:
    digest = blake2b(digest_size=5)
    for path, data in sorted(files.items()):
        digest.update(path.encode() + b"\0" + blake2b(data).digest())
    return digest.hexdigest()


def _stats(folder: Path, above: str = "") -> Iterator[tuple[str, int, int]]:
    """Name, size and time of every file; a link or a missing folder gives none that fits."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for entry in os.scandir(folder):
        name = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _stats(Path(entry.path), f"{name}/")
        else:
            stat = entry.stat(follow_symlinks=False)
            size = -1 if entry.is_symlink() else stat.st_size
            yield name, size, stat.st_mtime_ns

"""The folder of the index in the output: a folder for each part, and the loader that names them.

A folder is named by what is in it and never changes; the loader is put in place last. So a
reader who has just fetched the loader finds all of what it names, or fetches it again.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.search.pairs import GAP, pairs
from generator.search.records import KINDS
from generator.site.output import remove

if TYPE_CHECKING:
    from generator.search.records import Record

#: The folder of the output.
FOLDER = "pagefind"
LOADER = "search.json"
FACTS = "facts.json"
#: The part that holds Pagefind's own script and WebAssembly, and nothing to be found.
CORE = "core"
_NEW = ".new"
_ENTRY = "pagefind-entry.json"
_CODE = ("pagefind.js", "wasm.unknown.pagefind")
_SIGNATURE = b"pagefind_dcd"


class Part(NamedTuple):
    """A part of the index as it lies in the output.

    ``key`` digests what went in, ``keys`` are those of its items, ``listing`` tells how it lies.
    """

    key: str
    folder: str
    keys: tuple[str, ...]
    listing: str


def pages_of(records: Sequence[Record]) -> list[dict[str, Any]]:
    """What Pagefind is given of ``records``: the words of title and text, one after the other.

    ``about`` is only shown; Pagefind looks into all it is given, and Base64 keeps that out. A
    title of Pagefind's own kind would be found by its beginning alone.
    """
    return [
        {
            "url": record.url,
            "content": f"{pairs(record.title)} {GAP} {pairs(record.text)}",
            "meta": {"about": _about(record)},
        }
        for record in records
    ]


def _about(record: Record) -> str:
    told = {"title": record.title, **record.shown}
    return base64.b64encode(json.dumps(told, ensure_ascii=False).encode()).decode()


class Shelf:
    """The index of one output."""

    def __init__(self, output: Path) -> None:
        self.root = output / FOLDER

    def place(self, name: str, made: Mapping[str, bytes], records: Sequence[Record]) -> str:
        """Put what the page needs of ``made`` in its place, whole; the name of its folder."""
        files = {path: data for path, data in made.items() if _needed(path, code=name == CORE)}
        if name != CORE:
            files[FACTS] = _facts(files, records)
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
        named = {LOADER, loader["core"], *(part["folder"] for part in loader["parts"])}
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


def _needed(path: str, *, code: bool) -> bool:
    """Whether a file is of the index or of the code for it; Pagefind brings interfaces along."""
    index = path.endswith((".pf_meta", ".pf_index", ".pf_fragment")) or path == _ENTRY
    return index or (code and path in _CODE)


def _facts(files: Mapping[str, bytes], records: Sequence[Record]) -> bytes:
    """What results are filtered and ordered by, a line each.

    Name, date, kind, hazards, streets, number of words of the title. Hazards and streets are
    numbers of the lists beside the lines.
    """
    ident = {
        json.loads(gzip.decompress(data).removeprefix(_SIGNATURE))["url"]: _name(path)
        for path, data in files.items()
        if path.endswith(".pf_fragment")
    }
    hazards = sorted({one for record in records for one in record.hazards})
    streets = sorted({one for record in records for one in record.streets})
    rows = [
        " ".join(
            (
                ident[record.url],
                record.date.replace("-", "") or "-",
                str(KINDS.index(record.kind)),
                ",".join(str(hazards.index(one)) for one in record.hazards) or "-",
                ",".join(str(streets.index(one)) for one in record.streets) or "-",
                str(pairs(record.title).count(" ") + 1),
            )
        )
        for record in records
        if record.url in ident  # one without a single letter is not in the index
    ]
    told = {"hazards": hazards, "streets": streets, "rows": sorted(rows)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _name(fragment: str) -> str:
    """The name that results have: the digest at the end of the file's."""
    return fragment.rpartition("_fragment")[0].rpartition(".")[0].rpartition("_")[2]


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

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

from generator.search.pairs import pairs
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
    """What Pagefind is given of ``records``: words to find, and in ``about`` what is only shown.

    Pagefind looks into all it is given; Base64 keeps what is shown out of that.
    """
    return [
        {
            "url": record.url,
            "content": pairs(record.text or record.title),
            "meta": {"title": pairs(record.title), "about": _about(record)},
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

    def new(self) -> Path:
        """An empty folder to make a part in; on the same file system."""
        folder = self.root / _NEW
        remove(str(folder))
        folder.mkdir(parents=True)
        return folder

    def settle(self, name: str, made: Path, records: Sequence[Record]) -> str:
        """Take what the page needs of ``made`` to its place; the name of its folder."""
        _trim(made, code=name == CORE)
        if name != CORE:
            (made / FACTS).write_bytes(_facts(made, records))
        folder = f"{name}-{_digest(made)}"
        place = self.root / folder
        if _names(place) == _names(made):
            remove(str(made))
        else:
            remove(str(place))
            made.rename(place)
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


def _trim(made: Path, *, code: bool) -> None:
    """Remove the interfaces that Pagefind brings along."""
    for path in list(made.iterdir()):
        name = path.name
        needed = path.is_dir() or name.endswith(".pf_meta") or name == "pagefind-entry.json"
        if not needed and not (code and name in _CODE):
            path.unlink()


def _facts(made: Path, records: Sequence[Record]) -> bytes:
    """What results are filtered and ordered by, a line each: name, date, kind, hazards, streets.

    Hazards and streets are numbers of the lists beside the lines.
    """
    ident = {json.loads(_unpacked(path))["url"]: _name(path) for path in _fragments(made)}
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
            )
        )
        for record in records
        if record.url in ident  # one without a single letter is not in the index
    ]
    told = {"hazards": hazards, "streets": streets, "rows": sorted(rows)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _fragments(made: Path) -> Iterator[Path]:
    yield from (made / "fragment").glob("*.pf_fragment")


def _name(fragment: Path) -> str:
    return fragment.stem.rpartition("_")[2]


def _unpacked(fragment: Path) -> bytes:
    return gzip.decompress(fragment.read_bytes()).removeprefix(_SIGNATURE)


def _digest(made: Path) -> str:
    digest = blake2b(digest_size=5)
    for path in sorted(path for path in made.rglob("*") if path.is_file()):
        digest.update(path.relative_to(made).as_posix().encode() + b"\0")
        digest.update(blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _names(folder: Path) -> list[tuple[str, int]]:
    return sorted((name, size) for name, size, _ in _stats(folder))


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

"""What the last build of one output knew, so that the next does only what changed.

The store is a head and shards. Shards are named by their content and never
rewritten; the head names the shards it belongs to and is put in place last.
So a build that is killed leaves the store of the one before it. A store that
can not be read is no store: everything is made again, to the same bytes.
"""

import os
import pickle
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from generator.problems import Problem
from generator.site.output import Stat, remove


class Row(NamedTuple):
    """A file of the output: the digest of what went into it, how it lay there, its SHA-256."""

    key: bytes
    stat: Stat
    digest: bytes


class FolderHead(NamedTuple):
    """A folder of sources: ``stat`` digests its listing, ``shard`` holds a record a file.

    ``cards`` is the shard of the cards of its entries, by file name.

    ``kinds`` digest its files by kind, ``ids`` is the shard of (id, path) by kind, ``targets``
    what they refer to by kind, ``problems`` what was found in reading them,
    ``broken`` the files that gave no entry, ``newest`` the latest time at which
    something of it is published, ``incomplete`` whether an alert lacks messages.
    """

    stat: bytes | None
    shard: str
    cards: str
    kinds: dict[str, bytes]
    ids: str
    targets: dict[str, frozenset[str]]
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]
    newest: datetime | None
    entries: int
    incomplete: bool


class Answer(NamedTuple):
    """What a look-up found: the digest of the card, if any, and in which folder and shard.

    Of nothing found, ``shard`` is the digest of all there was of that kind.
    """

    card: bytes | None
    folder: str
    shard: str


class SectionHead(NamedTuple):
    """A section of the site as it was planned from ``inputs`` for the time ``since``.

    It stays so until ``horizon`` unless a look-up has another answer. ``exports``
    are pickled, for reading them loads the code of the section.
    ``shard`` holds its rows by path, ``sitemap`` the lines it has in the sitemap.
    ``tops`` are the top-level folders it writes to, ``inner`` as in ``survey``. ``pictures``
    are those its pages show, ``gallery`` digests them.
    """

    inputs: bytes
    since: datetime
    horizon: datetime | None
    lookups: dict[tuple[str, str], Answer]
    shard: str
    tops: frozenset[str]
    inner: frozenset[str]
    files: int
    pages: int
    exports: bytes
    told: bytes
    media: tuple[str, ...]
    sitemap: str
    urls: int
    pictures: tuple[str, ...] = ()
    gallery: bytes = b""


class LinkHead(NamedTuple):
    """The references of one folder as they were checked against ``inputs``.

    ``refused`` are files whose entry can not be shown, ``missing`` media that
    alerts do without.
    """

    inputs: bytes
    problems: tuple[Problem, ...]
    refused: frozenset[str]
    missing: frozenset[str]


class Head(NamedTuple):
    """Everything a build needs to know before it has looked at anything."""

    epoch: bytes
    folders: dict[str, FolderHead]
    sections: dict[str, SectionHead]
    links: dict[str, LinkHead]
    twice: dict[str, tuple[bytes, tuple[Problem, ...]]]
    tops: dict[str, bytes]

    @property
    def inner(self) -> frozenset[str]:
        """The folders of the output that hold more than a page."""
        return frozenset().union(*(section.inner for section in self.sections.values()))


class DamagedError(Exception):
    """A shard that the head names is gone or can not be read: the store is worth nothing."""


class Store:
    """The store of one output below ``.cache/``; ``head`` is empty at first and when damaged."""

    def __init__(self, cache: Path, output: str, epoch: bytes) -> None:
        name = blake2b(os.fsencode(output), digest_size=8).hexdigest()
        self.folder = cache / "store" / name
        self.output = output
        self._epoch = epoch
        self.head = self._load()

    def _load(self) -> Head:
        empty = Head(self._epoch, {}, {}, {}, {}, {})
        head = _unpickle(self.folder / "head")
        if not isinstance(head, Head) or head.epoch != self._epoch:
            return empty
        return head

    def shard(self, name: str) -> Any:
        """The content of a shard. Raises :class:`DamagedError` when it can not be read."""
        value = _unpickle(self.folder / name)
        if value is None:
            raise DamagedError(name)
        return value

    def forget(self) -> None:
        """Begin anew, as if nothing had ever been built."""
        remove(str(self.folder))
        self.head = self._load()

    def add(self, value: object) -> str:
        """Keep ``value`` as a shard; its name."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        name = "s-" + blake2b(data, digest_size=16).hexdigest()
        path = self.folder / name
        if not path.exists() or path.stat().st_size != len(data):
            self.folder.mkdir(parents=True, exist_ok=True)
            _place(path, data)
        return name

    def save(self, head: Head) -> None:
        """Put ``head`` in place and drop the shards it does not name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _place(self.folder / "head", pickle.dumps(head, pickle.HIGHEST_PROTOCOL))
        named = {"head"}
        named |= {folder.cards for folder in head.folders.values()}
        named |= {folder.ids for folder in head.folders.values()}
        named |= {folder.shard for folder in head.folders.values()}
        named |= {section.shard for section in head.sections.values()}
        named |= {section.sitemap for section in head.sections.values()}
        for entry in os.scandir(self.folder):
            if entry.name not in named:
                remove(entry.path)


def _place(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"new-{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)


def _unpickle(path: Path) -> object:
    try:
        return pickle.loads(path.read_bytes())
    except Exception:  # noqa: BLE001 - a damaged store is no store; pickle raises anything
        return None

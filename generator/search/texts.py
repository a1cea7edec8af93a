"""Items → records: the one place where the index opens content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.load import load_source
from generator.model.cards import Card
from generator.search.records import Record, entry_record, page_record, place_record, plain
from generator.site.workers import fork_map
from generator.theme.chrome import DocsPage

if TYPE_CHECKING:
    from generator.search.snapshot import Item

#: Entries a worker reads in one go.
CHUNK = 48
_MAIN = re.compile(r'\sid="yj-main".*?<h1\b[^>]*>.*?</h1>(.*?)</(?:article|main)>', re.DOTALL)
_ASIDE = re.compile(r"<(script|style|template|form|nav|svg)\b.*?</\1>", re.DOTALL)


class ChangedError(Exception):
    """A file was written to since the site was made from it."""


def records(root: Path, items: Iterable[Item], jobs: int) -> list[Record]:
    """The records of ``items``, by address. Raises :class:`ChangedError`."""
    ordered = sorted(items, key=lambda item: item.url)
    chunks = [ordered[at : at + CHUNK] for at in range(0, len(ordered), CHUNK)]
    found: list[Record] = []
    for rows in fork_map(lambda chunk: [_record(root, item) for item in chunk], chunks, jobs):
        if None in rows:
            raise ChangedError
        found += (row for row in rows if row is not None)
    return sorted(found, key=lambda record: record.url)


def _record(root: Path, item: Item) -> Record | None:
    """The record of ``item``; ``None`` where its file is not what it was."""
    source = item.source
    if isinstance(source, DocsPage):
        return page_record(item.url, source.title, page_text(source))
    if not isinstance(source, Card):
        return place_record(source, item.url)
    try:
        data = (root / source.source).read_bytes()
    except OSError:
        return None
    if sha256(data).digest() != source.digest:
        return None
    loaded = load_source(source.source, data)
    return entry_record(source, loaded.entry, loaded.body, item.seen, item.fixed)


def page_text(page: DocsPage) -> str:
    """The words of a hand-written page below its heading."""
    whole = page.fill(lambda _target: "")
    found = _MAIN.search(whole)
    return "\n".join(plain(_ASIDE.sub("", found[1])).split("\n")).strip() if found else ""

"""Content → feeds without a site around them: quick enough to do it hundreds of times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import feedparser
from pydantic import BaseModel

from generator.content.load import load_source
from generator.content.loaded import Loaded
from generator.covers.spec import CoverSpec
from generator.feeds.documents import Document
from generator.feeds.make import Maker
from generator.feeds.sections import SECTIONS
from generator.feeds.shelf import Shelf
from generator.model.cards import Card
from generator.model.library import Edition, Library
from generator.model.moment import Moment
from generator.model.site import Site
from generator.pages.plan import Desk, Made
from generator.site.records import record_of
from tests.site.support import dump

URL = "https://yingji.example/长宁/"
BASE = "https://yingji.example/%E9%95%BF%E5%AE%81/"
#: Bytes of every drawn cover and of every medium.
DRAWN, GIVEN = 4321, 1234
SITE = Site.model_validate(
    {
        "name": "长宁应急",
        "url": URL,
        "hotlines": [{"number": "119", "name": "火警与消防救援"}],
    }
)


class Desktop:
    """Files of content by path below content/, and the feeds they give at a time."""

    def __init__(self, folder: Path, site: Site = SITE) -> None:
        self.site = site
        self.folder = folder
        self._shelf = Shelf(folder / "items", b"", lambda: False)
        self._loaded: dict[str, tuple[Loaded, Card | None]] = {}
        #: How many items were made from their entries since it was last set.
        self.loads = 0

    def write(self, path: str, value: object) -> None:
        """Put a file there: text, or data as YAML."""
        data = (value if isinstance(value, str) else dump(value)).encode("utf-8", "surrogatepass")
        full = f"content/{path}"
        loaded = load_source(full, data)
        assert loaded.entry is not None, loaded.problems
        record = record_of(loaded, full, sha256(data).digest(), None)
        self._loaded[full] = loaded, record.card

    def write_loaded(self, path: str, value: object, text: str) -> None:
        """The same, with ``text`` for every 换掉: characters that no file may hold."""
        self.write(path, value)
        full = f"content/{path}"
        loaded, card = self._loaded[full]
        self._loaded[full] = _swap((loaded, card), text)

    def remove(self, path: str) -> None:
        """Take a file away."""
        del self._loaded[f"content/{path}"]

    def plan(self, now: datetime) -> dict[str, Made]:
        """Every feed and cover at ``now`` as data."""
        exports: dict[str, object] = {}
        found: dict[str, Made] = {}
        library = Library(self._cards, self._card, self.site.production)
        for section in SECTIONS:
            edition = Edition(library, Moment(now), section.kinds)
            plan = section.plan(Desk(edition, self.site, {}, exports))
            exports[section.name] = plan.exports
            found.update((made.path, made) for made in plan.made)
        return found

    def feeds(self, now: datetime) -> dict[str, bytes]:
        """The bytes of every feed and archive at ``now``."""
        made = self.plan(now)
        maker = Maker(
            self.site, URL, self._entry, lambda path: self._length(made, path), self._shelf
        )
        return {
            path: maker.make(one.what)
            for path, one in made.items()
            if isinstance(one.what, Document)
        }

    def covers(self, now: datetime) -> dict[str, CoverSpec]:
        """What is drawn."""
        plan = self.plan(now).items()
        return {path: one.what for path, one in plan if isinstance(one.what, CoverSpec)}

    def _cards(self, kind: str) -> list[Card]:
        return [card for _, card in self._loaded.values() if card and card.kind == kind]

    def _card(self, kind: str, ident: str) -> Card | None:
        return next((card for card in self._cards(kind) if card.id == ident), None)

    def _entry(self, path: str, digest: bytes) -> Loaded:
        self.loads += 1
        loaded, card = self._loaded[path]
        assert card is not None
        assert card.digest == digest
        return loaded

    def _length(self, made: Mapping[str, Made], path: str) -> int | None:
        if path.startswith("media/"):
            return GIVEN
        assert path in made, f"{path} is told of and not made"
        return DRAWN


@lru_cache(maxsize=64)
def read(data: bytes) -> Any:
    """A feed as a reader takes it, to be read only; what a reader finds fault with is an error."""
    found = feedparser.parse(data)
    assert not found.bozo, found.bozo_exception
    return found


def guids(data: bytes) -> list[str]:
    """The identifiers of the items of a feed, in order."""
    return [entry.id for entry in read(data).entries]


def entries(data: bytes) -> dict[str, Any]:
    """The items of a feed by identifier."""
    found = read(data).entries
    by_id = {entry.id: entry for entry in found}
    assert len(by_id) == len(found)
    return by_id


def history(feeds: Mapping[str, bytes], path: str) -> dict[str, Any]:
    """What a reader knows that follows the archives of a feed to the first of them."""
    known: dict[str, Any] = {}
    while True:
        document = read(feeds[path])
        for entry in document.entries:
            known.setdefault(entry.id, entry)
        before = [link.href for link in document.feed.links if link.rel == "prev-archive"]
        if not before:
            return known
        path = before[0].removeprefix(BASE)


def text_of(html: str) -> str:
    """The words of an article."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def updated(entry: Any) -> str | None:
    """The time of the last change of an item, where the feed gives one."""
    return dict.get(entry, "updated")


def content(entry: Any) -> str:
    """The article of an item."""
    return cast(str, entry.content[0].value)


def _swap(value: Any, text: str) -> Any:
    """``value`` with ``text`` for every 换掉, at any depth."""
    if isinstance(value, str):
        return value.replace("换掉", text)
    if isinstance(value, BaseModel):
        fields = {name: _swap(getattr(value, name), text) for name in type(value).model_fields}
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        parts = [_swap(part, text) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value

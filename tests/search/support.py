"""A site with its index, and what can be read from the files of one."""

from __future__ import annotations

import gzip
import json
import stat
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.moment import Moment
from generator.search.index import index_site, prune_site
from generator.search.pairs import pairs
from generator.search.told import Indexed
from tests.site.support import Bench, chrome_of


class Entry(NamedTuple):
    """A page of the index: what is shown, its text, and its line of facts."""

    about: dict[str, str]
    text: str
    facts: dict[str, Any]


def index(bench: Bench, **options: Any) -> Indexed:
    """Index what ``bench`` has built."""
    chrome = chrome_of(bench.project)
    return index_site(bench.project, chrome, bench.site, Moment(bench.now), **options)


def prune(bench: Bench) -> Indexed:
    """What a build without search does to the index there is."""
    now = Moment(bench.now)
    return prune_site(bench.project, lambda: chrome_of(bench.project), bench.site, now)


def loader(bench: Bench) -> Any:
    """What the page is told of the index."""
    return bench.json("pagefind/search.json")


def parts(bench: Bench) -> dict[str, str]:
    """The folder of each part, by its name."""
    return {
        part["language"].removeprefix("qaa-"): part["folder"] for part in loader(bench)["parts"]
    }


def entries(bench: Bench) -> dict[str, Entry]:
    """Everything in the index, by address."""
    told = loader(bench)
    found: dict[str, Entry] = {}
    for part in told["parts"]:
        folder = bench.site / "pagefind" / part["folder"]
        facts = json.loads((folder / "facts.json").read_bytes())
        lines = {row.split(" ")[0]: row.split(" ")[1:] for row in facts["rows"]}
        fragments = sorted((folder / "fragment").iterdir())
        assert len(fragments) == len(lines) == part["pages"]
        for path in fragments:
            page = json.loads(unpacked(path.read_bytes()))
            date, kind, hazards, streets, title = lines[path.stem.rpartition("_")[2]]
            about = page["meta"]
            assert int(title) == len(pairs(about["title"]).split(" "))
            found[page["url"]] = Entry(
                about=about,
                text=page["content"],
                facts={
                    "date": "" if date == "-" else date,
                    "kind": told["kinds"][int(kind)],
                    "hazards": _named(hazards, facts["hazards"]),
                    "streets": _named(streets, facts["streets"]),
                },
            )
    return found


def unpacked(data: bytes) -> bytes:
    """A file of the index, as what it is compressed of."""
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    return data.removeprefix(b"pagefind_dcd")


def _named(numbers: str, names: list[str]) -> list[str]:
    return [] if numbers == "-" else [names[int(one)] for one in numbers.split(",")]


def script(path: Path, text: str) -> Path:
    """An executable that stands for Pagefind."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path

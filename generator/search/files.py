"""What Pagefind is given, and what it wrote → the files that a page loads."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.search.pairs import CJK, GAP, dated, fold, pairs
from generator.search.records import KINDS

if TYPE_CHECKING:
    from generator.search.records import Record

FACTS = "facts.json"
_ENTRY = "pagefind-entry.json"
_SCRIPT = "pagefind.js"
_WASM = "wasm.unknown.pagefind"
_SIGNATURE = b"pagefind_dcd"
#: Before Pagefind's script. It goes on without a file that it could not fetch, as if nothing were
#: in it: so it fetches by a function of ours, which sees that (search-files.js).
_FETCH = (
    b"let yjFetch=(...all)=>globalThis.fetch(...all);"
    b"const fetch=(...all)=>yjFetch(...all);"
    b"export const fetchBy=(one)=>{yjFetch=one;};\n"
)
_CHINESE = re.compile(f"[{CJK}]")


def pages_of(records: Sequence[Record]) -> list[dict[str, Any]]:
    """What Pagefind is given of ``records``: the words of title, text and date.

    Nothing else, for it looks into all it is given, and finds a title of its own kind by its
    beginning alone.
    """
    return [
        {"url": record.url, "content": f" {GAP} ".join(map(pairs, _parts(record))), "meta": {}}
        for record in records
    ]


def _parts(record: Record) -> Iterator[str]:
    yield record.title
    yield record.text
    if record.date:
        yield dated(record.date)


def part_of(made: Mapping[str, bytes], records: Sequence[Record]) -> dict[str, bytes]:
    """The files of a part. Raises ``ValueError``, ``KeyError`` or ``EOFError`` for odd ones."""
    known = {record.url: record for record in records}
    files = {path: data for path, data in made.items() if _index(path)}
    facts: dict[str, Record] = {}
    for path in sorted(path for path in made if path.endswith(".pf_fragment")):
        fragment = _unpacked(made[path])
        record = known[json.loads(fragment)["url"]]
        files[path] = _packed(_shown(record))
        facts[_name(path)] = record
    files[FACTS] = _facts(facts, _starts(files))
    return files


def core_of(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Pagefind's own script and WebAssembly, and an index of nothing. Raises ``KeyError``."""
    files = {path: data for path, data in made.items() if _index(path)}
    return files | {_SCRIPT: _FETCH + made[_SCRIPT], _WASM: made[_WASM]}


def meta_of(files: Mapping[str, bytes]) -> tuple[str, str]:
    """The version of Pagefind and the name of the file that lists those of the index."""
    entry = json.loads(files[_ENTRY])
    (language,) = entry["languages"].values()
    return str(entry["version"]), str(language["hash"])


def _index(path: str) -> bool:
    """Whether a file is one of the index; Pagefind brings interfaces along."""
    return path.endswith((".pf_meta", ".pf_index")) or path == _ENTRY


def _shown(record: Record) -> bytes:
    """What a result shows, in the form that Pagefind reads. The text is what excerpts are of."""
    told = {
        "url": record.url,
        "content": fold(record.text),
        "word_count": 0,
        "filters": {},
        "meta": {"title": record.title, **record.shown},
        "anchors": [],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _facts(found: Mapping[str, Record], starts: Sequence[str]) -> bytes:
    """What results are filtered and ordered by, a line each, and where files of the index begin.

    Name, date (of an alert with the time), kind, hazards, streets, number of words of the title.
    Hazards and streets are numbers of the lists beside the lines.
    """
    hazards = sorted({one for record in found.values() for one in record.hazards})
    streets = sorted({one for record in found.values() for one in record.streets})
    rows = [
        " ".join(
            (
                name,
                record.date.replace("-", "") + record.time or "-",
                str(KINDS.index(record.kind)),
                ",".join(str(hazards.index(one)) for one in record.hazards) or "-",
                ",".join(str(streets.index(one)) for one in record.streets) or "-",
                str(pairs(record.title).count(" ") + 1),
            )
        )
        for name, record in found.items()
    ]
    told = {
        "hazards": hazards,
        "streets": streets,
        "starts": " ".join(starts),
        "rows": sorted(rows),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _starts(files: Mapping[str, bytes]) -> list[str]:
    """The first pair of each file of the index: by a character Pagefind finds but one file."""
    firsts = (_first(_unpacked(data)) for path, data in files.items() if path.endswith(".pf_index"))
    return sorted(word for word in firsts if len(word) == 2 and _CHINESE.match(word))


def _first(chunk: bytes) -> str:
    """The first word of a file of the index: [[[word, …], …]] in CBOR (RFC 8949 §3)."""
    stream = io.BytesIO(chunk)
    for major in (4, 4, 4):
        if _head(stream)[0] != major:
            raise ValueError(f"no array: {chunk[:8]!r}")
    major, length = _head(stream)
    word = stream.read(length)
    if major != 3 or len(word) != length:
        raise ValueError(f"no word: {chunk[:8]!r}")
    return word.decode()


def _head(stream: io.BytesIO) -> tuple[int, int]:
    """The kind of a CBOR item, and its length."""
    (first,) = stream.read(1)
    major, short = first >> 5, first & 31
    if short > 26:
        raise ValueError(f"a length of kind {short}")
    return major, short if short < 24 else int.from_bytes(stream.read(1 << (short - 24)))


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(_SIGNATURE)


def _packed(data: bytes) -> bytes:
    """As Pagefind packs; no time and no system in it."""
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as stream:
        stream.write(_SIGNATURE + data)
    return packed.getvalue()


def _name(fragment: str) -> str:
    """The name that results have: the digest at the end of the file's."""
    return fragment.rpartition("_fragment")[0].rpartition(".")[0].rpartition("_")[2]

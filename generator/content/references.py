"""What entries say of each other and of the media: whether it exists, and only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from generator.content.loaded import Reference
from generator.content.scan import shown
from generator.content.words import nearest, quoted
from generator.content.yaml_document import read_yaml
from generator.problems import Problem, Severity


class Known(NamedTuple):
    """What can be pointed at: ids by kind, names of tables, media from ``media/`` on."""

    ids: Mapping[str, AbstractSet[str]]
    hazards: AbstractSet[str]
    tags: AbstractSet[str]
    observances: AbstractSet[str]
    media: AbstractSet[str]

    def of(self, kind: str) -> AbstractSet[str]:
        """The targets of a kind of reference."""
        tables = {
            "hazard": self.hazards,
            "tag": self.tags,
            "observance": self.observances,
            "media": self.media,
        }
        return tables[kind] if kind in tables else self.ids.get(kind, frozenset())


class _Words(NamedTuple):
    code: str
    severity: Severity
    message: str
    hint: str


#: What is said of a target that does not exist.
_WORDS: Final[dict[str, _Words]] = {
    "alert": _Words("unknown-alert", "error", "没有预警{}", "核对 content/alerts/ 里的文件名"),
    "bulletin": _Words(
        "unknown-bulletin", "error", "没有动态{}", "核对 content/bulletins/ 里的文件名"
    ),
    "campaign": _Words(
        "unknown-campaign", "error", "没有活动{}", "核对 content/campaigns/ 里的文件名"
    ),
    "guide": _Words("unknown-guide", "error", "没有指南{}", "核对 content/guides/ 里的文件名"),
    "media": _Words("media-missing", "error", "没有文件{}", "把文件放进 content/media/"),
    "observance": _Words(
        "unknown-observance", "warning", "日历里没有{}", "在 content/calendar.yml 里补上"
    ),
    "hazard": _Words(
        "unknown-hazard", "warning", "表里没有灾害{}，不显示图标和代码", "在 hazards.yml 里补上"
    ),
    "tag": _Words("unknown-tag", "warning", "表里没有标签{}，地址用标签本身", "在 tags.yml 里补上"),
}


def dangling(path: str, reference: Reference, known: Iterable[str] = ()) -> Problem:
    """The problem of a ``reference`` of the file ``path`` to what does not exist.

    ``known`` are targets that do exist; the nearest is proposed.
    """
    kind, target = reference.kind, reference.target
    if kind == "entry":
        of, _, target = target.partition("/")
        words = _WORDS[of]
    else:
        words = _WORDS[kind]
    meant = nearest(target, known)
    hint = f"是不是 {meant}？" if meant else words.hint
    said = words.message.format(quoted(target))
    place = reference.line, reference.column
    return Problem(path, *place, words.severity, words.code, said, hint)


def check_references(
    rows: Iterable[tuple[str, Iterable[Reference]]], known: Known
) -> Iterator[Problem]:
    """The references of each path that lead nowhere."""
    for path, references in rows:
        for reference in references:
            kind, target = str(reference.kind), reference.target
            if kind == "entry":
                kind, _, target = target.partition("/")
            targets = known.of(kind)
            if target not in targets:
                yield dangling(path, reference, targets)


def taken_twice(path: str, ident: str, first: str) -> Problem:
    """``path`` has the id ``ident`` that the file ``first`` has already."""
    said = f"编号{quoted(ident)}已经被 {shown(first)} 用了"
    return Problem(shown(path), 1, 1, "error", "id-taken", said, "换一个文件名；同类的编号不能重复")


def check_ids(rows: Iterable[tuple[str, str, str]]) -> Iterator[Problem]:
    """Ids taken more than once in a kind, of (path, kind, id); the first path keeps it."""
    seen: dict[tuple[str, str], str] = {}
    for path, kind, ident in sorted(rows, key=lambda row: row[0].rpartition("/")):
        first = seen.setdefault((kind, ident), path)
        if first != path:
            yield taken_twice(path, ident, first)


def check_places(
    files: Iterable[tuple[str, Iterable[str]]], read: Callable[[str], bytes]
) -> Iterator[Problem]:
    """Ids of places that a file before has already, of (path, ids); ``read`` opens a file."""
    seen: dict[str, str] = {}
    for path, ids in sorted(files):
        twice = {ident for ident in ids if seen.setdefault(ident, path) != path}
        if twice:
            document = read_yaml(read(path))
            for ident in sorted(twice):
                said = f"编号{quoted(ident)}已经被 {shown(seen[ident])} 用了"
                at = document.place((_row_of(document.value, ident), "id"))
                hint = "改名，或删去一项；所有场所文件的编号不能重复"
                yield Problem(shown(path), *at, "error", "taken-twice", said, hint)


def _row_of(rows: Any, ident: str) -> int:
    """The first row with an id; -1 where there is none."""
    rows = rows if isinstance(rows, list) else []
    return next((at for at, row in enumerate(rows) if row.get("id") == ident), -1)

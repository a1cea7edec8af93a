"""Compares content with what was published: messages, identifiers and addresses stay.

What was dated up to ``now`` counts as published. What is still withheld may change freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from generator.content.document import Document
from generator.content.load import load_source
from generator.content.loaded import Loaded
from generator.content.past import OldEvent, OldFile
from generator.content.published_alerts import changed_event, changed_since
from generator.content.scan import ENTRIES, kind_of, scan, shown, stem_of
from generator.content.yaml_document import read_yaml
from generator.model.moment import CST
from generator.problems import Problem, Severity, has_errors


class _Now(NamedTuple):
    """A file as it is."""

    path: str
    data: bytes
    loaded: Loaded


class Present:
    """The content of today; a file is read when it is asked for."""

    def __init__(self, root: str) -> None:
        self._root = root
        found = scan(root)
        self._paths: dict[tuple[str, str], str] = {}
        for path in found.sources:
            kind = kind_of(path)
            if isinstance(kind, str):
                name = stem_of(path) if kind in ENTRIES else path
                self._paths.setdefault((kind, name), path)

    def of(self, kind: str, name: str) -> _Now | None:
        """The file of an entry by its id, of a table by its path; wherever it lies by now."""
        path = self._paths.get((kind, name))
        if path is None:
            return None
        try:
            data = Path(self._root, path).read_bytes()
        except OSError:
            return None
        return _Now(path, data, load_source(path, data))


def against_files(root: str, files: Iterable[OldFile], now: datetime) -> Iterator[Problem]:
    """What may not have changed since ``files`` were published."""
    present = Present(root)
    for old in files:
        kind = kind_of(old.path)
        if not isinstance(kind, str) or kind == "media":
            continue
        before = load_source(old.path, old.data)
        if before.entry is None:
            continue  # it was broken, so it was not on the site
        after = present.of(kind, stem_of(old.path) if kind in ENTRIES else old.path)
        yield from _compared(old, before, after, now)


def against_events(root: str, events: Iterable[OldEvent]) -> Iterator[Problem]:
    """What may not have changed since a release told of ``events``."""
    present = Present(root)
    for event in events:
        after = present.of("alert", event.id)
        if after is None:
            path = f"content/alerts/{event.id}.yml"
            yield _gone(path, "预警", event.id, "error")
        elif after.loaded.entry is not None:
            document = read_yaml(after.data)
            yield from changed_since(event, after.loaded, shown(after.path), document)


#: The files that a page may be of, behind its address.
_PAGES = (".md", "/index.md", "/README.md")


def against_pages(root: str, gone: Iterable[str]) -> Iterator[Problem]:
    """The addresses of hand-written pages that are ``gone`` (docs/….md), and not another's now."""
    for path in gone:
        parts = path.removesuffix(".md").split("/")[1:]
        if any(part.startswith(".") for part in parts):
            continue  # MkDocs makes no page of it
        folder = parts[:-1] if parts[-1] in ("index", "README") else parts
        others = ("".join(f"/{part}" for part in folder) + end for end in _PAGES)
        if any(Path(root, f"docs{other}").is_file() for other in others):
            continue
        said = f"网页 /{''.join(f'{part}/' for part in folder)} 没有了，别人存下的网址会打不开"
        hint = "把文件放回来；内容移走了的，在页面上写明到哪里看"
        yield Problem(shown(path), 1, 1, "error", "address-gone", said, hint)


def _compared(old: OldFile, before: Loaded, after: _Now | None, now: datetime) -> Iterator[Problem]:
    entry: Any = before.entry
    if before.kind in ("hazards", "tags"):
        if after is None or after.loaded.entry is not None:
            yield from _slugs(entry, after, before.kind, old.path)
        return
    if before.kind not in ENTRIES or _published(before) > now:
        return
    demonstrates = entry.sample or getattr(entry, "status", "") == "测试"
    if after is None:
        severity: Severity = "warning" if demonstrates else "error"
        yield _gone(old.path, _NAMES[before.kind], str(before.id), severity)
        return
    if after.loaded.entry is None:
        return  # an error of its own says why
    document = read_yaml(after.data)
    found: Iterable[Problem]
    if before.kind == "alert":
        found = changed_event(before, after.loaded, shown(after.path), document, now)
    elif before.kind == "bulletin":
        found = _bulletin(before, after, document)
    else:
        found = _campaign(before, after, document) if before.kind == "campaign" else ()
    for problem in found:
        yield problem._replace(severity="warning") if demonstrates else problem


_NAMES = {"alert": "预警", "bulletin": "动态", "campaign": "活动", "guide": "指南"}


def _published(loaded: Loaded) -> datetime:
    entry: Any = loaded.entry
    if loaded.kind == "alert":
        first: datetime = entry.messages[0].sent
        return first
    if loaded.kind == "guide":
        return datetime.min.replace(tzinfo=CST)
    found: datetime = entry.published if loaded.kind == "bulletin" else entry.appears
    return found


def _gone(path: str, name: str, ident: str, severity: Severity) -> Problem:
    said = f"已经发布的{name} {ident} 没有了，它的网址和编号都会失效"
    hint = "把文件放回来；不宜再登的，写 withdrawn: {at: …, reason: …}"
    return Problem(shown(path), 1, 1, severity, "address-gone", said, hint)


def _bulletin(before: Loaded, after: _Now, document: Document) -> Iterator[Problem]:
    old, new = before.entry, after.loaded.entry
    if old.published != new.published and new.withdrawn is None:
        said = f"发布时间改了，原来是 {old.published:%Y-%m-%d %H:%M}"
        hint = "改回原来的时间；内容有修改的，写 updated"
        place = document.place(("published",))
        yield Problem(shown(after.path), *place, "error", "published-date", said, hint)


def _campaign(before: Loaded, after: _Now, document: Document) -> Iterator[Problem]:
    if after.loaded.entry.withdrawn is not None:
        return
    kept = {event.id for event in after.loaded.entry.events}
    for event in before.entry.events:
        if event.id not in kept:
            said = f"已经发布的场次 {event.id} 没有了，别人日历里的那一场不会取消"
            hint = "放回来，写 cancelled: 是 或原因"
            place = document.place(("events",))
            yield Problem(shown(after.path), *place, "error", "address-gone", said, hint)


def _slugs(rows: Iterable[Any], after: _Now | None, kind: str, path: str) -> Iterator[Problem]:
    """Names whose address is another one now, or gone."""
    now: Mapping[str, tuple[int, str]] = {}
    document = None
    if after is not None:
        now = {row.name: (number, row.slug) for number, row in enumerate(after.loaded.entry)}
        document = read_yaml(after.data)
        if has_errors(after.loaded.problems):
            return
    slugs = {slug for _, slug in now.values()}
    for row in rows:
        if row.slug in slugs:
            continue
        number, _ = now.get(row.name, (None, ""))
        at = document.place((number, "slug")) if document and number is not None else (1, 1)
        folder = "alerts/hazard" if kind == "hazards" else "tags"
        said = f"{row.name} 的网址 /{folder}/{row.slug}/ 没有了"
        hint = f"slug 保持 {row.slug}，名称可以改"
        yield Problem(shown(path), *at, "error", "address-gone", said, hint)

"""Which event of ours an upstream message belongs to, if any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from generator.content.document import Document
from generator.content.load import load_source
from generator.content.scan import kind_of, scan, stem_of
from generator.content.yaml_document import read_yaml
from generator.model.alert import Alert
from generator.model.life import state
from generator.model.moment import Moment
from generator.relay.draft import Draft

_OPEN = ("未生效", "生效中", "待核实")


class Event(NamedTuple):
    """A file of content/alerts. ``alert`` is ``None`` where it can not be read as one."""

    path: str
    data: bytes
    document: Document
    alert: Alert | None

    @property
    def messages(self) -> list[Any]:
        """The messages as they are written."""
        value = self.document.value
        found = value.get("messages") if isinstance(value, dict) else None
        return found if isinstance(found, list) else []


def paths(root: Path) -> list[str]:
    """The files of alerts, project-relative."""
    return [path for path in scan(str(root)).sources if kind_of(path) == "alert"]


def read_event(root: Path, path: str) -> Event:
    """The event of the file ``path``."""
    data = (root / path).read_bytes()
    return Event(path, data, read_yaml(data), load_source(path, data).entry)


def with_id(root: Path, ident: str) -> Event | None:
    """The event called ``ident``."""
    found = next((path for path in paths(root) if stem_of(path) == ident), None)
    return read_event(root, found) if found else None


def named(root: Path, names: Iterable[str]) -> list[Event]:
    """The events with a message whose source is one of ``names``."""
    wanted = set(names)
    # What an identifier ends with stands in the file as it is, unless quotes double it.
    needles = [name.split()[-1].rpartition("'")[2].encode() for name in wanted if name]
    return [event for event in _with(root, needles) if _sources(event) & wanted]


def _sources(event: Event) -> set[str]:
    items = [item for item in event.messages if isinstance(item, dict)]
    return {" ".join(item["source"].split()) for item in items if _is_text(item.get("source"))}


def with_text(root: Path, text: str) -> Event | None:
    """The event that has a message with just this text."""
    wanted = "".join(text.split())
    needle = text.strip().split("\n")[0].strip().encode()
    for event in _with(root, [needle]):
        for item in event.messages:
            said = item.get("text") if isinstance(item, dict) else None
            if isinstance(said, str) and "".join(said.split()) == wanted:
                return event
    return None


def open_events(root: Path, draft: Draft, now: datetime) -> list[Event]:
    """The events not over at ``now`` of the same kind, issuer, nature and a hazard of the draft."""
    needles = [hazard.encode() for hazard in draft.hazards]
    return [event for event in _with(root, needles) if _continues(event, draft, now)]


def _continues(event: Event, draft: Draft, now: datetime) -> bool:
    alert = event.alert
    if alert is None or alert.sample or alert.withdrawn or alert.kind != draft.kind:
        return False
    last = alert.messages[-1]
    return (
        alert.status == draft.status
        and alert.issuer_of(last) == draft.issuer
        and bool(set(alert.hazard) & set(draft.hazards))
        and state(alert.messages, Moment(now)) in _OPEN
    )


def _with(root: Path, needles: Iterable[bytes]) -> Iterator[Event]:
    """The events whose file holds one of ``needles``; thousands of others are not read as YAML."""
    wanted = [needle for needle in needles if needle]
    for path in paths(root):
        data = (root / path).read_bytes()
        if any(needle in data for needle in wanted):
            yield read_event(root, path)


def _is_text(value: object) -> bool:
    return isinstance(value, str)

"""What to do about a feed, given what was done before. Pure: no clock, no network.

- An item nobody has met is drafted, unless it is older than where the account
  began, or a sample, a test or a drill.
- Of an event's messages that wait, only the newest is drafted, and none that is
  older than one drafted before; an end by time is drafted in any case. (解除 and
  撤销 are the last message of their event, hence its newest.)
- A draft whose words changed is updated. One that is gone is told of once more for
  each change that the feed announces (atom:updated): a correction of what was published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from generator.wechat.article import clean_html, images, text_of
from generator.wechat.feed import Feed
from generator.wechat.item import Item, event_of
from generator.wechat.state import State

_KNOWN = ("drafted", "gone")


class Plan(NamedTuple):
    """What to do, in this order. ``settled`` are steps that need no call: guid → stage."""

    #: To be noted first: what is older than the beginning, what was overtaken.
    before: tuple[Item, ...] = ()
    passed: tuple[Item, ...] = ()
    #: Alerts first, the newest before the others; the rest as it was published.
    adds: tuple[Item, ...] = ()
    updates: tuple[Item, ...] = ()
    #: Corrected on the site, and no draft any more.
    gone: tuple[Item, ...] = ()
    marked: tuple[Item, ...] = ()
    unchanged: int = 0
    #: Left the feed before they were drafted: guid and title.
    lost: tuple[tuple[str, str], ...] = ()
    #: Titles that an editor should no longer publish: a newer message is drafted.
    stale: tuple[str, ...] = ()


def version_of(item: Item) -> str:
    """A digest of what readers would see; the looks of the article are not in it."""
    html = clean_html(item.content)
    said = [item.title, item.summary, item.author, item.link, text_of(html), updated_of(item)]
    parts = [*said, item.cover or "", *images(html)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def updated_of(item: Item) -> str:
    """When the feed says that the words changed; empty where they never did."""
    return item.updated.isoformat() if item.updated else ""


def make_plan(feed: Feed, state: State, since: datetime) -> Plan:
    """The plan for ``feed``; nothing published before ``since`` is begun."""
    rows: dict[str, list[Item]] = {name: [] for name in ("before", "adds", "updates", "gone")}
    marked = [item for item in feed.items if item.marked]
    unchanged = 0
    for item in feed.items:
        if item.marked:
            continue
        stage = _stage(item, state, since)
        if stage == "unchanged":
            unchanged += 1
        else:
            rows[stage].append(item)
    adds, passed = _newest(rows["adds"], feed.items, state)
    return Plan(
        before=tuple(rows["before"]),
        passed=tuple(passed),
        adds=tuple(_in_order(adds)),
        updates=tuple(_in_order(rows["updates"])),
        gone=tuple(rows["gone"]),
        marked=tuple(marked),
        unchanged=unchanged,
        lost=tuple(_lost(feed, state)),
        stale=tuple(_stale(adds, state)),
    )


def _stage(item: Item, state: State, since: datetime) -> str:
    record = state.get(item.guid)
    if record is None or record.stage == "before":
        if item.published >= since:
            return "adds"
        return "before" if record is None else "unchanged"
    if record.stage in ("waiting", "sending", "lost"):
        return "adds"
    if record.stage == "gone":
        return "unchanged" if record.updated == updated_of(item) else "gone"
    if record.stage == "passed" or record.version == version_of(item):
        return "unchanged"
    return "updates"


def _newest(
    adds: Iterable[Item], items: Iterable[Item], state: State
) -> tuple[list[Item], list[Item]]:
    """Of each event's ``adds`` those to draft, and those that were overtaken."""
    waiting = list(adds)
    newest: dict[str, tuple[datetime, str]] = {}
    fresh = {item.guid for item in waiting}
    for item in items:
        record = state.get(item.guid)
        counts = item.guid in fresh or (record is not None and record.stage in _KNOWN)
        if item.event and counts and not item.marked:
            newest[item.event] = max(_age(item), newest.get(item.event, _age(item)))
    kept: list[Item] = []
    passed: list[Item] = []
    for item in waiting:
        alone = item.event is None or item.end or _age(item) == newest[item.event]
        (kept if alone else passed).append(item)
    return kept, passed


def _age(item: Item) -> tuple[datetime, str]:
    """By time; at the same instant the end of a message comes after it."""
    return item.published, item.guid


def _in_order(items: Iterable[Item]) -> list[Item]:
    """Alerts before all else and the newest first: a run may be cut short by a quota."""
    rows = sorted(items, key=_age)
    alerts = [item for item in rows if item.event]
    return [*reversed(alerts), *(item for item in rows if not item.event)]


def _lost(feed: Feed, state: State) -> list[tuple[str, str]]:
    there = {item.guid for item in feed.items}
    waiting = [(guid, one) for guid, one in state.records() if one.stage == "waiting"]
    return [(guid, one.title or guid) for guid, one in waiting if guid not in there]


def _stale(adds: Iterable[Item], state: State) -> list[str]:
    """Titles of earlier drafts of the same events."""
    events = {item.event for item in adds if item.event}
    return [
        record.title
        for guid, record in state.records()
        if record.stage == "drafted" and event_of(guid) in events
    ]

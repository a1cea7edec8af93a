"""``/api/v1/status.json``: what is in force, for scripts and other machines (outputs.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from generator.model.cards import AlertMore, Card
from generator.model.library import Edition, Life
from generator.model.life import current, state
from generator.model.moment import Moment
from generator.model.titles import prefix
from generator.pages.addresses import entry_url
from generator.pages.items import alert_name, by_severity, hazard_order, level_of
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.alert_lists import LIVE

if TYPE_CHECKING:
    from generator.model.tables import Hazard


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    order = hazard_order(cast("dict[str, Hazard]", desk.tables["hazards"]))
    rows = [(card, edition.life(card)) for card in edition.listed("alert")]
    live = by_severity((row for row in rows if row[1].state in LIVE), order)
    incomplete = any(cast(AlertMore, card.more).incomplete for card, _ in rows)
    status = {
        "version": 1,
        "as_of": _iso(last_change(edition)),
        "next_change": _iso(edition.now.horizon),
        "incomplete": incomplete or desk.unreadable,
        "held_back": held_back(edition),
        "in_force": [_row(card, life) for card, life in live if life.nature == "实际"],
        "exercises": [_row(card, life) for card, life in live if life.nature != "实际"],
    }
    text = json.dumps(status, ensure_ascii=False, separators=(",", ":"))
    return Plan([], files=(("api/v1/status.json", text.encode() + b"\n"),), exports=status)


SECTION = Section("status", ("alert",), ("hazards",), (), plan)


def held_back(edition: Edition) -> int:
    """How many messages of alerts are dated later than ``now``."""
    return sum(
        not edition.now.reached(message.sent)
        for card in edition.library.cards("alert").values()
        for message in cast(AlertMore, card.more).messages
    )


def last_change(edition: Edition) -> datetime | None:
    """The latest instant up to ``now`` at which any alert came to be in another state."""
    now = edition.now.instant
    latest: datetime | None = None
    for card in edition.all("alert"):
        times = sorted({at for at in _boundaries(card) if at <= now}, reverse=True)
        for at in times:
            if latest is not None and at <= latest:
                break
            if _seen(card, at) != _seen(card, at - timedelta(microseconds=1)):
                latest = at
                break
    return latest


def _boundaries(card: Card) -> Iterator[datetime]:
    for message in cast(AlertMore, card.more).messages:
        for at in (message.sent, message.effective, message.expires, message.review):
            if at is not None:
                yield at
    if card.withdrawn is not None:
        yield card.withdrawn


def _seen(card: Card, at: datetime) -> tuple[str | None, str | None]:
    """The state of an alert and the message that counts; nothing before it and once withdrawn."""
    if card.withdrawn is not None and at >= card.withdrawn:
        return None, None
    messages = cast(AlertMore, card.more).messages
    message = current(messages, Moment(at))
    return state(messages, Moment(at)), message.key if message else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _row(card: Card, life: Life) -> dict[str, Any]:
    more = cast(AlertMore, card.more)
    message = life.message
    level = level_of(more, message.sent)
    row: dict[str, Any] = {
        "id": card.id,
        "url": entry_url("alert", card.id),
        "kind": more.kind,
        "hazard": "、".join(card.hazards),
        "level": level,
        "state": life.state,
        "area": list(message.area or more.area),
        "headline": prefix(life.nature) + (message.headline or alert_name(card, level)),
        "issued": _iso(message.issued or message.sent),
        "sent": _iso(message.sent),
    }
    end = "expires" if message.expires else "review"
    row[end] = _iso(message.expires or message.review)
    if life.nature != "实际":
        row["nature"] = life.nature
    return row

"""``/api/v1/status.json``: what is in force, for scripts and other machines (outputs.md)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, cast

from generator.model.cards import AlertMore, Card
from generator.model.library import Edition, Life
from generator.model.titles import prefix
from generator.pages.addresses import entry_url
from generator.pages.items import alert_name, by_severity, level_of
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.alert_lists import LIVE


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    rows = [(card, edition.life(card)) for card in edition.listed("alert")]
    live = by_severity(row for row in rows if row[1].state in LIVE)
    changes = state_changes(edition, rows)
    incomplete = any(cast(AlertMore, card.more).incomplete for card, _ in rows)
    status = {
        "version": 1,
        "as_of": changes[0],
        "next_change": changes[1],
        "incomplete": incomplete or desk.unreadable,
        "held_back": held_back(edition),
        "in_force": [_row(card, life) for card, life in live if life.nature == "实际"],
        "exercises": [_row(card, life) for card, life in live if life.nature != "实际"],
    }
    text = json.dumps(status, ensure_ascii=False, separators=(",", ":"))
    return Plan([], files=(("api/v1/status.json", text.encode() + b"\n"),))


SECTION = Section("status", ("alert",), (), (), plan)


def held_back(edition: Edition) -> int:
    """How many messages of alerts are dated later than ``now``."""
    return sum(
        not edition.now.reached(message.sent)
        for card in edition.library.cards("alert").values()
        for message in cast(AlertMore, card.more).messages
    )


def state_changes(edition: Edition, rows: list[tuple[Card, Life]]) -> tuple[str | None, str | None]:
    """The last change of state up to ``now`` and the next one known, as ISO times."""
    past: list[datetime] = []
    for _, life in rows:
        message = life.message
        times = (message.sent, message.effective, message.review, life.ended)
        past += [at for at in times if at is not None and edition.now.reached(at)]
    last = max(past, default=None)
    ahead = edition.now.horizon
    return _iso(last), _iso(ahead)


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

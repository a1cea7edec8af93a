"""Alerts as rows of lists in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, cast

from generator.languages.names import Name
from generator.model.cards import AlertMore, Card
from generator.model.library import Life
from generator.pages.items import level_of
from generator.pages.sections.languages.context import Context


class Row(NamedTuple):
    """What a list says of an event now. Level, state, nature and kind are as in Chinese.

    ``text`` is Chinese where ``chinese``; ``headline`` is empty or translated.
    """

    url: str
    kind: str
    level: str | None
    state: str
    nature: str
    hazards: tuple[Name, ...]
    area: tuple[Name, ...]
    when: datetime
    until: datetime | None
    headline: str
    text: str
    chinese: bool
    sign: str


def row(context: Context, card: Card, life: Life) -> Row:
    """An event as it stands."""
    more = cast(AlertMore, card.more)
    message = life.message
    said = context.translated(message)
    return Row(
        url=context.url(card),
        kind=more.kind,
        level=level_of(more, message.sent),
        state=life.state,
        nature=life.nature,
        hazards=context.hazard_names(card),
        area=context.area(message, more),
        when=message.issued or message.sent,
        until=message.expires if life.state in ("生效中", "未生效") else life.ended,
        headline=said.headline,
        text=said.text or context.edition.text(message),
        chinese=not said.text,
        sign=context.signs(card)[0],
    )


def rows(context: Context, events: Iterable[tuple[Card, Life]]) -> tuple[Row, ...]:
    """Events as rows."""
    return tuple(row(context, card, life) for card, life in events)

"""Cards as rows of lists, in the words a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from generator.model.cards import AlertMore, BulletinMore, CampaignMore, Card
from generator.model.library import Edition, Life
from generator.model.life import nature, phase
from generator.model.titles import prefix
from generator.model.vocabulary import level_word
from generator.pages.addresses import entry_url
from generator.pages.page import Item, Link

if TYPE_CHECKING:
    from generator.model.tables import Hazard

#: Worst first; a response level stands beside the colour of its number.
LEVEL_ORDER = {level: rank // 2 for rank, level in enumerate("红Ⅰ橙Ⅱ黄Ⅲ蓝Ⅳ")}
_WITHDRAWN = "本页内容已撤下"


def card_title(card: Card) -> str:
    """The title with its 【示例】 where it is one; never without."""
    return prefix("示例" if card.sample else "实际") + card.title


def item(edition: Edition, card: Card, note: str = "") -> Item:
    """Any entry as a row."""
    if note:
        return _item(edition, card)._replace(note=note)
    key = (card.kind, card.id)
    if key not in edition.made:
        edition.made[key] = _item(edition, card)
    return cast(Item, edition.made[key])


def exercise(card: Card) -> bool:
    """Whether an alert is a drill or a test: such stand on their own page and lists alone."""
    return nature(card.sample, cast(AlertMore, card.more).status) in ("演练", "测试")


def link(card: Card) -> Link:
    """An entry that was not withdrawn, named beside another one."""
    return Link(entry_url(card.kind, card.id), card_title(card))


def _item(edition: Edition, card: Card) -> Item:
    if edition.withdrawn(card):
        return Item(entry_url(card.kind, card.id), _WITHDRAWN, card.kind, "", None, "")
    if card.kind == "alert":
        return alert_item(edition, card, edition.life(card))
    label, when = "", card.published
    if card.kind == "bulletin":
        label = cast(BulletinMore, card.more).category
    elif card.kind == "campaign":
        more = cast(CampaignMore, card.more)
        label, when = phase(more.starts, more.ends, edition.now), more.starts
    else:
        label = "、".join(card.hazards)
    return Item(
        url=entry_url(card.kind, card.id),
        title=card_title(card),
        kind=card.kind,
        label=label,
        when=None if card.kind == "guide" else when,
        summary=card.summary,
        hazard=card.hazards[0] if card.hazards else None,
        nature="示例" if card.sample else "实际",
    )


def alert_item(edition: Edition, card: Card, life: Life) -> Item:
    """An alert as a row: what it says now, and its state in words."""
    more = cast(AlertMore, card.more)
    message = life.message
    level = level_of(more, message.sent)
    return Item(
        url=entry_url("alert", card.id),
        title=prefix(life.nature) + alert_name(card, level),
        kind="alert",
        label=more.kind,
        when=message.issued or message.sent,
        summary=edition.text(message),
        level=level,
        hazard=card.hazards[0],
        state=life.state,
        nature=life.nature,
        note="、".join(message.area or more.area),
        until=message.expires if life.state in ("生效中", "未生效") else life.ended,
    )


def signed(rows: Iterable[Item], hazards: Mapping[str, Hazard]) -> tuple[Item, ...]:
    """``rows`` with the signs of their hazards; one nobody foresaw keeps none."""
    return tuple(row._replace(sign=sign_of(hazards, row.hazard)) for row in rows)


def sign_of(hazards: Mapping[str, Hazard], name: str | None) -> str:
    """The name of a hazard's sign, for :func:`generator.pages.icons.icon`."""
    known = hazards.get(name or "")
    return (known.icon or known.slug) if known else ""


def level_of(more: AlertMore, upto: datetime) -> str | None:
    """The level that the latest message with one gave, up to the message sent at ``upto``."""
    found = None
    for message in more.messages:
        if message.level is not None and message.sent <= upto:
            found = message.level
    return found


def alert_name(card: Card, level: str | None) -> str:
    """The name of an event as it stands: its own title, else hazards, level and kind in words."""
    if card.title:
        return card.title
    hazards = "、".join(card.hazards)
    kind = cast(AlertMore, card.more).kind
    if kind == "预警":
        return f"{hazards}{level_word(level)}预警" if level else f"{hazards}预警"
    if kind == "应急响应":
        return f"{hazards}{level_word(level)}应急响应" if level else f"{hazards}应急响应"
    return f"{hazards}{kind}"


def by_severity(
    rows: Iterable[tuple[Card, Life]], order: Mapping[str, int]
) -> list[tuple[Card, Life]]:
    """The order in which alerts are shown: worst first, then by hazard, then newest.

    ``order`` ranks the hazards of the table; one nobody foresaw comes after them.
    """

    def rank(row: tuple[Card, Life]) -> tuple[int, int, float, str]:
        card, life = row
        level = level_of(cast(AlertMore, card.more), life.message.sent)
        hazard = min((order.get(name, len(order)) for name in card.hazards), default=len(order))
        newest = -life.message.sent.timestamp()
        return LEVEL_ORDER.get(level or "", 9), hazard, newest, card.id

    return sorted(rows, key=rank)


def hazard_order(hazards: Iterable[str]) -> dict[str, int]:
    """The rank of each hazard of the table, which comes in the order to be shown in."""
    return {name: number for number, name in enumerate(hazards)}

"""Why a site changes at an instant, in words: whose time it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.model.cards import AlertMore, BulletinMore, CampaignMore, Card
from generator.model.library import KINDS, Library
from generator.model.vocabulary import ENDS
from generator.pages.items import alert_name, level_of
from generator.pages.sections.alert_lists import RECENT

#: So many are named; of more it is told how many there are.
_NAMED = 3
_NAMES = {"alert": "预警提示", "bulletin": "动态", "campaign": "主题活动", "guide": "应急指南"}


def reason_at(library: Library, at: datetime) -> str:
    """What begins or ends at ``at``, alerts first; empty where no entry has that instant."""
    found = [
        f"{_NAMES[kind]} {card.id}（{_title(card, at)}）{what}"
        for kind in KINDS
        for card in library.cards(kind).values()
        for when, what in _times(card)
        if when == at
    ]
    if not found:
        midnight = at.hour == at.minute == at.second == 0
        return "零点：主题活动的倒计时和日期" if midnight else ""
    shown = list(dict.fromkeys(found))
    more = f"；共 {len(shown)} 项" if len(shown) > _NAMED else ""
    return "；".join(shown[:_NAMED]) + more


def _title(card: Card, at: datetime) -> str:
    title = card.title
    more, nature = card.more, "示例" if card.sample else ""
    if isinstance(more, AlertMore):
        title = alert_name(card, level_of(more, at))
        nature = nature or ("" if more.status == "实际" else more.status)
    return (f"【{nature}】" if nature else "") + " ".join(title.split())


def _times(card: Card) -> Iterator[tuple[datetime, str]]:
    """Every instant at which something of an entry begins or ends, and what."""
    more = card.more
    if card.withdrawn is not None:
        yield card.withdrawn, "撤下"
    if isinstance(more, AlertMore):
        yield from _alert_times(more)
        return
    yield card.published, "发布"
    if card.updated is not None:
        yield card.updated, "更新"
    if isinstance(more, BulletinMore) and more.until is not None:
        yield more.until, "公示到期"
    if isinstance(more, CampaignMore):
        yield more.starts, "开始"
        yield more.ends, "结束"


def _alert_times(more: AlertMore) -> Iterator[tuple[datetime, str]]:
    for number, message in enumerate(more.messages, 1):
        words: tuple[tuple[datetime | None, str], ...] = (
            (message.sent, f"{message.action}第 {number} 条消息"),
            (message.effective, "生效"),
            (message.expires, "到期，转为已过期"),
            (message.review, "到核实时间，转为待核实"),
            *((at, f"更正第 {number} 条消息") for at, _ in message.corrections),
        )
        for at, what in words:
            if at is not None:
                yield at, what
        for over in (message.expires, message.sent if message.action in ENDS else None):
            if over is not None:
                yield over + RECENT, "结束满 48 小时，移出列表"

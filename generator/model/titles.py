"""How alerts are called.

The sentence pattern is that of the issuers (domain facts, Warnings):
``上海中心气象台2026年07月10日14时05分发布暴雨黄色预警信号``
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from generator.model.moment import CST
from generator.model.vocabulary import ENDS, Nature, level_word


class TitledMessage(Protocol):
    """What of a message its title needs."""

    @property
    def sent(self) -> datetime: ...
    @property
    def issued(self) -> datetime | None: ...
    @property
    def action(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def headline(self) -> str | None: ...


TM_co = TypeVar("TM_co", bound=TitledMessage, covariant=True)


class Titled(Protocol[TM_co]):
    """What of an alert its titles need."""

    @property
    def kind(self) -> str: ...
    @property
    def hazard(self) -> Sequence[str]: ...
    @property
    def title(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def messages(self) -> Sequence[TM_co]: ...


def message_title(alert: Titled[TitledMessage], message: TitledMessage) -> str:
    """The sentence for ``message``: issuer, time, what was done, hazards and level."""
    issuer = message.issuer or alert.issuer or ""
    before = _level_before(alert, message)
    return f"{issuer}{clock(message.issued or message.sent)}{_deed(alert, message, before)}"


def headline(alert: Titled[TitledMessage], message: TitledMessage) -> str:
    """What was written as the headline of ``message``, else its sentence."""
    return message.headline or message_title(alert, message)


def event_title(alert: Titled[TitledMessage], message: TitledMessage | None = None) -> str:
    """The title that was written, else the sentence of ``message`` (or the first)."""
    if alert.title:
        return alert.title
    if message is None:
        message = next(iter(alert.messages), None)
    return message_title(alert, message) if message is not None else subject(alert, None)


def subject(alert: Titled[TitledMessage], level: str | None) -> str:
    """What it is about, in short: 暴雨黄色预警信号, 防汛防台Ⅳ级应急响应, 高温风险提示."""
    hazards = "、".join(alert.hazard)
    if alert.kind == "预警":
        return f"{hazards}{level_word(level)}预警信号" if level else f"{hazards}预警信号"
    if alert.kind == "应急响应":
        return f"{hazards}{level_word(level)}应急响应" if level else f"{hazards}应急响应"
    return f"{hazards}风险提示"


_DEEDS = {"发布": "启动", "更新": "调整", "解除": "终止", "撤销": "撤销"}


def deed(kind: str, action: str) -> str:
    """The word for ``action``: a response is 启动, 调整, 终止."""
    return _DEEDS[action] if kind == "应急响应" else action


def _deed(alert: Titled[TitledMessage], message: TitledMessage, before: str | None) -> str:
    word = deed(alert.kind, message.action)
    if message.action in ENDS:
        return word + subject(alert, before)
    now = subject(alert, message.level)
    if (
        message.action == "更新"
        and message.level is not None
        and before not in (None, message.level)
    ):
        if alert.kind == "应急响应":
            return f"{'、'.join(alert.hazard)}应急响应{word}为{level_word(message.level)}应急响应"
        return f"{word}{subject(alert, before)}为{now}"
    return word + now


def _level_before(alert: Titled[TitledMessage], message: TitledMessage) -> str | None:
    level = None
    for earlier in alert.messages:
        if earlier.sent >= message.sent:
            break
        level = earlier.level or level
    return level


def clock(at: datetime) -> str:
    """``2026年07月10日14时05分`` in 北京时间."""
    at = at.astimezone(CST)
    return f"{at.year}年{at.month:02}月{at.day:02}日{at.hour:02}时{at.minute:02}分"


def message_key(sent: datetime) -> str:
    """``20260710T142000``: the part of every identifier that tells messages apart."""
    return sent.astimezone(CST).strftime("%Y%m%dT%H%M%S")


def prefix(nature: Nature) -> str:
    """``【示例】`` and so on, first in every title; empty for what is 实际."""
    return "" if nature == "实际" else f"【{nature}】"

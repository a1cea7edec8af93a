"""What is in force at an instant: pure functions over messages and campaigns.

Everything asks ``now.reached(t)`` and only about instants that can change the
answer, so that the moment's horizon is exact. Intervals are half-open.
Works on anything that has the fields of :class:`Timed`, slim cards too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from generator.model.moment import Moment
from generator.model.vocabulary import ENDS, Nature, Phase, State


class Timed(Protocol):
    """The times of a message, and what it does to the event."""

    @property
    def sent(self) -> datetime: ...
    @property
    def effective(self) -> datetime | None: ...
    @property
    def expires(self) -> datetime | None: ...
    @property
    def review(self) -> datetime | None: ...
    @property
    def action(self) -> str: ...


M = TypeVar("M", bound=Timed)


def visible(messages: Sequence[M], now: Moment) -> tuple[M, ...]:
    """The messages sent by ``now``; they come in rising order."""
    count = 0
    for message in messages:
        if not now.reached(message.sent):
            break
        count += 1
    return tuple(messages[:count])


def current(messages: Sequence[M], now: Moment) -> M | None:
    """The message that holds: the last one sent.

    While an update is not yet effective, the message before it still holds
    if it would hold without the update: nothing in force drops out because
    what follows it has been announced.
    """
    found = _current(messages, now)
    return None if found is None else found[0]


def state(messages: Sequence[M], now: Moment) -> State | None:
    """The state of the event; ``None`` where nothing has been sent."""
    found = _current(messages, now)
    return None if found is None else found[1]


def _current(messages: Sequence[M], now: Moment) -> tuple[M, State] | None:
    sent = visible(messages, now)
    if not sent:
        return None
    waiting = sent[-1], _state(sent[-1], now)
    for message in reversed(sent):
        own = _state(message, now)
        if own == "未生效":
            continue
        return (message, own) if message is sent[-1] or own in IN_FORCE else waiting
    return waiting


IN_FORCE = ("生效中", "待核实")


def _state(message: Timed, now: Moment) -> State:
    """The state of an event whose last message this is."""
    if message.action in ENDS:
        return "已解除" if message.action == "解除" else "已撤销"
    if message.effective is not None and not now.reached(message.effective):
        return "未生效"
    if message.expires is not None and now.reached(message.expires):
        return "已过期"
    if message.review is not None and now.reached(message.review):
        return "待核实"
    return "生效中"


def ended_at(messages: Sequence[M], now: Moment) -> datetime | None:
    """When the event ended; ``None`` while it has not."""
    found = _current(messages, now)
    if found is None:
        return None
    message, own = found
    if own == "已过期":
        return message.expires
    return message.sent if own in ("已解除", "已撤销") else None


def in_force(messages: Sequence[M], now: Moment) -> bool:
    """Whether the event stands among those in force (生效中 or 待核实)."""
    return state(messages, now) in IN_FORCE


def nature(sample: bool, status: str) -> Nature:
    """示例 if ``sample``, else 测试, else 演练, else 实际."""
    if sample:
        return "示例"
    if status == "测试":
        return "测试"
    return "演练" if status == "演练" else "实际"


def phase(starts: datetime, ends: datetime, now: Moment) -> Phase:
    """Where a campaign stands."""
    if not now.reached(starts):
        return "未开始"
    return "已结束" if now.reached(ends) else "进行中"

"""What a message of an event changed against the one before it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from generator.model.moment import CST
from generator.model.vocabulary import ENDS, level_word

if TYPE_CHECKING:
    from generator.model.alert import Alert, Message

_RANK = {level: number // 2 for number, level in enumerate("红Ⅰ橙Ⅱ黄Ⅲ蓝Ⅳ")}
_NO_END = "解除时间未公布"


class Change(NamedTuple):
    """One thing that is not as it was; ``before`` is empty where only ``after`` tells it."""

    name: str
    before: str
    after: str


def changes(alert: Alert, number: int) -> tuple[Change, ...]:
    """What message ``number`` (from 0) changed: level, area, times, issuer.

    Nothing for the first message, nor for one that ends the event: its words say so.
    """
    message = alert.messages[number]
    if number == 0 or message.action in ENDS:
        return ()
    return tuple(_changes(alert, alert.messages[number - 1], message))


def _changes(alert: Alert, before: Message, after: Message) -> Iterator[Change]:
    if before.level != after.level and before.level and after.level:
        was, now = _RANK.get(before.level), _RANK.get(after.level)
        name = "级别"
        if was is not None and now is not None and was != now:
            name = "级别升高" if now < was else "级别降低"
        yield Change(name, _level(before.level), _level(after.level))
    areas = alert.area_of(before), alert.area_of(after)
    if set(areas[0]) != set(areas[1]):
        yield _area(*areas)
    times = (
        ("生效", before.effective or before.sent, after.effective or after.sent),
        ("预计影响开始", before.onset, after.onset),
    )
    for name, old, new in times:
        given = after.effective if name == "生效" else new
        if given is not None and old != new:
            yield Change(name, _clock(old) if old else "", _clock(given))
    if before.expires != after.expires:
        yield Change("有效至", _end(before), _end(after))
    issuers = alert.issuer_of(before) or "", alert.issuer_of(after) or ""
    if issuers[0] != issuers[1]:
        yield Change("发布单位", *issuers)


def _area(before: Sequence[str], after: Sequence[str]) -> Change:
    """What came and what went, where that is shorter than all of both."""
    came = [name for name in after if name not in before]
    gone = [name for name in before if name not in after]
    wide = {"全区", "全市"} & {*before, *after}
    if wide or (came and gone):
        return Change("范围", "、".join(before), "、".join(after))
    if came:
        return Change("范围增加", "", "、".join(came))
    return Change("范围减少", "", "、".join(gone))


def _level(level: str) -> str:
    return level_word(level)


def _end(message: Message) -> str:
    return _clock(message.expires) if message.expires else _NO_END


def _clock(at: datetime) -> str:
    at = at.astimezone(CST)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"

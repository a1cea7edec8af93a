"""What a message of an event changed against the one before it: as data, and in Chinese words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from generator.model.moment import CST
from generator.model.vocabulary import ENDS, level_word

if TYPE_CHECKING:
    from generator.model.alert import Alert, Message

_RANK = {level: number // 2 for number, level in enumerate("红Ⅰ橙Ⅱ黄Ⅲ蓝Ⅳ")}
#: What stands for an end that is not announced.
NO_END = "解除时间未公布"
#: A level or an issuer, areas, an instant; ``None`` for an end that is not announced.
Value = str | tuple[str, ...] | datetime | None


class Difference(NamedTuple):
    """One thing that is not as it was. ``before`` is ``""`` where only ``after`` tells it."""

    name: str
    before: Value
    after: Value


class Change(NamedTuple):
    """The same in words; ``before`` is empty where only ``after`` tells it."""

    name: str
    before: str
    after: str


def changes(alert: Alert, number: int) -> tuple[Change, ...]:
    """What message ``number`` (from 0) changed: level, area, times, issuer.

    Nothing for the first message, nor for one that ends the event: its words say so.
    """
    return tuple(
        Change(one.name, _words(one.name, one.before), _words(one.name, one.after))
        for one in differences(alert, number)
    )


def differences(alert: Alert, number: int) -> tuple[Difference, ...]:
    """What :func:`changes` puts into words."""
    message = alert.messages[number]
    if number == 0 or message.action in ENDS:
        return ()
    return tuple(_differences(alert, alert.messages[number - 1], message))


def _differences(alert: Alert, before: Message, after: Message) -> Iterator[Difference]:
    if before.level != after.level and before.level and after.level:
        was, now = _RANK.get(before.level), _RANK.get(after.level)
        name = "级别"
        if was is not None and now is not None and was != now:
            name = "级别升高" if now < was else "级别降低"
        yield Difference(name, before.level, after.level)
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
            yield Difference(name, old or "", given)
    if before.expires != after.expires:
        yield Difference("有效至", before.expires, after.expires)
    issuers = alert.issuer_of(before) or "", alert.issuer_of(after) or ""
    if issuers[0] != issuers[1]:
        yield Difference("发布单位", *issuers)


def _area(before: Sequence[str], after: Sequence[str]) -> Difference:
    """What came and what went, where that is shorter than all of both."""
    came = tuple(name for name in after if name not in before)
    gone = tuple(name for name in before if name not in after)
    wide = {"全区", "全市"} & {*before, *after}
    if wide or (came and gone):
        return Difference("范围", tuple(before), tuple(after))
    if came:
        return Difference("范围增加", "", came)
    return Difference("范围减少", "", gone)


def _words(name: str, value: Value) -> str:
    if value is None:
        return NO_END
    if isinstance(value, datetime):
        at = value.astimezone(CST)
        clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
        return f"{at.year}年{at.month}月{at.day}日 {clock}"
    if isinstance(value, tuple):
        return "、".join(value)
    return level_word(value) if value and name.startswith("级别") else value

"""The rules of format.md about what holds, worked out anew from what the API tells of messages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

LIVE = ("生效中", "待核实")
ENDS = {"解除": "已解除", "撤销": "已撤销"}
Message = dict[str, Any]


class Held(NamedTuple):
    """What is to be said of an event."""

    state: str
    number: int
    level: str | None
    ended: datetime | None


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def held(messages: list[Message], now: datetime) -> Held:
    """The state at ``now``; all ``messages`` were sent by then."""
    states = [_state(one, now) for one in messages]
    number = len(messages) - 1
    if states[number] == "未生效":
        begun = [index for index, state in enumerate(states) if state != "未生效"]
        if begun and states[begun[-1]] in LIVE:
            number = begun[-1]
    state, message = states[number], messages[number]
    levels = [one["level"] for one in messages[: number + 1] if one["level"]]
    ended = None
    if state == "已过期":
        ended = instant(message["expires"])
    elif state in ENDS.values():
        ended = instant(message["sent"])
    return Held(state, number, levels[-1] if levels else None, ended)


def _state(message: Message, now: datetime) -> str:
    if message["action"] in ENDS:
        return ENDS[message["action"]]
    begins, expires, review = (instant(message[key]) for key in ("effective", "expires", "review"))
    if begins and now < begins:
        return "未生效"
    if expires and expires <= now:
        return "已过期"
    return "待核实" if review and review <= now else "生效中"


def ran_out(messages: list[Message], number: int, now: datetime) -> datetime | None:
    """When the event was over by the announced end of a message, if it was by ``now``."""
    end = instant(messages[number]["expires"])
    if end is None or end > now:
        return None
    sent = [one for one in messages if datetime.fromisoformat(one["sent"]) <= end]
    if len(sent) <= number:
        return None
    then = held(sent, end)
    return end if then.state == "已过期" and then.number == number else None

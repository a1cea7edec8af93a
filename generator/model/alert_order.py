"""The rules of an event that one message alone can not be judged by (format.md, alerts)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.alert import Message
from generator.model.vocabulary import ENDS, KIND_LEVELS, KNOWN_LEVELS


class Fault(NamedTuple):
    """What is wrong with ``field`` of message ``number`` (from 0) among the others."""

    number: int
    field: str
    code: str
    message: str
    hint: str
    #: Whether the message and the later ones can not be used.
    breaks: bool = True
    #: Whether it is only to be looked at.
    warns: bool = False


def order_faults(
    kind: str, issuer: str | None, messages: Sequence[Message | None]
) -> Iterator[Fault]:
    """The rules of format.md that one message alone can not be judged by, in order.

    ``None`` stands for a message that could not be read: nothing is said of it,
    nor of how the next one follows it.
    """
    for index, message in enumerate(messages):
        if message is None:
            continue
        if index == 0:
            yield from _first_faults(message)
        else:
            before = messages[index - 1]
            if before is not None:
                yield from _follow_faults(index, message, before)
        yield from _kind_faults(kind, issuer, index, message)


def _first_faults(message: Message) -> Iterator[Fault]:
    if message.action in ENDS:
        said = f"没有可以{message.action}的消息"
        yield Fault(0, "action", "nothing-to-end", said, "第一条消息应是 发布")
    elif message.action != "发布":
        hint = "补上前面的消息，或把它改为 发布"
        yield Fault(0, "action", "first-not-issued", "第一条消息不是 发布", hint, breaks=False)


def _follow_faults(index: int, message: Message, before: Message) -> Iterator[Fault]:
    if message.sent <= before.sent:
        hint = "按发布时间先后排列，时间不能相同"
        yield Fault(index, "sent", "messages-out-of-order", "这条消息不晚于上一条", hint)
    if before.action in ENDS:
        said = f"{before.action}之后不能再有消息"
        yield Fault(index, "action", "after-the-end", said, "新的预警另建一个文件")
    elif message.action == "发布":
        said = "发布 只能出现一次，而且是第一条"
        yield Fault(index, "action", "issued-twice", said, "后面的消息用 更新")


def _kind_faults(kind: str, issuer: str | None, index: int, message: Message) -> Iterator[Fault]:
    allowed = KIND_LEVELS[kind]
    listed = "可以写：" + "、".join(allowed)
    ends = message.action in ENDS
    if allowed and message.level is None and not ends:
        yield Fault(index, "level", "level-missing", f"{kind}的消息要写级别 level", listed)
    elif not allowed and message.level is not None:
        said = f"{kind}没有级别"
        yield Fault(index, "level", "level-not-allowed", said, "删去 level", breaks=False)
    elif message.level is not None and message.level not in KNOWN_LEVELS:
        said = f"没有见过「{message.level}」这一级，照原样显示，没有颜色"
        hint = f"核对原文；{listed}"
        yield Fault(index, "level", "unknown-level", said, hint, breaks=False, warns=True)
    elif message.level is not None and message.level not in allowed:
        said = f"{kind}没有「{message.level}」这一级"
        yield Fault(index, "level", "level-not-allowed", said, listed)
    if not ends and message.expires is None and message.review is None:
        said = "要写 expires（公布的结束时间）或 review（再次核实的时间）"
        hint = "发布单位没有公布结束时间，就写 review"
        yield Fault(index, "expires", "end-missing", said, hint, breaks=False)
    if kind == "预警" and not (message.issuer or issuer):
        hint = "本站只转发预警，例如 issuer: 上海中心气象台"
        yield Fault(index, "issuer", "issuer-missing", "预警要写发布单位 issuer", hint)

"""The sentence that a notice turns on: who, when, which verb, about what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from generator.model.vocabulary import ENDS
from generator.relay.draft import Note
from generator.relay.words import TIME, instant, narrow, response_level, signals

#: Verb → action.
_ACTIONS: Final = {
    **dict.fromkeys(("继续发布", "发布", "启动"), "发布"),
    **dict.fromkeys(
        ("变更发布", "升级发布", "更新", "变更", "调整", "升级", "降级", "确认"), "更新"
    ),
    **dict.fromkeys(("解除", "终止", "取消", "结束"), "解除"),
    "撤销": "撤销",
}
VERBS: Final = "|".join(sorted(_ACTIONS, key=len, reverse=True))
_NAME = "[一-鿿A-Za-z（）()、]{2,40}?"
_START = "(?:^|(?<=[。；;，,！!：:\\s】\\])）]))"
#: Issuer, time, verb and what it is about, in the two orders they come in.
_TAIL = (
    rf"(?P<before>将[^：:。\n]{{2,60}}?)?(?:决定|联合|同步|同时|迅速|现|已)*"
    rf"(?P<verb>{VERBS})(?P<about>[^：:。\n]{{0,80}})"
)
_ORDERS: Final = (
    re.compile(
        rf"{_START}(?P<issuer>{_NAME})(?:决定)?[于自]?\s*(?P<time>{TIME})[许起]?[，,]?\s*{_TAIL}",
        re.MULTILINE,
    ),
    re.compile(
        rf"{_START}(?P<time>{TIME})[许起]?[，,]?\s*(?P<issuer>{_NAME}){_TAIL}", re.MULTILINE
    ),
    re.compile(
        rf"{_START}(?P<issuer>{_NAME}(?:台|局|部|办公室|中心|委员会|指挥部|厅|站|处))(?P<time>){_TAIL}",
        re.MULTILINE,
    ),
)


class Sentence(NamedTuple):
    """What the sentence says that the notice turns on."""

    issuer: str
    time: datetime | None
    verb: str
    #: What is issued now, and all that the verb is about.
    target: str
    about: str


def main_sentence(text: str, now: datetime, notes: list[Note]) -> tuple[Sentence, str]:
    """The sentence that the notice turns on, and the action it is about."""
    found = list(_sentences(text, now))
    if len(found) > 1:
        notes.append(Note("text", "里面不止一条预警，只读了第一条；其余请另外导入"))
    if not found:
        ends = re.search("解除|终止|取消|撤销|结束", text)
        said = "看不出是发布、更新还是解除" + ("" if ends else "，先按 发布")
        notes.append(Note("action", said, must=bool(ends)))
        return Sentence("", None, "", "", narrow(text)), "" if ends else "发布"
    sentence, action = found[0], _ACTIONS[found[0].verb]
    # 「解除…橙色预警，改发…黄色预警」 is no end.
    over, _, then = re.sub("改发|改为|更新为|变更为|同时发布", "发布", sentence.target).partition(
        "发布"
    )
    if action not in ENDS or not signals(then):
        return sentence, action
    if {name for name, _ in signals(over)} & {name for name, _ in signals(then)}:
        return sentence._replace(target=then), "更新"
    notes.append(Note("action", "一句里有解除也有发布，只读了发布；解除的那一次请另写"))
    return sentence._replace(target=then, about=then), "发布"


def _sentences(text: str, now: datetime) -> Iterator[Sentence]:
    """Every sentence of the pattern; of the orders the first that finds any."""
    for order in _ORDERS:
        found = list(order.finditer(narrow(text)))
        for match in found:
            about = (match["before"] or "") + match["verb"] + match["about"]
            target = match["about"].rpartition("为")[2]
            if not signals(target) and not response_level(target):
                target = match["about"]
            time = re.fullmatch(TIME, match["time"].strip())
            at = instant(time.groups(), now) if time else None
            issuer = re.sub("^(?:据|根据)", "", match["issuer"])
            yield Sentence(issuer, at, match["verb"], target, about)
        if found:
            return

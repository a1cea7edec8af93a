"""Alerts: whatever can be read of an event goes out.

A fault in what a message needs to be read drops it and the later ones; a fault
elsewhere is reported and the field left out. Where leaving a field out could
make a drill look real or bring back what was withdrawn, the event is unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from generator.content.document import Loc
from generator.content.report import Report
from generator.content.translate import Complaint, keys_at
from generator.content.validate import salvage
from generator.content.words import nearest
from generator.model.alert import Alert, AlertHead, Message
from generator.model.alert_order import Fault, order_faults
from generator.model.base import Withdrawn
from generator.model.vocabulary import ENDS, LANGUAGES
from generator.problems import Severity

#: Faulty, these make the event unreadable.
_HEAD = frozenset({"kind", "hazard", "issuer", "status", "sample", "withdrawn", "messages"})
#: Of these a typing error in the key alone is enough: nobody knows what was meant.
_NATURE = frozenset({"status", "sample", "withdrawn"})
#: Faulty, these make a message unreadable.
_MESSAGE = frozenset({"sent", "action", "text", "level", "issuer"})
#: Values that only such a key has.
_UNREAL = ("演练", "测试", "是", "true", "True")
#: At the beginning of a line, with something typed into it or around it.
_NATURE_KEY = re.compile(
    r"^[^\w#]{0,8}[^\s#]{0,16}?(status|sample|withdrawn)\S{0,16}?\s{0,4}[:：]", re.MULTILINE
)
_UNREAL_STATUS = re.compile(r"[:：]\s*[\"']?(?:演练|测试)[\"']?\s*$", re.MULTILINE)
#: Complaints about a field that is there too many, and can be left out.
_SPARE = frozenset({"not-at-the-end"})


def load_alert(data: Any, name: str, report: Report) -> tuple[Alert | None, bool]:
    """The event that can be read of ``data``, and whether messages of its file are missing."""
    report.complain_of_blanks(Alert)
    flaws = [flaw.loc for flaw in report.document.flaws]
    head = _head(data, name, report, flaws)
    messages = _messages(data, report, flaws)
    usable = messages[: _usable(head, data, messages, report)] if head is not None else []
    whole = [message for message in usable if message is not None]
    incomplete = len(whole) < len(messages) or report.document.partial
    if head is None or _lost_nature(data, report):
        return None, incomplete
    if not whole:
        if head.withdrawn is None or messages:
            return None, incomplete
        whole = [_withdrawal(head.withdrawn)]
        return _alert(head, whole), incomplete
    _warn(head, data, whole, report)
    return _alert(head, whole), incomplete or whole[0].action != "发布"


def _alert(head: AlertHead, messages: Sequence[Message]) -> Alert:
    fields = {field: getattr(head, field) for field in AlertHead.model_fields}
    return Alert.model_construct(**fields, messages=tuple(map(_with_end, messages)))


def _withdrawal(withdrawn: Withdrawn) -> Message:
    """Stands for the messages that a withdrawn event leaves out: over since it was withdrawn."""
    return Message.model_construct(sent=withdrawn.at, action="撤销", text="本页内容已撤下")


def _head(data: dict[str, Any], name: str, report: Report, flaws: list[Loc]) -> AlertHead | None:
    own = {key: value for key, value in data.items() if key not in ("messages", "id")}
    stand_ins = _stand_ins(own)
    values = {**stand_ins, **own, "id": name}
    below = [loc for loc in flaws if loc and loc[0] != "messages"]
    if any(loc[0] in _HEAD for loc in below) or _hides_nature(data):
        salvage(AlertHead, values, report)
        return None
    head, found = salvage(AlertHead, values, report, (), below)
    if any(_essential(one, _HEAD) for one in found):
        return None
    if head is None and any(one.loc[:1] == ("area",) for one in found):
        # Where it holds can not be read; that it holds can.
        silent = Report(report.path, report.document)
        trial, _ = salvage(AlertHead, {**values, "area": ["全区"]}, silent, (), below)
        head = trial.model_copy(update={"area": ()}) if trial is not None else None
    if head is not None and stand_ins:
        head = head.model_copy(update={"area": ()} if "area" in stand_ins else {})
    return head


def _stand_ins(own: dict[str, Any]) -> dict[str, Any]:
    """What a withdrawn event may leave out; no output may show it."""
    if "withdrawn" not in own:
        return {}
    usual = {"kind": "风险提示", "hazard": "其他", "area": ["全区"]}
    return {key: value for key, value in usual.items() if key not in own}


def _hides_nature(data: dict[str, Any]) -> bool:
    """Whether an unknown key of ``data`` was probably meant to say that this is no real alert."""
    known = keys_at(Alert, ())
    return any(
        nearest(key, known) in _NATURE or any(word in key for word in _NATURE) or value in _UNREAL
        for key, value in data.items()
        if key not in known
    )


def _lost_nature(data: dict[str, Any], report: Report) -> bool:
    """Whether a faulty file has such a key in its text that did not come to be one."""
    if not report.failed:
        return False
    text = report.document.text
    if "status" not in data and _UNREAL_STATUS.search(text):
        return True
    return any(match[1] not in data for match in _NATURE_KEY.finditer(text))


def _essential(one: Complaint, fields: frozenset[str]) -> bool:
    return bool(one.loc) and one.loc[0] in fields and one.code not in _SPARE


def _messages(data: dict[str, Any], report: Report, flaws: list[Loc]) -> list[Message | None]:
    items = data.get("messages")
    if items is None:
        if "withdrawn" not in data and not report.document.partial:
            said = "缺少 messages"
            report.complain([Complaint(("messages",), "key", "missing", said, "补上第一条消息")])
        return []
    if not isinstance(items, list):
        hint = "每条消息以 “- ” 开头"
        report.error(("messages",), "wrong-type", "messages 应是消息的列表", hint)
        return [None]
    if not items:
        report.error(("messages",), "too-short", "至少要有一条消息", "补上第一条 发布")
    return [_message(item, index, report, flaws) for index, item in enumerate(items)]


def _message(item: Any, index: int, report: Report, flaws: list[Loc]) -> Message | None:
    prefix = ("messages", index)
    message, found = salvage(Message, item, report, prefix, flaws)
    if any(_essential(one, _MESSAGE) for one in found):
        return None
    if any(loc[:2] == prefix and (len(loc) == 2 or loc[2] in _MESSAGE) for loc in flaws):
        return None
    return message


def _usable(
    head: AlertHead, data: dict[str, Any], messages: Sequence[Message | None], report: Report
) -> int:
    """How many messages from the first on can be used; what is wrong among them is reported."""
    count = next((i for i, message in enumerate(messages) if message is None), len(messages))
    issuer_told = False
    for fault in order_faults(head.kind, head.issuer, messages):
        if fault.breaks:
            count = min(count, fault.number)
        if fault.code == "issuer-missing":
            if issuer_told:
                continue
            issuer_told = True
        if not _told(fault, data):
            loc = ("messages", fault.number, fault.field)
            place = report.document.place if _given(data, fault) else report.document.key_place
            severity: Severity = "warning" if fault.warns else "error"
            report.add(severity, place(loc), fault.code, fault.message, fault.hint)
    return count


def _given(data: dict[str, Any], fault: Fault) -> bool:
    return fault.field in data["messages"][fault.number]


def _told(fault: Fault, data: dict[str, Any]) -> bool:
    """Whether a missing end was reported already as one that could not be read."""
    item = data["messages"][fault.number]
    return fault.code == "end-missing" and ("expires" in item or "review" in item)


def _with_end(message: Message) -> Message:
    """Without a readable end it is to be looked at again at once: never in force unasked."""
    if message.action in ENDS or message.expires is not None or message.review is not None:
        return message
    return message.model_copy(update={"review": message.effective or message.sent})


def _warn(
    head: AlertHead, data: dict[str, Any], messages: Sequence[Message], report: Report
) -> None:
    before: Message | None = None
    for index, message in enumerate(messages):
        loc = ("messages", index)
        given = "source" in data or "source" in data["messages"][index]
        if head.kind == "预警" and not given:
            said, hint = "没有写来源 source", "写网址，或写 短信、传真 等"
            report.warning(loc, "source-missing", said, hint)
        if before is not None and before.expires is not None and message.sent >= before.expires:
            said, hint = "上一条到这时已经过期", "确认是同一次预警，否则另建一个文件"
            report.warning((*loc, "sent"), "after-expiry", said, hint)
        if message.action in ENDS and message.effective is not None:
            said = f"{message.action}从发布起就算结束，effective 不起作用"
            report.warning((*loc, "effective"), "end-not-yet", said, "删去 effective")
        before = message
    last = len(messages) - 1
    if before is not None and before.action not in ENDS:
        lacking = [code for code in LANGUAGES if getattr(before.translations, code) is None]
        if len(lacking) == len(LANGUAGES):
            said, hint = "这条消息没有外文", "补上 translations: {en: …, ja: …, ko: …}"
            report.warning(("messages", last), "translation-missing", said, hint)

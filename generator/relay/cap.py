"""A CAP 1.2 message of somebody else → a draft (OASIS CAP 1.2 §3.2).

Values we do not know are never guessed away: they are kept as parameters, and where an
alert can not do without them the editor is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from generator.content.words import quoted
from generator.model.vocabulary import ENDS
from generator.relay.draft import Draft, Note, Refused, Words
from generator.relay.infos import (
    Segments,
    all_words,
    latest,
    read_time,
    segments,
    words_of,
)
from generator.relay.kept import kept
from generator.relay.subject import STATUS, area_of, hazard_of, issuer_of, level_of, status_of
from generator.relay.tree import Element, read_tree
from generator.relay.words import KnownHazard

_SPACES: Final = (
    "urn:oasis:names:tc:emergency:cap:1.2",
    "urn:oasis:names:tc:emergency:cap:1.1",
    "",
)
_ACTIONS: Final = {"Alert": "发布", "Update": "更新", "Cancel": "解除"}
#: An end without a word of upstream's; what it says is what the message is.
_ENDED: Final = "发布单位已解除本次预警，原消息没有正文。"


def read_cap(data: bytes, table: Sequence[KnownHazard]) -> Draft:
    """The draft of the message in ``data``. Raises ``Refused``."""
    alert = read_tree(data)
    if alert.name != "alert" or alert.space not in _SPACES:
        raise Refused("这不是 CAP 1.2 消息", "根元素应是 CAP 的 alert")
    _refuse_unfit(alert)
    found = segments(alert.all("info"))
    notes: list[Note] = []
    refers = _refers(alert, notes)
    action = _action(alert, refers, notes)
    words = _words(alert, found, action, notes)
    first = found.leading[0] if found.leading else alert
    # A Cancel without a segment is about what it refers to, and says no more.
    asked: list[Note] = [] if action in ENDS and not found.leading else notes
    kind, level = level_of(first, action, notes)
    hazard, category = hazard_of(first, table, asked)
    left = kept(alert, found, _said(alert, words), _said_of_info(first, category))
    return Draft(
        kind=kind,
        hazards=(hazard,) if hazard else (),
        area=area_of(found.leading, asked),
        issuer=issuer_of(alert, first, notes) if asked is notes else "",
        source=_name(alert.first("sender"), alert.first("identifier")),
        status=status_of(alert, words, notes),
        category=category,
        action=action,
        level=level,
        issued=_time(alert, "sent", "issued", notes),
        effective=_time(first, "effective", "effective", notes),
        onset=_time(first, "onset", "onset", notes),
        expires=_expires(found.leading, notes),
        words=words,
        translations=_translations(found, words),
        parameters=left.parameters,
        kept=left.lines,
        notes=tuple(notes),
        name=_name(alert.first("sender"), alert.first("identifier")),
        refers=refers,
    )


def _said(alert: Element, words: Words) -> Iterator[str]:
    """The elements of the message whose values stand in fields, in our words."""
    yield from ("scope", "references")
    if alert.first("identifier"):
        yield from ("identifier", "sender")  # source
    if read_time(alert.first("sent")):
        yield "sent"
    if alert.first("status") in STATUS:
        yield "status"
    if alert.first("msgType") in _ACTIONS:
        yield "msgType"
    if alert.first("note") == words.text:
        yield "note"


def _said_of_info(info: Element, category: str) -> Iterator[str]:
    """The same of the segment that leads."""
    yield from ("language", "event", "senderName")
    yield from (name for name in ("effective", "onset", "expires") if read_time(info.first(name)))
    if category and info.first("category") == category:
        yield "category"


def _refuse_unfit(alert: Element) -> None:
    kind = alert.first("msgType")
    if kind in ("Ack", "Error"):
        raise Refused(f"这是 {kind} 消息，不是预警")
    scope = alert.first("scope") or "Public"
    if scope != "Public":
        raise Refused(f"这条消息的 scope 是{quoted(scope)}，不能公开发布")


def _name(sender: str, identifier: str) -> str:
    """What an alert's ``source`` calls the message by; CAP identifies it by both."""
    if not identifier:
        return ""
    return " ".join(f"CAP {sender} {identifier}".split())


def _refers(alert: Element, notes: list[Note]) -> tuple[str, ...]:
    names = []
    for reference in alert.first("references").split():
        sender, _, rest = reference.partition(",")
        identifier, _, _ = rest.rpartition(",")
        if identifier:
            names.append(_name(sender, identifier))
        else:
            notes.append(Note("action", f"看不懂它引用的消息：{quoted(reference)}"))
    return tuple(names)


def _action(alert: Element, refers: Sequence[str], notes: list[Note]) -> str:
    kind = alert.first("msgType")
    if kind not in _ACTIONS:
        notes.append(Note("action", f"没有见过的消息类型 msgType：{quoted(kind or '没有写')}"))
    responses = [one.text.strip() for info in alert.all("info") for one in info.all("responseType")]
    if kind != "Cancel" and "AllClear" in responses:
        notes.append(Note("action", "上游写了 AllClear（警报解除），请核对是不是解除"))
    if kind == "Cancel" and alert.first("note"):
        notes.append(Note("action", f"上游附言：{alert.first('note')}；如果是发错了，改为 撤销"))
    return _ACTIONS.get(kind, "更新" if refers else "发布")


def _words(alert: Element, found: Segments, action: str, notes: list[Note]) -> Words:
    words = all_words(found.leading)
    if not words.text and alert.first("note"):
        words = words._replace(text=alert.first("note"))
    if not words.text and action in ENDS:
        words = words._replace(text=_ENDED)
        notes.append(Note("text", "原消息没有正文，这一句是程序写的"))
    elif not words.text:
        notes.append(Note("text", "原消息没有正文", must=True))
    if found.leading and not found.language.startswith("zh"):
        notes.append(
            Note("text", f"原文的语言是{quoted(found.language)}，请写成中文，原文留在译文里")
        )
    if len(found.leading) > 1:
        notes.append(Note("text", f"原消息有 {len(found.leading)} 段，都在正文里，级别取最严重的"))
    return words


def _time(element: Element, name: str, field: str, notes: list[Note]) -> datetime | None:
    text = element.first(name)
    at = read_time(text)
    if text and at is None:
        notes.append(Note(field, f"看不懂的时间 {name}：{quoted(text)}"))
    return at


def _expires(leading: Sequence[Element], notes: list[Note]) -> datetime | None:
    """When the last segment ends: an alert must not go before what it warns of."""
    return latest(_time(info, "expires", "expires", notes) for info in leading)


def _translations(found: Segments, words: Words) -> dict[str, Words]:
    translated = {code: words_of(info) for code, info in found.others.items()}
    if found.language in ("en", "ja", "ko"):
        translated[found.language] = words
    return {code: one for code, one in translated.items() if any(one)}

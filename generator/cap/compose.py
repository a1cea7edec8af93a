"""What a CAP file says: its data, the entry it is about and the site → a message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.cap.document import Info, Message
from generator.cap.parts import NAMES, areas, parameters, resources
from generator.cap.spec import CapFile
from generator.cap.table import Table, Values
from generator.cap.words import (
    IN_ERROR,
    headline_of,
    instruction,
    mark,
    note,
    translated_headline,
)
from generator.feeds.item import clean
from generator.feeds.posts import WITHDRAWN
from generator.model.titles import prefix
from generator.model.vocabulary import LANGUAGES, Nature
from generator.pages.addresses import absolute, entry_url

if TYPE_CHECKING:
    from generator.model.alert import Alert, Translation
    from generator.model.alert import Message as AlertMessage
    from generator.model.site import Site

#: What an event is called of whose name nothing can be written.
_EVENT = "预警提示"
_STATUS: dict[Nature, str] = {
    "实际": "Actual",
    "演练": "Exercise",
    "测试": "Test",
    "示例": "Test",
}


class Desk(NamedTuple):
    """What is the same for all files of a site."""

    site: Site
    site_url: str
    sender: str
    table: Table


def compose(desk: Desk, file: CapFile, alert: Alert) -> Message:
    """The message of ``file``, in characters that XML holds."""
    infos, notes, source = [], [], None
    if file.form == "message":
        message = alert.messages[file.number]
        infos = [*_infos(desk, file, alert, message)]
        source = alert.source_of(message)
        if message.action == "撤销":
            notes = [IN_ERROR]
    else:
        reason = alert.withdrawn.reason if alert.withdrawn else ""
        infos = [_notice(desk, file, reason)]
        notes = [f"{WITHDRAWN}。{reason}"]
    composed = clean(
        Message(
            identifier=file.identifier,
            sender=desk.sender,
            sent=file.sent,
            status=_STATUS[file.nature],
            msg_type=file.msg_type,
            source=source,
            note=note(file.nature, *notes),
            references=file.references,
            infos=tuple(infos),
        )
    )
    return composed._replace(infos=tuple(map(_worded, composed.infos)))


def _worded(info: Info) -> Info:
    """``info`` with words where nothing was left of them."""
    event = info.event.strip() or _EVENT
    headline = info.headline.strip() or event
    return info._replace(
        event=event, headline=headline, description=info.description.strip() or headline
    )


def _infos(desk: Desk, file: CapFile, alert: Alert, message: AlertMessage) -> Iterator[Info]:
    """Chinese, then one for each translation of this message."""
    chinese = _chinese(desk, file, alert, message)
    yield chinese
    for language in LANGUAGES:
        translation: Translation | None = getattr(message.translations, language)
        if translation is not None:
            yield _translated(chinese, translation, file, language)


def _chinese(desk: Desk, file: CapFile, alert: Alert, message: AlertMessage) -> Info:
    ends = file.msg_type == "Cancel"
    web = _web(desk, file)
    values = _values(desk.table, file, alert)
    first = file.hazards[0].name
    categories = tuple(dict.fromkeys(one.category for one in file.hazards))
    codes = tuple(dict.fromkeys(one.event_code for one in file.hazards if one.event_code))
    begins = file.sent if ends else message.effective or file.sent
    return Info(
        language="zh-CN",
        categories=(alert.cap.category,) if alert.cap.category else categories,
        event=mark(file.nature, "zh-CN") + "、".join(one.name for one in file.hazards),
        responses=("AllClear",) if ends else desk.table.responses(alert.kind, first),
        urgency=values.urgency,
        severity=values.severity,
        certainty=values.certainty,
        event_codes=tuple((f"{NAMES}-event", code) for code in codes),
        effective=begins,
        onset=None if ends else message.onset,
        expires=_end(desk.table, file),
        sender_name=alert.issuer_of(message) or desk.site.host or desk.site.name,
        headline=headline_of(alert, message, file.nature),
        description=prefix(file.nature) + message.text,
        instruction=None if ends else instruction(message.instructions, web, "zh-CN"),
        web=web,
        contact=desk.site.contact,
        parameters=(*parameters(file, alert, message),),
        resources=(*resources(desk.site_url, file, message),),
        areas=areas(alert.area_of(message)),
    )


def _translated(chinese: Info, translation: Translation, file: CapFile, language: str) -> Info:
    event = ", ".join(dict(one.names).get(language, one.name) for one in file.hazards)
    headline = translated_headline(translation, event, file.nature, language)
    marked = mark(file.nature, language)
    own = translation.instructions
    # Where the message says that there is nothing to do, so do those who translate no more of it.
    silent = file.msg_type == "Cancel" or (own is None and chinese.instruction is None)
    told = None if silent else instruction(own, chinese.web, language)
    return chinese._replace(
        language=language,
        event=marked + event,
        headline=headline,
        description=marked + translation.text if translation.text else headline,
        instruction=told,
    )


def _values(table: Table, file: CapFile, alert: Alert) -> Values:
    """The row of the table, with what the entry says of itself over it; an end is past."""
    own = alert.cap.model_dump(include=set(Values.model_fields), exclude_none=True)
    values = table.values(alert.kind, file.level).model_copy(update=own)
    return values.model_copy(update={"urgency": "Past"}) if file.msg_type == "Cancel" else values


def _end(table: Table, file: CapFile) -> datetime | None:
    if file.msg_type == "Cancel":
        return file.sent + timedelta(hours=table.end_hours)
    return file.expires


def _web(desk: Desk, file: CapFile) -> str:
    anchor = f"#m-{file.key}" if file.form == "message" else ""
    return absolute(desk.site_url, entry_url("alert", file.ident) + anchor)


def _notice(desk: Desk, file: CapFile, reason: str) -> Info:
    """What stands in place of what was taken back, and what ends it: nothing of its words."""
    taken_back = prefix(file.nature) + WITHDRAWN
    return Info(
        language="zh-CN",
        categories=("Other",),
        event=taken_back,
        responses=("AllClear",) if file.msg_type == "Cancel" else ("None",),
        urgency="Past",
        severity="Unknown",
        certainty="Unknown",
        event_codes=(),
        effective=file.sent,
        onset=None,
        expires=_end(desk.table, file),
        sender_name=desk.site.host or desk.site.name,
        headline=taken_back,
        description=f"{taken_back}。{reason}".strip(),
        instruction=None,
        web=_web(desk, file),
        contact=desk.site.contact,
        parameters=((f"{NAMES}-nature", file.nature),),
        resources=(),
        areas=areas(()),
    )

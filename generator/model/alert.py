"""Alerts: one event with its messages in order (content/alerts)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from generator.model.base import (
    Attachment,
    Correction,
    Entry,
    Frozen,
    after,
    needs_words,
    not_before,
)
from generator.model.fields import (
    AlertInstant,
    Areas,
    Headline,
    Image,
    Line,
    Lines,
    Prose,
    Proses,
    Source,
    fail,
    normal_level,
    trim,
    trimmed,
)
from generator.model.vocabulary import (
    ACTIONS,
    ENDS,
    KIND_LEVELS,
    Action,
    AlertKind,
    CapCategory,
    CapCertainty,
    CapSeverity,
    CapUrgency,
    Level,
    Status,
)


class Cap(Frozen):
    """CAP values over those of the tables."""

    severity: CapSeverity | None = None
    urgency: CapUrgency | None = None
    certainty: CapCertainty | None = None
    category: CapCategory | None = None


class Translation(Frozen):
    """One message in another language; never shown for another message."""

    headline: Line | None = None
    text: Prose | None = None
    instructions: Proses | None = None


class Translations(Frozen):
    """The languages beside Chinese."""

    en: Translation | None = None
    ja: Translation | None = None
    ko: Translation | None = None


def _action(value: object) -> object:
    text = trimmed(value)
    return ACTIONS.get(text, text) if isinstance(text, str) else text


class Message(Frozen):
    """One message of an event. Fields stand in the order in which rules between them need them.

    ``instructions``: ``None`` means those of the hazard's guide, ``()`` none at all.
    """

    sent: AlertInstant
    issued: AlertInstant | None = None
    action: Annotated[Action, BeforeValidator(_action)]
    level: Annotated[Level | None, normal_level] = None
    effective: AlertInstant | None = None
    onset: AlertInstant | None = None
    expires: AlertInstant | None = None
    review: AlertInstant | None = None
    headline: Headline | None = None
    text: Prose
    instructions: Proses | None = None
    area: Areas | None = None
    issuer: Line | None = None
    source: Source | None = None
    image: Image | None = None
    image_alt: Line | None = Field(default=None, validate_default=True)
    attachments: tuple[Attachment, ...] = ()
    translations: Translations = Translations.model_construct()
    corrections: tuple[Correction, ...] = ()

    @field_validator("issued")
    @classmethod
    def _issued_before_sent(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        sent = info.data.get("sent")
        if value is not None and sent is not None and value > sent:
            raise fail("issued-after-sent", "发布单位的时间晚于本站发布时间 sent", "核对 issued 和 sent")
        return value

    @field_validator("effective")
    @classmethod
    def _effective_from_sent(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        not_before(value, info.data.get("sent"), "生效时间 effective 早于发布时间 sent")
        return value

    @field_validator("level", "onset", "expires", "review")
    @classmethod
    def _ends_have_none(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.data.get("action") in ENDS:
            raise fail(
                "not-at-the-end",
                "{action}的消息没有 {field}",
                "删去这一行",
                action=info.data["action"],
                field=info.field_name,
            )
        return value

    @field_validator("expires", "review")
    @classmethod
    def _over_after_start(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        for name in ("sent", "effective", "onset"):
            after(value, info.data.get(name), f"{info.field_name} 不晚于 {name}")
        return value

    @field_validator("review")
    @classmethod
    def _one_end(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        if value is not None and info.data.get("expires") is not None:
            raise fail("end-twice", "expires 和 review 只能写一个", "公布了结束时间就只留 expires")
        return value

    @field_validator("image_alt")
    @classmethod
    def _image_has_words(cls, value: str | None, info: ValidationInfo) -> str | None:
        return needs_words(value, info.data.get("image"), "image_alt")

    @field_validator("corrections")
    @classmethod
    def _corrected_later(
        cls, value: tuple[Correction, ...], info: ValidationInfo
    ) -> tuple[Correction, ...]:
        sent = info.data.get("sent")
        for index, correction in enumerate(value):
            if sent is not None and correction.at < sent:
                raise fail("end-before-start", "更正早于消息的发布", "核对 at", (index, "at"))
        return value


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


class AlertHead(Entry):
    """What an event says of itself, without its messages."""

    kind: Annotated[AlertKind, trim]
    hazard: Annotated[Lines, BeforeValidator(_one_or_more), Field(min_length=1)]
    title: Line | None = None
    area: Areas
    issuer: Line | None = None
    source: Source | None = None
    status: Annotated[Status, trim] = "实际"
    cap: Cap = Cap.model_construct()


class Alert(AlertHead):
    """An event. Each message stands alone; area, issuer and source come from the event.

    What one message can not be judged by alone is said by :func:`order_faults`.
    """

    messages: tuple[Message, ...] = Field(min_length=1)

    def area_of(self, message: Message) -> tuple[str, ...]:
        """Where ``message`` holds; empty where the file does not say it readably."""
        return message.area or self.area

    def issuer_of(self, message: Message) -> str | None:
        """Who issued ``message``."""
        return message.issuer or self.issuer

    def source_of(self, message: Message) -> str | None:
        """Where ``message`` was taken from."""
        return message.source or self.source


class Fault(NamedTuple):
    """What is wrong with message ``index`` among the others; ``field`` is the offending one."""

    index: int
    field: str
    code: str
    message: str
    hint: str
    #: Whether the message and the later ones can not be used.
    breaks: bool = True


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


def _kind_faults(
    kind: str, issuer: str | None, index: int, message: Message
) -> Iterator[Fault]:
    allowed = KIND_LEVELS[kind]
    listed = "可以写：" + "、".join(allowed)
    ends = message.action in ENDS
    if allowed and message.level is None and not ends:
        yield Fault(index, "level", "level-missing", f"{kind}的消息要写级别 level", listed)
    elif not allowed and message.level is not None:
        said = f"{kind}没有级别"
        yield Fault(index, "level", "level-not-allowed", said, "删去 level", breaks=False)
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

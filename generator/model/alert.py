"""Alerts: one event with its messages in order (content/alerts)."""

from datetime import datetime
from typing import Annotated, Any

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
from generator.model.failure import fail
from generator.model.fields import (
    AlertLevel,
    Areas,
    Distinct,
    Headline,
    Image,
    Line,
    Prose,
    Proses,
    Source,
    trim,
    trimmed,
)
from generator.model.times import AlertInstant
from generator.model.vocabulary import (
    ACTIONS,
    ENDS,
    Action,
    AlertKind,
    CapCategory,
    CapCertainty,
    CapSeverity,
    CapUrgency,
    Status,
)


class Cap(Frozen):
    """CAP values over those of the tables."""

    severity: CapSeverity | None = None
    urgency: CapUrgency | None = None
    certainty: CapCertainty | None = None
    category: CapCategory | None = None


class Parameter(Frozen):
    """A value of the issuer's that no field is for; names may come again (CAP 1.2, parameter)."""

    name: Line
    value: Prose


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
    level: AlertLevel | None = None
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
    parameters: tuple[Parameter, ...] = ()
    translations: Translations = Translations.model_construct()
    corrections: tuple[Correction, ...] = ()

    @field_validator("issued")
    @classmethod
    def _issued_before_sent(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        sent = info.data.get("sent")
        if value is not None and sent is not None and value > sent:
            raise fail(
                "issued-after-sent", "发布单位的时间晚于本站发布时间 sent", "核对 issued 和 sent"
            )
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
        return needs_words(value, info, "image")

    @field_validator("corrections")
    @classmethod
    def _corrected_later(
        cls, value: tuple[Correction, ...], info: ValidationInfo
    ) -> tuple[Correction, ...]:
        sent = info.data.get("sent")
        for index, correction in enumerate(value):
            if sent is not None and correction.at < sent:
                raise fail("end-before-start", "更正早于消息的发布", "核对 at", (index, "at"))
        # The last one in effect counts, in whatever order they were written.
        return tuple(sorted(value, key=lambda correction: correction.at))


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


class AlertHead(Entry):
    """What an event says of itself, without its messages."""

    kind: Annotated[AlertKind, trim]
    hazard: Annotated[Distinct, BeforeValidator(_one_or_more), Field(min_length=1)]
    title: Line | None = None
    area: Areas
    issuer: Line | None = None
    source: Source | None = None
    status: Annotated[Status, trim] = "实际"
    cap: Cap = Cap.model_construct()


class Alert(AlertHead):
    """An event. Each message stands alone; area, issuer and source come from the event.

    What one message can not be judged by alone is said in ``alert_order``.
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

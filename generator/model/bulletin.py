"""Bulletins: what the bureau publishes (content/bulletins)."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from generator.model.base import (
    Attachment,
    Entry,
    Frozen,
    derived,
    exactly_one,
    mark_days,
    needs_words,
    not_before,
)
from generator.model.failure import fail
from generator.model.fields import (
    Count,
    Distinct,
    Id,
    Image,
    Line,
    Lines,
    Media,
    Prose,
    Proses,
    Url,
    distinct,
    read_number,
    trim,
)
from generator.model.times import Day, InstantOrDay
from generator.model.vocabulary import (
    AccidentGrade,
    Category,
    EnforcementKind,
    FigureKind,
    Validity,
)


class Video(Frozen):
    """A film of our own, or the address of one (a link, never an embed)."""

    title: Line | None = None
    file: Media | None = None
    url: Annotated[Url | None, Field(validate_default=True)] = None
    poster: Image | None = None

    @field_validator("url")
    @classmethod
    def _one_of(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "file" in info.data:
            exactly_one(value, info.data["file"], ("file", "url"))
        return value


class Document(Frozen):
    """The particulars of an official document."""

    number: Line | None = None
    index: Line | None = None
    issuers: Lines = ()
    issued: Day | None = None
    effective: Day | None = None
    validity: Annotated[Validity | None, trim] = None
    replaced_by: Id | None = None
    topic: Line | None = None


class Accident(Frozen):
    """What is known of an accident; what is not known stays absent, it is not 0."""

    type: Line | None = None
    grade: Annotated[AccidentGrade | None, trim] = None
    occurred: InstantOrDay | None = None
    occurred_is_date: bool = derived("occurred_is_date")
    place: Line | None = None
    deaths: Count | None = None
    injured: Count | None = None
    missing: Count | None = None
    loss: Line | None = None
    causes: Proses = ()
    responsible: Proses = ()
    measures: Proses = ()
    lessons: Proses = ()
    report: Media | None = None
    review_of: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _days(cls, data: Any) -> Any:
        return mark_days(data, ("occurred",), "occurred_is_date")


class EnforcementItem(Frozen):
    """One case; ``party`` is a person or a company."""

    party: Line
    code: Line | None = None
    violation: Prose | None = None
    basis: Prose | None = None
    penalty: Prose | None = None
    number: Line | None = None
    result: Prose | None = None


class Enforcement(Frozen):
    """A list of cases; from ``until`` on parties and items are in no output."""

    kind: Annotated[EnforcementKind, trim]
    authority: Line | None = None
    decided: Day | None = None
    until: InstantOrDay | None = None
    items: tuple[EnforcementItem, ...] = ()


#: What a comma in a number leaves over: in ``{一月: 1,000}`` a label 000 without a number.
_REST = re.compile(r"[0-9]{3}")


def _points(value: object) -> tuple[tuple[str, float | None], ...]:
    """A mapping of labels to numbers, in its order; a number that is left empty is not known."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict) or not value:
        raise fail("wrong-type", "这里应是“名称: 数字”的列表", "例如 data: {一月: 3, 二月: 5}")
    points: list[tuple[str, float | None]] = []
    for label, number in value.items():
        if number is None:
            if _REST.fullmatch(label):
                hint = "千位不用逗号，例如 1000"
                raise fail("bad-number", "数字里好像有逗号", hint, (label,))
            points.append((label, None))
            continue
        try:
            points.append((label, read_number(number)))
        except ValueError:
            raise fail("bad-number", "这里应是数字", "只写数字，例如 12.5", (label,)) from None
    return tuple(points)


class Figure(Frozen):
    """A small chart: labelled numbers; one that is not known is ``None``, which is not 0."""

    title: Line
    unit: Line | None = None
    kind: Annotated[FigureKind, trim] = "bar"
    data: Annotated[tuple[tuple[str, float | None], ...], BeforeValidator(_points)]
    source: Line | None = None


class Bulletin(Entry):
    """An article. ``published_is_date`` tells that only a day was written (00:00 then)."""

    title: Line
    category: Annotated[Category, trim]
    published: InstantOrDay
    published_is_date: bool = derived("published_is_date")
    updated: InstantOrDay | None = None
    source: Line | None = None
    author: Line | None = None
    summary: Prose | None = None
    body: str = ""
    cover: Image | None = None
    cover_alt: Line | None = Field(default=None, validate_default=True)
    tags: Distinct = ()
    hazards: Distinct = ()
    campaign: Id | None = None
    attachments: tuple[Attachment, ...] = ()
    video: Video | None = None
    document: Document | None = None
    explains: Annotated[tuple[Id, ...], distinct] = ()
    accident: Accident | None = None
    enforcement: Enforcement | None = None
    figures: tuple[Figure, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _days(cls, data: Any) -> Any:
        return mark_days(data, ("published",), "published_is_date")

    @field_validator("updated")
    @classmethod
    def _updated_later(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        not_before(value, info.data.get("published"), "更新时间 updated 早于发布时间 published")
        return value

    @field_validator("cover_alt")
    @classmethod
    def _cover_has_words(cls, value: str | None, info: ValidationInfo) -> str | None:
        return needs_words(value, info, "cover")

"""Campaigns: themed weeks and months with their events (content/campaigns)."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, field_validator, model_validator

from generator.model.base import (
    Entry,
    Frozen,
    after,
    derived,
    exactly_one,
    mark_days,
    needs_words,
)
from generator.model.failure import fail
from generator.model.fields import (
    Count,
    Distinct,
    Id,
    Image,
    Line,
    Media,
    Prose,
    Source,
    Url,
    read_flag,
    trim,
)
from generator.model.names import is_url
from generator.model.times import End, InstantOrDay
from generator.model.vocabulary import MaterialKind


def _cancelled(value: object) -> str | None:
    """是, a reason, or (否) nothing."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise fail("wrong-type", "这里写 是 或取消的原因", "例如 cancelled: 因台风取消")
    try:
        return "是" if read_flag(value) else None
    except ValueError:
        return value.strip()


def _online(value: object) -> bool | str:
    """是/否, or the address where it takes place."""
    if isinstance(value, str) and is_url(value.strip()):
        return value.strip()
    try:
        return read_flag(value)
    except ValueError:
        raise fail("bad-url", "这里写 是、否 或网址", "网址以 https:// 开头") from None


def _span(data: Any) -> Any:
    """What of ``starts`` and ``ends`` are dates: both, either."""
    for fields, name in (
        (("starts", "ends"), "all_day"),
        (("starts",), "starts_is_date"),
        (("ends",), "ends_is_date"),
    ):
        data = mark_days(data, fields, name)
    return data


class CampaignEvent(Frozen):
    """One event. ``ends`` is the instant it is over, or ``None`` where nobody said.

    ``cancelled`` is the reason, or 是 where none was given.
    """

    id: Id
    title: Line
    starts: InstantOrDay
    ends: End | None = None
    all_day: bool = derived("all_day")
    starts_is_date: bool = derived("starts_is_date")
    ends_is_date: bool = derived("ends_is_date")
    place: Line | None = None
    audience: Line | None = None
    contact: Line | None = None
    signup: Source | None = None
    online: Annotated[bool | str, PlainValidator(_online)] = False
    capacity: Count | None = None
    sequence: Count = 0
    moved_from: InstantOrDay | None = None
    moved_from_is_date: bool = derived("moved_from_is_date")
    cancelled: Annotated[str | None, PlainValidator(_cancelled)] = None

    @model_validator(mode="before")
    @classmethod
    def _days(cls, data: Any) -> Any:
        data = _span(data)
        return mark_days(data, ("moved_from",), "moved_from_is_date")

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        after(value, info.data.get("starts"), "结束 ends 不晚于开始 starts")
        return value

    @property
    def over(self) -> datetime:
        """The instant from which it is past: without ``ends``, the midnight after its day."""
        if self.ends is not None:
            return self.ends
        midnight = self.starts.replace(hour=0, minute=0, second=0)
        return midnight + timedelta(days=1)

    @property
    def first_day(self) -> date:
        """The day it begins on."""
        return self.starts.date()

    @property
    def last_day(self) -> date:
        """The last day of it, to be printed."""
        return (self.over - timedelta(microseconds=1)).date()


class Material(Frozen):
    """Something to print, show or watch: a file of ours or an address."""

    title: Line
    kind: Annotated[MaterialKind | None, trim] = None
    file: Media | None = None
    url: Annotated[Url | None, Field(validate_default=True)] = None

    @field_validator("url")
    @classmethod
    def _one_of(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "file" in info.data:
            exactly_one(value, info.data["file"], ("file", "url"))
        return value


class Campaign(Entry):
    """``starts`` ≤ it goes on < ``ends``; ``published`` is ``starts`` where nobody said."""

    title: Line
    observance: Id | None = None
    theme: Line | None = None
    organiser: Line | None = None
    summary: Prose | None = None
    starts: InstantOrDay
    ends: End
    all_day: bool = derived("all_day")
    starts_is_date: bool = derived("starts_is_date")
    ends_is_date: bool = derived("ends_is_date")
    published: Annotated[InstantOrDay | None, Field(validate_default=True)] = None
    published_is_date: bool = derived("published_is_date")
    cover: Image | None = None
    cover_alt: Line | None = Field(default=None, validate_default=True)
    tags: Distinct = ()
    hazards: Distinct = ()
    body: str = ""
    events: tuple[CampaignEvent, ...] = ()
    materials: tuple[Material, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _days(cls, data: Any) -> Any:
        data = _span(data)
        return mark_days(data, ("published",), "published_is_date")

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, value: datetime, info: ValidationInfo) -> datetime:
        after(value, info.data.get("starts"), "结束 ends 不晚于开始 starts")
        return value

    @field_validator("cover_alt")
    @classmethod
    def _cover_has_words(cls, value: str | None, info: ValidationInfo) -> str | None:
        return needs_words(value, info, "cover")

    @field_validator("events")
    @classmethod
    def _events_differ(cls, value: tuple[CampaignEvent, ...]) -> tuple[CampaignEvent, ...]:
        seen: set[str] = set()
        for index, event in enumerate(value):
            if event.id in seen:
                raise fail(
                    *("event-id-taken", "活动编号「{name}」用了两次", "换一个编号", (index, "id")),
                    name=event.id,
                )
            seen.add(event.id)
        return value

    @property
    def appears(self) -> datetime:
        """When it comes onto the site."""
        return self.published or self.starts

    @property
    def last_day(self) -> date:
        """The last day it goes on, to be printed."""
        return (self.ends - timedelta(microseconds=1)).date()

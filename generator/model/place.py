"""Places: shelters, safe points, model communities, exhibition halls (content/places)."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from generator.model.base import Frozen, after, derived, mark_days
from generator.model.failure import fail
from generator.model.fields import (
    Count,
    Flag,
    Id,
    Line,
    LooseLines,
    Number,
    Subdistrict,
    trim,
)
from generator.model.times import Day, End, InstantOrDay
from generator.model.vocabulary import PlaceKind


class Opening(Frozen):
    """A time in which a place was or is open: from ``from_`` (written ``from``) until ``to``.

    Dates are whole days, the last one included, as everywhere.
    """

    from_: Annotated[InstantOrDay, Field(alias="from")]
    from_is_date: bool = derived("from_is_date")
    to: End | None = None
    to_is_date: bool = derived("to_is_date")

    @model_validator(mode="before")
    @classmethod
    def _days(cls, data: Any) -> Any:
        return mark_days(mark_days(data, ("from",), "from_is_date"), ("to",), "to_is_date")

    @field_validator("to")
    @classmethod
    def _to_later(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        after(value, info.data.get("from_"), "to 不晚于 from")
        return value


class Place(Frozen):
    """One place; ``lat`` and ``lon`` in degrees, ``area_m2`` in square metres."""

    id: Id
    name: Line
    kind: Annotated[PlaceKind, trim]
    subdistrict: Subdistrict
    address: Line | None = None
    capacity: Count | None = None
    area_m2: Number | None = None
    facilities: LooseLines = ()
    accessible: Flag | None = None
    phone: Line | None = None
    lat: Number | None = None
    lon: Number | None = None
    verified: Day | None = None
    opened: tuple[Opening, ...] = ()
    sample: Flag = False

    @field_validator("lat", "lon")
    @classmethod
    def _on_earth(cls, value: float | None, info: ValidationInfo) -> float | None:
        bound = 90 if info.field_name == "lat" else 180
        if value is not None and abs(value) > bound:
            raise fail(
                "out-of-range",
                "超出 ±{bound} 度",
                "核对 lat（约 31.2）和 lon（约 121.4）",
                bound=bound,
            )
        return value

"""What all models share: frozen, no unknown keys, and what every entry may carry."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo

from generator.model.failure import fail
from generator.model.fields import Flag, Line, Media, Prose
from generator.model.times import AlertInstant, InstantOrDay, is_day

#: Begins the aliases of fields that follow from others. No file can hold it (a control
#: character), so nobody can write such a field.
DERIVED = "\0"


def derived(name: str) -> bool:
    """A flag that :func:`mark_days` gives."""
    found: bool = Field(default=False, alias=DERIVED + name)
    return found


class Frozen(BaseModel):
    """A part of an entry; schemas are built when first used, so that an alert pays for its own."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True
    )


class Withdrawn(Frozen):
    """The text is out of every output; 「本页内容已撤下」 stands at its address from ``at`` on."""

    at: InstantOrDay
    reason: Prose


class Entry(Frozen):
    """Something with an address of its own. ``id`` is the stem of its file.

    Where a withdrawn entry leaves out what others must have, the loader gives
    it stand-ins that no output may show (:func:`withdrawn_stand_ins`).
    """

    id: str
    sample: Flag = False
    withdrawn: Withdrawn | None = None


class Attachment(Frozen):
    """A file to take along."""

    title: Line
    file: Media
    note: Line | None = None


class Correction(Frozen):
    """A slip of the pen in a published message, put right."""

    at: AlertInstant
    text: Prose
    note: Prose | None = None


def needs_words(value: str | None, info: ValidationInfo, image: str) -> str | None:
    """``value``, the words for the field ``image``; fails where there is an image and no words."""
    if info.data.get(image) is not None and value is None:
        raise fail(
            "image-alt",
            "图片没有文字说明 {name}",
            "用一句话写出图上的内容",
            beside=image,
            name=info.field_name,
        )
    return value


def exactly_one(value: Any, other: Any, names: tuple[str, str], code: str = "one-of-two") -> None:
    """Fail unless one of two fields is given."""
    first, second = names
    if value is not None and other is not None:
        raise fail(
            code, "{first} 和 {second} 只能写一个", "删去其中一个", first=first, second=second
        )
    if value is None and other is None:
        raise fail(
            code, "要写 {first} 或 {second} 中的一个", "补上其中一个", first=first, second=second
        )


def not_before(end: datetime | None, start: datetime | None, what: str) -> None:
    """Fail where ``end`` is before ``start``."""
    if end is not None and start is not None and end < start:
        raise fail("end-before-start", "{what}", "核对两个时间", what=what)


def after(end: datetime | None, start: datetime | None, what: str) -> None:
    """Fail unless ``end`` is later than ``start``."""
    if end is not None and start is not None and end <= start:
        raise fail("end-before-start", "{what}", "核对两个时间", what=what)


def mark_days(data: Any, fields: tuple[str, ...], name: str) -> Any:
    """``data`` with ``name`` telling whether all given ``fields`` are dates without a time."""
    if not isinstance(data, dict):
        return data
    given = [data[field] for field in fields if field in data]
    return {**data, DERIVED + name: bool(given) and all(map(is_day, given))}

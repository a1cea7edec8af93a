"""What pydantic complains of → code, Chinese message and hint."""

from __future__ import annotations

import re
import typing
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ValidationError

from generator.content.document import Loc
from generator.content.words import nearest, quoted
from generator.model.base import DERIVED, Entry

Where = Literal["value", "key"]


class Complaint(NamedTuple):
    """What is wrong at ``loc``; ``where`` says whether to point at the key or at the value."""

    loc: Loc
    where: Where
    code: str
    message: str
    hint: str


#: So many keys can be listed in a hint.
_FEW = 8
_EXPECTED = re.compile(r"'([^']*)'")
_LIST_HINT = "每项一行，以 “- ” 开头；或写成 [甲, 乙]"
_FIELDS_HINT = "每个字段一行，缩进两格，写成 字段: 值"

#: pydantic's own types → code, message, hint.
_PLAIN: dict[str, tuple[str, str, str]] = {
    "string_type": ("wrong-type", "这里应是文字，却是{got}", "直接写文字，不要写成列表或字段"),
    "tuple_type": ("wrong-type", "这里应是列表，却是{got}", _LIST_HINT),
    "list_type": ("wrong-type", "这里应是列表，却是{got}", _LIST_HINT),
    "model_type": ("wrong-type", "这里应是一组字段，却是{got}", _FIELDS_HINT),
    "model_attributes_type": ("wrong-type", "这里应是一组字段，却是{got}", _FIELDS_HINT),
    "dict_type": ("wrong-type", "这里应是一组字段，却是{got}", _FIELDS_HINT),
    "string_too_short": ("too-short", "这里不能是空的", "写上内容，或删去这一行"),
    "string_too_long": ("too-long", "最多 {max_length} 个字，现在有 {length} 个", "写短一些"),
    "too_short": ("too-short", "至少要有 {min_length} 项", "补上一项，或删去这个字段"),
}


def complaints(error: ValidationError, model: type[BaseModel]) -> list[Complaint]:
    """Every complaint of ``error``, in pydantic's order."""
    raised = error.errors(include_url=False)
    # A list whose only item is faulty counts as empty: it is known why.
    above = {one["loc"][:depth] for one in raised for depth in range(len(one["loc"]))}
    return [
        _complaint(dict(one), model)
        for one in raised
        if one["type"] != "too_short" or one["loc"] not in above
    ]


def _complaint(one: dict[str, Any], model: type[BaseModel]) -> Complaint:
    kind, loc, context = one["type"], tuple(one["loc"]), one.get("ctx") or {}
    if kind == "missing":
        name = str(loc[-1])
        return Complaint(loc, "key", "missing", f"缺少 {name}", f"补上 {name}: …")
    if kind == "extra_forbidden":
        return unknown_key(loc, model)
    if kind == "literal_error":
        allowed = "、".join(_EXPECTED.findall(context["expected"]))
        said = f"不能写{quoted(_short(one['input']))}"
        return Complaint(loc, "value", "not-allowed", said, f"可以写：{allowed}")
    if kind in _PLAIN:
        code, message, hint = _PLAIN[kind]
        value = one["input"]
        length = len(value) if isinstance(value, str) else 0
        message = message.format_map({**context, "got": shape(value), "length": length})
        return Complaint(loc, "value", code, message, hint)
    if context.get("beside"):
        loc = (*loc[:-1], context["beside"])
    loc = (*loc, *context.get("at", ()))
    message = one["msg"] if len(one["msg"]) < 200 else one["msg"][:200] + "…"
    return Complaint(loc, "value", kind, message, context.get("hint", ""))


def shape(value: object) -> str:
    """What a value is, in words."""
    if isinstance(value, str):
        return "文字"
    if isinstance(value, (list, tuple)):
        return "列表"
    return "一组字段" if isinstance(value, dict) else "空的"


def _short(value: object) -> object:
    return value if isinstance(value, str) else shape(value)


def unknown_key(loc: Loc, model: type[BaseModel]) -> Complaint:
    """The complaint about a key at the end of ``loc`` that a ``model`` does not have."""
    name = str(loc[-1])
    known = keys_at(model, loc[:-1])
    meant = nearest(name, known)
    hint = f"是不是 {meant}？" if meant else "删去它；能写的字段见编辑手册"
    if not meant and len(known) <= _FEW:
        hint = "可以写：" + "、".join(known)
    if name.isdigit():
        hint = "多半是数字里的逗号：1,000 写成 1000"
    return Complaint(loc, "key", "unknown-key", f"没有{quoted(name)}这个字段", hint)


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that a mapping at ``loc`` of a ``model`` may have."""
    current: type[BaseModel] | None = model
    for part in loc:
        if current is None:
            return []
        if isinstance(part, str):
            current = _model_in(_field(current, part))
    if current is None:
        return []
    names = [field.alias or name for name, field in current.model_fields.items()]
    given = {"id"} if issubclass(current, Entry) else set()
    return [name for name in names if name not in given and not name.startswith(DERIVED)]


def _field(model: type[BaseModel], key: str) -> Any:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field.annotation
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in typing.get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None

"""Data → models: all or nothing, or what can be saved of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.content.document import Loc
from generator.content.report import Report
from generator.content.translate import Complaint, complaints

Model = TypeVar("Model", bound=BaseModel)
_PASSES = 12


def strict(model: type[Model], data: Any, report: Report, prefix: Loc = ()) -> Model | None:
    """``data`` as a ``model``; ``None`` and every complaint reported where it is none."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        report.complain(complaints(error, model), prefix)
        return None


def salvage(
    model: type[Model],
    data: Any,
    report: Report,
    prefix: Loc = (),
    faulty: Iterable[Loc] = (),
) -> tuple[Model | None, list[Complaint]]:
    """``data`` without its faulty parts as a ``model``, and what was wrong.

    The complaints of the whole are reported; then each offending value is left
    out (with the mapping around it where it can not be missing) until the rest
    holds. ``faulty`` are values known not to be reliable, below ``prefix``.
    """
    depth = len(prefix)
    bad = [loc[depth:] for loc in faulty if loc[:depth] == prefix and len(loc) > depth]
    found: list[Complaint] = []
    try:
        entry = model.model_validate(data)
        if not bad:
            return entry, []
    except ValidationError as error:
        found = complaints(error, model)
        report.complain(found, prefix)
    drop = [*bad, *map(_target, found)]
    for _ in range(_PASSES):
        if () in drop or not isinstance(data, dict):
            return None, found
        data = without(data, drop)
        try:
            return model.model_validate(data), found
        except ValidationError as error:
            drop = [_target(one) for one in complaints(error, model)]
    return None, found


def _target(one: Complaint) -> Loc:
    """What to leave out: the offending value, or the mapping that lacks something."""
    return one.loc[:-1] if one.code == "missing" else one.loc


def without(data: Any, locs: Collection[Loc]) -> Any:
    """A copy of ``data`` that lacks the values at ``locs``; places that do not exist are fine."""
    below: dict[str | int, list[Loc]] = {}
    for loc in locs:
        if loc:
            below.setdefault(loc[0], []).append(loc[1:])
    if isinstance(data, dict):
        rows = ((key, value, below.get(key)) for key, value in data.items())
        return {key: _part(value, rest) for key, value, rest in rows if not _goes(value, rest)}
    if isinstance(data, list):
        items = ((value, below.get(index)) for index, value in enumerate(data))
        return [_part(value, rest) for value, rest in items if not _goes(value, rest)]
    return data


def _goes(value: Any, locs: list[Loc] | None) -> bool:
    """Whether ``value`` itself is to be left out: text has no parts that could be."""
    return locs is not None and (() in locs or not isinstance(value, (dict, list)))


def _part(value: Any, locs: list[Loc] | None) -> Any:
    return value if locs is None else without(value, locs)

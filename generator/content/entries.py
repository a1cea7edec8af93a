"""Bulletins, campaigns and guides: their models, what a withdrawn one may lack, what is odd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from generator.content.document import Document
from generator.content.report import Report
from generator.model.times import is_day
from generator.model.vocabulary import FIELD_CATEGORIES


def _bulletin() -> type[BaseModel]:
    from generator.model.bulletin import Bulletin

    return Bulletin


def _campaign() -> type[BaseModel]:
    from generator.model.campaign import Campaign

    return Campaign


def _guide() -> type[BaseModel]:
    from generator.model.guide import Guide

    return Guide


#: The model of a kind, imported when first asked for.
MODELS: dict[str, Callable[[], type[BaseModel]]] = {
    "bulletin": _bulletin,
    "campaign": _campaign,
    "guide": _guide,
}


def stand_ins(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """What a withdrawn entry may leave out, in words that no output may show."""
    withdrawn = data.get("withdrawn")
    if withdrawn is None:
        return {}
    at = withdrawn.get("at") if isinstance(withdrawn, dict) else None
    at = at if isinstance(at, str) else "2000-01-01"
    usual = {
        "bulletin": {"title": "本页内容已撤下", "category": "通知公告", "published": at},
        "campaign": {
            "title": "本页内容已撤下",
            "starts": at,
            "ends": "2199-12-31",
            "published": at,
        },
        "guide": {"title": "本页内容已撤下"},
    }
    if data.get("starts") is not None:
        del usual["campaign"]["published"]  # it appears when it starts
    return {key: value for key, value in usual[kind].items() if key not in data}


def with_unknown_numbers(data: dict[str, Any], document: Document) -> dict[str, Any]:
    """``data`` with the labels of figures that have no number: not known is something to say.

    Everywhere else a key without a value is as good as none.
    """
    figures = data.get("figures")
    if not isinstance(figures, list):
        return data
    filled = []
    for at, figure in enumerate(figures):
        points = figure.get("data") if isinstance(figure, dict) else None
        if isinstance(points, dict):
            keys = document.keys(("figures", at, "data"))
            figure = {**figure, "data": {key: points.get(key) for key in keys}}  # noqa: PLW2901
        filled.append(figure)
    return {**data, "figures": filled}


#: What makes a page worth opening, per kind.
_SUBSTANCE = {
    "bulletin": {"body", "attachments", "video", "accident", "enforcement", "figures"},
    "campaign": {"body", "events", "materials", "summary"},
    "guide": {"before", "during", "after", "never"},
}


def warn(kind: str, data: dict[str, Any], report: Report) -> None:
    """Warn of what is allowed and probably not meant."""
    for field in ("published", "updated"):
        if kind != "guide" and is_day(data.get(field)):
            said, hint = f"{field} 只有日期，按 0 点算", "补上几点几分"
            report.warning((field,), "date-only", said, hint)
    if "withdrawn" not in data and not _SUBSTANCE[kind] & data.keys():
        hint = "补上 " + "、".join(sorted(_SUBSTANCE[kind]))
        report.warning((), "empty-page", "除了标题没有别的内容", hint)
    if kind == "bulletin":
        _warn_categories(data, report)


def _warn_categories(data: dict[str, Any], report: Report) -> None:
    """Fields that belong to another category than the bulletin's."""
    category = str(data.get("category")).strip()
    for field, categories in FIELD_CATEGORIES.items():
        if field in data and "category" in data and category not in categories:
            said = f"{field} 是给{'、'.join(categories)}用的"
            place = report.document.key_place((field,))
            report.add("warning", place, "odd-category", said, "核对 category")

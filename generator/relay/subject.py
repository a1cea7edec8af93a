"""What a CAP message is about: level, hazard, area, issuer and nature, in our words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from generator.content.words import quoted
from generator.model.vocabulary import ENDS, CapCategory
from generator.relay.draft import Note, Words
from generator.relay.infos import colour_of
from generator.relay.tree import Element
from generator.relay.words import (
    KnownHazard,
    areas_in,
    geocode_area,
    known_hazard,
    response_level,
    signals,
    wider,
)

#: CAP status → ours.
STATUS: Final = {
    "Actual": "实际",
    "Exercise": "演练",
    "Test": "测试",
    "System": "测试",
    "Draft": "测试",
}


def level_of(info: Element, action: str, notes: list[Note]) -> tuple[str, str]:
    """Kind and level; a response level never follows from a colour."""
    said = f"{info.first('event')} {info.first('headline')}"
    kind = "应急响应" if "应急响应" in said else "预警"
    if action in ENDS:
        return kind, ""
    level = response_level(said) if kind == "应急响应" else colour_of(info)
    if not level:
        allowed = "Ⅰ、Ⅱ、Ⅲ、Ⅳ" if kind == "应急响应" else "红、橙、黄、蓝"
        severity = quoted(info.first("severity") or "没有写")
        words = f"原文没有写明级别（severity 是{severity}）；照发布单位的写 {allowed}，不能自己定"
        notes.append(Note("level", words, must=True))
    return kind, level


def hazard_of(info: Element, table: Sequence[KnownHazard], notes: list[Note]) -> tuple[str, str]:
    """The hazard as our table calls it, else as upstream does, then with its category."""
    event = " ".join(info.first("event").split())
    codes = [code.first("value") for code in info.all("eventCode")]
    spoken = [name for name, _ in signals(event) or signals(info.first("headline"))]
    bare = event.removesuffix("信号").removesuffix("预警")
    tries = [event, *codes, *spoken, bare]
    row = next((row for row in (known_hazard(word, table) for word in tries) if row), None)
    if row is not None:
        return row.name, ""
    hazard = next((word for word in (*spoken, bare, event) if word), "")
    if not hazard:
        notes.append(Note("hazard", "原文没有写明种类", must=True))
    categories = [one.text.strip() for one in info.all("category")]
    category = next((one for one in categories if one in get_args(CapCategory)), "")
    return hazard, category


def area_of(leading: Sequence[Element], notes: list[Note]) -> tuple[str, ...]:
    """The areas of ours in every segment, by name and by code."""
    areas = [area for info in leading for area in info.all("area")]
    codes = [code.first("value") for area in areas for code in area.all("geocode")]
    named = [name for area in areas for name in areas_in(area.first("areaDesc"))]
    found = wider([*named, *filter(None, map(geocode_area, codes))])
    if not found:
        told = "；".join(filter(None, (area.first("areaDesc") for area in areas)))
        words = f"看不出影响本区哪里，原文：{' '.join(told.split()) or '（没有写）'}"
        notes.append(Note("area", words, must=True))
    return found


def issuer_of(alert: Element, info: Element, notes: list[Note]) -> str:
    """Who issued it: the name if there is one, else the sender."""
    issuer = " ".join((info.first("senderName") or alert.first("sender")).split())
    if not issuer:
        notes.append(Note("issuer", "原文没有写发布单位", must=True))
    return issuer


def status_of(alert: Element, words: Words, notes: list[Note]) -> str:
    """Ours; one never seen before is written as it is, and blocks until somebody has looked."""
    status = alert.first("status")
    if status not in STATUS:
        said = f"没有见过的 status：{quoted(status or '没有写')}；写 实际、演练 或 测试"
        notes.append(Note("status", said, must=True))
        return status or "（没有写）"
    text = f"{words.headline} {words.text}".lower()
    if status == "Actual" and any(
        word in text for word in ("演练", "测试", "exercise", "drill", "this is a test")
    ):
        notes.append(Note("status", "文字里提到演练或者测试，请核对是不是真的预警"))
    return STATUS[status]

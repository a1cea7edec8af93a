"""Entries as editors write them; all of them samples of nothing real."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from generator.model.moment import CST
from tests.site.support import written

HOUR = timedelta(hours=1)
START = datetime(2026, 7, 10, 8, tzinfo=CST)
ISSUER = "某气象台（示例）"


def at(hours: float) -> datetime:
    """An instant so many hours after the start."""
    return START + hours * HOUR


def key(hours: float) -> str:
    """The KEY of a message sent then."""
    return f"{at(hours):%Y%m%dT%H%M%S}"


def urn(ident: str, hours: float, end: str = "") -> str:
    """The guid of a message."""
    return f"urn:yingji:310105:alert:{ident}:{key(hours)}{end}"


def message(sent: float, action: str = "更新", **more: Any) -> dict[str, Any]:
    """A message; times in hours after the start."""
    found: dict[str, Any] = {
        "sent": sent,
        "action": action,
        "text": f"第{sent:g}小时的内容。",
        **more,
    }
    if action not in ("解除", "撤销"):
        found.setdefault("level", "黄")
        if "review" not in found:
            found.setdefault("expires", sent + 6)
    for name in ("sent", "issued", "effective", "expires", "review"):
        if name in found:
            found[name] = written(at(found[name]))
    return found


def event(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An event whose first message is a 发布."""
    head = {"kind": "预警", "hazard": "暴雨", "area": ["全区"], "issuer": ISSUER, **more}
    return {**head, "messages": [{**messages[0], "action": "发布"}, *messages[1:]]}


def bulletin(hours: float, **more: Any) -> dict[str, Any]:
    """An article published so many hours after the start."""
    found = {"title": "一篇动态", "category": "工作动态", "published": written(at(hours))}
    return {**found, "body": "正文第一段。\n\n正文第二段。", **more}


def campaign(hours: float, **more: Any) -> dict[str, Any]:
    """A campaign of three days."""
    found = {"title": "一次活动", "published": written(at(hours)), "starts": "2026-08-01"}
    return {**found, "ends": "2026-08-03", "summary": "活动的简介。", **more}

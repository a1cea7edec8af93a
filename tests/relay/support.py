"""A project to import into, and upstream messages to import.

The messages below ``upstream/`` are our own, modelled on the public profiles of several
countries; names, texts and identifiers are made up and say that they are samples.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from generator.content.yaml_document import read_yaml
from generator.model.moment import CST
from generator.relay.cap import read_cap
from generator.relay.place import Outcome, bring, known_hazards

HERE = Path(__file__).parent
UPSTREAM = HERE / "upstream"
GOLDEN = HERE / "golden"
HAZARDS = HERE.parents[1] / "content/hazards.yml"
NOW = datetime(2026, 7, 10, 14, 20, 31, tzinfo=CST)


def at(text: str) -> datetime:
    """A time of 北京 as ISO."""
    return datetime.fromisoformat(text).replace(tzinfo=CST)


def new_project(folder: Path) -> Path:
    """A project without alerts."""
    (folder / "content/alerts").mkdir(parents=True)
    (folder / "mkdocs.yml").touch()
    shutil.copy(HAZARDS, folder / "content/hazards.yml")
    return folder


def upstream(name: str) -> bytes:
    return (UPSTREAM / f"{name}.xml").read_bytes()


def take(root: Path, data: bytes, now: datetime = NOW, **how: Any) -> Outcome:
    """Import a CAP message."""
    return bring(root, read_cap(data, known_hazards(root)), now, **how)


def read(root: Path, path: str) -> Any:
    """What a file of the project says."""
    document = read_yaml((root / path).read_bytes())
    assert document.problems == []
    return document.value


def cap(info: str = "", **fields: str) -> bytes:
    """A CAP message; ``fields`` are elements of the alert over those of a usual one."""
    usual = {
        "identifier": "SAMPLE-1",
        "sender": "sample",
        "sent": "2026-07-10T14:05:00+08:00",
        "status": "Actual",
        "msgType": "Alert",
        "scope": "Public",
    }
    given = {**usual, **fields}
    head = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in given.items() if value)
    space = "urn:oasis:names:tc:emergency:cap:1.2"
    return f'<alert xmlns="{space}">{head}{info}</alert>'.encode()


def info(**fields: str) -> str:
    """A segment in Chinese; ``area`` is the description of its area."""
    usual = {
        "language": "zh-CN",
        "category": "Met",
        "event": "暴雨黄色预警",
        "urgency": "Immediate",
        "severity": "Moderate",
        "certainty": "Likely",
        "expires": "2026-07-10T20:05:00+08:00",
        "senderName": "示例市气象台",
        "description": "示例：预计有较强降水。",
        "area": "长宁区",
    }
    given = {**usual, **fields}
    area = f"<area><areaDesc>{escape(given.pop('area'))}</areaDesc></area>"
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in given.items() if value)
    return f"<info>{inner}{area}</info>"

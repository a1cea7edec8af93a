"""Entries that give every field they can, with a word of one's own in each text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.site.support import PDF, PNG, Bench, written

Entry = dict[str, Any]
HOUR = timedelta(hours=1)


def media(bench: Bench, name: str) -> tuple[str, str]:
    """A picture and a paper called after ``name``."""
    bench.write(f"media/{name}.png", PNG)
    bench.write(f"media/{name}.pdf", PDF)
    return f"media/{name}.png", f"media/{name}.pdf"


def message(text: str, sent: datetime, files: tuple[str, str] | None = None) -> Entry:
    """A message of a 预警 in force for ten hours from ``sent``."""
    found: Entry = {
        "sent": written(sent),
        "action": "发布",
        "level": "黄",
        "expires": written(sent + 10 * HOUR),
        "headline": text,
        "text": text,
        "instructions": [text],
        "issuer": text,
        "source": text,
        "translations": {
            code: {"headline": text, "text": text, "instructions": [text]}
            for code in ("en", "ja", "ko")
        },
        "corrections": [{"at": written(sent + HOUR), "text": text, "note": text}],
    }
    if files:
        found |= {"image": files[0], "image_alt": text}
        found["attachments"] = [{"title": text, "file": files[1], "note": text}]
    return found


def alert(text: str, when: datetime, files: tuple[str, str] | None = None) -> Entry:
    """An event of one message."""
    return {
        "kind": "预警",
        "hazard": [text, "暴雨"],
        "title": text,
        "area": ["全区"],
        "issuer": text,
        "source": text,
        "messages": [message(text, when, files)],
    }


def bulletin(text: str, when: datetime, files: tuple[str, str] | None = None) -> Entry:
    """A bulletin that is everything at once."""
    day = f"{when:%Y-%m-%d}"
    texts = [text, text]
    found: Entry = {
        "title": text,
        "category": "政策文件",
        "published": written(when),
        "updated": written(when),
        "source": text,
        "author": text,
        "summary": text,
        "body": f"## 标题\n\n{text}",
        "tags": [text],
        "hazards": [text],
        "document": {
            "number": text,
            "index": text,
            "issuers": texts,
            "issued": day,
            "effective": day,
            "validity": "有效",
            "topic": text,
        },
        "accident": {
            "type": text,
            "grade": "一般",
            "occurred": day,
            "place": text,
            "deaths": "0",
            "loss": text,
            "causes": texts,
            "responsible": texts,
            "measures": texts,
            "lessons": texts,
        },
        "enforcement": {
            "kind": "行政处罚",
            "authority": text,
            "decided": day,
            "items": [
                dict.fromkeys(
                    ("party", "code", "violation", "basis", "penalty", "number", "result"), text
                )
            ],
        },
        "figures": [
            {"title": text, "unit": text, "kind": "bar", "data": {text: "3"}, "source": text}
        ],
        "video": {"title": text, "url": "https://video.example.org/1"},
    }
    if files:
        found |= {"cover": files[0], "cover_alt": text}
        found["attachments"] = [{"title": text, "file": files[1], "note": text}]
        found["accident"]["report"] = files[1]
        found["body"] += f"\n\n![{text}]({files[0]}) [{text}]({files[1]})"
    return found


def campaign(text: str, when: datetime, files: tuple[str, str] | None = None) -> Entry:
    """A campaign that begins when it is published and goes on for two days."""
    found: Entry = {
        "title": text,
        "theme": text,
        "organiser": text,
        "summary": text,
        "starts": written(when),
        "ends": written(when + 48 * HOUR),
        "tags": [text],
        "hazards": [text],
        "body": f"## 标题\n\n{text}",
        "events": [
            {
                "id": "one",
                "title": text,
                "starts": written(when),
                "ends": written(when + HOUR),
                "place": text,
                "audience": text,
                "contact": text,
                "signup": text,
                "online": "https://live.example.org/",
                "capacity": "3",
                "moved_from": written(when),
                "cancelled": text,
            }
        ],
        "materials": [{"title": text, "url": "https://video.example.org/2", "kind": "视频"}],
    }
    if files:
        found |= {"cover": files[0], "cover_alt": text}
        found["materials"].append({"title": text, "file": files[1], "kind": "手册"})
    return found


def guide(text: str, when: datetime, _files: tuple[str, str] | None = None) -> Entry:
    """A guide; it is there from the beginning and has no media."""
    texts = [text, text]
    steps = {"before": texts, "during": texts, "after": texts, "never": texts}
    return {
        "title": text,
        "hazard": text,
        "summary": text,
        **steps,
        "call": ["119"],
        "audience": texts,
        "reviewed": f"{when:%Y-%m-%d}",
        "sources": texts,
        "translations": {code: {"title": text, "summary": text, **steps} for code in ("en", "ja")},
    }


def place(text: str) -> Entry:
    """A place."""
    return {
        "id": "one",
        "name": text,
        "kind": "应急避灾点",
        "subdistrict": "虹桥街道",
        "address": text,
        "facilities": [text],
        "phone": text,
        "accessible": "true",
        "capacity": "3",
    }


#: How to make an entry of each kind.
FULL: dict[str, Callable[[str, datetime, tuple[str, str] | None], Entry]] = {
    "alert": alert,
    "bulletin": bulletin,
    "campaign": campaign,
    "guide": guide,
}


def path_of(kind: str, ident: str) -> str:
    """The file of an entry below ``content/``."""
    year = "2026/" if kind in ("alert", "bulletin") else ""
    return f"{kind}s/{year}{ident}.yml"

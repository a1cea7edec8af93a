"""CAP files and an index as they lie on the site.

``python -m tests.cap.golden`` writes them anew; look at what changed before it is kept.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.cap.support import INDEX, CapDesk, path_of
from tests.feeds.examples import at, event, key, message

FOLDER = Path(__file__).parent / "golden"
NOW = at(30)
_ENGLISH = {
    "headline": "Yellow rainstorm warning (sample)",
    "text": "Heavy rain within six hours.",
    "instructions": ["Keep off flooded roads.", "Stay away from slopes."],
}
#: An event that goes its way: two languages, another level, an area of its own, the end.
RAIN = event(
    message(
        0,
        issued=-0.25,
        effective=0.5,
        instructions=["远离积水。", "不去低洼处。"],
        translations={"en": _ENGLISH, "ja": {"text": "大雨が予想されます。"}},
        attachments=[{"title": "原文（示例）", "file": "media/2026/notice.pdf"}],
    ),
    message(2, level="橙", review=8, area=["虹桥街道", "新泾镇"], text="雨势加强。\n\n注意积水。"),
    message(4, "解除", text="降雨减弱。", translations={"en": {"text": "The rain is easing."}}),
    source="传真 2026-12 号（示例）",
)
DRILL = event(
    message(1, text="请按预案疏散。", translations={"en": {"text": "Leave as planned."}}),
    message(3, "撤销", text="演练取消。"),
    status="演练",
    hazard=["燃气", "没听过的灾害"],
    kind="风险提示",
)
for _row in DRILL["messages"]:
    _row.pop("level", None)
RESPONSE = event(message(5, level="Ⅳ", review=20), kind="应急响应", hazard="防汛防台")
TAKEN_BACK = event(
    message(6, level="红", expires=40),
    withdrawn={"at": "2026-07-10 16:00", "reason": "发错了地方（示例）。"},
)
EVENTS: dict[str, Any] = {"rain": RAIN, "drill": DRILL, "flood": RESPONSE, "gone": TAKEN_BACK}
#: The files that are kept, by name.
KEPT = {
    "alert": path_of("rain", key(0)),
    "update": path_of("rain", key(2)),
    "cancel": path_of("rain", key(4)),
    "drill": path_of("drill", key(1)),
    "drill-in-error": path_of("drill", key(3)),
    "response": path_of("flood", key(5)),
    "taken-back": path_of("gone", key(6)),
    "taken-back-end": path_of("gone", key(8)),
    "index": INDEX,
}


def made(folder: Path) -> dict[str, bytes]:
    """The files by name."""
    desk = CapDesk(folder)
    for ident, data in EVENTS.items():
        desk.write(f"alerts/2026/{ident}.yml", data)
    cap = desk.cap(NOW)
    assert set(cap) == set(KEPT.values())
    return {name: cap[path] for name, path in KEPT.items()}


def write() -> None:
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, data in made(Path(folder)).items():
            (FOLDER / f"{name}.xml").write_bytes(data)


if __name__ == "__main__":
    write()

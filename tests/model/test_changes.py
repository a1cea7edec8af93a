"""What changed from one message to the next, in words."""

from __future__ import annotations

from typing import Any

import pytest

from generator.content.load import load_source
from generator.model.alert import Alert
from generator.model.changes import Change, changes
from tests.site.support import dump

FIRST = {
    "sent": "2026-07-10 08:00",
    "action": "发布",
    "level": "黄",
    "expires": "2026-07-10 20:00",
    "text": "有雨。",
}


def alert(second: dict[str, Any], kind: str = "预警", **first: Any) -> Alert:
    """An event of two messages; the second says ``second`` besides what the first says."""
    one = {**FIRST, **first}
    two = {**one, "sent": "2026-07-10 10:00", "action": "更新", **second}
    two = {name: value for name, value in two.items() if value is not None}
    head = {
        "kind": kind,
        "hazard": "暴雨",
        "area": ["虹桥街道"],
        "issuer": "某台",
        "source": "短信",
    }
    loaded = load_source(
        "content/alerts/2026/x.yml", dump({**head, "messages": [one, two]}).encode()
    )
    assert not [problem for problem in loaded.problems if problem.severity == "error"]
    assert isinstance(loaded.entry, Alert)
    return loaded.entry


@pytest.mark.parametrize(
    ("second", "wanted"),
    [
        ({}, []),
        ({"text": "雨大。"}, []),
        ({"level": "红"}, [Change("级别升高", "黄色", "红色")]),
        ({"level": "蓝"}, [Change("级别降低", "黄色", "蓝色")]),
        (
            {"expires": "2026-07-11 02:00"},
            [Change("有效至", "2026年7月10日 20:00", "2026年7月11日 02:00")],
        ),
        (
            {"expires": None, "review": "2026-07-11 02:00"},
            [Change("有效至", "2026年7月10日 20:00", "解除时间未公布")],
        ),
        ({"area": ["虹桥街道", "新泾镇"]}, [Change("范围增加", "", "新泾镇")]),
        ({"area": ["新泾镇"]}, [Change("范围", "虹桥街道", "新泾镇")]),
        ({"area": ["全区"]}, [Change("范围", "虹桥街道", "全区")]),
        ({"issuer": "别台"}, [Change("发布单位", "某台", "别台")]),
        (
            {"effective": "2026-07-10 12:00"},
            [Change("生效", "2026年7月10日 08:00", "2026年7月10日 12:00")],
        ),
        ({"onset": "2026-07-10 12:00"}, [Change("预计影响开始", "", "2026年7月10日 12:00")]),
        ({"action": "解除", "level": None, "expires": None}, []),
    ],
)
def test_each_change_is_named(second: dict[str, Any], wanted: list[Change]) -> None:
    event = alert(second)
    assert list(changes(event, 1)) == wanted
    assert changes(event, 0) == ()


def test_an_area_that_lost_a_street() -> None:
    event = alert({"area": ["虹桥街道"]}, area=["虹桥街道", "新泾镇"])
    assert list(changes(event, 1)) == [Change("范围减少", "", "新泾镇")]


def test_a_response_has_levels_of_its_own() -> None:
    event = alert({"level": "Ⅱ"}, kind="应急响应", level="Ⅳ")
    assert list(changes(event, 1)) == [Change("级别升高", "Ⅳ级", "Ⅱ级")]

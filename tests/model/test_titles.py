"""How alerts are called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.model import titles
from generator.model.alert import Alert
from generator.model.vocabulary import Nature


def alert(kind: str = "预警", **more: object) -> Alert:
    levels = {"预警": ("黄", "橙"), "应急响应": ("Ⅳ", "Ⅲ"), "风险提示": (None, None)}[kind]
    review = "2026-07-11 10:00"
    first = {"sent": "2026-07-10 14:20", "issued": "2026-07-10 14:05", "action": "发布"}
    second = {"sent": "2026-07-10 16:00", "action": "更新"}
    end: dict[str, str | None] = {"sent": "2026-07-10 19:00", "action": "解除", "text": "止"}
    messages: list[dict[str, str | None]] = [
        {**first, "level": levels[0], "review": review, "text": "始"},
        {**second, "level": levels[1], "review": review, "text": "续"},
        {**second, "sent": "2026-07-10 17:00", "level": levels[1], "review": review, "text": "续"},
        end,
    ]
    given = [{key: value for key, value in one.items() if value} for one in messages]
    base = {"id": "storm", "kind": kind, "hazard": "暴雨", "area": ["全区"], "messages": given}
    return Alert.model_validate({**base, **more})


def said(event: Alert) -> list[str]:
    return [titles.message_title(event, message) for message in event.messages]


def test_a_warning_follows_the_sentence_of_its_issuer() -> None:
    assert said(alert(issuer="上海中心气象台")) == [
        "上海中心气象台2026年07月10日14时05分发布暴雨黄色预警信号",
        "上海中心气象台2026年07月10日16时00分更新暴雨黄色预警信号为暴雨橙色预警信号",
        "上海中心气象台2026年07月10日17时00分更新暴雨橙色预警信号",
        "上海中心气象台2026年07月10日19时00分解除暴雨橙色预警信号",
    ]


def test_a_response_is_started_adjusted_and_ended() -> None:
    assert said(alert("应急响应")) == [
        "2026年07月10日14时05分启动暴雨Ⅳ级应急响应",
        "2026年07月10日16时00分暴雨应急响应调整为Ⅲ级应急响应",
        "2026年07月10日17时00分调整暴雨Ⅲ级应急响应",
        "2026年07月10日19时00分终止暴雨Ⅲ级应急响应",
    ]


def test_an_advice_has_no_level() -> None:
    assert said(alert("风险提示", issuer="测试局"))[:2] == [
        "测试局2026年07月10日14时05分发布暴雨风险提示",
        "测试局2026年07月10日16时00分更新暴雨风险提示",
    ]


def test_what_was_written_goes_before_what_is_made() -> None:
    event = alert(title="七月暴雨")
    assert titles.event_title(event) == "七月暴雨"
    assert titles.event_title(alert()) == titles.message_title(alert(), alert().messages[0])
    assert titles.headline(event, event.messages[0]) == titles.message_title(
        event, event.messages[0]
    )


@pytest.mark.parametrize(
    ("nature", "prefix"),
    [("实际", ""), ("示例", "【示例】"), ("演练", "【演练】"), ("测试", "【测试】")],
)
def test_what_is_not_real_says_so_first(nature: Nature, prefix: str) -> None:
    assert titles.prefix(nature) == prefix


def test_the_key_of_a_message_is_its_time_in_beijing() -> None:
    assert titles.message_key(datetime(2026, 7, 10, 6, 20, tzinfo=UTC)) == "20260710T142000"

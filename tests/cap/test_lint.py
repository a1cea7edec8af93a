"""Warnings about what the CAP schema can not say: where CAP is made, at their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.content.check import check_project
from tests.feeds.examples import at, event, message
from tests.site.support import dump, written

SENDER = "name: 测试\nurl: https://yingji.example.org/\ncap_sender: yingji@example.org\n"


def told(root: Path, data: dict[str, Any], site: str = SENDER) -> list[str]:
    """The CAP warnings of a site with one alert."""
    folder = root / "content/alerts/2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rain.yml").write_text(dump(data), encoding="utf-8")
    (root / "content/site.yml").write_text(site, encoding="utf-8")
    problems = check_project(str(root), at(100)).problems
    found = [one for one in problems if one.code.startswith("cap-")]
    assert all(one.severity == "warning" for one in found)
    return [one.code for one in found]


def test_a_usual_event_has_none(tmp_path: Path) -> None:
    rows = message(0, text="雨量 <50 毫米 & 大风。"), message(1, level="红"), message(2, "解除")
    assert told(tmp_path, event(*rows, cap={"urgency": "Immediate"})) == []


def test_they_are_told_only_where_cap_is_made(tmp_path: Path) -> None:
    bad = event(message(0, text="雨<br>大。"))
    assert told(tmp_path, bad) == ["cap-markup"]
    assert told(tmp_path, bad, SENDER.replace("yingji@example.org\n", "\n")) == []


def test_nothing_is_said_of_what_was_withdrawn(tmp_path: Path) -> None:
    gone = {"at": written(at(1)), "reason": "有误。"}
    assert told(tmp_path, event(message(0, text="雨<br>大。"), withdrawn=gone)) == []


@pytest.mark.parametrize(
    "text", ["<b>雨</b>", "雨&nbsp;大", "雨<BR/>大", "&#8203;", "<a href='x'>"]
)
def test_markup_is_found(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, event(message(0, text=text))) == ["cap-markup"]


@pytest.mark.parametrize("text", ["a < b > c", "AT&T", "<低洼>", "x <5; y>3", "R&D;"])
def test_signs_are_no_markup(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, event(message(0, text=text))) == []


def test_a_severity_for_all_is_odd_only_where_levels_differ(tmp_path: Path) -> None:
    own = {"severity": "Minor"}
    assert told(tmp_path, event(message(0), message(1), cap=own)) == []
    assert told(tmp_path, event(message(0), message(1, level="红"), cap=own)) == [
        "cap-severity-fixed"
    ]

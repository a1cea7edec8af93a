"""Titles break where Chinese may break, in lines as even as can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.covers.wrap import ELLIPSIS, OPENING, cut, units, wrap

NEVER_FIRST = "，。、；：？！）》」』】”’…%℃"


def measure(text: str) -> float:
    """Ten pixels a character, five a letter or digit: about what the font does."""
    return sum(5.5 if one.isascii() else 10 for one in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("暴雨", 100, ["暴雨"]),
        ("台风、暴雨、大风橙色预警信号", 80, ["台风、暴雨、", "大风橙色预警信号"]),
        ("2026年安全生产月", 70, ["2026年", "安全生产月"]),
        ("解除暴雨黄色预警信号", 60, ["解除暴雨", "黄色预警信号"]),
        ("关于印发《示例办法》的通知", 95, ["关于印发", "《示例办法》的通知"]),
        ("防汛防台应急响应调整为Ⅲ级", 70, ["防汛防台应急", "响应调整为Ⅲ级"]),
        ("【示例】暴雨", 50, ["【示例】", "暴雨"]),
        ("Emergency Management 应急", 60, ["Emergency", "Management", "应急"]),
        ("", 60, []),
    ],
)
def test_lines(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width, measure) == lines


def test_what_belongs_together_is_one_unit() -> None:
    assert units("【演练】2026年07月10日14时05分（上）95%") == (
        ["【演练】", "2026年", "07月", "10日", "14时", "05分", "（上）", "95%"]
    )


def test_a_word_wider_than_a_line_is_parted_all_the_same() -> None:
    lines = wrap("a" * 50, 55, measure)
    assert "".join(lines) == "a" * 50
    assert max(map(measure, lines)) <= 55


def test_lines_are_even() -> None:
    """No last line of one word where the others could have given it one."""
    assert wrap("一二三四五六七八九十甲乙", 110, measure) == ["一二三四五六", "七八九十甲乙"]


titles = st.text("应急预警安全生产2026年a B，。《》（）【】“”、", min_size=1, max_size=60)


@given(titles, st.integers(40, 200))
def test_no_line_is_too_wide_and_nothing_is_lost(title: str, width: int) -> None:
    lines = wrap(title, width, measure)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(measure(line) <= width for line in lines if len(units(line)) > 1)


@given(st.text("应急预警安全生产2026年，。、《》（）", min_size=1, max_size=60))
def test_no_line_begins_or_ends_with_the_wrong_mark(title: str) -> None:
    marks = set(NEVER_FIRST) | OPENING
    for before, after in zip(*(wrap(title, 120, measure)[i:] for i in (0, 1)), strict=False):
        # Where marks alone fill a line there is no better place.
        if not (set(before) <= marks or set(after) <= marks or len(units(title)) < 3):
            assert after[0] not in NEVER_FIRST or measure(before) > 100
            assert before[-1] not in OPENING or measure(after) > 100


def test_what_does_not_fit_ends_with_an_ellipsis_and_no_mark_before_it() -> None:
    lines = ["一二三四", "五六七，", "八"]
    assert cut(lines, 2, 40, measure) == ["一二三四", f"五六七{ELLIPSIS}"]
    assert cut(lines, 3, 40, measure) == lines

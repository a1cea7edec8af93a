"""Drawings: true to their numbers, inside their frame, with words that do not meet."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.charts.chart import Chart, Drawing, Words
from generator.charts.draw import draw
from generator.charts.plot import draw_plot
from generator.charts.rows import draw_rows
from generator.charts.scale import scale_from_zero, scale_of_line
from generator.charts.type import NARROWEST, width, wrap
from generator.charts.words import described

NAMES = st.text("一二三四五六七八九十年月日甲乙丙丁ABCdef0123 ，。（）", min_size=1, max_size=40)
#: What editors can write: twelve digits, nine decimals.
KNOWN = st.one_of(
    st.integers(-50, 50).map(float),
    st.floats(-999_999_999_999, 999_999_999_999).map(lambda value: round(value, 9)),
    st.floats(0, 0.001).map(lambda value: round(value, 9)),
)
VALUES = st.none() | KNOWN
CHARTS = st.builds(
    Chart,
    st.sampled_from(["bar", "line"]),
    st.lists(st.tuples(NAMES, VALUES), min_size=1, max_size=60).map(tuple),
    st.sampled_from(["", "起", "万元", "%"]),
    st.booleans(),
)


def months(*values: float | None) -> tuple[tuple[str, float | None], ...]:
    return tuple((str(at), value) for at, value in enumerate(values, 1))


def drawn(chart: Chart) -> Drawing:
    found = draw(chart)
    assert found is not None
    return found


def reach(one: Words) -> tuple[float, float]:
    """From where to where words go on the narrowest drawing, in em."""
    wide, x = width(one.text), one.x * NARROWEST / 100
    start = x - {"start": 0, "middle": wide / 2, "end": wide}[one.anchor]
    return start, start + wide


@given(CHARTS)
def test_everything_lies_inside_the_drawing(chart: Chart) -> None:
    found = draw(chart)
    if found is None:
        assert not chart.known
        return
    for bar in found.bars:
        assert bar.width > 0 < bar.height
        assert bar.x >= -1e-6
        assert bar.x + bar.width <= 100 + 1e-6
        assert bar.y >= -1e-6
        assert bar.y + bar.height <= found.height + 1e-6
    for dot in found.dots:
        assert 0 <= dot.x <= 100
        assert found.top - 1e-6 <= dot.y <= found.top + found.depth + 1e-6
    for run in found.runs:
        assert all(-1e-3 <= x <= 1000.001 and -1e-3 <= y <= 1000.001 for x, y in run.points)
    for rule in found.rules:
        assert 0 <= rule.x1 <= rule.x2 <= 100
    for one in found.words:
        assert 0 < one.y <= found.height
        start, end = reach(one)
        assert start >= -0.3
        # A closing mark may hang over the end of its line.
        assert end <= NARROWEST + (1.1 if one.anchor == "start" else 0.1)


@given(CHARTS)
def test_no_words_lie_upon_each_other(chart: Chart) -> None:
    found = draw(chart)
    words = found.words if found else ()
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            if abs(one.y - other.y) < 0.8:
                (a, b), (c, d) = reach(one), reach(other)
                assert b <= c + 0.01 or d <= a + 0.01, (one, other)


@given(st.lists(KNOWN, min_size=1, max_size=40))
def test_a_bar_is_as_long_as_its_number(values: list[float]) -> None:
    """Twice the number, twice the bar, from nought; but what is there is seen."""
    span = max([0.0, *values]) - min([0.0, *values])
    points = tuple((str(at), value) for at, value in enumerate(values))
    found = draw_rows(Chart("bar", points))
    wanted = [abs(value) / span * 100 for value in values if value]
    assert [bar.width for bar in found.bars] == pytest.approx([max(one, 0.4) for one in wanted])


@given(st.lists(st.integers(-500, 500).map(float), min_size=1, max_size=60))
def test_columns_begin_at_nought(values: list[float]) -> None:
    found = draw_plot(Chart("bar", months(*values)))
    zero = next(rule.y1 for rule in found.rules if rule.base)
    for bar, value in zip(found.bars, [one for one in values if one], strict=True):
        edge = bar.y + bar.height if value > 0 else bar.y
        assert edge == pytest.approx(zero)
    if len(set(map(abs, values))) > 1:
        longest = max(found.bars, key=lambda bar: bar.height)
        at = found.bars.index(longest)
        assert abs([one for one in values if one][at]) == max(map(abs, values))


def test_an_unknown_number_is_no_nought() -> None:
    """No bar either way, but other words; a line has a gap, and a point alone is still seen."""
    rows = drawn(Chart("bar", (("甲的名字很长很长", None), ("乙的名字很长很长", 0.0), ("丙", 1.0))))
    assert [one.text for one in rows.words if one.anchor == "end"] == ["无数据", "0", "1"]
    line = drawn(Chart("line", months(3.0, 4.0, None, 5.0, None, 2.0, 1.0)))
    assert [len(run.points) for run in line.runs] == [2, 2]
    assert len(line.dots) == 5
    many = drawn(Chart("line", months(*[1.0, 2.0] * 15, None, 5.0, None)))
    assert [dot.x for dot in many.dots] == pytest.approx([many.dots[0].x])


def test_nothing_known_is_nothing_drawn() -> None:
    assert draw(Chart("bar", (("甲", None),))) is None


def test_names_of_any_length_stand_in_rows_and_short_ones_below_columns() -> None:
    """A name is never cut in rows."""
    long = "道路运输领域重大事故隐患专项排查整治行动中发现的问题（含重复上报）"
    rows = drawn(Chart("bar", ((long, 3.0), ("其他", 1.0))))
    assert "".join(one.text for one in rows.words if one.anchor == "start") == long + "其他"
    columns = drawn(Chart("bar", (("一月", 3.0), ("二月", 1.0))))
    assert [one.text for one in columns.words if not one.strong] == ["一月", "二月"]
    assert all(bar.width < 50 for bar in columns.bars)


def test_twelve_months_have_twelve_names_and_numbers() -> None:
    found = drawn(Chart("bar", months(*map(float, range(12))), upright=True))
    assert [one.text for one in found.words if one.strong] == [str(at) for at in range(12)]
    assert [one.text for one in found.words if not one.strong] == [str(at) for at in range(1, 13)]


def test_the_last_number_makes_room_for_the_highest() -> None:
    """Where both stand at the same place the last one is in the table alone."""
    far = drawn(Chart("line", months(*[50.0] * 10, 100.0, *[50.0] * 40, 60.0)))
    near = drawn(Chart("line", months(*[50.0] * 50, 100.0, 98.0, 99.5)))
    assert [one.text for one in far.words if one.strong] == ["100", "50", "60"]
    assert [one.text for one in near.words if one.strong] == ["100", "50"]


def test_a_flat_line_is_not_made_steep_and_a_high_one_says_where_it_begins() -> None:
    assert not drawn(Chart("line", months(16.0, 15.0, 12.0, 11.0))).cut
    assert not drawn(Chart("line", months(7.0, 7.0, 7.0))).cut
    assert not drawn(Chart("line", months(-1.0, 100.0))).cut
    assert drawn(Chart("line", months(98.2, 98.9, 99.1))).cut


@given(st.lists(KNOWN, min_size=1, max_size=60))
def test_scales_hold_all_values_in_few_round_steps(values: list[float]) -> None:
    for scale in (scale_from_zero(values), scale_of_line(values)):
        slip = (scale.high - scale.low) * 1e-6
        assert scale.low - slip <= min(values)
        assert max(values) <= scale.high + slip
        assert 1 <= len(scale.ticks) <= 7
    assert scale_from_zero(values).low <= 0 <= scale_from_zero(values).high


@example("00AAA ）", 4.0)
@given(NAMES, st.floats(4, 14))
def test_lines_keep_every_character_and_their_room(text: str, room: float) -> None:
    lines = wrap(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line.rstrip("，。）")) <= room for line in lines)


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (
            Chart("bar", (("电气", 12.0), ("用火", 7.0), ("燃气", None)), "起"),
            "柱形图，共3项。最大：电气 12起；最小：用火 7起。无数据：燃气。",
        ),
        (
            Chart("line", (("七月", 3.0), ("八月", 5.0), ("九月", 4.0)), "起"),
            "折线图，共3项。最大：八月 5起；最小：七月 3起。最后：九月 4起。",
        ),
        (Chart("bar", (("甲", 2.0), ("乙", 2.0)), "%"), "柱形图，共2项。各项都是2%。"),
        (Chart("bar", (("甲", 2.0),)), "柱形图，共1项。甲 2。"),
    ],
)
def test_who_does_not_look_is_told(chart: Chart, said: str) -> None:
    assert described(chart) == said

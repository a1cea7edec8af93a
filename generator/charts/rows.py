"""Bars under each other: the name above, the number at its right, the bar below.

Names of any length have room, and the eye goes down as it reads.
"""

from __future__ import annotations

from typing import Final

from generator.charts.chart import Bar, Chart, Drawing, Rule, Words
from generator.charts.numbers import compact
from generator.charts.type import NARROWEST, width, wrap

UNKNOWN: Final = "无数据"
_LINE: Final = 1.4
_BAR: Final = 0.75
_GAP: Final = 0.75
#: From the top of a line to its baseline.
_BASELINE: Final = 1.05
#: A bar so short that nobody would see it is drawn so wide, in %: it is not nothing.
_SLIVER: Final = 0.4


def draw_rows(chart: Chart) -> Drawing:
    """``chart`` as rows, in the order of its points."""
    values = [0.0, *(value for _, value in chart.known)]
    low, high = min(values), max(values)
    span = high - low or 1.0
    zero = -low / span * 100
    numbers = [
        UNKNOWN if value is None else compact(value, chart.unit) for _, value in chart.points
    ]
    room = NARROWEST - max(map(width, numbers)) - 0.8
    bars: list[Bar] = []
    words: list[Words] = []
    y = 0.0
    for (label, value), number in zip(chart.points, numbers, strict=True):
        lines = wrap(label, room)
        for line in lines:
            words.append(Words(0, y + _BASELINE, line))
            y += _LINE
        words.append(Words(100, y - _LINE + _BASELINE, number, "end", strong=value is not None))
        if value:
            long = max(abs(value) / span * 100, _SLIVER)
            bars.append(
                Bar(min(zero, 100 - long) if value > 0 else max(zero - long, 0), y, long, _BAR)
            )
        y += _BAR + _GAP
    height = y - _GAP
    rules = (Rule(zero, 0, zero, height, base=True),) if low < 0 < high else ()
    return Drawing(height, tuple(bars), rules, words=tuple(words))

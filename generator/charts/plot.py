"""Columns and lines side by side above a row of names, for what has an order: months, years."""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.charts.chart import Anchor, Bar, Chart, Dot, Drawing, Rule, Run, Words
from generator.charts.numbers import compact
from generator.charts.scale import Scale, scale_from_zero, scale_of_line
from generator.charts.type import NARROWEST, cut, width

#: Heights in em: room for a number above the plot, the plot, the names below it.
_ABOVE: Final = 1.5
_PLOT: Final = 8.5
_NAMES: Final = 1.6
#: Space between words that stand side by side.
_APART: Final = 0.4
#: The same between numbers, each in the middle of its place.
_TIGHT: Final = 0.08
#: The width of two digits, which nobody takes for one word.
_DIGITS: Final = 1.2
#: How much of its place a column fills.
_FILL: Final = 0.64


class _Frame(NamedTuple):
    """A plot: its scale, how many places side by side, and where they begin, in %."""

    scale: Scale
    size: int
    left: float
    below: float

    @property
    def slot(self) -> float:
        """The width of one place, in %."""
        return (100 - self.left) / self.size

    def x(self, at: int) -> float:
        """The middle of a place."""
        return self.left + (at + 0.5) * self.slot

    def y(self, value: float) -> float:
        return _ABOVE + (1 - self.scale.part(value)) * _PLOT


def fits(chart: Chart) -> bool:
    """Whether every name and every number has room above and below its own place."""
    return _room(chart, 0) >= max(
        *(width(label) for label, _ in chart.points),
        *(width(number) for number in _numbers(chart)),
        0,
    )


def draw_plot(chart: Chart) -> Drawing:
    """``chart`` with a scale at its left, unless every number has room beside its point."""
    values = [value for _, value in chart.known]
    scale = scale_of_line(values) if chart.kind == "line" else scale_from_zero(values)
    numbers = _numbers(chart)
    every = max((width(number) for number in numbers), default=0) <= _room(chart, 0)
    ticks = [compact(tick, chart.unit) for tick in scale.ticks]
    left = 0.0 if every else min(100 * (max(map(width, ticks)) + 1.5 * _APART) / NARROWEST, 52)
    # A number may stand below its point: where the scale ends at the lowest, there is no room.
    below = 1.3 if values and (chart.kind == "line" or min(values) < 0) else 0.0
    frame = _Frame(scale, len(chart.points), left, below)
    rules, words = _scale(frame, ticks, every=every)
    words += _values(chart, frame, numbers, every=every)
    words += _names(chart, frame)
    return Drawing(
        height=_ABOVE + _PLOT + below + _NAMES,
        bars=_columns(chart, frame) if chart.kind == "bar" else (),
        rules=tuple(rules),
        runs=_runs(chart, frame) if chart.kind == "line" else (),
        dots=_dots(chart, frame) if chart.kind == "line" else (),
        words=tuple(words),
        top=_ABOVE,
        depth=_PLOT,
        cut=not scale.low <= 0 <= scale.high,
    )


def _room(chart: Chart, left: float) -> float:
    """What words of one place may take, in em."""
    return NARROWEST * (100 - left) / 100 / len(chart.points) - _TIGHT


def _numbers(chart: Chart) -> list[str]:
    return [compact(value, chart.unit) for _, value in chart.known]


def _scale(frame: _Frame, ticks: list[str], *, every: bool) -> tuple[list[Rule], list[Words]]:
    """Lines across with their numbers; the base line alone where every point tells its own."""
    rules: list[Rule] = []
    words: list[Words] = []
    for tick, text in zip(frame.scale.ticks, ticks, strict=True):
        y, base = frame.y(tick), tick == 0
        if base or not every:
            rules.append(Rule(frame.left, y, 100, y, base=base))
        if not every:
            words.append(Words(frame.left - 100 * _APART / NARROWEST, y + 0.35, text, "end"))
    return rules, words


def _columns(chart: Chart, frame: _Frame) -> tuple[Bar, ...]:
    wide = frame.slot * _FILL
    zero = frame.y(0)
    found = []
    for at, (_, value) in enumerate(chart.points):
        if value:
            long = max(abs(zero - frame.y(value)), 0.06)
            found.append(
                Bar(frame.x(at) - wide / 2, zero - long if value > 0 else zero, wide, long)
            )
    return tuple(found)


def _runs(chart: Chart, frame: _Frame) -> tuple[Run, ...]:
    """The pieces of the line; a number that is not known leaves a gap."""
    found: list[list[tuple[float, float]]] = [[]]
    for at, (_, value) in enumerate(chart.points):
        if value is None:
            found.append([])
        else:
            found[-1].append((frame.x(at) * 10, (1 - frame.scale.part(value)) * 1000))
    return tuple(Run(tuple(run)) for run in found if len(run) > 1)


def _dots(chart: Chart, frame: _Frame) -> tuple[Dot, ...]:
    """A dot for each point; of many only those that have no neighbour, which no line shows."""
    few = frame.size <= 24
    values = [None, *(value for _, value in chart.points), None]
    return tuple(
        Dot(frame.x(at), frame.y(value))
        for at, value in enumerate(values[1:-1])
        if value is not None and (few or (values[at] is None and values[at + 2] is None))
    )


def _values(chart: Chart, frame: _Frame, numbers: list[str], *, every: bool) -> list[Words]:
    """The numbers of all points, or of the highest, the lowest and (of a line) the last one."""
    places = [at for at, (_, value) in enumerate(chart.points) if value is not None]
    known = dict(zip(places, chart.known, strict=True))
    if not every and places:
        highest = max(places, key=lambda at: known[at][1])
        lowest = min(places, key=lambda at: known[at][1])
        wanted = [highest, lowest, places[-1]] if chart.kind == "line" else [highest]
        if chart.kind == "bar" and known[lowest][1] < 0:
            wanted.append(lowest)
    else:
        wanted = places
    texts = dict(zip(places, numbers, strict=True))
    found: list[Words] = []
    for at in dict.fromkeys(wanted):
        x, anchor = _inside(frame, frame.x(at), width(texts[at]))
        y = frame.y(known[at][1])
        y += 1.2 if _is_below(chart, at) else -0.45
        one = Words(x, y, texts[at], anchor, strong=True)
        if every or not any(_meet(one, other) for other in found):
            found.append(one)
    return found


def _is_below(chart: Chart, at: int) -> bool:
    """Whether the number of a point stands below it: where the line does not come from."""
    value = chart.points[at][1]
    if value is None or chart.kind == "bar":
        return value is not None and value < 0
    near = [one for _, one in chart.points[max(at - 1, 0) : at + 2] if one is not None]
    return value < sum(near) / len(near)


def _inside(frame: _Frame, x: float, wide: float) -> tuple[float, Anchor]:
    """Where words around ``x`` begin or end, so that they do not leave the drawing."""
    half = 50 * wide / NARROWEST
    if x + half > 100:
        return 100, "end"
    if x - half < frame.left:
        return frame.left, "start"
    return x, "middle"


def _meet(one: Words, other: Words) -> bool:
    """Whether two words lie upon each other on the narrowest drawing."""
    if abs(one.y - other.y) >= 1.2:
        return False
    (a, b), (c, d) = _reach(one), _reach(other)
    return a < d and c < b


def _reach(words: Words) -> tuple[float, float]:
    wide = 100 * (width(words.text) + _APART) / NARROWEST
    start = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    return start, start + wide


def _names(chart: Chart, frame: _Frame) -> list[Words]:
    """The names below: all, or every second, third … so that they do not meet."""
    longest = max(width(label) for label, _ in chart.points)
    slot = NARROWEST * frame.slot / 100
    apart = _TIGHT if longest <= _DIGITS else _APART
    step = next(
        (step for step in range(1, frame.size) if longest + apart <= step * slot), frame.size
    )
    room = max(min(step, frame.size) * slot - _APART, 4)
    y = _ABOVE + _PLOT + frame.below + 1.2
    found: list[Words] = []
    for at in range(0, frame.size, step):
        text = cut(chart.points[at][0], room)
        x, anchor = _inside(frame, frame.x(at), width(text))
        one = Words(x, y, text, anchor)
        # What was moved inside from an edge may have come upon its neighbour.
        if step == 1 or not found or not _meet(found[-1], one):
            found.append(one)
    return found

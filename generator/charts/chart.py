"""What a chart is made from, and what comes out: shapes with their places."""

from __future__ import annotations

from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Point = tuple[str, float | None]


class Chart(NamedTuple):
    """Labelled numbers in their order; ``None`` is a number that is not known."""

    kind: Literal["bar", "line"]
    points: tuple[Point, ...]
    unit: str = ""
    #: Bars stand side by side whatever their number: months, years.
    upright: bool = False

    @property
    def known(self) -> tuple[tuple[str, float], ...]:
        """The points that have a number."""
        return tuple((label, value) for label, value in self.points if value is not None)


class Bar(NamedTuple):
    """A filled rectangle: ``x`` and ``width`` in %, ``y`` and ``height`` in em."""

    x: float
    y: float
    width: float
    height: float


class Rule(NamedTuple):
    """A straight line; ``base`` is the one from which bars are measured."""

    x1: float
    y1: float
    x2: float
    y2: float
    base: bool = False


class Words(NamedTuple):
    """A line of text with its baseline at ``y`` em; ``strong`` are the numbers of the data."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    strong: bool = False


class Dot(NamedTuple):
    """A point of a line."""

    x: float
    y: float


class Run(NamedTuple):
    """A line through neighbours that are all known: thousandths of the width and of the plot."""

    points: tuple[tuple[float, float], ...]


class Drawing(NamedTuple):
    """A chart as shapes. ``top`` and ``depth`` say where its plot begins and how high it is, in em.

    ``cut``: the scale does not begin at nought.
    """

    height: float
    bars: tuple[Bar, ...] = ()
    rules: tuple[Rule, ...] = ()
    runs: tuple[Run, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()
    top: float = 0
    depth: float = 0
    cut: bool = False

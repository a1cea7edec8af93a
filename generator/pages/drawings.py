"""What templates need for charts (``templates/charts.html``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from generator.charts.chart import Chart
from generator.charts.draw import draw
from generator.charts.numbers import place
from generator.charts.words import described

if TYPE_CHECKING:
    from generator.charts.chart import Point


def chart(
    kind: Literal["bar", "line"],
    points: tuple[Point, ...],
    unit: str = "",
    *,
    upright: bool = False,
) -> Chart:
    """The data of one chart."""
    return Chart(kind, points, unit, upright)


FILTERS: dict[str, Any] = {"place": place, "described": described}
GLOBALS: dict[str, Any] = {"chart": chart, "drawing": draw}

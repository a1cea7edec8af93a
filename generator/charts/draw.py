"""Which way a chart is drawn."""

from __future__ import annotations

from typing import Final

from generator.charts.chart import Chart, Drawing
from generator.charts.plot import draw_plot, fits
from generator.charts.rows import draw_rows

#: Rows that one scrolls through; more are columns.
_ROWS: Final = 24


def draw(chart: Chart) -> Drawing | None:
    """``chart`` as shapes; ``None`` where there is no number at all."""
    if not chart.known:
        return None
    many = len(chart.points) > _ROWS
    if chart.kind == "line" or chart.upright or many or (len(chart.points) > 1 and fits(chart)):
        return draw_plot(chart)
    return draw_rows(chart)

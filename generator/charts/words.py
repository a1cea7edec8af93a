"""What there is to be seen, in a sentence, for those who do not look."""

from __future__ import annotations

from generator.charts.chart import Chart
from generator.charts.numbers import compact
from generator.charts.rows import UNKNOWN


def described(chart: Chart) -> str:
    """Kind, number of points, the largest, the smallest and the last of them, what is lacking."""
    kind = "折线图" if chart.kind == "line" else "柱形图"
    said = [f"{kind}，共{len(chart.points)}项。"]
    known = chart.known
    values = {value for _, value in known}
    if len(values) == 1:
        every = "各项都是" if len(known) > 1 else f"{known[0][0]} "
        said.append(f"{every}{_value(chart, known[0][1])}。")
    elif known:
        high, low = max(known, key=_number), min(known, key=_number)
        said.append(f"最大：{high[0]} {_value(chart, high[1])}；")
        said.append(f"最小：{low[0]} {_value(chart, low[1])}。")
        if chart.kind == "line" and known[-1] not in (high, low):
            said.append(f"最后：{known[-1][0]} {_value(chart, known[-1][1])}。")
    lacking = [label for label, value in chart.points if value is None]
    if lacking:
        said.append(f"{UNKNOWN}：{'、'.join(lacking)}。")
    return "".join(said)


def _number(point: tuple[str, float]) -> float:
    return point[1]


def _value(chart: Chart, value: float) -> str:
    return compact(value, chart.unit) + chart.unit

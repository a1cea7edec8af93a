"""How often there was something: the events of a year or of a hazard, counted by month.

An event counts in the month of its first message, for each of its hazards. What was sent in
error (撤销) does not count, and of exercises and samples nothing as long as there is anything
real; where there is nothing else, on a site for demonstration, the title says what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from generator.model.cards import Card
from generator.model.library import Edition, Life
from generator.model.moment import CST
from generator.model.titles import prefix

#: A month that has not begun has no number.
Counts = tuple[int | None, ...]
_YEAR = range(1, 13)
#: Rows of the chart; the table has all.
_SHOWN = 12


class History(NamedTuple):
    """The counts of one page. ``by`` heads ``rows``, which add up to more than ``total`` at times.

    ``rows`` are name, sum and the twelve months.
    """

    title: str
    total: int
    months: Counts
    by: str
    rows: tuple[tuple[str, int, Counts], ...]
    notes: tuple[str, ...]

    @property
    def points(self) -> tuple[tuple[str, float | None], ...]:
        """The months as points of a chart."""
        return tuple((str(at), value) for at, value in enumerate(self.months, 1))

    @property
    def sums(self) -> tuple[tuple[str, float | None], ...]:
        """The rows as points of a chart, those that are too many in one."""
        shown = [(name, total) for name, total, _ in self.rows]
        if len(shown) > _SHOWN:
            rest = shown[_SHOWN - 1 :]
            shown = [*shown[: _SHOWN - 1], (f"其他{len(rest)}种", sum(total for _, total in rest))]
        return tuple(shown)


def history_of_year(
    edition: Edition,
    year: int,
    cards: Iterable[Card],
    lives: Mapping[str, Life],
    order: Mapping[str, int],
) -> History | None:
    """The events of one year by hazard, the most frequent first; ``None`` where none counts."""
    found = _counted(cards, lives)
    if not found.cards:
        return None
    counts = Counter((name, card.published.month) for card in found.cards for name in card.hazards)
    sums = Counter(name for card in found.cards for name in card.hazards)
    begun = [_begun(edition, year, month) for month in _YEAR]
    rows = tuple(
        (name, sums[name], _months(begun, (counts[name, month] for month in _YEAR)))
        for name in sorted(sums, key=lambda name: (-sums[name], order.get(name, len(order)), name))
    )
    notes = list(found.notes)
    if sum(sums.values()) > len(found.cards):
        notes.append("一次涉及几种灾害的，在每种里各计一次")
    if not _begun(edition, year + 1, 1):
        notes.append("今年尚未结束")
    by_month = Counter(card.published.month for card in found.cards)
    return History(
        title=f"{found.mark}{year}年预警提示各月次数",
        total=len(found.cards),
        months=_months(begun, (by_month[month] for month in _YEAR)),
        by="灾种",
        rows=rows,
        notes=tuple(notes),
    )


def history_of_hazard(
    edition: Edition, name: str, cards: Iterable[Card], lives: Mapping[str, Life]
) -> History | None:
    """The events of one hazard by year, the newest first; ``None`` where none counts."""
    found = _counted(cards, lives)
    if not found.cards:
        return None
    counts = Counter((card.published.year, card.published.month) for card in found.cards)
    years = sorted({year for year, _ in counts}, reverse=True)
    begun = {year: [_begun(edition, year, month) for month in _YEAR] for year in years}
    sums = Counter(card.published.year for card in found.cards)
    by_month = Counter(card.published.month for card in found.cards)
    span = f"{years[-1]}年" if len(years) == 1 else f"{years[-1]}年至{years[0]}年"
    return History(
        title=f"{found.mark}{name}预警提示{span}各月次数",
        total=len(found.cards),
        months=_months(begun[years[-1]], (by_month[month] for month in _YEAR)),
        by="年份",
        rows=tuple(
            (
                f"{year}年",
                sums[year],
                _months(begun[year], (counts[year, month] for month in _YEAR)),
            )
            for year in years
        ),
        notes=(
            *found.notes,
            *(() if _begun(edition, years[0] + 1, 1) else ("今年尚未结束",)),
        ),
    )


class _Counted(NamedTuple):
    """What counts; ``mark`` stands before a title that is not about what was real."""

    cards: list[Card]
    mark: str
    notes: tuple[str, ...]


def _counted(cards: Iterable[Card], lives: Mapping[str, Life]) -> _Counted:
    cards = list(cards)
    valid = [card for card in cards if lives[card.id].state != "已撤销"]
    notes = ("不计发布有误而撤销的",) if len(valid) < len(cards) else ()
    real = [card for card in valid if lives[card.id].nature == "实际"]
    if real:
        if len(real) < len(valid):
            notes = (*notes, "不计演练、测试和示例")
        return _Counted(real, "", notes)
    samples = [card for card in valid if lives[card.id].nature == "示例"]
    if samples:
        notes = (*notes, "只计示例，用来说明这一栏，不是真实的统计")
    return _Counted(samples, prefix("示例"), notes)


def _begun(edition: Edition, year: int, month: int) -> bool:
    return edition.now.reached(datetime(year, month, 1, tzinfo=CST))


def _months(begun: list[bool], counts: Iterable[int]) -> Counts:
    return tuple(count if one else None for one, count in zip(begun, counts, strict=True))

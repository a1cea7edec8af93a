"""Scales: from where to where, in round steps."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
#: Steps aimed at.
_STEPS: Final = 4


class Scale(NamedTuple):
    """From ``low`` to ``high``; ``ticks`` are the round numbers between."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def part(self, value: float) -> float:
        """Where ``value`` lies: 0 at ``low``, 1 at ``high``."""
        return (value - self.low) / (self.high - self.low)


def scale_from_zero(values: Iterable[float]) -> Scale:
    """The scale of bars: the length of a bar says something only when it begins at nought."""
    found = [0.0, *values]
    return _round(min(found), max(found))


def scale_of_line(values: Iterable[float]) -> Scale:
    """The scale of a line: from nought as long as that does not flatten what there is to see.

    It goes without nought only where the line moves in less than a quarter of its height.
    """
    found = list(values)
    low, high = min(found), max(found)
    if low == high or 4 * (high - low) >= max(abs(low), abs(high)) or low < 0 < high:
        return scale_from_zero(found)
    return _round(low, high)


def _round(low: float, high: float) -> Scale:
    if low == high:  # nought alone
        return Scale(0.0, 1.0, (0.0,))
    step = _step((high - low) / _STEPS)
    first, last = math.floor(low / step + _SLIP), math.ceil(high / step - _SLIP)
    return Scale(first * step, last * step, tuple(at * step for at in range(first, last + 1)))


#: A tenth of a millionth of a step is an error of the arithmetic, not one more step.
_SLIP: Final = 1e-7


def _step(least: float) -> float:
    """The first round number that is not smaller than ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(one * power for one in _ROUND if one * power >= least * (1 - _SLIP))

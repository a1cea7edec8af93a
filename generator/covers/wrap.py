"""Breaking a title into lines, by the rules of Chinese type.

No closing mark at the beginning of a line, no opening one at its end (GB/T 15834);
numbers stay with their unit, words of letters are not parted. Of all ways that
need the fewest lines the most even one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate, pairwise

from generator.covers.words import WORDS

#: Width of a text in pixels.
Measure = Callable[[str], float]

#: What is never parted: 【示例】, a short title, a number with its unit, a word, a character.
_UNIT = re.compile(
    r"【(?:示例|测试|演练)】|《[^《》]{1,8}》|[0-9][0-9.,:~/-]*[0-9%℃年月日时分秒级号条届期次人家个]?|[ⅠⅡⅢⅣ]级"
    rf"|{'|'.join(WORDS)}|[A-Za-z]+|\s+|.",
    re.DOTALL,
)
_NOT_FIRST = frozenset("，。、；：？！,.;:?!）》〉」』】〕”’…—·～~%℃)]}")
OPENING = frozenset("（《〈「『【〔“‘([{")
ELLIPSIS = "…"


def units(text: str) -> list[str]:
    """The pieces between which a line may end."""
    found: list[str] = []
    for piece in _UNIT.findall(text.strip()):
        glue = found and (piece[0] in _NOT_FIRST or found[-1][-1] in OPENING)
        if glue:
            found[-1] += piece
        else:
            found.append(" " if piece.isspace() else piece)
    return found


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """``text`` in as few lines of ``width`` as it takes, as even as can be."""
    pieces = [(unit, measure(unit)) for unit in units(text)]
    pieces = [part for piece in pieces for part in _halves(piece, width, measure)]
    lines = _filled(pieces, width)
    return _even(pieces, lines, width) if 1 < len(lines) <= _EVEN else lines


#: Titles of more lines are cut anyway.
_EVEN = 5


def _even(pieces: list[tuple[str, float]], lines: list[str], width: float) -> list[str]:
    """``pieces`` in as many lines as ``lines``: the squares of what they leave empty are least.

    ``lines`` themselves where that can not be (they left a space out at a line's end).
    """
    ends = [0.0, *accumulate(long for _, long in pieces)]
    # Of the first 0, 1, 2 … pieces: what they leave empty at least, and where their lines end.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in lines:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (empty, stops) in best.items():
            for end in range(start + 1, len(ends)):
                left = width - ends[end] + ends[start]
                if left < 0:
                    break
                candidate = empty + left * left, (*stops, end)
                if end not in following or candidate < following[end]:
                    following[end] = candidate
        best = following
    if len(pieces) not in best:
        return lines
    stops = best[len(pieces)][1]
    return ["".join(unit for unit, _ in pieces[a:b]).strip() for a, b in pairwise(stops)]


def _halves(piece: tuple[str, float], width: float, measure: Measure) -> list[tuple[str, float]]:
    """A piece that is wider than a line, character by character."""
    unit, long = piece
    return [piece] if long <= width else [(one, measure(one)) for one in unit]


def _filled(pieces: list[tuple[str, float]], width: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for unit, long in pieces:
        if line and used + long > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not unit.isspace():
            line, used = line + unit, used + long
    return [*lines, line.rstrip()] if line.strip() else lines


def cut(lines: list[str], most: int, width: float, measure: Measure) -> list[str]:
    """The first ``most`` lines, the last of them with an ellipsis where some are left out."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and (measure(last + ELLIPSIS) > width or last[-1] in _NOT_FIRST | OPENING):
        last = last[:-1]
    return [*lines[: most - 1], last + ELLIPSIS]

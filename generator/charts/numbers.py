"""Values as people read them: 1.2万, not 12000; short, for the table beside has every digit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

#: Digits that say something; rounding is by halves upwards, as in school.
_SHORT: Final = Context(prec=4, rounding=ROUND_HALF_UP)
_STEPS: Final = (("万亿", 12), ("亿", 8), ("万", 4))
#: A unit that counts in thousands of something already: 万元, 百人, 千克.
_COUNTING: Final = tuple("十百千万亿%‰")


def compact(value: float, unit: str = "") -> str:
    """``value`` in four digits that count at most, in 万 (but not of 万元) and 亿."""
    number = _SHORT.create_decimal(Decimal(repr(value)))
    if not number:
        return "0"
    for word, power in _STEPS:
        # 1.2万万元 is said by nobody; beyond a hundred million there is no other way.
        if abs(number) >= Decimal(10) ** power and (power > 4 or not unit.startswith(_COUNTING)):
            return plain(number.scaleb(-power)) + word
    return plain(number)


def plain(number: Decimal) -> str:
    """All digits and no power of ten: 1200, 0.00012."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def place(value: float) -> str:
    """A place in a drawing: two decimals at most."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")

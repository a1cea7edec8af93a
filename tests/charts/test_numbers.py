"""Values are written as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts.numbers import compact, place


@pytest.mark.parametrize(
    ("value", "unit", "read"),
    [
        (0.0, "起", "0"),
        (-0.0, "", "0"),
        (7.0, "起", "7"),
        (12.5, "", "12.5"),
        (9999.0, "", "9999"),
        (9999.6, "", "1万"),
        (12345.0, "元", "1.235万"),
        (-89000.0, "", "-8.9万"),
        (99_999_999.0, "", "1亿"),
        (123_456_789_012.0, "元", "1235亿"),
        (999_999_999_999.0, "", "1万亿"),
        (0.000012, "毫克", "0.000012"),
        (0.1 + 0.2, "", "0.3"),
        # 12345万元 is no 1.2万万元.
        (12345.0, "万元", "12350"),
        (12345.0, "%", "12350"),
    ],
)
def test_four_digits_that_count_and_the_words_for_large_numbers(
    value: float, unit: str, read: str
) -> None:
    assert compact(value, unit) == read


@given(st.floats(-999_999_999_999, 999_999_999_999))
def test_what_is_read_is_what_was_written_but_for_rounding(value: float) -> None:
    """No power of ten, no more than four digits that count, at most half a step away."""
    text = compact(value)
    digits, power = text, 0
    for word, more in (("万亿", 12), ("亿", 8), ("万", 4)):
        if digits.endswith(word):
            digits, power = digits.removesuffix(word), more
            break
    read = Decimal(digits).scaleb(power)
    assert "e" not in text.lower()
    assert len(digits.lstrip("-0.").rstrip("0").replace(".", "")) <= 4
    assert abs(read - Decimal(repr(value))) <= abs(Decimal(repr(value))) * Decimal("0.0006")


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, "0"), (-0.001, "0"), (100.0, "100"), (33.3333, "33.33"), (1.5, "1.5"), (-2.0, "-2")],
)
def test_a_place_has_two_decimals_at_most(value: float, written: str) -> None:
    assert place(value) == written

"""The table of codes and the code agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.content.codes import CODES

GENERATOR = Path(__file__).parents[2] / "generator"
FILES = [
    *(GENERATOR / "content").glob("*.py"),
    *(GENERATOR / "model").glob("*.py"),
    *(GENERATOR / "site").glob("*.py"),
]
SOURCE = "\n".join(
    file.read_text(encoding="utf-8") for file in sorted(FILES) if file.name != "codes.py"
)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_of_the_table_is_in_use(code: str) -> None:
    assert f'"{code}"' in SOURCE


def test_codes_are_small_words_with_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in CODES)


def test_every_meaning_is_short_and_chinese() -> None:
    assert all(len(meaning) < 20 and re.search("[一-鿿]", meaning) for meaning in CODES.values())

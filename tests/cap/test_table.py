"""The table that editors read: whole, in order, and used."""

from __future__ import annotations

import pytest

from generator.cap.table import NO_LEVEL, TABLE, load_table
from generator.model.vocabulary import KIND_LEVELS
from tests.sites.test_sites import SITES

ORDER = ["Unknown", "Minor", "Moderate", "Severe", "Extreme"]


@pytest.mark.parametrize("kind", KIND_LEVELS)
def test_every_kind_and_level_has_a_row(kind: str) -> None:
    table = load_table()
    rows = next(rows for name, rows in table.levels.items() if name == kind)
    assert set(rows) == set(KIND_LEVELS[kind] or (NO_LEVEL,))
    assert table.response["种类"][kind]


def test_a_worse_colour_is_never_less_severe() -> None:
    values = [load_table().values("预警", level).severity for level in "蓝黄橙红"]
    assert values == sorted(values, key=ORDER.index)


def test_a_level_nobody_foresaw_is_unknown_and_not_guessed() -> None:
    values = load_table().values("预警", "紫")
    assert (values.severity, values.urgency, values.certainty) == ("Unknown",) * 3


def test_the_hazards_of_the_table_are_known_by_that_name() -> None:
    known = (SITES.parents[1] / "content/hazards.yml").read_text(encoding="utf-8")
    for name in load_table().response["灾种"]:
        assert f"- name: {name}\n" in known


def test_the_table_explains_its_words() -> None:
    text = TABLE.read_text(encoding="utf-8")
    for word in ("Extreme", "Immediate", "Likely", "Shelter", "Avoid"):
        assert any(word in line and line.startswith("#") for line in text.splitlines()), word

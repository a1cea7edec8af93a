"""The handbook shows the table as it is, and every name that a file has."""

from __future__ import annotations

import re
from pathlib import Path

from generator.cap.table import load_table
from tests.cap.golden import FOLDER
from tests.cap.rules import Cap

PAGE = (Path(__file__).parents[2] / "docs/handbook/cap.md").read_text(encoding="utf-8")


def test_the_levels_of_the_handbook_are_those_of_the_table() -> None:
    shown = re.findall(r"^\| (预警|风险提示|应急响应) \| (\S) \| (.*) \|$", PAGE, re.MULTILINE)
    wanted = [
        (kind, level, f"{one.severity} | {one.urgency} | {one.certainty}")
        for kind, rows in load_table().levels.items()
        for level, one in rows.items()
    ]
    assert shown == wanted


def test_the_responses_of_the_handbook_are_those_of_the_table() -> None:
    table = load_table().response
    rows = {**table["灾种"], **table["种类"]}
    shown = PAGE.partition("| responseType |\n")[2].partition("\n\n")[0].splitlines()[1:]
    assert shown == [f"| {name} | {'、'.join(values)} |" for name, values in rows.items()]


def test_every_name_of_a_code_or_parameter_is_explained() -> None:
    files = [Cap(path.read_bytes()) for path in FOLDER.glob("*.xml") if path.stem != "index"]
    kinds = ("parameter", "eventCode", "geocode")
    names = {name for file in files for kind in kinds for name, _ in file.pairs(kind)}
    assert names == set(re.findall(r"^\| `(CN-310105-\w+)` \|", PAGE, re.MULTILINE))

"""The handbook tells editors of every command, option and exit code of an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.relay import import_
from generator.relay.timing import REVIEW

HANDBOOK = (Path(__file__).parents[2] / "docs/handbook/import.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(import_.commands))
def test_every_command_and_option_is_told(name: str) -> None:
    assert f"yingji import {name}" in HANDBOOK
    for parameter in import_.commands[name].params:
        for word in parameter.opts:
            if word.startswith("--") and word not in ("--project", "--help"):
                assert f"`{word}" in HANDBOOK, word


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_every_exit_code_is_told(code: int) -> None:
    assert f"\n| {code} | " in HANDBOOK


def test_the_time_until_we_look_again_is_the_one_told() -> None:
    assert REVIEW.total_seconds() == 6 * 3600
    assert "`review`（六小时以后）" in HANDBOOK

"""CAP files, byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cap.golden import FOLDER, KEPT, made
from tests.cap.rules import faults


@pytest.mark.parametrize("name", KEPT)
def test_a_file_is_the_one_that_was_looked_at(tmp_path: Path, name: str) -> None:
    """Whoever changes it writes it anew with ``python -m tests.cap.golden`` and reads it."""
    assert made(tmp_path)[name].decode() == (FOLDER / f"{name}.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(KEPT) - {"index"}))
def test_a_file_that_was_looked_at_is_sound(name: str) -> None:
    assert faults((FOLDER / f"{name}.xml").read_bytes()) == []

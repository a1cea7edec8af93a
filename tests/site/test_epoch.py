"""What voids the store: code, libraries, styles, the font of covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.covers import font
from generator.site import epoch


def test_another_font_is_another_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    before = epoch.epoch()
    assert epoch.epoch() == before
    monkeypatch.setattr(font, "identity", lambda: (1, 2))
    changed = epoch.epoch()
    monkeypatch.setattr(font, "identity", lambda: None)
    assert len({before, changed, epoch.epoch()}) == 3


@pytest.mark.parametrize(
    "name", ["code.py", "part.html", "style.css", "script.js", "schema.json", "words.csv"]
)
def test_whatever_makes_pages_is_in_the_epoch(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(epoch, "_CODE", tmp_path)
    (tmp_path / name).write_text("before", encoding="utf-8")
    before = epoch.epoch()
    (tmp_path / name).write_text("after", encoding="utf-8")
    assert epoch.epoch() != before

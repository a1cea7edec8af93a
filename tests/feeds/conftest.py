"""Content to make feeds of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.feeds.support import Desktop


@pytest.fixture
def desk(tmp_path: Path) -> Desktop:
    """Nothing published yet."""
    return Desktop(tmp_path)

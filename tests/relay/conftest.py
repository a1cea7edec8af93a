"""What the tests of imports share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.relay.support import new_project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without alerts."""
    return new_project(tmp_path)

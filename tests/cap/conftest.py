"""Content to make CAP files of, with and without a site around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cap.support import CapDesk
from tests.site.support import Bench, make_project


@pytest.fixture
def desk(tmp_path: Path) -> CapDesk:
    """Nothing published yet."""
    return CapDesk(tmp_path / "desk")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The good site, not built yet; it has a CAP sender."""
    return Bench(make_project(tmp_path / "project"), tmp_path / "site")

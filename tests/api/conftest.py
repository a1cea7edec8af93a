"""Projects to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.support import Bench, make_project


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The good site, not built yet."""
    return Bench(make_project(tmp_path / "project"), tmp_path / "site")


@pytest.fixture
def bare(tmp_path: Path) -> Bench:
    """A site without any content."""
    return Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")

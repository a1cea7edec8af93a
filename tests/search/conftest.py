"""Sites to index."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.support import Bench, make_project


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The good site, built."""
    bench = Bench(make_project(tmp_path / "project"), tmp_path / "site")
    bench.build()
    return bench

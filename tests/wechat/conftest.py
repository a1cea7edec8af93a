"""The stand-in and a desk to work at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wechat.standin import Standin, serving
from tests.wechat.support import Desk


@pytest.fixture
def standin() -> Standin:
    return Standin()


@pytest.fixture
def desk(tmp_path: Path, standin: Standin) -> Iterator[Desk]:
    (tmp_path / "site").mkdir()
    with serving(standin) as address:
        yield Desk(tmp_path, standin, address)

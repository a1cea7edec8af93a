"""What did not change is never told as changed: random content against itself.

``YINGJI_SEED`` chooses other random content.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.content.compare import compare
from generator.content.past import OldFile
from generator.content.published import against_files
from tests.site.support import Bench, later, make_project
from tests.site.world import World

SEED = int(os.environ.get("YINGJI_SEED", "1"))


@pytest.mark.parametrize("seed", range(SEED, SEED + 3))
def test_content_compared_with_itself_has_no_problem(tmp_path: Path, seed: int) -> None:
    """With the record of the site and file by file, at once and later, broken entries and all."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    world = World(bench.content, seed)
    root = str(bench.project.root)
    for _ in range(6):
        world.edit()
        bench.build(world.now)
        record = str(bench.site / "api/v1/alerts.json")
        files = [
            OldFile(path.relative_to(root).as_posix(), path.read_bytes())
            for path in sorted(bench.content.rglob("*.yml"))
        ]
        for now in (world.now, later(world.now, days=400)):
            assert compare(root, record, now) == ((), "")
            assert list(against_files(root, files, now)) == []

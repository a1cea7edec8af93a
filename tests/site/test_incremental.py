"""Whatever happens between two builds, the second gives what a build from scratch gives.

``YINGJI_STEPS`` sets how many edits each run makes (default 14), ``YINGJI_SEED`` where
the seeds begin, ``YINGJI_RUNS`` how many runs there are.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.site.support import Bench, differences, make_project, mtimes, tree
from tests.site.world import Vandal, World

STEPS = int(os.environ.get("YINGJI_STEPS", "14"))
SEED = int(os.environ.get("YINGJI_SEED", "1"))
RUNS = int(os.environ.get("YINGJI_RUNS", "3"))
#: Longer than the clock of the file system takes to move on.
TICK = 0.012


@pytest.mark.parametrize("seed", range(SEED, SEED + RUNS))
def test_an_incremental_build_equals_one_from_scratch(tmp_path: Path, seed: int) -> None:
    """Content, time, output and store change at random; after each build the trees are equal."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    world = World(bench.content, seed)
    vandal = Vandal(bench.site, bench.project.cache, world.rng)
    bench.build(world.now)
    history: list[str] = []
    for _ in range(STEPS):
        time.sleep(TICK)
        for _ in range(world.rng.choice((1, 1, 2, 4))):
            if world.rng.random() < 0.3 and bench.site.is_dir() and any(bench.site.iterdir()):
                history.append(vandal.act())
            else:
                history.append(world.edit())
        history.append("build")
        try:
            bench.build(world.now, jobs=world.rng.choice((1, 1, 2)))
            report, wanted = bench.fresh()
        except Exception as error:
            error.add_note(f"seed {seed}: " + "; ".join(history))
            raise
        found = differences(tree(bench.site), wanted)
        assert not found, f"seed {seed}: {'; '.join(history)}\n{found[:20]}"
        told = bench.reports[-1]
        for name in ("entries", "pages", "problems", "left_out", "withheld", "complete"):
            same = getattr(told, name) == getattr(report, name)
            assert same, f"seed {seed}: {'; '.join(history)}\n{name}"
        before = mtimes(bench.site)
        again = bench.build()
        assert (again.written, again.removed) == (0, 0), f"seed {seed}: {'; '.join(history)}"
        assert mtimes(bench.site) == before

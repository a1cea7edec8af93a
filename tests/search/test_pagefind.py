"""A Pagefind that is missing, fails or hangs is told in Chinese, and the site stands."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from generator.search.pagefind import PagefindError, find_binary, run
from tests.search.support import entries, index, loader, parts, script
from tests.site.support import Bench, tree

#: What a build has to say about each of them.
BROKEN = {
    "absent": ("", "不能运行"),
    "fails": ("exit 1", "中途停下"),
    "babbles": ("echo 'no, no,'", "看不懂"),
    "refuses": (
        "echo 'eyJtZXNzYWdlX2lkIjowLCJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyJ9fQ==,'",
        "报错：no",
    ),
    "hangs": ("exec sleep 60", "太久没有结束"),
}


def broken(name: str, folder: Path) -> Path:
    text, _ = BROKEN[name]
    return script(folder / name, text) if text else folder / "absent"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pagefind_is_a_problem_and_nothing_else(
    bench: Bench, tmp_path: Path, name: str
) -> None:
    """Pages stand, no index is half there, and the time is bounded."""
    site = tree(bench.site)
    began = time.monotonic()
    done = index(bench, binary=broken(name, tmp_path), patience=1.0)
    assert time.monotonic() - began < 45
    assert BROKEN[name][1] in done.problem
    assert done.hint
    assert not (bench.site / "pagefind").exists()
    assert tree(bench.site) == site
    # The next one, with a Pagefind that works, makes up for it.
    assert index(bench).problem == ""
    assert entries(bench)


def test_the_old_index_stays_where_it_is_still_true(bench: Bench, tmp_path: Path) -> None:
    """A failing Pagefind takes nothing away that can be found."""
    index(bench)
    before = loader(bench)
    bench.write("guides/new.yml", {"title": "新的指南", "during": ["做"]})
    bench.build()
    assert index(bench, binary=broken("fails", tmp_path)).problem
    assert loader(bench) == before
    (bench.content / "guides/general.yml").unlink()
    bench.build()
    assert index(bench, binary=broken("fails", tmp_path)).dropped == ("undated",)
    assert "undated" not in parts(bench)


def test_a_pagefind_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way to install it."""
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    with pytest.raises(PagefindError, match="没有安装") as told:
        find_binary()
    assert "make site" in told.value.hint


def test_files_of_the_index_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader fetches one for each pair: Pagefind heeds what it is told, and only by us."""
    monkeypatch.setitem(os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "20000")
    pages = [
        {"url": f"p/{n}/", "content": " ".join(f"w{at * n % 997}" for at in range(200)), "meta": {}}
        for n in range(1, 121)
    ]
    made = run(find_binary(), "qaa-test", pages)
    sizes = [len(data) for path, data in made.items() if path.endswith(".pf_index")]
    # 24,000 places and as many pages: one file or two of Pagefind's own accord.
    assert len(sizes) > 7
    assert max(sizes) < 16_000


def test_one_run_gives_the_same_files_whatever_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without filters and sorts, which come out in another order each time."""
    pages = [
        {"url": f"p/{n}/", "content": f"暴雨 雨{n} 预警 {n} " * 40, "meta": {"title": f"题{n}"}}
        for n in range(120)
    ]
    found = []
    for threads in ("1", "4"):
        monkeypatch.setitem(os.environ, "RAYON_NUM_THREADS", threads)
        found.append(run(find_binary(), "qaa-test", pages))
    assert found[0] == found[1]
    assert len([path for path in found[0] if path.startswith("fragment/qaa-test_")]) == 120
    assert all(found[0].values())

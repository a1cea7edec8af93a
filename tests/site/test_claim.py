"""Whose the output is: refusals, the lock, and builds that were killed."""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
import time

import pytest

from generator.site import output
from generator.site.output import MARKER, BusyError, NotOursError
from tests.site.support import Bench, differences, dump, ended, start, tree
from tests.site.world import World

#: How many builds are killed; ``YINGJI_KILLS`` runs more.
KILLS = int(os.environ.get("YINGJI_KILLS", "5"))


@pytest.mark.parametrize("name", ["index.html", ".hidden", "folder/"])
def test_a_directory_that_is_not_ours_is_refused_and_not_touched(bench: Bench, name: str) -> None:
    """Not a file comes, goes or changes there; the exit code is 2."""
    path = bench.site / name
    if name.endswith("/"):
        path.mkdir(parents=True)
    else:
        path.parent.mkdir(parents=True)
        path.write_text("somebody's", encoding="utf-8")
    before, stat = tree(bench.site), bench.site.stat()
    code, said = ended(start(bench))
    assert code == 2
    assert str(bench.site) in said
    assert tree(bench.site) == before
    assert bench.site.stat() == stat
    with pytest.raises(NotOursError):
        bench.build()


def test_a_file_in_the_place_of_the_output_is_refused(bench: Bench) -> None:
    """It stays what it is."""
    bench.site.write_text("somebody's", encoding="utf-8")
    assert ended(start(bench))[0] == 2
    assert bench.site.read_text(encoding="utf-8") == "somebody's"


def test_an_output_that_lost_its_marker_is_refused(bench: Bench) -> None:
    """Even where the store knows it."""
    bench.build()
    (bench.site / MARKER).unlink()
    before = tree(bench.site)
    with pytest.raises(NotOursError):
        bench.build()
    assert tree(bench.site) == before


def test_a_linked_marker_is_no_marker(bench: Bench) -> None:
    """What it leads to is not written to."""
    target = bench.site.parent / "theirs"
    target.write_text("somebody's", encoding="utf-8")
    bench.site.mkdir()
    (bench.site / "index.html").write_text("somebody's", encoding="utf-8")
    (bench.site / MARKER).symlink_to(target)
    assert ended(start(bench))[0] == 2
    assert target.read_text(encoding="utf-8") == "somebody's"
    assert bench.page("") == "somebody's"


def test_an_empty_directory_becomes_ours(bench: Bench) -> None:
    """With its folders above it, and by a link to it."""
    target = bench.site / "deep/er"
    target.mkdir(parents=True)
    bench.site = bench.site.parent / "link"
    bench.site.symlink_to(target)
    bench.build()
    assert (target / MARKER).is_file()
    assert bench.site.is_symlink()
    bench.assert_as_fresh()


def test_the_output_may_not_hold_the_project(bench: Bench) -> None:
    """The project itself and what is above it are refused with 2."""
    root = bench.project.root
    for bench.site in (root, root.parent):
        before = tree(root)
        assert ended(start(bench))[0] == 2
        assert tree(root) == before


def test_a_second_build_waits_for_the_first(bench: Bench) -> None:
    """It says so, starts when the lock is free, and finds nothing to do."""
    bench.build()
    descriptor = os.open(bench.site / MARKER, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    waiting = start(bench)
    assert waiting.stderr is not None
    assert "另一次生成" in waiting.stderr.readline()
    assert waiting.poll() is None
    os.close(descriptor)
    code, said = ended(waiting)
    assert code == 0
    assert "写入 0 个文件" in said


def test_builds_at_once_leave_what_one_leaves(bench: Bench) -> None:
    """Four that start together all end well."""
    for path in bench.content.glob("bulletins/2026/*.yml"):
        for number in range(12):
            (path.parent / f"{path.stem}-{number}.yml").write_bytes(path.read_bytes())
    builds = [start(bench, jobs) for jobs in (1, 2, 3, 2)]
    results = [ended(build) for build in builds]
    assert [code for code, _ in results] == [0, 0, 0, 0], results
    bench.build()
    assert bench.reports[-1].written == 0
    bench.assert_as_fresh()


def test_a_lock_that_is_not_freed_in_time_ends_the_second_build(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is touched then."""
    bench.build()
    bench.write("tags.yml", [])
    before = tree(bench.site)
    monkeypatch.setattr(output, "_PATIENCE", 0.2)
    descriptor = os.open(bench.site / MARKER, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(BusyError):
        bench.build()
    os.close(descriptor)
    assert tree(bench.site) == before


def test_killed_builds_are_completed_by_the_next(bench: Bench) -> None:
    """Cold or warm, at any moment; a dead holder's lock holds nobody up, and nothing is left."""
    rng = random.Random(7)  # noqa: S311
    world = World(bench.content, seed=7)
    for number in range(40):
        data = {"title": f"{number}", "category": "工作动态", "published": "2026-11-01 09:00"}
        bench.write(f"bulletins/2026/more-{number}.yml", dump({**data, "body": "正文"}))
    started = time.monotonic()
    bench.build()
    usual = time.monotonic() - started + 0.3
    for number in range(KILLS):
        for _ in range(rng.randint(0, 6)):
            world.edit()
        if number % 2:  # a cold build: no output, no store
            shutil.rmtree(bench.site)
            shutil.rmtree(bench.project.cache / "store")
        bench.now = world.now
        process = start(bench, jobs=rng.choice((1, 2)))
        time.sleep(rng.uniform(0.1, usual))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        bench.build()
        _, wanted = bench.fresh()
        assert not (found := differences(tree(bench.site), wanted)), found[:20]
        assert bench.build().written == 0
        assert not list(bench.project.cache.glob("spill-*"))


def test_what_a_killed_build_wrote_halfway_is_swept(bench: Bench) -> None:
    """Temporary files, in the output and in the store."""
    bench.build()
    strays = [bench.site / "alerts/.yingji-tmp-999999", bench.site / ".yingji-tmp-999999"]
    strays += [bench.site / "about/.yingji-tmp-999999"]
    (store,) = bench.project.cache.glob("store/*")
    strays += [store / "new-999999"]
    spill = bench.project.cache / "spill-999999999/x"
    spill.parent.mkdir()
    for path in [*strays, spill]:
        path.write_text("half", encoding="utf-8")
    bench.build()
    assert not [path for path in [*strays, spill.parent] if path.exists()]
    bench.assert_as_fresh()

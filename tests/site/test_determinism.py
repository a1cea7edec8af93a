"""The same content and the same ``now`` give the same bytes, whoever builds and wherever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site.output import MARKER
from tests.site.support import ROOT, Bench, differences, dump, later, make_project, mtimes, tree
from tests.site.world import World

HEARTBEAT = "api/v1/heartbeat.json"


def run(project: Path, site: Path, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    """``yingji build`` in a process of its own, at noon of 2026-11-23."""
    where = ("--project", str(project), "--site", str(site), "--now", "2026-11-23T12:00")
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", *where, *more],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **env},
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A project with enough entries for several workers, and its site as one process makes it."""
    folder = tmp_path_factory.mktemp("many")
    project = make_project(folder / "project")
    bulletin = {"category": "工作动态", "tags": ["消防"], "hazards": ["暴雨"], "body": "正文。"}
    for number in range(150):
        published = f"2026-{number % 10 + 1:02}-{number % 27 + 1:02} 09:00"
        data = dump({"title": f"第{number}条", "published": published, **bulletin})
        (project.content / f"bulletins/2026/b-{number}.yml").write_text(data, encoding="utf-8")
    done = run(project.root, folder / "site", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return project.root, tree(folder / "site")


@pytest.mark.parametrize(
    ("name", "jobs", "env"),
    [
        ("other", "2", {"LC_ALL": "C", "TZ": "America/New_York", "PYTHONHASHSEED": "1"}),
        ("名字 里有空格", "3", {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"}),
        ("x/y/z", "1", {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONHASHSEED": "2"}),
    ],
)
def test_place_locale_zone_hashes_and_jobs_change_no_byte(
    many: tuple[Path, dict[str, bytes]], tmp_path: Path, name: str, jobs: str, env: dict[str, str]
) -> None:
    """A copy elsewhere, its files written in another order, gives the tree of the first."""
    original, wanted = many
    copy = tmp_path / name / "project"
    make_project(copy, content=None)
    for path in sorted((original / "content").rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(original)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    done = run(copy, tmp_path / name / "out", "--jobs", jobs, **env)
    assert done.returncode == 0, done.stderr
    found = tree(tmp_path / name / "out")
    assert not differences(found, wanted)
    assert MARKER in found


def test_random_content_gives_the_same_tree_with_one_and_with_many_workers(tmp_path: Path) -> None:
    """Broken and odd files too."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    world = World(bench.content, seed=11)
    for _ in range(60):
        world.edit()
    for jobs in (1, 2, 3):
        shutil.rmtree(bench.project.cache, ignore_errors=True)
        shutil.rmtree(bench.site, ignore_errors=True)
        bench.build(world.now, jobs=jobs)
        bench.assert_as_fresh()
    told = [(r.problems, r.left_out, r.withheld, r.pages, r.written) for r in bench.reports]
    assert told[0] == told[1] == told[2]


def test_a_second_build_writes_nothing(bench: Bench) -> None:
    """Not a file gets another time, and the report says so."""
    bench.build()
    before = mtimes(bench.site)
    for jobs in (1, 2):
        report = bench.build(jobs=jobs)
        assert (report.written, report.removed) == (0, 0)
        assert report.kept == len(before) - 1  # the marker is no file of the site
        assert mtimes(bench.site) == before


def test_without_its_store_a_build_writes_nothing_either(bench: Bench) -> None:
    """Bytes that are there already are left where they are."""
    bench.build()
    before = mtimes(bench.site)
    shutil.rmtree(bench.project.cache)
    report = bench.build()
    assert (report.written, report.removed) == (0, 0)
    assert mtimes(bench.site) == before


def test_files_touched_copied_or_restored_change_nothing(bench: Bench) -> None:
    """What counts is what is in a file, not its times or its inode."""
    bench.build()
    before = mtimes(bench.site)
    for path in [path for path in bench.content.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(path, (0, 0))
    assert bench.build().written == 0
    assert mtimes(bench.site) == before


def test_the_heartbeat_is_written_with_a_change_or_after_five_minutes(bench: Bench) -> None:
    """Five minutes exactly are not older than five minutes."""
    bench.build()
    first = bench.json(HEARTBEAT)["at"]
    start = bench.now
    assert bench.build(later(start, minutes=5)).written == 0
    assert bench.json(HEARTBEAT)["at"] == first
    assert bench.build(later(start, minutes=5, seconds=1)).written == 1
    assert bench.json(HEARTBEAT) == {"at": "2026-11-23T12:05:01+08:00", "incomplete": False}
    bench.write("tags.yml", [])
    assert bench.build(later(start, minutes=6)).written > 1
    assert bench.json(HEARTBEAT)["at"] == "2026-11-23T12:06:00+08:00"


def test_a_heartbeat_that_is_spoilt_is_written_anew(bench: Bench) -> None:
    """Whatever stands in it."""
    bench.build()
    for text in ("", "[]", '{"at": 3}', '{"at": "2026-11-23T12:00:00"}', "\udcff"):
        (bench.site / HEARTBEAT).write_text(text, encoding="utf-8", errors="surrogateescape")
        bench.build()
        assert bench.json(HEARTBEAT)["at"] == "2026-11-23T12:00:00+08:00", text

"""What the operating system refuses in the middle of a build: told in words, and mended later."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from generator.refusals import why
from tests.site.support import ROOT, Bench, differences, make_project, tree

NOW = "2026-11-23T12:00"


def build(bench: Bench, jobs: int, most: int | None = None) -> subprocess.CompletedProcess[str]:
    """``yingji build``, with no file larger than ``most`` bytes, as on a disk without room."""

    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    where = ("--project", str(bench.project.root), "--site", str(bench.site))
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", *where, "--now", NOW, "--jobs", str(jobs)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=limit,
    )


def filled(folder: Path) -> Bench:
    """A project with enough for several workers: 140 bulletins, some of them long."""
    bench = Bench(make_project(folder / "project"), folder / "site")
    for number in range(140):
        body = "正文。" * (number * 40)
        head = f"title: 第{number}条\ncategory: 工作动态\npublished: 2026-03-01 09:00\nbody: "
        bench.write(f"bulletins/2026/b-{number}.yml", f"{head}{body}\n")
    return bench


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a first build of it gives."""
    bench = filled(tmp_path_factory.mktemp("first"))
    assert build(bench, 1).returncode == 0
    return tree(bench.site)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("most", [3_000, 12_000, 24_000])
def test_a_write_that_is_refused_is_told_and_the_next_build_completes(
    tmp_path: Path, first: dict[str, bytes], jobs: int, most: int
) -> None:
    """Whichever process meets it: one line, exit 1, and afterwards the tree of a first build."""
    bench = filled(tmp_path)
    refused = build(bench, jobs, most)
    assert refused.returncode == 1, refused.stdout
    assert refused.stderr.startswith("读写文件失败：")
    assert refused.stderr.endswith("文件超过了系统允许的大小\n")
    done = build(bench, jobs)
    assert done.returncode == 0, done.stderr
    assert not differences(tree(bench.site), first)


def test_a_refusal_without_words_of_ours_keeps_those_of_the_system() -> None:
    """Nothing is swallowed: the common ones are in Chinese, the others as they come."""
    assert why(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))).startswith("磁盘满了")
    assert why(OSError(errno.EDOM, "odd")) == "odd"
    assert why(OSError("no number")) == "no number"

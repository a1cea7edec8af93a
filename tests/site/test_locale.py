"""A locale of another encoding changes neither what is read nor what is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.entries import HOUR, bulletin, media
from tests.site.support import NOW, ROOT, Bench, make_project

#: GBK, where the system has what it takes to make that locale; else what stands for any other.
ENCODINGS = ("GBK", "ascii")


def environment(encoding: str, folder: Path) -> dict[str, str]:
    """The variables of a terminal in that encoding."""
    plain = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"}
    plain.pop("PYTHONIOENCODING", None)
    if encoding == "GBK" and shutil.which("localedef"):
        command = ["localedef", "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")]
        folder.mkdir()
        subprocess.run(command, capture_output=True, check=False)
        if (folder / "zh_CN.GBK/LC_CTYPE").is_file():
            return {**plain, "LOCPATH": str(folder), "LC_ALL": "zh_CN.GBK"}
    return plain


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_names_are_utf8_in_every_locale(tmp_path: Path, encoding: str) -> None:
    """Of the project, of media, of what is missing; check says the same as well."""
    bench = Bench(make_project(tmp_path / "应急 网站", content=None), tmp_path / "成品")
    files = media(bench, "图 1")
    bench.write("bulletins/2026/b.yml", bulletin("某", NOW - HOUR, files))
    lacking = {"title": "乙", "file": "media/没有的.pdf"}
    news = {"title": "丙", "category": "工作动态", "published": "2026-01-01 08:00"}
    bench.write("bulletins/2026/c.yml", {**news, "attachments": [lacking]})
    where = ["--project", str(bench.project.root), "--now", "2026-11-23T12:00"]
    terminal = environment(encoding, tmp_path / "locales")
    told = {}
    for name, more in (("check", ()), ("build", ("--site", str(bench.site)))):
        done = subprocess.run(
            [sys.executable, "-m", "generator", name, *where, *more],
            capture_output=True,
            env=terminal,
            cwd=ROOT,
            check=False,
        )
        told[name] = done.returncode, done.stdout + done.stderr
    assert (told["check"][0], told["build"][0]) == (1, 3), told
    assert (bench.site / files[0]).is_file()
    mkdocs = str(Path(sys.executable).parent / "mkdocs")
    done = subprocess.run(
        [mkdocs, "build", "--quiet", "--site-dir", "other"],
        capture_output=True,
        env={**terminal, "YINGJI_NOW": "2026-11-23 12:00"},
        cwd=bench.project.root,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (bench.project.root / "other" / files[0]).is_file()
    used = "gbk" if "LOCPATH" in terminal else "utf-8"
    for _, said in told.values():
        assert "没有文件「media/没有的.pdf」" in said.decode(used)

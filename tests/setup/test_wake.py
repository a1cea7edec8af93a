"""deploy/build-and-wake builds, and is woken at the second at which something changes."""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy/build-and-wake"
REASON = "预警提示 x（暴雨黄色预警）到期，转为已过期"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(folder: Path, nexts: list[str], code: int = 0) -> tuple[int, list[str]]:
    """The exit code and what was called; ``nexts`` are what ``yingji next`` says in turn."""
    log = folder / "log"
    for number, one in enumerate(nexts):
        (folder / f"next-{number}").write_text(one, encoding="utf-8")
    put(
        folder / ".venv/bin/yingji",
        f'echo "yingji $*" | sed "s/--now [^ ]*/--now NOW/" >> {log}\n'
        f'[ "$1" = build ] && exit {code}\n'
        f"number=$(grep -c next {log}); cat {folder}/next-$((number - 1))",
    )
    for name in ("systemctl", "systemd-run"):
        put(folder / "bin" / name, f'echo "{name} $*" >> {log}')
    path = f"{folder}/bin:{os.environ['PATH']}"
    ran = subprocess.run([SCRIPT], cwd=folder, env={**os.environ, "PATH": path}, check=False)
    return ran.returncode, log.read_text(encoding="utf-8").splitlines()


BUILT = ["yingji build --now NOW --copies 10", "yingji next --now NOW"]
STOPPED = "systemctl stop yingji-wake.timer"
WOKEN = (
    "systemd-run --quiet --unit=yingji-wake --on-calendar=2999-07-10 20:20:00 Asia/Shanghai"
    " --timer-property=AccuracySec=100ms systemctl start --no-block yingji-build.service"
)
AHEAD = f"2999-07-10T20:20:00+08:00\t{REASON}\n"


def test_it_is_woken_at_the_next_change(tmp_path: Path) -> None:
    assert run(tmp_path, [AHEAD]) == (0, [*BUILT, STOPPED, WOKEN])


def test_with_nothing_to_come_no_wake_remains(tmp_path: Path) -> None:
    assert run(tmp_path, [""]) == (0, [*BUILT, STOPPED])


def test_what_came_due_meanwhile_is_built_at_once(tmp_path: Path) -> None:
    past = f"2001-01-01T00:00:00+08:00\t{REASON}\n"
    assert run(tmp_path, [past, AHEAD]) == (0, [*BUILT, *BUILT, STOPPED, WOKEN])


@pytest.mark.parametrize("code", [1, 3])
def test_how_the_build_ended_is_told_and_it_is_woken_all_the_same(
    tmp_path: Path, code: int
) -> None:
    assert run(tmp_path, [AHEAD], code) == (code, [*BUILT, STOPPED, WOKEN])


def test_the_units_call_what_there_is() -> None:
    units = {}
    for path in sorted((ROOT / "deploy/systemd").iterdir()):
        units[path.name] = configparser.RawConfigParser(delimiters="=", comment_prefixes="#")
        units[path.name].read(path, encoding="utf-8")
    service, timer = units["yingji-build.service"], units["yingji-build.timer"]
    folder = service["Service"]["WorkingDirectory"]
    script = Path(service["Service"]["ExecStart"]).relative_to(folder)
    assert os.access(ROOT / script, os.X_OK)
    assert "yingji-build.service" in SCRIPT.read_text(encoding="utf-8")
    assert timer["Timer"]["OnCalendar"] == "*:*:00"

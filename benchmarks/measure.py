"""What a command costs, and on what machine: Linux's own numbers, nothing estimated."""

from __future__ import annotations

import os
import platform
import subprocess
import tempfile
import threading
import time
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

_POLL = 0.05
_PACKAGES = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "nh3", "pydantic", "pyyaml", "hugo")


class Run(NamedTuple):
    """One run: ``seconds`` on the clock, ``cpu`` seconds of all its processes, its last line.

    Memory is in MiB, the peaks of ``watch`` while it ran, 0 if nobody watched: ``parent`` and
    ``children`` are resident sets (what processes share counts in each), ``together`` is their
    proportional set (what they share counts once).
    """

    seconds: float
    cpu: float
    parent: float
    children: float
    together: float
    last_line: str


def put_aside(folder: Path, *paths: Path) -> None:
    """Move what was built to a new folder below ``folder``.

    Not deleted: ext4 passes over inodes that were freed in the last half minute, one by one,
    so that creating thousands of files right after deleting thousands takes ten times as long.
    """
    for path in paths:
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(prefix="aside-", dir=folder)) / path.name)


def run(command: list[str], folder: Path, *, watch: bool = False) -> Run:
    """Run ``command`` to its end; anything but exit 0 ends the benchmark with what it printed."""
    os.sync()
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        with subprocess.Popen(command, cwd=folder, stdout=output, stderr=output) as process:
            watcher = _Watcher(process.pid) if watch else None
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        peaks = watcher.stop() if watcher else (0.0, 0.0, 0.0)
        output.seek(0)
        lines = output.read().decode(errors="replace").strip().splitlines()
    if process.returncode != 0:
        shown = "\n".join(lines[-20:])
        raise SystemExit(f"{' '.join(command)}\nended with {process.returncode}:\n{shown}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, *peaks, lines[-1] if lines else "")


class _Watcher:
    """Reads the memory of a process and of all below it until told to stop; keeps the peaks."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peaks = (0.0, 0.0, 0.0)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[float, float, float]:
        """The peaks in MiB: parent, children, together."""
        self._done.set()
        self._thread.join()
        return self._peaks

    def _watch(self) -> None:
        while not self._done.wait(_POLL):
            parent, *children = [_memory(pid) for pid in _tree(self._pid)]
            now = (
                parent[0],
                sum(resident for resident, _ in children),
                parent[1] + sum(proportional for _, proportional in children),
            )
            first, second, third = map(max, self._peaks, now)
            self._peaks = (first, second, third)


def _tree(pid: int) -> list[int]:
    """``pid`` and every process below it."""
    found = [pid]
    for parent in found:
        try:
            tasks = [task / "children" for task in Path(f"/proc/{parent}/task").iterdir()]
            found += [int(child) for task in tasks for child in task.read_text().split()]
        except OSError:  # it ended while we looked
            continue
    return found


def _memory(pid: int) -> tuple[float, float]:
    """The resident and the proportional set of a process in MiB; nothing if it is gone."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0.0, 0.0
    sizes = {row.split(":")[0]: int(row.split()[1]) / 1024 for row in rows}
    return sizes.get("Rss", 0.0), sizes.get("Pss", 0.0)


def machine() -> dict[str, object]:
    """Where and with what this was measured; ``load`` is that of the last minute, at the call."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "commit": _commit(),
    }


def _processor() -> str:
    for row in Path("/proc/cpuinfo").read_text().splitlines():
        if row.startswith("model name"):
            return row.partition(":")[2].strip()
    return platform.machine()


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "-"


def _commit() -> str:
    """The commit that was measured, with a `+` if files were changed since."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--abbrev=10"],  # noqa: S607
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "-"

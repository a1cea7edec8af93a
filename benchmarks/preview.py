"""How soon an edit shows in a running preview (make bench-preview).

Both previews, `yingji serve` and `mkdocs serve`, over the repository's content and 1,000
bulletins. An entry, a template of ours and an override of the theme are saved in turns; the
clock runs from the save until the page at hand has the new words.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from benchmarks.corpus import NOW
from benchmarks.measure import machine
from benchmarks.ours import REPOSITORY, Ours
from benchmarks.report import record, table, workshop

_TARGET = 2.0
_PATIENCE = 60.0
_POLL = 0.02
_ENTRY = "b-000500"


def main() -> None:
    """Parse, measure both previews, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path, help="an empty folder to build in; it is kept")
    chosen = parser.parse_args()
    began = machine()
    rows: list[tuple[object, ...]] = []
    with workshop(chosen.work) as folder:
        ours = Ours(folder)
        ours.write(chosen.entries)
        code = _own_code(folder)
        for name, command in _previews(ours.project):
            with _running(name, command, ours.project, code) as address:
                for what, save in _edits(ours.project, code):
                    seconds = [
                        _until_shown(address, save, number) for number in range(chosen.rounds)
                    ]
                    rows.append((f"{name}: {what}", median(seconds), max(seconds), f"<= {_TARGET}"))
    head = ("seconds until it shows", "median", "worst", "target")
    print(table(head, rows))
    result = {
        "entries": chosen.entries,
        "rounds": chosen.rounds,
        "machine": {**began, "load_after": machine()["load"]},
        "table": [dict(zip(head, row, strict=True)) for row in rows],
    }
    print(f"written: {record('preview', result).relative_to(REPOSITORY)}")


def _own_code(folder: Path) -> Path:
    """A copy of the generator, whose templates may be edited."""
    shutil.copytree(REPOSITORY / "generator", folder / "code" / "generator")
    return folder / "code"


def _previews(project: Path) -> Iterator[tuple[str, Callable[[int], list[str]]]]:
    yield (
        "yingji serve",
        lambda port: [
            *(sys.executable, "-m", "generator", "serve", "--project", str(project)),
            *("--addr", f"127.0.0.1:{port}", "--now", NOW),
        ],
    )
    yield (
        "mkdocs serve",
        lambda port: [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
    )


@contextmanager
def _running(
    name: str, command: Callable[[int], list[str]], project: Path, code: Path
) -> Iterator[str]:
    """A preview of ``project`` run by the code in ``code``; the address of the entry's page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {**os.environ, "PYTHONPATH": str(code), "YINGJI_NOW": NOW.replace("T", " ")}
    with (
        (code / f"{name.partition(' ')[0]}.log").open("wb") as log,
        subprocess.Popen(
            command(port), cwd=project, env=variables, stdout=log, stderr=log
        ) as process,
    ):
        address = f"http://127.0.0.1:{port}/bulletins/{_ENTRY}/"
        try:
            _wait_for(address, b"</html>")
            yield address
        finally:
            process.send_signal(signal.SIGINT)


def _edits(project: Path, code: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    entry = next((project / "content" / "bulletins").glob(f"*/{_ENTRY}.yml"))
    template = code / "generator" / "pages" / "templates" / "bulletin.html"
    override = project / "overrides" / "partials" / "footer.html"
    for what, path in (("entry", entry), ("template", template), ("override", override)):
        yield what, _appending(path)


def _appending(path: Path) -> Callable[[str], None]:
    before = path.read_text(encoding="utf-8")
    end = "\n\n  {}\n" if path.suffix == ".yml" else "<p>{}</p>\n"

    def save(words: str) -> None:
        path.write_text(before.rstrip("\n") + end.format(words), encoding="utf-8")

    return save


def _until_shown(address: str, save: Callable[[str], None], number: int) -> float:
    words = f"edit-{number}-{time.monotonic_ns()}"
    time.sleep(0.5)  # an editor has read the page; the preview is at rest
    begun = time.perf_counter()
    save(words)
    _wait_for(address, words.encode())
    return time.perf_counter() - begun


def _wait_for(address: str, words: bytes) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
            if words in answer.read():
                return
        time.sleep(_POLL)
    raise SystemExit(f"{address} did not show the edit within {_PATIENCE:.0f} s.")


if __name__ == "__main__":
    main()

"""How time and memory grow with the number of entries (make bench-scale).

For each size a new project: a cold build, three times one new alert into the
built site, and a build without a change.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from statistics import median

from benchmarks.measure import Run, machine, run
from benchmarks.ours import REPOSITORY, Ours
from benchmarks.report import record, table, workshop

_ALERTS = 3


def main() -> None:
    """Parse, measure every size, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 30_000, 100_000])
    parser.add_argument("--work", type=Path, help="an empty folder to build in; it is kept")
    chosen = parser.parse_args()
    began = machine()
    print(began)
    with workshop(chosen.work) as folder:
        rows = [
            _measured(folder / str(size), size, keep=bool(chosen.work)) for size in chosen.sizes
        ]
    head = list(rows[0])
    print(table(head, [list(row.values()) for row in rows]))
    record("scale", {"machine": {**began, "load_after": machine()["load"]}, "sizes": rows})


def _measured(folder: Path, size: int, *, keep: bool) -> dict[str, float]:
    ours = Ours(folder)
    ours.write(size)
    cold = run(ours.command(), REPOSITORY, watch=True)
    print(f"  {size} cold: {cold.seconds:.1f} s  {cold.last_line}", flush=True)
    alerts = [_with_one_more_alert(ours, number) for number in range(_ALERTS)]
    unchanged = run(ours.command(), REPOSITORY)
    if not keep:
        shutil.rmtree(folder)
    return {
        "entries": size,
        "cold s": round(cold.seconds, 2),
        "cold CPU s": round(cold.cpu, 2),
        "ms per entry": round(cold.seconds / size * 1000, 3),
        "parent MiB": round(cold.parent),
        "children MiB": round(cold.children),
        "together MiB": round(cold.together),
        "KiB per entry": round(cold.together * 1024 / size, 2),
        "alert s": round(median(run.seconds for run in alerts), 3),
        "alert MiB": round(max(run.together for run in alerts)),
        "unchanged s": round(unchanged.seconds, 3),
    }


def _with_one_more_alert(ours: Ours, number: int) -> Run:
    ours.add_alert(number)
    return run(ours.command(), REPOSITORY, watch=True)


if __name__ == "__main__":
    main()

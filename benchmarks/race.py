"""Ours against Hugo on one corpus, in turns, medians and ratios from one run (make bench).

Cold: nothing was ever built. Alert: one new alert into the built site; Hugo has
no store and builds again, with one page more. Both find their programs and
sources in the page cache. Neither makes a search index: it is counted apart. Hugo's
theme has no feeds; the row without feeds leaves out the seconds that ours took for them
and for their covers, as the build itself tells them (`--timings`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measure import Run, machine, run
from benchmarks.ours import REPOSITORY, Ours
from benchmarks.report import record, table, workshop
from benchmarks.rival import Rival

_COLD_TARGET = 1.0
_ALERT_TARGET = 0.1

Side = Ours | Rival


def main() -> None:
    """Parse, race, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path, help="an empty folder to build in; it is kept")
    chosen = parser.parse_args()
    with workshop(chosen.work) as folder:
        result = race(folder, chosen.entries, chosen.rounds)
    print(f"written: {record(f'race-{chosen.entries}', result).relative_to(REPOSITORY)}")


def race(folder: Path, entries: int, rounds: int) -> dict[str, object]:
    """All the rounds; prints the table and returns what is recorded."""
    began = machine()
    print(f"{entries} bulletins, {rounds} rounds; {began}")
    sides: tuple[Side, Side] = (Ours(folder), Rival(folder))
    for side in sides:
        side.write(entries)

    def cold(side: Side, _: int) -> Run:
        side.forget()
        timed = ["--timings"] if side is sides[0] else []
        return run(side.command(*timed), REPOSITORY)

    def alert(side: Side, number: int) -> Run:
        side.add_alert(number)
        return run(side.command(), REPOSITORY)

    cold_runs = _in_turns(sides, rounds, cold)
    alert_runs = _in_turns(sides, rounds, alert)
    pages = [sum(1 for _ in side.site.rglob("*.html")) for side in sides]
    print(
        f"pages: {pages[0]} ours, {pages[1]} Hugo's; our last line: {alert_runs[0][-1].last_line}"
    )
    bare = ([_without_feeds(one) for one in cold_runs[0]], cold_runs[1])
    rows = [
        _row("cold", cold_runs, _COLD_TARGET),
        _row("cold without feeds", bare, _COLD_TARGET),
        _row("one alert", alert_runs, _ALERT_TARGET),
    ]
    head = ("seconds (median)", "ours", "Hugo", "ratio", "target", "our CPU", "Hugo CPU")
    print(table(head, rows))
    return {
        "entries": entries,
        "machine": {**began, "load_after": machine()["load"]},
        "pages": pages,
        "table": [dict(zip(head, row, strict=True)) for row in rows],
        "cold": _records(cold_runs),
        "alert": _records(alert_runs),
    }


def _in_turns(
    sides: tuple[Side, Side], rounds: int, build: Callable[[Side, int], Run]
) -> tuple[list[Run], list[Run]]:
    """``rounds`` builds of each side, alternating, the other one first in every other round."""
    runs: tuple[list[Run], list[Run]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 == 0 else (1, 0):
            runs[which].append(build(sides[which], number))
            print(f"  {sides[which].name}: {runs[which][-1].seconds:.2f} s", flush=True)
    return runs


def _without_feeds(one: Run) -> Run:
    """A run of ours without the seconds (not the CPU) that it took for feeds."""
    feeds: float = json.loads(one.last_line)["feeds"]
    return one._replace(seconds=one.seconds - feeds)


def _row(name: str, runs: tuple[list[Run], list[Run]], target: float) -> tuple[object, ...]:
    seconds = [median(run.seconds for run in side) for side in runs]
    cpu = [median(run.cpu for run in side) for side in runs]
    return (name, *seconds, seconds[0] / seconds[1], f"<= {target}", *cpu)


def _records(runs: Sequence[Sequence[Run]]) -> dict[str, list[dict[str, float]]]:
    return {
        name: [{"seconds": round(run.seconds, 3), "cpu": round(run.cpu, 3)} for run in side]
        for name, side in zip(("ours", "hugo"), runs, strict=True)
    }


if __name__ == "__main__":
    main()

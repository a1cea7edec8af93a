"""Which part takes the time: profiles of a cold build and of one new alert (make bench-where).

One process (`--jobs 1`), so that everything is seen. The profiler slows small
functions more than large ones: read shares, not seconds.
"""

from __future__ import annotations

import argparse
import pstats
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import run
from benchmarks.ours import REPOSITORY, Ours
from benchmarks.report import table, workshop

# pstats: (file, line, function) -> calls, primitive calls, own time, time with callees, callers
_Key = tuple[str, int, str]


def main() -> None:
    """Parse, profile both builds, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=2_000)
    parser.add_argument("--work", type=Path, help="an empty folder to build in; it is kept")
    chosen = parser.parse_args()
    with workshop(chosen.work) as folder:
        ours = Ours(folder)
        ours.write(chosen.entries)
        _show(f"cold, {chosen.entries} bulletins", ours, folder / "cold.prof")
        ours.add_alert(0)
        _show("one alert", ours, folder / "alert.prof")


def _show(title: str, ours: Ours, profile: Path) -> None:
    _, *build = ours.command("--jobs", "1")
    run([sys.executable, "-m", "cProfile", "-o", str(profile), *build], REPOSITORY)
    stats = _own_times(profile)
    total = sum(stats.values())
    parts: defaultdict[str, float] = defaultdict(float)
    for key, own in stats.items():
        parts[_part(key[0])] += own
    print(f"\n{title}: {total:.2f} s under the profiler")
    _print_shares("part", parts, total, 12)
    _print_shares("function", {_name(key): own for key, own in stats.items()}, total, 12)


def _print_shares(what: str, times: dict[str, float], total: float, most: int) -> None:
    largest = sorted(times.items(), key=lambda item: -item[1])[:most]
    rows = [(name, own, f"{own / total:.1%}") for name, own in largest]
    print(table((what, "own s", "share"), rows))


def _own_times(profile: Path) -> dict[_Key, float]:
    """Own seconds by function; what is written in C counts for the Python that called it."""
    stats: dict[_Key, tuple[int, int, float, float, dict[_Key, tuple[int, int, float, float]]]]
    stats = pstats.Stats(str(profile)).stats  # type: ignore[attr-defined]
    own: defaultdict[_Key, float] = defaultdict(float)
    for key, (_, _, seconds, _, callers) in stats.items():
        if key[0] != "~":
            own[key] += seconds
            continue
        for caller, (_, _, spent, _) in callers.items():
            own[caller] += spent
    return own


def _part(file: str) -> str:
    """The package of ours, the library, or the standard library that a file belongs to."""
    path = Path(file)
    generator = REPOSITORY / "generator"
    if path.is_relative_to(generator):
        return "generator." + path.relative_to(generator).parts[0].removesuffix(".py")
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1].removesuffix(".py")
    return "standard library"


def _name(key: _Key) -> str:
    file, line, function = key
    return f"{_part(file)} {Path(file).name}:{line} {function}"


if __name__ == "__main__":
    main()

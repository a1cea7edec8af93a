"""What the search costs on a large site: to make, after one alert, and a reader's first query.

`make bench-search`. The bytes are what a browser takes off the wire for a first query, from a
server that compresses text as a usual one does: script, WebAssembly, index, results, status.
Seconds are of CPU, Pagefind's own among them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.browser import chromium, serving
from benchmarks.measure import machine
from benchmarks.ours import REPOSITORY, Ours
from benchmarks.report import record, table, workshop

#: 250 KB (issue of the reading experience), by a query that a reader makes.
_TARGET = 250_000
QUERIES = ("暴雨", "防汛", "燃气泄漏", "地下车库挡水设施", "电动自行车 消防", "没有这样的词")


def main() -> None:
    """Build, index, search, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--work", type=Path, help="an empty folder to build in; it is kept")
    chosen = parser.parse_args()
    began = machine()
    with workshop(chosen.work) as folder:
        ours = Ours(folder)
        ours.write(chosen.entries)
        _run(ours.command())
        indexing = [word for word in ours.command() if word != "--no-search"]
        costs = [("whole index", _run(indexing))]
        costs.append(("nothing changed", _run(indexing)))
        ours.add_alert(1)
        _run(ours.command())
        costs.append(("one alert more", _run(indexing)))
        sizes = _sizes(ours.site / "pagefind")
        queries = list(_first_queries(ours.site))
    print(table(("seconds of CPU, build included", "seconds"), costs))
    print(table(("first query", "found", "bytes", "requests", "target"), queries))
    result = {
        "entries": chosen.entries,
        "machine": {**began, "load_after": machine()["load"]},
        "index": sizes,
        "cpu_seconds": dict(costs),
        "first_query": [
            {"query": query, "found": found, "bytes": size, "requests": count, "target": target}
            for query, found, size, count, target in queries
        ],
    }
    print(f"written: {record('search', result).relative_to(REPOSITORY)}")


def _run(command: list[str]) -> float:
    """The seconds of CPU that a command and its children took; it may leave entries out."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, check=False, cwd=REPOSITORY)
    if done.returncode not in (0, 3) or "警告：搜索索引" in done.stderr.decode():
        raise SystemExit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _sizes(folder: Path) -> dict[str, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {"files": len(files), "bytes": sum(path.stat().st_size for path in files)}


def _first_queries(site: Path) -> Iterator[tuple[str, int, int, int, int]]:
    """Each query in a browser that has seen nothing: hits, bytes, requests, the target."""
    with serving(site) as url, chromium() as browser:
        for query in QUERIES:
            page = browser.new_page()
            page.goto(f"{url}about/")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(1_000)
            took: dict[str, int] = {"bytes": 0, "requests": 0}
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            session.on("Network.loadingFinished", partial(_count, took))
            page.keyboard.press("/")
            page.locator("dialog[open] input[type=search]").fill(query)
            page.locator(".yj-search-ui:not([aria-busy])").wait_for()
            page.locator(".yj-search-said", has_text="找到").wait_for(timeout=60_000)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)
            said = page.locator(".yj-search-said").inner_text()
            found = "".join(filter(str.isdigit, said.partition("找到")[2]))
            yield query, int(found or 0), took["bytes"], took["requests"], _TARGET
            page.close()


def _count(took: dict[str, int], event: dict[str, Any]) -> None:
    took["bytes"] += int(event["encodedDataLength"])
    took["requests"] += 1


if __name__ == "__main__":
    main()

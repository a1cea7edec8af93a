"""What the search costs on a large site: to make, after one alert, and a reader's first query.

`make bench-search`. The bytes are what a browser that has seen nothing takes off the wire from
the opening of the box until results are shown, from a server that compresses as `yingji headers`
has it: script, style, WebAssembly, index, results, status. Seconds are of CPU, Pagefind's own
among them. It fails where a query takes more than the target.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.browser import chromium, serving
from benchmarks.measure import machine
from benchmarks.ours import REPOSITORY, Ours
from benchmarks.report import record, table, workshop

#: 250 KB (issue of the reading experience), by a query that a reader makes.
_TARGET = 250_000
_Row = tuple[str, str, int, int, int, int]
#: As readers ask, by kind; most of the words are in most of the entries, which costs most.
QUERIES = {
    "one character": ("火", "雨", "电", "的"),
    "two": ("暴雨", "防汛", "燃气", "演练", "社区"),
    "three or four": ("燃气泄漏", "应急包", "消防救援", "疏散通道", "户外广告"),
    "five to eight": (
        "危险化学品",
        "有限空间作业",
        "电动自行车停放",
        "地下车库挡水设施",
        "应急避难场所标识",
    ),
    "nine and more": ("地下车库的挡水设施", "今年汛期防汛物资储备数量检查情况通报"),
    "two words": ("电动自行车 消防", "高层建筑 疏散", "暴雨 地下车库"),
    "three words": ("社区 演练 燃气", "汛期 物资 检查", "消防 通道 杂物"),
    "four words": (
        "社区 演练 燃气 报警",
        "虹桥街道 防汛 物资 储备",
        "区应急管理局 高层建筑的疏散通道 电动自行车停放 消防救援支队",
    ),
    "a date": ("2026年3月5日", "2026-06-18", "3月5日", "2026年10月"),
    "a number": ("12350", "119", "2026"),
    "Latin": ("AED", "CO 中毒", "example.org"),
    "nothing like it": ("没有这样的词", "魑魅魍魉", "zzz"),
}


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
    print(table(("first query", "kind", "found", "bytes", "requests", "target"), queries))
    kinds = list(_kinds(queries))
    print(table(("kind of query", "queries", "median", "worst", "target"), kinds))
    result = {
        "entries": chosen.entries,
        "machine": {**began, "load_after": machine()["load"]},
        "index": sizes,
        "cpu_seconds": dict(costs),
        "first_query_by_kind": [
            {"kind": kind, "queries": count, "median": median, "worst": worst, "target": target}
            for kind, count, median, worst, target in kinds
        ],
        "first_query": [
            {
                "query": query,
                "kind": kind,
                "found": found,
                "bytes": size,
                "requests": count,
                "target": target,
            }
            for query, kind, found, size, count, target in queries
        ],
    }
    print(f"written: {record('search', result).relative_to(REPOSITORY)}")
    over = [query for query, _, _, size, _, target in queries if size > target]
    if over:
        raise SystemExit(f"more than {_TARGET} bytes: {', '.join(over)}")


def _kinds(queries: list[_Row]) -> Iterator[tuple[str, int, int, int, int]]:
    """Median and worst of each kind of query, in bytes."""
    for kind in QUERIES:
        sizes = [size for _, own, _, size, _, _ in queries if own == kind]
        yield kind, len(sizes), int(median(sizes)), max(sizes), _TARGET


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


def _first_queries(site: Path) -> Iterator[_Row]:
    """Each query in a browser that has seen nothing: kind, hits, bytes, requests, the target."""
    asked = [(query, kind) for kind, queries in QUERIES.items() for query in queries]
    with serving(site) as url, chromium() as browser:
        for query, kind in asked:
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
            found = "".join(takewhile(str.isdigit, said.rpartition("找到")[2]))
            yield query, kind, int(found or 0), took["bytes"], took["requests"], _TARGET
            page.close()


def _count(took: dict[str, int], event: dict[str, Any]) -> None:
    took["bytes"] += int(event["encodedDataLength"])
    took["requests"] += 1


if __name__ == "__main__":
    main()

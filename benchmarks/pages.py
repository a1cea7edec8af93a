"""What a reader waits for on a bad network (make bench-pages).

Pages of the built site on slow 3G (400 kbit/s, 400 ms, a processor four times slower), a fresh
profile each time: requests, bytes on the wire, first and largest paint, layout shift. A blank
page in the same run tells what the network alone costs.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession

from benchmarks.browser import chromium, serving
from benchmarks.measure import machine
from benchmarks.ours import REPOSITORY
from benchmarks.report import record, table

_NETWORK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
_SLOWER = 4
#: Milliseconds of first and of largest paint.
_ALERT, _OTHER = 900, 1_300
#: Paints and shifts as the browser reports them.
_REPORT = """() => new Promise((done) => {
  const found = { largest: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) found.largest = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) found.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  found.first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  setTimeout(() => done(found), 300);
})"""


class Visit(NamedTuple):
    """A page as loaded once: requests, bytes, milliseconds, and the sum of layout shifts."""

    requests: int
    size: int
    first: float
    largest: float
    shift: float


def main() -> None:
    """Parse, visit every page, print, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    began = machine()
    rows: list[tuple[object, ...]] = []
    with serving(chosen.site) as address, chromium() as browser:
        for path in (None, *_pages(chosen.site)):
            visits = [
                _visit(browser, "data:text/html,x" if path is None else address + path)
                for _ in range(chosen.rounds)
            ]
            target = _ALERT if path and "alerts/" in path else _OTHER
            rows.append((
                "(blank)" if path is None else f"/{path}",
                *(round(median(column)) for column in list(zip(*visits, strict=True))[:4]),
                f"{median(visit.shift for visit in visits):.3f}",
                "" if path is None else f"<= {target}",
            ))  # fmt: skip
    head = ("page", "requests", "bytes", "first ms", "largest ms", "shift", "target ms")
    print(table(head, rows))
    names = ("page", "requests", "bytes", "first", "largest", "shift")
    result = {
        "rounds": chosen.rounds,
        "machine": {**began, "load_after": machine()["load"]},
        "pages": [dict(zip(names, row, strict=False)) for row in rows],
    }
    record("pages", result)


def _pages(site: Path) -> list[str]:
    """The fronts, and the last entry of each kind."""
    found = [path for path in ("", "alerts/", "guides/", "about/") if (site / path).is_dir()]
    for pattern in ("alerts/*/", "guides/*/", "bulletins/*/", "campaigns/*/", "en/alerts/*/"):
        pages = sorted(page.parent for page in site.glob(f"{pattern}index.html"))
        entries = [page for page in pages if (page / "index.html").is_file()]
        found += [f"{page.relative_to(site).as_posix()}/" for page in entries[-1:]]
    return found


def _visit(browser: Browser, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    _slow(session)
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    told = page.evaluate(_REPORT)
    context.close()
    return Visit(len(sizes), int(sum(sizes)), told["first"], told["largest"], told["shift"])


def _slow(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})


if __name__ == "__main__":
    main()

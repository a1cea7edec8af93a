"""A Chromium for every test here, and this project's own site.

Where there is no Chromium the tests fail: they are never skipped.
"""

from __future__ import annotations

import fcntl
import functools
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.own import FIXED, FOLDERS, HARD, NOW, ROOT, Quiet

#: Headless, and without a word to anybody but the test's own server.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A busy machine is slow, not wrong: what is awaited may take its time.
expect.set_options(timeout=45_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser; each test opens its own context in it."""
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's site at a fixed time; for reading only, as all workers of a run share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    site, whole = folder / "built", folder / "built.whole"
    with (folder / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            command = [sys.executable, "-m", "generator", "build", "--project", str(ROOT)]
            done = subprocess.run(
                [*command, "--site", str(site), "--now", NOW],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            whole.touch()
    return site


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """Its address on a free port."""
    handler = functools.partial(Quiet, directory=str(built))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def addresses(built: Path) -> list[str]:
    """Every fixed page and one of each other kind."""
    found = [*FIXED, *HARD]
    for pattern in FOLDERS:
        pages = [
            page.parent.relative_to(built).as_posix() + "/"
            for page in sorted(built.glob(f"{pattern}index.html"))
        ]
        known = {*FIXED, *found, "alerts/archive/", "alerts/hazard/", "bulletins/archive/"}
        fresh = [page for page in pages if page not in known]
        assert fresh, f"the site has no page like {pattern}"
        # The first and the last, and of alerts all: each shows another state.
        found += fresh if pattern == "alerts/*/" else fresh[:1] + fresh[1:][-1:]
    return found

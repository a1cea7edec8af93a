"""A Chromium for every test here. Where there is none the tests fail: they are never skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

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

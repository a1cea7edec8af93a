"""A site of one page whose server tells the time that a test wants."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Page

from generator.model.moment import CST

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=CST)


def alert(ident: str = "rainstorm-1123", **changes: Any) -> dict[str, Any]:
    """A row of ``in_force`` as outputs.md has it; ``None`` takes a key out."""
    row = {
        "id": ident,
        "url": f"alerts/{ident}/",
        "kind": "预警",
        "hazard": "暴雨",
        "level": "黄",
        "state": "生效中",
        "area": ["全区"],
        "headline": "暴雨黄色预警",
        "issued": "2026-11-23T10:00:00+08:00",
        "sent": "2026-11-23T10:05:00+08:00",
        "expires": "2026-11-23T18:00:00+08:00",
        **changes,
    }
    return {key: value for key, value in row.items() if value is not None}


def banner_knows(page: Page) -> None:
    """Wait until the banner of ``page`` shows what the server answered; looked at each frame."""
    page.wait_for_function(
        "() => document.querySelector('.yj-banner-title')?.checkVisibility()", timeout=45_000
    )


class Site:
    """A server on a free port. Its attributes may be changed while a page is open.

    ``starts`` is what its clock said when it was started; the clock goes on from there.
    ``age`` is what a cache in between would add; ``dated`` whether answers carry a `Date`;
    ``broken`` the code that the API answers with instead of what it knows; ``api`` is cleared for
    as long as its answers are to be waited for.
    """

    def __init__(self, files: Mapping[str, bytes], starts: datetime = NOON) -> None:
        self.files = files
        self.starts = starts
        self.age: int | None = None
        self.dated = True
        self.broken = 0
        self.api = Event()
        self.api.set()
        self.status: Any = {
            "version": 1,
            "as_of": "2026-11-23T10:05:00+08:00",
            "next_change": None,
            "incomplete": False,
            "held_back": 0,
            "in_force": [],
            "exercises": [],
        }
        self.heartbeat: Any = {"at": NOON.isoformat(), "incomplete": False}
        self.asked: list[datetime] = []
        self._began = monotonic()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    @property
    def now(self) -> datetime:
        """The time that an answer would be given at, whatever caches make of it."""
        return self.starts + timedelta(seconds=monotonic() - self._began)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.api.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        api = {"/api/v1/status.json": self.status, "/api/v1/heartbeat.json": self.heartbeat}
        if path.startswith("/api/"):
            self.api.wait()
        if path in api:
            if path.endswith("status.json"):
                self.asked.append(self.now)
            if self.broken:
                return self.broken, "text/plain", b"out of order"
            value = api[path]
            body = value if isinstance(value, bytes) else json.dumps(value).encode()
            return 200, "application/json", body
        name = path.removeprefix("/")
        name = f"{name}index.html" if name.endswith("/") or not name else name
        if name not in self.files:
            return 404, "text/plain", b"not here"
        return 200, mimetypes.guess_type(name)[0] or "text/plain", self.files[name]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                code, kind, body = site.answer(self.path.partition("?")[0])
                self.send_response_only(code)
                if site.dated:
                    self.send_header("Date", format_datetime(site.now.astimezone(UTC), usegmt=True))
                if site.age is not None:
                    self.send_header("Age", str(site.age))
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
                """Say nothing."""

        return Handler

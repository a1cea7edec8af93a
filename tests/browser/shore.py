"""A site below a path whose server can be switched off, lag, fail and change its files."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

mimetypes.add_type("application/manifest+json", ".webmanifest")


class Shore:
    """Serves ``files`` below ``base``; every attribute may be changed while pages are open.

    ``up`` is whether anybody answers at all; ``lag`` the seconds before an answer begins,
    by its path; ``broken`` a status for every page; ``starts`` what its clock said at first.
    ``headers`` gives those of a path beside the usual ones, ``moved`` where some went.
    """

    def __init__(self, files: Mapping[str, bytes], starts: datetime, base: str = "/") -> None:
        self.files, self.starts, self.base = dict(files), starts, base
        self.up = True
        self.dated = True
        self.broken = 0
        self.lag: Callable[[str], float] = lambda _: 0.0
        self.headers: Callable[[str], Mapping[str, str]] = lambda _: {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        self._began = monotonic()
        self._ending = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Where the site begins."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{self.base}"

    @property
    def now(self) -> datetime:
        """The time of the server."""
        return self.starts + timedelta(seconds=monotonic() - self._began)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for a site-relative path."""
        name = f"{path}index.html" if path.endswith("/") or not path else path
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        if path in self.moved:
            return 302, "text/html", b""
        if self.broken and name.endswith(".html"):
            return self.broken, "text/html", b"<h1>out of order</h1>"
        if name not in self.files:
            return 404, "text/html", self.files.get("404.html", b"not here")
        return 200, kind, self.files[name]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        shore = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                if not shore.up or not path.startswith(shore.base):
                    self.close_connection = True
                    return
                path = path.removeprefix(shore.base)
                shore.asked.append(path)
                shore._ending.wait(shore.lag(path))
                code, kind, body = shore.answer(path)
                self.send_response_only(code)
                if shore.dated:
                    now = shore.now.astimezone(UTC)
                    self.send_header("Date", format_datetime(now, usegmt=True))
                given = shore.headers(path)
                if "Content-Type" not in given:
                    self.send_header("Content-Type", f"{kind}; charset=utf-8")
                if path in shore.moved:
                    self.send_header("Location", shore.moved[path])
                for name, value in given.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815 - the names that the library asks for

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
                """Say nothing."""

        return Handler

"""One HTTP exchange with somebody who may be slow, endless or hostile.

Size, waiting and total time are bounded; only http and https are spoken; a
redirect is followed only where asked, at most three times, never from https to
http. Errors never hold an address: it may carry an access token.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

#: Seconds for one word of the other side, and for the whole exchange.
PATIENCE, DEADLINE = 20.0, 120.0
_REDIRECTS = 3
_MOVED = {301, 302, 303, 307, 308}
_LOCAL = {"127.0.0.1", "::1", "localhost"}
_CHUNK = 1 << 16


class NetError(Exception):
    """No usable answer, in words. ``sent`` is false where surely nobody heard us."""

    def __init__(self, text: str, *, sent: bool = True) -> None:
        super().__init__(text)
        self.sent = sent


class Answer(NamedTuple):
    """What came back. ``url`` is where from, after redirects."""

    status: int
    body: bytes
    url: str


def split(url: str) -> SplitResult:
    """The parts of an http(s) address with a host. Raises ``NetError``."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise NetError("地址写得不对", sent=False) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NetError("地址只能是 http 或 https", sent=False)
    if parts.username is not None:
        raise NetError("地址里不能有用户名和密码", sent=False)
    return parts


def is_local(parts: SplitResult) -> bool:
    """Whether it is this machine."""
    return parts.hostname in _LOCAL


def get(url: str, limit: int) -> Answer:
    """What is at ``url``, at most ``limit`` bytes, after redirects."""
    for _ in range(_REDIRECTS + 1):
        answer, where = _exchange("GET", url, None, {}, limit)
        if answer.status not in _MOVED:
            return answer
        target = urljoin(url, where)
        if split(url).scheme == "https" and split(target).scheme != "https":
            raise NetError("转到了不加密的地址")
        url = target
    raise NetError("转来转去没有结果")


def post(url: str, body: bytes, kind: str, limit: int) -> Answer:
    """The answer to ``body``; a redirect is an answer like any other."""
    return _exchange("POST", url, body, {"Content-Type": kind}, limit)[0]


def _exchange(
    method: str, url: str, body: bytes | None, headers: Mapping[str, str], limit: int
) -> tuple[Answer, str]:
    """The answer, and where it says to go instead."""
    parts = split(url)
    connection, target = _connection(parts)
    # An answer that ends with the connection takes the socket out of it.
    held: list[socket.socket] = []
    over = threading.Event()
    watch = threading.Timer(DEADLINE, _hang_up, [connection, held, over])
    watch.daemon = True
    sent = False
    try:
        watch.start()
        connection.connect()
        held.append(connection.sock)
        sent = True
        fixed = {"User-Agent": "yingji", "Accept-Encoding": "identity"}
        connection.request(method, target, body, {**fixed, **headers})
        with connection.getresponse() as response:
            data = _read(response, limit)
        if over.is_set():
            # Hung up on, an answer without a length looks as if it had come to its end.
            raise NetError("等了太久还没有收完")
        answer = Answer(response.status, data, url)
        return answer, response.headers.get("Location", "")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NetError(_words(error), sent=sent) from None
    finally:
        watch.cancel()
        connection.close()


def _read(response: http.client.HTTPResponse, limit: int) -> bytes:
    """The body; one that is longer than ``limit`` or shorter than announced is none."""
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise NetError(f"超过 {limit // 1024} KB")
    data = bytearray()
    while chunk := response.read(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise NetError(f"超过 {limit // 1024} KB")
    if announced.isdecimal() and len(data) < int(announced):
        raise NetError("没有收完就断了")
    return bytes(data)


def _connection(parts: SplitResult) -> tuple[http.client.HTTPConnection, str]:
    """A connection not yet open, by way of the proxy of the environment; what to ask it for."""
    host = parts.hostname or ""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = None if is_local(parts) or proxy_bypass(host) else getproxies().get(parts.scheme)
    if not found:
        secure = parts.scheme == "https"
        plain = http.client.HTTPConnection(host, parts.port, timeout=PATIENCE)
        return (_Secure(host, parts.port, host) if secure else plain), target
    via = urlsplit(found if "://" in found else f"http://{found}")
    proxy, port = via.hostname or "", via.port or 80
    if parts.scheme == "http":
        return http.client.HTTPConnection(proxy, port, timeout=PATIENCE), parts.geturl()
    connection = _Secure(proxy, port, host)
    connection.set_tunnel(host, parts.port or 443)
    return connection, target


class _Secure(http.client.HTTPConnection):
    """TLS with ``name``; the socket is known before the handshake, so that it can be ended."""

    default_port = 443

    def __init__(self, host: str, port: int | None, name: str) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._name = name

    def connect(self) -> None:
        super().connect()
        wrapped = _trust().wrap_socket(
            self.sock, server_hostname=self._name, do_handshake_on_connect=False
        )
        self.sock = wrapped
        wrapped.do_handshake()


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _hang_up(
    connection: http.client.HTTPConnection, held: list[socket.socket], over: threading.Event
) -> None:
    """End an exchange that takes too long, wherever it is."""
    over.set()
    for sock in (*held, connection.sock):
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _words(error: Exception) -> str:
    """What went wrong, without the address."""
    if isinstance(error, TimeoutError):
        return "等了太久没有回音"
    if isinstance(error, ssl.SSLError):
        return f"加密连接不成：{error.reason or '证书核对不上'}"
    if isinstance(error, OSError):
        return f"连接不成：{error.strerror or type(error).__name__}"
    return f"回答看不懂：{type(error).__name__}"

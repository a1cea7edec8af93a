"""Exchanges with servers that are slow, endless or send us elsewhere."""

from __future__ import annotations

import select
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator import net
from generator.net import NetError
from tests.wechat.standin import running

CERTIFICATE = Path(__file__).parent / "tls/localhost.pem"


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name = self.path.split("?")[0].strip("/")
        getattr(self, "_" + name.partition("/")[0])(name.partition("/")[2])

    def do_CONNECT(self) -> None:
        """What a proxy does for https."""
        host, _, port = self.path.partition(":")
        with socket.create_connection((host, int(port))) as other:
            self.send_response(200)
            self.end_headers()
            ends = {self.connection: other, other: self.connection}
            while ready := select.select(list(ends), [], [])[0]:
                for end in ready:
                    data = end.recv(1 << 16)
                    if not data:
                        self.close_connection = True
                        return
                    ends[end].sendall(data)

    def _head(self, length: int | None, **more: str) -> None:
        self.send_response(302 if "location" in more else 200)
        if length is not None:
            self.send_header("Content-Length", str(length))
        else:
            self.send_header("Connection", "close")
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()

    def _size(self, size: str) -> None:
        self._head(int(size))
        self.wfile.write(b"x" * int(size))

    def _endless(self, _: str) -> None:
        self._head(None)
        try:
            while True:
                self.wfile.write(b"x" * 1000)
        except OSError:
            self.close_connection = True

    def _drip(self, _: str) -> None:
        self._head(None)
        try:
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def _short(self, _: str) -> None:
        self._head(100)
        self.wfile.write(b"x" * 50)
        self.close_connection = True

    def _hop(self, left: str) -> None:
        self._head(0, location=f"/hop/{int(left) - 1}" if int(left) else "/size/3")

    def _to(self, where: str) -> None:
        self._head(0, location=where.replace("|", "/"))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running(Server) as address:
        yield address


def test_what_is_there_is_read(server: str) -> None:
    answer = net.get(f"{server}/size/1000?x=1#part", 1000)
    assert (answer.status, len(answer.body)) == (200, 1000)


@pytest.mark.parametrize("path", ["size/1001", "endless"])
def test_more_than_the_limit_is_nothing(server: str, path: str) -> None:
    with pytest.raises(NetError, match="超过"):
        net.get(f"{server}/{path}", 1000)


def test_less_than_announced_is_nothing(server: str) -> None:
    with pytest.raises(NetError):
        net.get(f"{server}/short", 1000)


def test_an_answer_that_drips_for_ever_is_ended(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(net, "DEADLINE", 0.3)
    started = time.monotonic()
    with pytest.raises(NetError):
        net.get(f"{server}/drip", 1 << 20)
    assert time.monotonic() - started < 5


def test_a_server_that_never_finishes_its_head_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, the end never."""
    monkeypatch.setattr(net, "DEADLINE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                try:
                    for sign in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000:
                        connection.sendall(bytes([sign]))
                        time.sleep(0.02)
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        started = time.monotonic()
        with pytest.raises(NetError):
            net.get(f"http://127.0.0.1:{listening.getsockname()[1]}/", 1000)
        assert time.monotonic() - started < 5
        thread.join()


@pytest.fixture(scope="module")
def secure() -> Iterator[int]:
    """The same server behind TLS, with a certificate of the tests for ``localhost``; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with running(Server, context) as address:
        yield urlsplit(address).port or 0


def test_an_encrypted_answer_is_read_where_the_certificate_is_right(
    secure: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"https://localhost:{secure}/size/3"
    with pytest.raises(NetError, match="加密连接不成") as caught:
        net.get(url, 10)
    assert not caught.value.sent
    monkeypatch.setattr(net, "_trust", lambda: ssl.create_default_context(cafile=CERTIFICATE))
    assert net.get(url, 10).body == b"xxx"
    with pytest.raises(NetError, match="加密连接不成"):
        net.get(url.replace("localhost", "127.0.0.1"), 10)


def test_a_handshake_that_never_comes_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection stands, the other side says nothing."""
    monkeypatch.setattr(net, "DEADLINE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        started = time.monotonic()
        with pytest.raises(NetError):
            net.get(f"https://127.0.0.1:{listening.getsockname()[1]}/", 10)
        assert time.monotonic() - started < 5


def test_redirects_are_followed_three_times(server: str) -> None:
    assert net.get(f"{server}/hop/2", 1000).body == b"xxx"
    with pytest.raises(NetError, match="转来转去"):
        net.get(f"{server}/hop/3", 1000)


@pytest.mark.parametrize("target", ["file:|||etc|passwd", "ftp:||127.0.0.1|x", "gopher:||x"])
def test_redirects_lead_to_no_other_scheme(server: str, target: str) -> None:
    with pytest.raises(NetError, match="只能是 http"):
        net.get(f"{server}/to/{target}", 1000)


def test_no_redirect_leads_out_of_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def moved(_method: str, url: str, *_: object) -> tuple[net.Answer, str]:
        asked.append(url)
        return net.Answer(302, b"", url), "http://yingji.example.cn/feed.xml"

    monkeypatch.setattr(net, "_exchange", moved)
    with pytest.raises(NetError, match="不加密"):
        net.get("https://yingji.example.cn/feed.xml", 1000)
    assert asked == ["https://yingji.example.cn/feed.xml"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/", "http://", "https://u:p@a.cn/", "http://a:b/", "x"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(NetError) as caught:
        net.get(url, 1000)
    assert not caught.value.sent


def test_nobody_at_home_is_known_not_to_have_heard_us() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(NetError) as caught:
        net.post(f"http://127.0.0.1:{port}/?access_token=secret", b"{}", "application/json", 10)
    assert not caught.value.sent
    assert "secret" not in str(caught.value)


def test_a_proxy_of_the_environment_is_asked_and_this_machine_is_not_proxied(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    # A proxy is asked for the whole address; this one has no such path.
    with pytest.raises(NetError):
        net.get("http://yingji.example.cn/size/3", 1000)
    assert net.get(f"{server}/size/3", 1000).body == b"xxx"


def test_through_a_proxy_the_certificate_is_that_of_the_site(
    server: str, secure: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", server)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setattr(net, "is_local", lambda _: False)
    monkeypatch.setattr(net, "_trust", lambda: ssl.create_default_context(cafile=CERTIFICATE))
    assert net.get(f"https://localhost:{secure}/size/3", 10).body == b"xxx"
    with pytest.raises(NetError, match="加密连接不成"):
        net.get(f"https://127.0.0.1:{secure}/size/3", 10)

"""A stand-in of WeChat's API: a real HTTP server, as strict as the documentation.

Sources: developers.weixin.qq.com, 公众号: stable_token, media/uploadimg,
material/add_material, draft/add, draft/update, draft/get, draft/batchget, 全局返回码.

It fails on command: ``faults[path]`` is a list of what befalls the next calls, each an
error code, or one of ``lost`` (carried out, the connection drops before the answer),
``refused`` (the connection drops before anything is done), ``late`` (it drops, and what was
asked is carried out by ``catch_up``), ``broken`` (HTTP 502), ``garbage`` (no JSON).
"""

from __future__ import annotations

import email.parser
import email.policy
import json
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

APPID, SECRET = "wx-stand-in-0001", "stand-in-secret-7Q"
MESSAGES = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40005: "invalid file type",
    40007: "invalid media_id",
    40009: "invalid image size",
    40013: "invalid appid",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail",
    40125: "invalid appsecret",
    40164: "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist",
    41001: "access_token missing",
    42001: "access_token expired",
    43002: "require POST method",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45005: "url size out of limit",
    45009: "reach max api daily quota limit",
    45166: "invalid content",
    47001: "data format error",
    48001: "api unauthorized",
}
_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'\ssrc="([^"]*)"')


class ApiError(Exception):
    """An answer with an error code."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class DropError(Exception):
    """The connection ends without an answer."""


class Standin:
    """The account: what is in it, and what was asked of it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.tokens: dict[str, int | None] = {}
        self.current = ""
        self.drafts: dict[str, dict[str, Any]] = {}
        self.published: dict[str, dict[str, Any]] = {}
        self.materials: dict[str, bytes] = {}
        self.images: dict[str, bytes] = {}
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, list[int | str]] = {}
        self.quotas: dict[str, int] = {}
        #: A token ends after so many calls.
        self.token_lasts: int | None = None
        #: Called before and after a call is carried out; may wait.
        self.hook: Callable[[str, str], None] = lambda _when, _path: None
        #: Whether no_content=1 leaves out all of ``content`` (the documentation can be read so).
        self.bare_lists = False
        self.refused_content = ""
        self.pending: list[tuple[str, dict[str, list[str]], str, bytes]] = []
        self._made = 0

    @property
    def titles(self) -> list[str]:
        """The titles in the draft box, oldest first."""
        return [one["title"] for one in self.drafts.values()]

    @property
    def total(self) -> int:
        return sum(self.calls.values())

    def publish(self, media_id: str) -> None:
        """What an editor does: the draft leaves the draft box."""
        self.published[media_id] = self.drafts.pop(media_id)

    def expire(self) -> None:
        """Every token given out so far ends."""
        self.tokens = dict.fromkeys(self.tokens, 0)
        self.current = ""

    def catch_up(self) -> None:
        """Carry out what was asked by those who are no longer there."""
        with self.lock:
            while self.pending:
                self._done(*self.pending.pop())

    def answer(self, path: str, query: dict[str, list[str]], kind: str, body: bytes) -> Any:
        """One call. Raises ``ApiError`` and ``DropError``."""
        with self.lock:
            self.calls[path] += 1
            fault = self.faults[path].pop(0) if self.faults.get(path) else None
        self.hook("before", path)
        if isinstance(fault, int):
            raise ApiError(fault)
        if fault == "late":
            self.pending.append((path, query, kind, body))
        if fault in ("refused", "late"):
            raise DropError
        if fault == "broken":
            return None
        if fault == "garbage":
            return "<html>"
        with self.lock:
            done = self._done(path, query, kind, body)
        self.hook("after", path)
        if fault == "lost":
            raise DropError
        return done

    def _done(self, path: str, query: dict[str, list[str]], kind: str, body: bytes) -> Any:
        if path == "stable_token":
            return self._token(_json(kind, body))
        self._check_token(query.get("access_token", [""])[0])
        if self.calls[path] > self.quotas.get(path, 1 << 30):
            raise ApiError(45009)
        if path == "media/uploadimg":
            return self._image(_file(kind, body))
        if path == "material/add_material":
            return self._material(query.get("type", [""])[0], _file(kind, body))
        return getattr(self, "_" + path.replace("/", "_"))(_json(kind, body))

    def _token(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("grant_type") != "client_credential":
            raise ApiError(40002)
        if asked.get("appid") != APPID:
            raise ApiError(40013)
        if asked.get("secret") != SECRET:
            raise ApiError(40125)
        left = self.tokens.get(self.current)
        if asked.get("force_refresh") or not self.current or left == 0:
            self.tokens[self.current] = 0
            self.current = f"token-{len(self.tokens)}-&=?"
            self.tokens[self.current] = self.token_lasts
        return {"access_token": self.current, "expires_in": 7200}

    def _check_token(self, token: str) -> None:
        if not token:
            raise ApiError(41001)
        if token not in self.tokens:
            raise ApiError(40001)
        left = self.tokens[token]
        if left == 0:
            raise ApiError(42001)
        if left is not None:
            self.tokens[token] = left - 1

    def _image(self, data: bytes) -> dict[str, Any]:
        if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
            raise ApiError(40005)
        if len(data) >= 1 << 20:
            raise ApiError(40009)
        url = f"http://mmbiz.qpic.cn/{self._new()}/0?wx_fmt=jpeg&from=appmsg"
        self.images[url] = data
        return {"url": url}

    def _material(self, kind: str, data: bytes) -> dict[str, Any]:
        jpeg = data.startswith(b"\xff\xd8\xff")
        if kind == "thumb" and not (jpeg and len(data) <= 64 << 10):
            raise ApiError(40009)
        if kind == "image" and not (jpeg or data.startswith(b"\x89PNG")):
            raise ApiError(40005)
        if kind not in ("thumb", "image"):
            raise ApiError(40004)
        media_id = self._new()
        self.materials[media_id] = data
        return {"media_id": media_id, "url": f"http://mmbiz.qpic.cn/{media_id}/0"}

    def _draft_add(self, asked: dict[str, Any]) -> dict[str, Any]:
        articles = asked.get("articles")
        if not isinstance(articles, list) or not 1 <= len(articles) <= 8:
            raise ApiError(47001)
        stored = [self._checked(one) for one in articles]
        media_id = self._new()
        self.drafts[media_id] = stored[0]
        return {"media_id": media_id, "item": []}

    def _draft_update(self, asked: dict[str, Any]) -> dict[str, Any]:
        media_id = asked.get("media_id", "")
        if media_id not in self.drafts or asked.get("index") != 0:
            raise ApiError(40007)
        self.drafts[media_id] = self._checked(asked.get("articles"))
        return {"errcode": 0, "errmsg": "ok"}

    def _draft_get(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("media_id") not in self.drafts:
            raise ApiError(40007)
        return {"news_item": [self.drafts[asked["media_id"]]]}

    def _draft_batchget(self, asked: dict[str, Any]) -> dict[str, Any]:
        offset, count, bare = asked["offset"], asked["count"], asked.get("no_content", 0)
        if not (isinstance(offset, int) and 1 <= count <= 20):
            raise ApiError(47001)
        rows = list(reversed(self.drafts.items()))[offset : offset + count]
        items = []
        for media_id, one in rows:
            shown = {**one, "content": ""} if bare else one
            content = {} if bare and self.bare_lists else {"content": {"news_item": [shown]}}
            items.append({"media_id": media_id, "update_time": 1795000000, **content})
        return {"total_count": len(self.drafts), "item_count": len(items), "item": items}

    def _checked(self, article: Any) -> dict[str, Any]:
        """An article as it is stored, foreign images dropped."""
        if not isinstance(article, dict):
            raise ApiError(47001)
        limits = {"title": (32, 45003), "author": (16, 45003), "digest": (128, 45004)}
        for name, (most, number) in limits.items():
            if len(article.get(name, "")) > most:
                raise ApiError(number)
        content = article.get("content", "")
        if not article.get("title") or not content:
            raise ApiError(47001)
        if len(content) >= 20_000 or len(content.encode()) >= 1 << 20:
            raise ApiError(45002)
        if len(article.get("content_source_url", "").encode()) > 1024:
            raise ApiError(45005)
        if article.get("thumb_media_id") not in self.materials:
            raise ApiError(40007)
        if "<script" in content or (self.refused_content and self.refused_content in content):
            raise ApiError(45166)
        return {**article, "content": _IMG.sub(self._known, content)}

    def _known(self, image: re.Match[str]) -> str:
        source = _SRC.search(image[0])
        return image[0] if source and unescape(source[1]) in self.images else ""

    def _new(self) -> str:
        self._made += 1
        return f"media-{self._made:05d}"


def _json(kind: str, body: bytes) -> dict[str, Any]:
    if not kind.startswith("application/json"):
        raise ApiError(47001)
    if b"\\u" in body:
        raise ApiError(40033)
    try:
        data = json.loads(body.decode("utf-8"))
    except ValueError:
        raise ApiError(47001) from None
    if not isinstance(data, dict):
        raise ApiError(47001)
    return data


def _file(kind: str, body: bytes) -> bytes:
    """The field ``media`` of a form; WeChat wants a file name."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    for part in form.iter_parts() if form.is_multipart() else ():
        named = part.get_param("name", header="content-disposition") == "media"
        if named and part.get_filename():
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else b""
    raise ApiError(41005)


@contextmanager
def serving(standin: Standin) -> Iterator[str]:
    """The stand-in at an address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self._send(200, {"errcode": 43002, "errmsg": MESSAGES[43002]})

        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kind = self.headers.get("Content-Type", "")
            path = parts.path.removeprefix("/cgi-bin/")
            try:
                done = standin.answer(path, parse_qs(parts.query), kind, body)
            except ApiError as error:
                said = MESSAGES.get(error.number, "error")
                self._send(200, {"errcode": error.number, "errmsg": f"{said} rid: 6-0a"})
            except DropError:
                self.close_connection = True
                self.connection.close()
            else:
                self._send(200 if done is not None else 502, done)

        def _send(self, status: int, data: Any) -> None:
            body = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
            raw = body.encode()
            try:
                self.send_response(status)
                # As WeChat does: no charset, the body is UTF-8 all the same.
                self.send_header("Content-Type", "text/plain")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except OSError:
                self.close_connection = True

    with running(Handler) as address:
        yield address


@contextmanager
def running(
    handler: Callable[..., BaseHTTPRequestHandler], secure: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Any server at an address of this machine."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """Whoever hangs up is killed on purpose."""

    server = Quiet(("127.0.0.1", 0), handler)
    if secure is not None:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

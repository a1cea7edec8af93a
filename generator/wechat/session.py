"""The line to WeChat: a token that is renewed when it ends, and retries by code."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from generator import net
from generator.net import NetError
from generator.wechat.cutting import clean
from generator.wechat.errors import Deed, SkipError, StopError, UnsureError, WechatError, code
from generator.wechat.keys import Keys

#: Seconds between tries: for a failing network or -1, and for a quota.
AGAIN = (1.0, 2.0, 4.0, 8.0)
WAIT = (5.0, 15.0, 45.0)
#: A token is given up so long before it ends.
_MARGIN = 300
_LIMIT = 16 << 20
_IP = re.compile(r"invalid ip ([0-9a-fA-F.:]+)")


class Session:
    """The account that ``keys`` open. ``pause`` waits; ``calls`` counts requests by path."""

    def __init__(self, keys: Keys, base: str, pause: Callable[[float], None]) -> None:
        self._keys, self._base, self._pause = keys, base, pause
        self._token, self._until = "", 0.0
        self.calls: dict[str, int] = {}

    def send(
        self, path: str, body: bytes, kind: str, query: Mapping[str, str], *, once: bool
    ) -> dict[str, Any]:
        """The answer to one call, with a token, which is renewed once where it is refused.

        A call to be made ``once`` raises ``UnsureError`` where no answer came.
        """
        for fresh in (False, True):
            token = self.token()
            asked = urlencode({"access_token": token, **query}, quote_via=quote)
            data = self._tried(f"{path}?{asked}", body, kind, once=once)
            number = _number(data)
            if number == 0:
                return data
            if code(number).deed is not Deed.RENEW or fresh:
                raise self._error(data)
            self._renew(token)
        raise AssertionError("unreachable")

    def token(self) -> str:
        """A token that is still good. Raises ``StopError``."""
        if not self._token or time.monotonic() >= self._until:
            self._take(force=False)
        return self._token

    def _tried(self, path: str, body: bytes, kind: str, *, once: bool) -> dict[str, Any]:
        """An answer, however often it takes to get one that does not ask to wait."""
        again, wait = iter(AGAIN), iter(WAIT)
        while True:
            try:
                data = self._exchange(path, body, kind)
            except NetError as error:
                if once and error.sent:
                    raise UnsureError(f"微信没有回音：{error}") from None
                self._rest(again, f"连不上微信的接口：{error}。请检查网络，再运行一次")
                continue
            deed = code(_number(data)).deed
            if deed is Deed.AGAIN and once:
                raise UnsureError(str(self._error(data)))
            if deed not in (Deed.AGAIN, Deed.WAIT):
                return data
            self._rest(again if deed is Deed.AGAIN else wait, str(self._error(data)))

    def _rest(self, pauses: Iterator[float], words: str) -> None:
        """Wait for the next pause, or give up with ``words``."""
        seconds = next(pauses, None)
        if seconds is None:
            raise StopError(words)
        self._pause(seconds)

    def _exchange(self, path: str, body: bytes, kind: str) -> dict[str, Any]:
        name = path.partition("?")[0]
        self.calls[name] = self.calls.get(name, 0) + 1
        answer = net.post(f"{self._base}/cgi-bin/{path}", body, kind, _LIMIT)
        if answer.status != 200:
            raise NetError(f"回答 {answer.status}")
        try:
            data = json.loads(answer.body, strict=False)
        except ValueError:
            raise NetError("回答不是 JSON") from None
        if not isinstance(data, dict):
            raise NetError("回答的 JSON 看不懂")
        return data

    def _renew(self, refused: str) -> None:
        """Another token. Forced only where the refused one is still given out (20 times a day)."""
        if self._token == refused:
            self._take(force=False)
        if self._token == refused:
            self._take(force=True)

    def _take(self, *, force: bool) -> None:
        asked = {
            "grant_type": "client_credential",
            "appid": self._keys.appid,
            "secret": self._keys.secret,
            "force_refresh": force,
        }
        body = json.dumps(asked).encode()
        data = self._tried("stable_token", body, "application/json", once=False)
        if _number(data):
            raise StopError(str(self._error(data)))
        self._token = text_in(data, "access_token")
        lasts = data.get("expires_in", 0)
        seconds = lasts if isinstance(lasts, int) else 0
        self._until = time.monotonic() + max(seconds - _MARGIN, 1)

    def _error(self, data: dict[str, Any]) -> WechatError:
        """What a code means, in words, and what of WeChat's own words is safe to show."""
        number = _number(data)
        known = code(number)
        said = clean(str(data.get("errmsg", "")))
        for secret in (self._keys.secret, self._keys.appid, self._token):
            said = said.replace(secret, "***") if secret else said
        ip = _IP.search(said)
        where = f"：{ip[1]}" if number == 40164 and ip else ""
        text = f"微信回答 {number}：{known.words}。{known.hint}{where}（{said[:160]}）"
        return SkipError(text, number) if known.deed is Deed.SKIP else StopError(text)


def text_in(data: Mapping[str, Any], name: str) -> str:
    """A field that an answer must have. Raises ``StopError``."""
    value = data.get(name)
    if not isinstance(value, str) or not value:
        raise StopError(f"微信的回答里没有 {name}，接口可能变了。请交给技术人员")
    return value


def _number(data: Mapping[str, Any]) -> int:
    number = data.get("errcode", 0)
    return number if isinstance(number, int) else -1

"""Tokens, retries and errors by code."""

from __future__ import annotations

import socket

import pytest

from generator.wechat.errors import CODES, Deed, SkipError, StopError
from generator.wechat.keys import Keys
from generator.wechat.session import Session
from tests.wechat.standin import APPID, SECRET, Standin, serving
from tests.wechat.support import Desk, bulletin

_PAGE = b'{"offset": 0, "count": 20, "no_content": 1}'


def ask(session: Session) -> object:
    return session.send("draft/batchget", _PAGE, "application/json", {}, once=False)


@pytest.fixture
def session(desk: Desk) -> Session:
    return Session(Keys(APPID, SECRET), desk.address, desk.pauses.append)


def test_one_token_is_enough_for_many_calls(desk: Desk, session: Session) -> None:
    for _ in range(5):
        ask(session)
    assert desk.standin.calls == {"stable_token": 1, "draft/batchget": 5}


@pytest.mark.parametrize("code", [40001, 40014, 42001])
def test_a_token_that_is_refused_is_renewed_once(desk: Desk, session: Session, code: int) -> None:
    ask(session)
    desk.standin.faults["draft/batchget"] = [code]
    ask(session)
    desk.standin.faults["draft/batchget"] = [code, code, code]
    with pytest.raises(StopError, match=str(code)):
        ask(session)
    assert desk.standin.calls["draft/batchget"] == 5
    assert desk.pauses == []


def test_a_new_token_is_forced_only_where_the_refused_one_is_still_given_out(
    desk: Desk, session: Session
) -> None:
    ask(session)
    desk.standin.expire()
    ask(session)
    assert desk.standin.calls["stable_token"] == 2
    desk.standin.faults["draft/batchget"] = [40001]
    ask(session)
    assert desk.standin.calls["stable_token"] == 4
    assert len([token for token in desk.standin.tokens if token]) == 3


def test_a_token_is_given_up_before_it_ends(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(session)
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    now[0] = 10.0**9
    ask(session)
    now[0] += 6800
    ask(session)
    now[0] += 150
    ask(session)
    assert desk.standin.calls["stable_token"] == 3


@pytest.mark.parametrize(
    ("faults", "pauses"),
    [
        ([-1, -1], [1, 2]),
        (["broken", "garbage", "lost"], [1, 2, 4]),
        ([45009], [5]),
        ([45011, -1, 45011], [5, 1, 15]),
    ],
)
def test_what_passes_is_waited_for(
    desk: Desk, session: Session, faults: list[int | str], pauses: list[float]
) -> None:
    desk.standin.faults["draft/batchget"] = faults
    ask(session)
    assert desk.pauses == pauses


@pytest.mark.parametrize(
    ("fault", "pauses"), [(-1, [1, 2, 4, 8]), ("broken", [1, 2, 4, 8]), (45009, [5, 15, 45])]
)
def test_what_does_not_pass_stops_the_run(
    desk: Desk, session: Session, fault: int | str, pauses: list[float]
) -> None:
    desk.standin.faults["draft/batchget"] = [fault] * 9
    with pytest.raises(StopError):
        ask(session)
    assert desk.pauses == pauses


def test_nobody_at_home_stops_the_run() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    pauses: list[float] = []
    session = Session(Keys(APPID, SECRET), f"http://127.0.0.1:{port}", pauses.append)
    with pytest.raises(StopError, match="连不上"):
        ask(session)
    assert pauses == [1, 2, 4, 8]


def test_an_address_that_is_not_on_the_list_is_named(desk: Desk) -> None:
    desk.standin.faults["stable_token"] = [40164]
    report = desk.sync([bulletin("a")])
    assert "白名单" in (report.stopped or "")
    assert "203.0.113.9" in (report.stopped or "")
    assert desk.standin.drafts == {}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_does_what_the_table_says(desk: Desk, session: Session, code: int) -> None:
    desk.standin.faults["draft/batchget"] = [code] * 9
    wanted = SkipError if CODES[code].deed is Deed.SKIP else StopError
    with pytest.raises(wanted) as caught:
        ask(session)
    assert f"微信回答 {code}：{CODES[code].words}。{CODES[code].hint}" in str(caught.value)


@pytest.mark.parametrize(("appid", "secret", "code"), [("x", SECRET, 40013), (APPID, "x", 40125)])
def test_wrong_keys_stop_the_run(standin: Standin, appid: str, secret: str, code: int) -> None:
    with serving(standin) as address, pytest.raises(StopError, match=str(code)):
        Session(Keys(appid, secret), address, lambda _: None).token()


def test_no_message_holds_a_secret(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one that WeChat put there; nor does what is shown of the keys themselves."""
    session = Session(Keys(APPID, SECRET), desk.address, desk.pauses.append)
    token = session.token()
    monkeypatch.setitem(
        __import__("tests.wechat.standin", fromlist=["MESSAGES"]).MESSAGES,
        45166,
        f"bad {SECRET} {APPID} {token}\x1b[31m",
    )
    desk.standin.faults["draft/batchget"] = [45166]
    with pytest.raises(SkipError) as caught:
        ask(session)
    for secret in (SECRET, APPID, token, "\x1b"):
        assert secret not in str(caught.value)
        assert secret not in repr(Keys(APPID, SECRET))

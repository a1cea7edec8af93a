"""Which draft is the one whose answer never came."""

from __future__ import annotations

import pytest

from generator.wechat.api import Client
from generator.wechat.errors import StopError
from generator.wechat.keys import Keys
from generator.wechat.session import Session
from generator.wechat.traces import Trace, find
from tests.wechat.standin import APPID, SECRET
from tests.wechat.support import Desk

PAGE = "https://yingji.example.cn/alerts/rain/#m-20260710T142000"


@pytest.fixture
def client(desk: Desk) -> Client:
    return Client(Session(Keys(APPID, SECRET), desk.address, desk.pauses.append))


def put(desk: Desk, media_id: str, url: str, title: str) -> None:
    """A draft, whoever made it."""
    desk.standin.drafts[media_id] = {"title": title, "content_source_url": url, "content": "x"}


@pytest.mark.parametrize("loose", [False, True])
def test_address_and_title_tell_it(desk: Desk, client: Client, loose: bool) -> None:
    put(desk, "m1", PAGE, "发布")
    put(desk, "m2", PAGE, "已过期")
    put(desk, "m3", PAGE + "x", "发布")
    wanted = {"a": Trace(PAGE, "发布"), "b": Trace(PAGE, "已过期"), "c": Trace("x", "发布")}
    assert find(client, wanted, (), loose=loose) == {"a": "m1", "b": "m2"}


def test_the_draft_of_another_item_is_never_taken(desk: Desk, client: Client) -> None:
    """A message and its end have one address; a corrected title may be that of the other."""
    put(desk, "m1", PAGE, "发布")
    assert find(client, {"b": Trace(PAGE, "发布")}, ["m1"], loose=True) == {}
    assert find(client, {"b": Trace(PAGE, "已过期")}, ["m1"], loose=True) == {}


def test_one_draft_is_taken_once(desk: Desk, client: Client) -> None:
    put(desk, "m1", PAGE, "发布")
    wanted = {"a": Trace(PAGE, "发布"), "b": Trace(PAGE, "发布")}
    assert find(client, wanted, (), loose=True) == {"a": "m1"}


def test_by_the_address_alone_only_where_there_is_one_and_never_an_end(
    desk: Desk, client: Client
) -> None:
    """An end that is taken for sent would never be told."""
    put(desk, "m1", PAGE, "别的标题")
    message, end = "urn:yingji:310105:alert:rain:20260710T142000", "x:expired"
    assert find(client, {message: Trace(PAGE, "发布")}, (), loose=True) == {message: "m1"}
    assert find(client, {message: Trace(PAGE, "发布")}, ()) == {}
    assert find(client, {end: Trace(PAGE, "已过期")}, (), loose=True) == {}
    put(desk, "m2", PAGE, "又一个")
    assert find(client, {message: Trace(PAGE, "发布")}, (), loose=True) == {}


def test_escaped_or_not_it_is_the_same_address(desk: Desk, client: Client) -> None:
    put(desk, "m1", "https://yingji.example.cn/tags/%E9%98%B2/?a=1&amp;b=2", "甲 &amp; 乙")
    wanted = {"a": Trace("https://yingji.example.cn/tags/防/?a=1&b=2", "甲 & 乙")}
    assert find(client, wanted, ()) == {"a": "m1"}


def test_a_draft_of_several_articles_is_an_editors(
    desk: Desk, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, "m1", PAGE, "发布")
    page = client.drafts(0, content=False)
    page["item"][0]["content"]["news_item"] *= 2
    monkeypatch.setattr(client, "drafts", lambda *_, **__: page)
    assert find(client, {"a": Trace(PAGE, "发布")}, (), loose=True) == {}


def test_a_draft_box_that_changes_meanwhile_is_read_again(desk: Desk, client: Client) -> None:
    """What moves between two pages would be missed."""
    for number in range(45):
        put(desk, f"m{number}", f"{PAGE}{number}", "发布")
    left = 2

    def hook(when: str, path: str) -> None:
        nonlocal left
        if (when, path) == ("after", "draft/batchget") and left:
            left -= 1
            put(desk, f"x{left}", f"{PAGE}x{left}", "发布")

    desk.standin.hook = hook
    assert find(client, {"a": Trace(f"{PAGE}0", "发布")}, ()) == {"a": "m0"}
    left = 99
    with pytest.raises(StopError, match="正在被修改"):
        find(client, {"a": Trace(f"{PAGE}0", "发布")}, ())

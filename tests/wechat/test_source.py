"""Where feed and images are read from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.net import NetError
from generator.wechat import source
from generator.wechat.source import Base, base_of, local_image, read_feed, read_image
from tests.wechat.support import SITE


@pytest.mark.parametrize(
    ("place", "own", "here"),
    [
        (f"{SITE}feed.xml", f"{SITE}feed.xml", SITE),
        ("http://127.0.0.1:8000/x/feeds/alerts.xml?a", f"{SITE}feeds/alerts.xml",
         "http://127.0.0.1:8000/x/"),
        ("/srv/site/feeds/alerts.xml", f"{SITE}feeds/alerts.xml", "/srv/site/"),
        ("/srv/kept.xml", f"{SITE}feed.xml", SITE),
        ("/srv/feed.xml", None, SITE),
    ],
)  # fmt: skip
def test_a_site_is_read_where_its_feed_is(place: str, own: str | None, here: str) -> None:
    assert base_of(place, SITE.rstrip("/"), own) == Base(SITE, here)


def test_an_image_beside_the_feed_is_read_from_there(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media/图 1.jpg").write_bytes(b"here")
    base = Base(SITE, f"{tmp_path}/")
    url = f"{SITE}media/%E5%9B%BE%201.jpg?v=1"
    assert read_image(url, base) == b"here"
    assert local_image(url, base) == tmp_path / "media/图 1.jpg"


@pytest.mark.parametrize("tail", ["../secret", "%2e%2e/secret", "media/%00", "/etc/hostname", ""])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, tail: str) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "site").mkdir()
    assert local_image(SITE + tail, Base(SITE, f"{tmp_path}/site/")) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.jpg").symlink_to(tmp_path / "secret")
    assert local_image(f"{SITE}a.jpg", Base(SITE, f"{tmp_path}/site/")) is None


def test_an_image_of_another_site_is_not_read() -> None:
    with pytest.raises(NetError, match="不是本站"):
        read_image("https://elsewhere.example.org/a.jpg", Base(SITE, SITE))


def test_an_image_that_a_mirror_lacks_is_read_at_its_own_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def fetched(url: str, _limit: int) -> bytes:
        asked.append(url)
        if "mirror" in url:
            raise NetError("404")
        return b"there"

    monkeypatch.setattr(source, "_fetched", fetched)
    assert read_image(f"{SITE}a.jpg#x", Base(SITE, "https://mirror.example.cn/s/")) == b"there"
    assert asked == ["https://mirror.example.cn/s/a.jpg", f"{SITE}a.jpg#x"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "feed.xml")
    for name in ("feed.xml", "none.xml", ""):
        with pytest.raises(NetError, match="没有这个文件"):
            read_feed(str(tmp_path / name))


def test_a_feed_beyond_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "FEED_LIMIT", 1000)
    file = tmp_path / "feed.xml"
    file.write_bytes(b"x" * 1000)
    assert len(read_feed(str(file))) == 1000
    file.write_bytes(b"x" * 1001)
    with pytest.raises(NetError, match="超过"):
        read_feed(str(file))

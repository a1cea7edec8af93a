"""Pictures of pages: their size, their copies, and when those are made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator.pictures import encode
from tests.pages.support import Element, dead_links, parse
from tests.pictures.support import photo, saved
from tests.site.entries import alert, bulletin, message
from tests.site.support import Bench, at, make_project, written

WHEN = at("2026-06-01 08:00")
NOON = at("2026-06-01 12:00")
PHOTO = saved(photo(1300, 650), "JPEG", quality=92)
OTHER = saved(photo(1000, 900).rotate(180), "JPEG", quality=92)
#: What stands in a page for PHOTO, two folders down.
COPIES = "../../pictures/a.jpg-480.webp 480w, ../../pictures/a.jpg-960.webp 960w, ../../pictures/a.jpg-1300.webp 1300w"  # noqa: E501
NEWS = {"title": "某", "category": "工作动态", "published": written(WHEN), "body": "甲"}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A site of one bulletin with a cover and the same picture in its text."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    bench.write("media/a.jpg", PHOTO)
    bench.write("bulletins/2026/one.yml", {**NEWS, **COVER, "body": "甲\n\n![丙](media/a.jpg)"})
    return bench


COVER = {"cover": "media/a.jpg", "cover_alt": '乙 "甲" <b>'}


def images(bench: Bench, url: str = "bulletins/one/") -> list[Element]:
    return [one for one in parse(bench.page(url)).all("img") if "media/" in one.get("src")]


def copies(bench: Bench) -> set[str]:
    found = (bench.site / "pictures").rglob("*.*")
    return {path.relative_to(bench.site / "pictures").as_posix() for path in found}


def no_copies(*_: Any) -> Any:
    raise AssertionError("a picture was copied again")


def test_a_picture_has_its_size_and_comes_when_it_is_needed(bench: Bench) -> None:
    """The cover at once, what stands in the text later; in WebP where a browser has it."""
    bench.build(NOON)
    cover, inner = images(bench)
    for one in (cover, inner):
        assert (one.get("width"), one.get("height")) == ("1300", "650")
        assert (one.get("src"), one.get("decoding")) == ("../../media/a.jpg", "async")
        (source,) = one.parent.all("source") if one.parent else []
        assert one.parent is not None
        assert one.parent.tag == "picture"
        assert (source.get("type"), source.get("srcset")) == ("image/webp", COPIES)
        assert source.get("sizes")
    assert (cover.get("loading"), cover.get("fetchpriority")) == ("", "high")
    assert (inner.get("loading"), inner.get("fetchpriority")) == ("lazy", "")
    assert (cover.get("alt"), inner.get("alt")) == ('乙 "甲" <b>', "丙")
    assert copies(bench) == {f"a.jpg-{width}.webp" for width in (480, 960, 1300)}
    assert (bench.site / "media/a.jpg").read_bytes() == PHOTO
    assert not dead_links(bench.site, "https://example.invalid/")


def test_feeds_and_shared_links_name_the_original(bench: Bench) -> None:
    """WeChat takes no WebP."""
    bench.build(NOON)
    for feed in ("feed.xml", "atom.xml", "feed.json"):
        text = bench.page(feed)
        assert "media/a.jpg" in text
        assert "webp" not in text
        assert "<picture" not in text
    (image,) = parse(bench.page("bulletins/one/")).all("meta", property="og:image")
    assert image.get("content").endswith("/media/a.jpg")


def test_nothing_is_copied_again_while_the_picture_is_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither when words change, nor when the file was only touched, nor for another entry."""
    bench.build(NOON)
    monkeypatch.setattr(encode, "make_copies", no_copies)
    bench.write("bulletins/2026/one.yml", {**NEWS, **COVER, "title": "别的"})
    bench.write("bulletins/2026/two.yml", {**NEWS, **COVER})
    os.utime(bench.content / "media/a.jpg", (1, 1))
    bench.build()
    assert len(images(bench)) == len(images(bench, "bulletins/two/")) == 1
    assert len(copies(bench)) == 3
    monkeypatch.undo()
    bench.assert_as_fresh()


def test_another_picture_by_the_same_name_is_another_picture(bench: Bench) -> None:
    bench.build(NOON)
    before = bench.page("bulletins/one/")
    bench.write("media/a.jpg", OTHER)
    report = bench.build()
    assert report.written
    assert bench.page("bulletins/one/") != before
    assert images(bench)[0].get("height") == "900"
    assert copies(bench) == {"a.jpg-480.webp", "a.jpg-1000.webp"}
    bench.assert_as_fresh()


def test_an_unchanged_site_is_left_alone(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build(NOON)
    monkeypatch.setattr(encode, "make_copies", no_copies)
    assert bench.build().written == 0
    assert not (bench.project.cache / "pictures").exists()


def test_a_copy_that_was_lost_or_written_to_is_made_again(bench: Bench) -> None:
    bench.build(NOON)
    (bench.site / "pictures/a.jpg-480.webp").unlink()
    (bench.site / "pictures/a.jpg-960.webp").write_bytes(b"not ours")
    (bench.site / "pictures/b.webp").write_bytes(b"nobody's")
    bench.build()
    bench.assert_as_fresh()


def test_copies_come_and_go_with_what_is_shown(bench: Bench) -> None:
    """Before it is published, and when it was withdrawn, there is no trace of a picture."""
    bench.build(at("2026-06-01 07:59"))
    assert not bench.mentions("a.jpg")
    bench.build(WHEN)
    assert len(copies(bench)) == 3
    notice = {"at": "2026-06-01 12:00", "reason": "某"}
    bench.write("bulletins/2026/one.yml", {**NEWS, **COVER, "withdrawn": notice})
    bench.build(NOON)
    assert not bench.mentions("a.jpg")
    bench.assert_as_fresh()


def test_what_is_only_to_be_taken_along_has_no_copies(bench: Bench) -> None:
    files = [{"title": "海报", "file": "media/b.jpg"}]
    bench.write("media/b.jpg", PHOTO)
    bench.write("bulletins/2026/two.yml", {**NEWS, "attachments": files})
    bench.build(NOON)
    assert (bench.site / "media/b.jpg").is_file()
    assert len(copies(bench)) == 3


@pytest.mark.parametrize(
    ("data", "code", "size"),
    [
        (PHOTO[: len(PHOTO) // 2], "picture-broken", ("1300", "650")),
        (b"\xff\xd8\xff\xe0 and nothing more", "picture-unreadable", ("", "")),
    ],
)
def test_a_broken_picture_blocks_no_alert(
    bench: Bench, data: bytes, code: str, size: tuple[str, str]
) -> None:
    """It stands there as it is, and every build says what is wrong with it."""
    bench.write("media/a.jpg", data)
    files = ("media/a.jpg", "media/a.jpg")
    bench.write("alerts/2026/rain.yml", alert("甲", WHEN, files))
    for _ in range(2):
        report = bench.build(NOON)
        assert report.complete
        assert [one.path for one in report.problems if one.code == code] == ["content/media/a.jpg"]
    for url in ("alerts/rain/", "en/alerts/rain/", "bulletins/one/"):
        for one in images(bench, url):
            assert (one.get("width"), one.get("height")) == size
            assert one.parent is not None
            assert one.parent.tag != "picture"
        assert images(bench, url)
    assert not copies(bench)
    bench.assert_as_fresh()


def test_each_message_of_an_alert_brings_its_picture(bench: Bench) -> None:
    """In every language, and not before it is sent."""
    bench.write("media/b.jpg", OTHER)
    second = {**message("乙", at("2026-06-01 10:00")), "action": "更新", "image": "media/b.jpg"}
    entry = alert("甲", WHEN, ("media/a.jpg", "media/a.jpg"))
    entry["messages"].append({**second, "image_alt": "丁"})
    bench.write("alerts/2026/rain.yml", entry)
    bench.build(at("2026-06-01 09:59:59"))
    assert not bench.mentions("b.jpg")
    bench.build(at("2026-06-01 10:00"))
    for url, sizes in (("alerts/rain/", ["1000", "1300"]), ("en/alerts/rain/", ["1000", "1300"])):
        assert sorted(one.get("width") for one in images(bench, url)) == sizes
        assert all(one.get("loading") == "lazy" for one in images(bench, url))
    assert len(copies(bench)) == 5
    bench.assert_as_fresh()


def test_a_moving_picture_is_left_alone(bench: Bench) -> None:
    frames = [photo(640, 480), photo(640, 480).rotate(180)]
    bench.write("media/m.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    bench.write("bulletins/2026/one.yml", {**NEWS, "body": "![丙](media/m.gif)"})
    bench.build(NOON)
    (one,) = images(bench)
    assert (one.get("width"), one.get("height")) == ("640", "480")
    assert not copies(bench)


def test_editors_give_a_picture_no_attributes(bench: Bench) -> None:
    """What is written as HTML loses them as before; size and loading are ours."""
    body = (
        '<img src="media/a.jpg" alt="丙" width="9" onload="x()" style="x" srcset="https://b.cn/x">'
    )
    bench.write("bulletins/2026/one.yml", {**NEWS, "body": body})
    bench.build(NOON)
    (one,) = images(bench)
    assert set(one.attributes) == {"src", "alt", "width", "height", "loading", "decoding"}
    assert one.get("width") == "1300"


def test_the_number_of_processes_changes_no_byte(bench: Bench) -> None:
    bench.write("media/b.jpg", OTHER)
    bench.write("bulletins/2026/two.yml", bulletin("甲", WHEN, ("media/b.jpg", "media/b.jpg")))
    bench.build(NOON, jobs=3)
    assert len(copies(bench)) == 5
    bench.assert_as_fresh()


def test_a_hand_written_page_does_not_take_the_address(bench: Bench) -> None:
    (bench.project.docs / "pictures.md").write_text("# 图片\n", encoding="utf-8")
    assert "address-taken" in {one.code for one in bench.build(NOON).problems}

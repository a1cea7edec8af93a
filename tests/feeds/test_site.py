"""Feeds as a build leaves them: whole, where they belong, and not written without need."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from PIL import Image

from generator.covers import font
from generator.feeds.article import render as article_module
from tests.feeds.examples import at, bulletin, campaign, event, message
from tests.feeds.rules import all_faults
from tests.feeds.support import entries, guids, read
from tests.pages.support import pages
from tests.site import support
from tests.site.support import PDF, PNG, Bench, mtimes, tree

NOW = at(1000)


def feeds_of(bench: Bench) -> dict[str, bytes]:
    """Every feed and archive of the output; the index of CAP messages has tests of its own."""
    found = tree(bench.site)
    names = ("feed.xml", "atom.xml", "feed.json")
    return {
        path: data
        for path, data in found.items()
        if path in names
        or (path.startswith("feeds/") and path.endswith(".xml") and path != "feeds/cap.xml")
    }


def written_since(bench: Bench, before: dict[str, int]) -> set[str]:
    """The files below feeds/ and covers/, and the feeds of the root, that were written anew."""
    after = mtimes(bench.site)
    changed = {path for path, time in after.items() if before.get(path) != time}
    names = ("feed.xml", "atom.xml", "feed.json")
    return {path for path in changed if path in names or path.startswith(("feeds/", "covers/"))}


def many(bench: Bench, count: int, **more: str) -> None:
    """So many bulletins, one an hour."""
    for number in range(count):
        bench.write(f"bulletins/2026/b{number:03}.yml", bulletin(number, **more))


def addresses(data: bytes) -> Iterator[tuple[str, int | None]]:
    """Every picture a feed names, with the length it tells."""
    for item in read(data).entries:
        for one in item.enclosures:
            yield one.href, int(one.length)
        for one in item.get("media_content", ()):
            yield one["url"], int(one["filesize"])
        for address in re.findall(r'<img[^>]* src="([^"]*)"', item.content[0].value):
            yield address, None


def test_every_feed_of_a_site_is_without_fault(bench: Bench) -> None:
    """And what its items name is there: pages, pictures, with the lengths that are told."""
    bench.build()
    feeds = feeds_of(bench)
    assert len(feeds) >= 14
    assert not all_faults(feeds)
    base = read(feeds["feed.xml"]).feed.link
    named = set()
    for path in feeds.keys() - {"feed.json"}:
        for address, length in addresses(feeds[path]):
            file = bench.site / unquote(address.removeprefix(base))
            assert file.is_file(), address
            assert length in (None, file.stat().st_size)
            named.add(file)
        for item in read(feeds[path]).entries:
            page = unquote(item.link.removeprefix(base).partition("#")[0])
            assert (bench.site / page / "index.html").is_file(), item.link
    assert set((bench.site / "covers").rglob("*.jpg")) <= named


def test_drawn_covers_are_what_wechat_takes(bench: Bench) -> None:
    """Two shapes of the sizes that the feed tells, each at most 64 KB."""
    bench.build()
    sizes = {"wide": (900, 383), "square": (500, 500)}
    found = list((bench.site / "covers").rglob("*.jpg"))
    assert found
    for path in found:
        data = path.read_bytes()
        assert len(data) <= 64 * 1024
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == sizes[path.stem.rpartition("-")[2]]


def test_every_page_leads_to_the_feeds(bench: Bench) -> None:
    """Autodiscovery, on pages of every depth, under whatever address the site has."""
    bench.build()
    wanted = {
        "application/rss+xml": 4,
        "application/atom+xml": 1,
        "application/feed+json": 1,
    }
    for url, page in pages(bench.site).items():
        links = page.all("link", rel="alternate")
        found = [link for link in links if link.get("type") in wanted]
        for kind, count in wanted.items():
            assert sum(link.get("type") == kind for link in found) == count, url
        for link in found:
            place = urljoin(f"/{url}", link.get("href"))
            assert (bench.site / place.lstrip("/")).is_file(), (url, link.get("href"))
            assert " · " in link.get("title")


def test_a_site_without_content_has_its_feeds(bare: Bench) -> None:
    bare.build()
    feeds = feeds_of(bare)
    assert len(feeds) == 14
    assert not all_faults(feeds)
    assert not (bare.site / "covers").exists()


def test_a_feed_is_written_only_when_an_item_of_it_changed(bare: Bench) -> None:
    """Nothing, something new, something old that changed, a comment, and a word of the site."""
    many(bare, 120)
    bare.write("campaigns/week.yml", campaign(5))
    bare.build(NOW)
    before = mtimes(bare.site)
    bare.build(at(1001))
    assert not written_since(bare, before)
    bare.write("alerts/2026/rain.yml", event(message(1000)))
    bare.build()
    every = {"feed.xml", "atom.xml", "feed.json"}
    covers = {f"covers/alert/rain-20260821T000000-{shape}.jpg" for shape in ("wide", "square")}
    assert written_since(bare, before) == every | covers | {"feeds/alerts.xml"}
    before = mtimes(bare.site)
    bare.write("bulletins/2026/b010.yml", bulletin(10, title="改过的题目"))
    bare.build()
    drawn = {f"covers/bulletin/b010-{shape}.jpg" for shape in ("wide", "square")}
    assert written_since(bare, before) == drawn | {
        f"feeds/archive/{name}/1.xml" for name in ("feed", "bulletins", "news")
    }
    before = mtimes(bare.site)
    path = bare.content / "bulletins/2026/b119.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# 只是注释\n", encoding="utf-8")
    bare.build()
    assert not written_since(bare, before)
    bare.assert_as_fresh()


def test_an_end_by_time_comes_with_the_build_at_its_time(bare: Bench) -> None:
    """No file of content changed; only the feeds that have the event are written."""
    bare.write("alerts/2026/rain.yml", event(message(1000)))
    many(bare, 3)
    bare.build(at(1005.9))
    before = mtimes(bare.site)
    bare.build(at(1006))
    assert len(guids((bare.site / "feeds/alerts.xml").read_bytes())) == 2
    assert {path for path in written_since(bare, before) if path.endswith(".xml")} == {
        *("feed.xml", "atom.xml", "feeds/alerts.xml")
    }
    bare.assert_as_fresh()


def test_what_lies_in_the_cache_changes_no_byte(bare: Bench) -> None:
    """Items from the shelf are those that would be made; what is damaged there is made."""
    many(bare, 55)
    bare.write("alerts/2026/rain.yml", event(message(999, review=2000)))
    bare.build(NOW)
    shelf = bare.project.cache / "items"
    assert len(list(shelf.iterdir())) == 51
    for path in list(shelf.iterdir())[:20]:
        path.write_bytes(b"")
    bare.write("bulletins/2026/new.yml", bulletin(999))
    bare.build(jobs=2)
    bare.assert_as_fresh()
    shutil.rmtree(shelf)
    bare.write("bulletins/2026/newer.yml", bulletin(999.5))
    bare.build()
    bare.assert_as_fresh()
    assert len(list(shelf.iterdir())) == 51


def test_a_feed_that_was_damaged_or_removed_comes_back(bare: Bench) -> None:
    many(bare, 60)
    bare.build(NOW)
    (bare.site / "feed.xml").unlink()
    (bare.site / "feeds/archive/feed/1.xml").write_bytes(b"damaged")
    (bare.site / "covers/bulletin/b059-wide.jpg").unlink()
    (bare.site / "feeds/archive/feed/9.xml").write_bytes(b"nobody asks for this")
    bare.build()
    bare.assert_as_fresh()


def test_covers_leave_with_their_items(bare: Bench) -> None:
    """Where covers are shared, only items of live feeds have their own."""
    bare.write("site.yml", {"name": "站", "archive_covers": "共用"})
    many(bare, 51)
    bare.build(NOW)
    assert not (bare.site / "covers/bulletin/b000-wide.jpg").exists()
    item = entries((bare.site / "feeds/archive/feed/1.xml").read_bytes())[
        "urn:yingji:310105:bulletin:b000"
    ]
    kept = bare.site / "covers/archive/news-wide.jpg"
    assert item.enclosures[0].length == str(kept.stat().st_size)
    assert (bare.site / "covers/bulletin/b001-wide.jpg").exists()
    bare.write("bulletins/2026/new.yml", bulletin(999))
    bare.build()
    assert not (bare.site / "covers/bulletin/b001-wide.jpg").exists()
    bare.assert_as_fresh()
    bare.write("site.yml", {"name": "站"})
    bare.build()
    assert (bare.site / "covers/bulletin/b000-wide.jpg").exists()
    assert not (bare.site / "covers/archive").exists()
    bare.assert_as_fresh()
    (bare.content / "bulletins/2026/b000.yml").unlink()
    bare.build()
    assert not (bare.site / "covers/bulletin/b000-wide.jpg").exists()


def test_the_length_of_a_cover_is_true_after_it_was_replaced(bare: Bench) -> None:
    """The editor's picture changes under its name: feeds and archives tell the new length."""
    own = {"cover": "media/a b.png", "cover_alt": "图"}
    for number in range(50):
        bare.write(
            f"bulletins/2026/b{number:03}.yml", bulletin(number, **own if not number else {})
        )
    bare.write("media/a b.png", PNG)
    bare.build(NOW)
    bare.write("media/a b.png", PNG + bytes(1000))
    bare.build()
    for path in ("feed.xml", "feeds/archive/bulletins/1.xml"):
        item = entries((bare.site / path).read_bytes())["urn:yingji:310105:bulletin:b000"]
        assert item.enclosures[0].length == str(len(PNG) + 1000)
    bare.assert_as_fresh()


def test_a_cover_that_can_not_be_drawn_is_tried_again_with_all_feeds_that_name_it(
    bare: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Archives too, which nothing else would ever make anew."""
    many(bare, 51)

    def broken(_: object) -> bytes:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(support, "_COVER", broken)  # by which the tests' bench draws
        report = bare.build(NOW)
        assert {problem.code for problem in report.problems} >= {"unexpected-failure"}
        archive = (bare.site / "feeds/archive/bulletins/1.xml").read_bytes()
        assert not any(item.enclosures for item in entries(archive).values())
        bare.build()
    bare.build()
    archive = (bare.site / "feeds/archive/bulletins/1.xml").read_bytes()
    assert all(item.enclosures for item in entries(archive).values())
    bare.assert_as_fresh()


def test_without_the_font_feeds_are_made_without_covers(
    bare: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clear word to the editor, no traceback, feeds without fault."""
    monkeypatch.setattr(font, "PATH", str(bare.content / "no-such-font.ttc"))
    many(bare, 2)
    report = bare.build(NOW)
    told = [problem for problem in report.problems if problem.code == "font-missing"]
    assert [problem.severity for problem in told] == ["warning"]
    assert report.complete
    assert not (bare.site / "covers").exists()
    assert not all_faults(feeds_of(bare))
    assert not any(item.enclosures for item in read((bare.site / "feed.xml").read_bytes()).entries)


def test_one_text_that_can_not_be_made_keeps_no_other_from_the_feed(
    bare: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its item stands there with its address; the build says so, and the next one tries again."""
    many(bare, 3)
    bare.write("bulletins/2026/bad.yml", bulletin(900, body="炸弹"))
    bare.write("alerts/2026/rain.yml", event(message(999)))
    article = article_module.article

    def fails(view: object) -> str:
        if "炸弹" in str(view):
            raise RuntimeError("boom")
        return article(view)  # type: ignore[arg-type]

    monkeypatch.setattr(article_module, "article", fails)
    report = bare.build(NOW)
    feeds = feeds_of(bare)
    assert not all_faults(feeds)
    assert len(guids(feeds["feed.xml"])) == 5
    assert guids(feeds["feeds/alerts.xml"])
    told = {(one.path, one.code) for one in report.problems if one.severity == "error"}
    assert told == {("content/bulletins/2026/bad.yml", "unexpected-failure")}
    assert "boom" in (bare.project.cache / "errors.txt").read_text(encoding="utf-8")
    monkeypatch.undo()
    assert bare.build().complete
    assert "炸弹" in (bare.site / "feed.xml").read_text(encoding="utf-8")
    bare.assert_as_fresh()


def test_what_a_message_names_and_is_not_there_is_left_out(bare: Bench) -> None:
    """The alert is out all the same, in every feed."""
    files = {"image": "media/none.png", "image_alt": "云图"}
    papers = [{"title": "有的", "file": "media/a.pdf"}, {"title": "没有的", "file": "media/b.pdf"}]
    bare.write("media/a.pdf", PDF)
    bare.write("alerts/2026/rain.yml", event(message(999, attachments=papers, **files)))
    bare.build(NOW)
    html = read((bare.site / "feed.xml").read_bytes()).entries[0].content[0].value
    assert "media/a.pdf" in html
    assert "none.png" not in html
    assert "b.pdf" not in html


def test_feeds_name_the_address_of_the_site_under_a_path(bare: Bench, tmp_path: Path) -> None:
    """``url`` of site.yml is the only one there is; guids do not have it."""
    bare.write("bulletins/2026/one.yml", bulletin(0))
    bare.build(NOW)
    before = (bare.site / "feed.xml").read_text(encoding="utf-8")
    base = "https://应急.example:8443/区/"
    bare.write("site.yml", f"name: 长宁应急\nurl: {base}\n")
    bare.build()
    after = (bare.site / "feed.xml").read_text(encoding="utf-8")
    assert "example.invalid" in before
    assert "example.invalid" not in after
    assert "https://xn--extu8a.example:8443/%E5%8C%BA/bulletins/one/" in after
    assert guids(before.encode()) == guids(after.encode()) == ["urn:yingji:310105:bulletin:one"]
    assert not all_faults(feeds_of(bare))
    assert str(tmp_path) not in after

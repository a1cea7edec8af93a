"""Which items a feed holds, which its archives, and that what is closed stays as it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.feeds.posts import Post, Row, collect, ordered
from generator.feeds.windows import SIZE, archived, archives, live
from generator.pages.page import Source
from tests.feeds.examples import START, at, bulletin, event, message, urn
from tests.feeds.support import BASE, Desktop, guids, history, read

MINUTE = timedelta(minutes=1)


def rows(minutes: list[int]) -> list[Row]:
    """Posts published so many minutes after the start, in the order of feeds."""
    posts = (
        Post(
            at=START + minute * MINUTE,
            guid=f"urn:yingji:310105:bulletin:b{number:04}",
            form="entry",
            kind="bulletin",
            name=f"b{number:04}",
            title="题",
            url="",
            source=Source("x", b""),
            updated=None,
            nature="实际",
            categories=("工作动态",),
        )
        for number, minute in enumerate(minutes)
    )
    return list(collect(posts).rows)


MINUTES = st.lists(st.integers(0, 300), max_size=260)


@given(MINUTES, st.sets(st.integers(0, 259), max_size=8))
def test_feed_and_archives_together_hold_every_post_once(minutes: list[int], old: set[int]) -> None:
    """Archives are full, disjoint and in order; the feed has the newest and what is held."""
    posts = rows(minutes)
    held = {posts[at][0].guid for at in old if at < len(posts)}
    window, closed = live(posts, held), archives(posts)
    assert list(window[:SIZE]) == posts[:SIZE]
    assert held <= {post.guid for post, _ in window}
    assert len(window) <= SIZE + len(held)
    assert list(window) == ordered(window)
    assert all(len(archive.rows) == SIZE for archive in closed)
    assert [archive.number for archive in closed] == list(range(1, len(closed) + 1))
    seen = [row for archive in reversed(closed) for row in archive.rows]
    assert posts[len(posts) - len(seen) :] == seen
    assert {*window, *seen} == set(posts)


@given(MINUTES, st.lists(st.integers(301, 400), max_size=120))
def test_what_is_newer_changes_no_archive(minutes: list[int], newer: list[int]) -> None:
    before, after = archives(rows(minutes)), archives(rows(minutes + newer))
    assert after[: len(before)] == before


@given(st.lists(MINUTES, min_size=1, max_size=3))
def test_what_is_archived_anywhere_is_found_without_sorting(lists: list[list[int]]) -> None:
    """In the archives of its own list, or in those of all together."""
    posts = [rows(minutes) for minutes in lists]
    renamed = [
        [(post._replace(guid=f"{post.guid}-{at}"), key) for post, key in some]
        for at, some in enumerate(posts)
    ]
    every = [*renamed, ordered(row for some in renamed for row in some)]
    wanted = {row for some in every for archive in archives(some) for row in archive.rows}
    found = list(archived(renamed))
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_every_alert_in_force_is_in_every_feed_of_alerts(desk: Desktop) -> None:
    """However much has been published since; when it ends it goes the way of all items."""
    desk.write("alerts/2026/old.yml", event(message(0, review=3), message(1, level="橙", review=9)))
    for number in range(60):
        desk.write(f"alerts/2026/n{number}.yml", event(message(10 + number, expires=11 + number)))
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(10 + number))
    feeds = desk.feeds(at(200))
    for path in ("feed.xml", "atom.xml", "feeds/alerts.xml"):
        assert len(guids(feeds[path])) == 51
        assert guids(feeds[path])[-1] == urn("old", 1)
    assert urn("old", 1) in feeds["feed.json"].decode()
    desk.write(
        "alerts/2026/old.yml",
        event(message(0, review=3), message(1, level="橙", review=9), message(100, "解除")),
    )
    feeds = desk.feeds(at(200))
    for path in ("feed.xml", "feeds/alerts.xml"):
        assert len(guids(feeds[path])) == 50
        assert urn("old", 1) not in guids(feeds[path])
        assert urn("old", 100) in guids(feeds[path])


def test_while_an_update_is_to_come_both_messages_stay(desk: Desktop) -> None:
    """The one that holds and the one that was announced."""
    desk.write(
        "alerts/2026/old.yml",
        event(message(0, review=300), message(1, level="红", effective=250, expires=300)),
    )
    for number in range(60):
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(10 + number))
    assert guids(desk.feeds(at(200))["feed.xml"])[-2:] == [urn("old", 1), urn("old", 0)]
    assert guids(desk.feeds(at(260))["feed.xml"])[-1:] == [urn("old", 1)]


def test_a_reader_that_follows_the_archives_finds_everything(desk: Desktop) -> None:
    """From the feed to its first archive; each names the one before and the feed itself."""
    for number in range(157):
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(number / 4))
    feeds = desk.feeds(at(99))
    for path in ("feed.xml", "feeds/bulletins.xml", "feeds/bulletins/news.xml"):
        assert len(history(feeds, path)) == 157
    assert {path for path in feeds if path.startswith("feeds/archive/feed/")} == {
        f"feeds/archive/feed/{number}.xml" for number in (1, 2, 3)
    }
    links = {link.rel: link.href for link in read(feeds["feeds/archive/news/2.xml"]).feed.links}
    assert links["self"] == f"{BASE}feeds/archive/news/2.xml"
    assert links["current"] == f"{BASE}feeds/bulletins/news.xml"
    assert links["prev-archive"] == f"{BASE}feeds/archive/news/1.xml"
    assert "next-archive" not in links


def test_a_full_archive_keeps_its_bytes(desk: Desktop) -> None:
    """Through new items, ends, and guides that are rewritten."""
    desk.write(
        "guides/rainstorm.yml", {"title": "暴雨", "hazard": "暴雨", "during": ["离开低洼处"]}
    )
    for number in range(30):
        desk.write(f"alerts/2026/a{number}.yml", event(message(number)))
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(number))
    early = desk.feeds(at(40))
    closed = {path: data for path, data in early.items() if "archive" in path}
    assert closed
    desk.write("guides/rainstorm.yml", {"title": "暴雨", "hazard": "暴雨", "during": ["别的做法"]})
    for number in range(30, 70):
        desk.write(f"alerts/2026/a{number}.yml", event(message(11 + number)))
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(11 + number))
    later = desk.feeds(at(999))
    assert {path: later[path] for path in closed} == closed
    assert "离开低洼处" in early["feed.xml"].decode()
    assert "别的做法" in later["feed.xml"].decode()


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(8)))
def test_feeds_do_not_depend_on_the_order_of_files(
    tmp_path_factory: object, order: list[int]
) -> None:
    """Same content, same bytes."""
    folder: Path = tmp_path_factory.mktemp("desk")  # type: ignore[attr-defined]
    desk, other = Desktop(folder / "one"), Desktop(folder / "other")
    for number in range(8):
        desk.write(f"bulletins/2026/b{number}.yml", bulletin(number // 3))
    for number in order:
        other.write(f"bulletins/2026/b{number}.yml", bulletin(number // 3))
    assert desk.feeds(at(9)) == other.feeds(at(9))


def test_one_new_item_needs_one_entry(desk: Desktop) -> None:
    """What was made before lies on the shelf; taking it away changes no byte."""
    for number in range(60):
        desk.write(f"bulletins/2026/b{number:02}.yml", bulletin(number))
    desk.feeds(at(99))
    desk.write("bulletins/2026/new.yml", bulletin(98))
    desk.loads = 0
    feeds = desk.feeds(at(99))
    archived = 50  # Archives are made anew each time here; the store of the site keeps them.
    assert desk.loads == archived + 1
    fresh = Desktop(desk.folder / "apart")
    for number in range(60):
        fresh.write(f"bulletins/2026/b{number:02}.yml", bulletin(number))
    fresh.write("bulletins/2026/new.yml", bulletin(98))
    assert fresh.feeds(at(99)) == feeds

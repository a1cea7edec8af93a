"""Copies of pictures are made when the pages are there: no alert waits for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model.moment import Moment
from generator.pictures import encode
from generator.pictures.picture import Picture, Sized
from generator.site.build import Builder
from generator.site.copies import Waiting
from generator.site.run import Run
from tests.pictures.support import photo, saved
from tests.site.entries import alert
from tests.site.support import Bench, at, chrome_of, make_project, written

WHEN, NOON = at("2026-06-01 08:00"), at("2026-06-01 12:00")
COUNT = 4
NEWS = {"title": "某", "category": "工作动态", "published": written(WHEN), "body": "甲"}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A site with as many new photographs as bulletins."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    for number in range(COUNT):
        data = saved(photo(700, 500 + number), "JPEG", quality=92)
        bench.write(f"media/{number}.jpg", data)
        cover = {"cover": f"media/{number}.jpg", "cover_alt": "乙"}
        bench.write(f"bulletins/2026/n{number}.yml", {**NEWS, **cover})
    return bench


def builder(bench: Bench) -> Builder:
    return Builder(bench.project, lambda: chrome_of(bench.project), bench.site)


def copies(bench: Bench) -> int:
    return len([*bench.site.glob("pictures/*.webp")])


Making = Callable[[bytes, Sized], tuple[Picture, dict[int, bytes]]]


@pytest.fixture
def during(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], Any]], list[int]]:
    """Has something done before each picture is copied; gives the numbers of those begun."""
    make: Making = encode.make_copies

    def have(done: Callable[[int], Any]) -> list[int]:
        begun: list[int] = []

        def making(data: bytes, sized: Sized) -> tuple[Picture, dict[int, bytes]]:
            begun.append(len(begun))
            done(begun[-1])
            return make(data, sized)

        monkeypatch.setattr(encode, "make_copies", making)
        return begun

    return have


def test_pages_are_there_before_a_picture_is_copied(bench: Bench, during: Any) -> None:
    """With the original alone, of its true size; the copies come when all are made."""

    def look(_: int) -> None:
        page = bench.page("bulletins/n0/")
        assert '<img width="700" height="500"' in page
        assert "srcset" not in page
        assert copies(bench) == 0

    assert during(look) == []
    bench.build(NOON)
    assert "0.jpg-480.webp 480w, ../../pictures/0.jpg-700.webp 700w" in bench.page("bulletins/n0/")
    assert copies(bench) == 2 * COUNT
    during(lambda _: None)
    bench.assert_as_fresh()


def test_an_alert_does_not_wait_while_pictures_are_copied(bench: Bench, during: Any) -> None:
    """Another build brings it in the middle of the work, and touches no page with a picture."""
    later = at("2026-06-01 12:30")
    found: list[object] = []

    def urgent(number: int) -> None:
        if number != 1:
            return
        page = bench.site / "bulletins/n0/index.html"
        before = page.stat()
        bench.write("alerts/2026/rain.yml", alert("雨", later))
        other = builder(bench)
        report = other.copies(other.pages(Moment(later)), lambda: Moment(later))
        found.extend([len(report.due), page.stat() == before, copies(bench)])
        assert "雨" in bench.page("alerts/rain/")

    begun = during(urgent)
    first = builder(bench)
    report = first.copies(first.pages(Moment(NOON)), lambda: Moment(later))
    assert found == [COUNT, True, 0]
    assert len(begun) == COUNT
    # The time went on while they were copied: what was said meanwhile is still said.
    assert "雨" in bench.page("alerts/rain/")
    assert not report.due
    bench.now = later
    bench.reports.append(report)
    bench.assert_as_fresh()


def test_a_last_pass_for_an_earlier_time_takes_nothing_back(bench: Bench) -> None:
    """Where the time is given, and another build was for a later one."""
    later = at("2026-06-01 12:30")
    first = builder(bench)
    pages = first.pages(Moment(NOON))
    bench.write("alerts/2026/rain.yml", alert("雨", later))
    builder(bench).pages(Moment(later))
    report = first.copies(pages, lambda: Moment(NOON))
    assert not report.due
    assert "雨" in bench.page("alerts/rain/")
    bench.now = later
    bench.reports.append(report)
    bench.assert_as_fresh()


def stop(at_number: int) -> Callable[[int], None]:
    def stopping(number: int) -> None:
        if number == at_number:
            raise KeyboardInterrupt

    return stopping


def test_copying_that_is_stopped_goes_on_where_it_was(bench: Bench, during: Any) -> None:
    begun = during(stop(2))
    with pytest.raises(KeyboardInterrupt):
        bench.build(NOON)
    assert "srcset" not in bench.page("bulletins/n0/")
    begun = during(lambda _: None)
    bench.build()
    assert len(begun) == COUNT - 2
    assert not (bench.project.cache / "pictures").exists()
    bench.assert_as_fresh()


def test_a_last_pass_that_is_stopped_loses_no_copy(
    bench: Bench, during: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out = Run._carry_out

    def stopped(run: Run, planned: Any) -> Any:
        head = carry_out(run, planned)
        if run._settle and planned.section.name == "bulletins":
            raise KeyboardInterrupt
        return head

    with monkeypatch.context() as patched:
        patched.setattr(Run, "_carry_out", stopped)
        with pytest.raises(KeyboardInterrupt):
            bench.build(NOON)
    begun = during(lambda _: None)
    bench.build()
    assert begun == []
    assert copies(bench) == 2 * COUNT
    bench.assert_as_fresh()


def test_who_has_no_time_leaves_the_rest_to_the_next(bench: Bench, during: Any) -> None:
    begun = during(lambda _: None)
    first = builder(bench)
    report = first.copies(first.pages(Moment(NOON)), lambda: Moment(NOON), seconds=0)
    assert (len(begun), len(report.due)) == (1, COUNT - 1)
    assert [("srcset" in bench.page(f"bulletins/n{n}/")) for n in range(COUNT)].count(True) == 1
    assert copies(bench) == 2
    assert report.complete
    bench.build(NOON)
    assert len(begun) == COUNT
    bench.assert_as_fresh()


def test_two_at_once_do_not_both_copy(bench: Bench, during: Any) -> None:
    begun = during(lambda _: None)
    first = builder(bench)
    pages = first.pages(Moment(NOON))
    with Waiting(bench.project, b"")._held() as ours:
        assert ours
        report = first.copies(pages, lambda: Moment(NOON))
    assert (begun, len(report.due)) == ([], COUNT)
    assert not first.copies(report, lambda: Moment(NOON)).due
    assert len(begun) == COUNT


def test_what_waits_is_left_to_who_is_copying(bench: Bench) -> None:
    """Whoever has nothing to wait for clears up, but not under the hands of another."""
    waiting = Waiting(bench.project, b"")
    folder = bench.project.cache / "pictures"
    folder.mkdir(parents=True)
    with Waiting(bench.project, b"")._held():
        waiting.clear()
        assert folder.exists()
    waiting.clear()
    assert not folder.exists()


def test_a_picture_that_changes_while_it_is_copied_is_copied_as_it_is_then(
    bench: Bench, during: Any
) -> None:
    data = saved(photo(900, 400), "JPEG", quality=92)

    def change(number: int) -> None:
        if number == 0:
            bench.write("media/2.jpg", data)

    during(change)
    report = bench.build(NOON)
    assert not report.due
    assert 'width="900" height="400"' in bench.page("bulletins/n2/")
    assert (bench.site / "pictures/2.jpg-900.webp").is_file()
    bench.assert_as_fresh()


def test_copies_that_were_only_touched_are_not_made_again(bench: Bench, during: Any) -> None:
    """As when the output is taken to another disk."""
    bench.build(NOON)
    begun = during(lambda _: None)
    for path in bench.site.glob("pictures/*"):
        path.touch()
    assert bench.build().written == 0
    assert begun == []
    bench.assert_as_fresh()


def test_a_copy_that_could_not_be_put_in_place_is_told_and_made_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not left out for good: the page names it."""

    def fail(*_: Any) -> bytes:
        raise OSError("the disk")

    with monkeypatch.context() as patched:
        patched.setattr(Waiting, "copy", fail)
        report = bench.build(NOON)
    assert not report.complete
    assert copies(bench) == 0
    bench.build()
    assert copies(bench) == 2 * COUNT
    bench.assert_as_fresh()


def test_lost_copies_are_made_again_behind_the_pages(bench: Bench, during: Any) -> None:
    bench.build(NOON)
    for path in bench.site.glob("pictures/1.jpg-*"):
        path.unlink()
    (bench.site / "pictures/3.jpg-480.webp").write_bytes(b"not ours")
    begun = during(lambda _: None)
    bench.build()
    assert len(begun) == 2
    bench.assert_as_fresh()


def test_the_command_says_how_many_pictures_are_left(bench: Bench) -> None:
    where = ["build", "--project", str(bench.project.root), "--site", str(bench.site)]
    when = ["--now", f"{NOON:%Y-%m-%dT%H:%M}", "--no-search", "--jobs", "1"]
    done = CliRunner().invoke(main, [*where, *when, "--copies", "0"])
    assert done.exit_code == 0
    assert f"还有 {COUNT - 1} 张图片没有缩小好" in done.output
    done = CliRunner().invoke(main, [*where, *when, "--format", "json"])
    assert done.exit_code == 0
    assert '"copies_due": 0' in done.output
    assert copies(bench) == 2 * COUNT


def test_the_time_of_each_pass_is_asked_for(bench: Bench) -> None:
    asked: list[datetime] = []

    def again() -> Moment:
        asked.append(NOON)
        return Moment(NOON)

    first = builder(bench)
    first.copies(first.pages(Moment(NOON)), again)
    assert asked == [NOON]

"""What is broken is left out and named; everything else is there, alerts before all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest

from generator.content import load
from generator.content.check import check_project
from generator.pages import render
from generator.pages.page import Page
from generator.pages.render import Press
from generator.problems import ContentError
from tests.site.entries import HOUR, alert, media, message, path_of
from tests.site.support import NOW, PNG, Bench, dump, ended, start, tree

KINDS = ("alert", "bulletin", "campaign", "guide")
INCOMPLETE = "信息不完整"
HEARTBEAT = "api/v1/heartbeat.json"
#: Ways to break any file.
BROKEN = {
    "syntax": b"title: [\n",
    "empty": b"",
    "no mapping": b"- a\n- b\n",
    "unknown key": b"no-such-field: 1\n",
    "bytes": b"\xff\xfe\x00\x01",
    "gbk": "title: 暴雨来了怎么办\n".encode("gbk"),
    "conflict": b"<<<<<<< ours\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs\n",
    "aliases": b"a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
    b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
    "deep": b"title: " + b"[" * 5000,
    "large": b"# " + b"x" * 2_100_000 + b"\ntitle: a\n",
    "control": b"title: a\x00b\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_takes_nothing_else_down(bench: Bench, kind: str) -> None:
    """Its page goes, every other page stays; exit code 3, and the file is named."""
    bench.build()
    pages = {path for path in tree(bench.site) if path.endswith("index.html")}
    for number, data in enumerate(BROKEN.values()):
        bench.write(path_of(kind, f"broken-{number}"), data)
    report = bench.build()
    assert pages <= tree(bench.site).keys()
    assert not bench.mentions("broken-")
    names = [f"content/{path_of(kind, f'broken-{number}')}" for number in range(len(BROKEN))]
    assert list(report.left_out) == sorted(names)
    assert not report.complete
    for name in names:
        assert any(p.path == name and p.severity == "error" for p in report.problems), name
    code, said = ended(start(bench))
    assert code == 3
    assert all(name in said for name in names)
    bench.assert_as_fresh()


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_that_breaks_leaves_and_one_that_is_mended_comes_back(
    bench: Bench, kind: str
) -> None:
    """Whatever was there before: the build knows no history."""
    ident = {"alert": "gas-advice", "bulletin": "drill-news", "guide": "general"}.get(kind)
    path = path_of(kind, ident or "work-safety-month-2026")
    bench.build()
    before, good = tree(bench.site), (bench.content / path).read_bytes()
    bench.write(path, BROKEN["syntax"])
    assert bench.build().left_out[0] == f"content/{path}"
    assert not (bench.site / f"{kind}s/{ident or 'work-safety-month-2026'}").exists()
    bench.assert_as_fresh()
    bench.write(path, good)
    assert bench.build().complete
    assert tree(bench.site) == before


@pytest.mark.parametrize("kind", ["alert", "bulletin"])
def test_an_id_taken_twice_stays_with_the_first_file(bench: Bench, kind: str) -> None:
    """The second is left out, whatever order they came in."""
    path = {"alert": "alerts/{}/gas-advice.yml", "bulletin": "bulletins/{}/drill-news.yml"}[kind]
    data = (bench.content / path.format(2026)).read_bytes()
    bench.write(path.format(2027), data)
    report = bench.build()
    assert report.left_out == (f"content/{path.format(2027)}",)
    assert any(problem.code == "id-taken" for problem in report.problems)
    bench.write(path.format(2025), data)
    report = bench.build()
    assert report.left_out == tuple(f"content/{path.format(year)}" for year in (2026, 2027))
    (bench.content / path.format(2025)).unlink()
    bench.build()
    bench.assert_as_fresh()


def assert_incomplete(bench: Bench, *, said: bool) -> None:
    """Status and heartbeat say the same."""
    assert bench.status["incomplete"] is said
    assert bench.json(HEARTBEAT)["incomplete"] is said


def test_a_broken_message_keeps_the_ones_before_it(bench: Bench) -> None:
    """The page says so, status and heartbeat too, until it is mended."""
    entry = alert("大雨", NOW - 3 * HOUR)
    good = message("第二条", NOW - 2 * HOUR) | {"action": "更新", "level": "橙"}
    broken = message("第三条", NOW - HOUR) | {"action": "更新", "level": "Ⅱ"}
    last = message("第四条", NOW) | {"action": "更新", "level": "红"}
    entry["messages"] += [good, broken, last]
    bench.write(path_of("alert", "event"), entry)
    report = bench.build()
    page = bench.page("alerts/event/")
    assert "第二条" in page
    assert "第三条" not in page
    assert "第四条" not in page
    assert INCOMPLETE in page
    assert not report.complete
    (row,) = [row for row in bench.status["in_force"] if row["id"] == "event"]
    assert row["level"] == "橙"
    assert_incomplete(bench, said=True)
    bench.assert_as_fresh()
    broken["level"] = "红"
    bench.write(path_of("alert", "event"), entry)
    assert bench.build().complete
    assert INCOMPLETE not in bench.page("alerts/event/")
    assert_incomplete(bench, said=False)


@pytest.mark.parametrize(
    "path", ["alerts/2026/broken.yml", "alerts/2026/odd.yaml", "alerts/2026/Bad_Id.yml",
             "alerts/2026/archive.yml", "alerts/2027/gas-advice.yml"]
)  # fmt: skip
def test_an_alert_that_is_left_out_is_told_to_machines(bench: Bench, path: str) -> None:
    """A broken file, a wrong ending, an id that may not be, one taken already."""
    bench.build()
    assert_incomplete(bench, said=False)
    bench.write(path, BROKEN["syntax"] if "broken" in path else alert("某", NOW - HOUR))
    report = bench.build()
    assert f"content/{path}" in report.left_out
    assert not report.complete
    assert_incomplete(bench, said=True)
    bench.assert_as_fresh()
    (bench.content / path).unlink()
    bench.build()
    assert_incomplete(bench, said=False)


def test_a_linked_alert_is_told_to_machines(bench: Bench, tmp_path: Path) -> None:
    """A symbolic link is not read; so something may be missing."""
    target = tmp_path / "real.yml"
    target.write_text(dump(alert("某", NOW - HOUR)), encoding="utf-8")
    (bench.content / "alerts/2026/linked.yml").symlink_to(target)
    assert not bench.build().complete
    assert not bench.mentions("linked/")
    assert_incomplete(bench, said=True)


@pytest.mark.parametrize("state", ["absent", "spoilt"])
def test_an_alert_without_its_media_is_still_there(bench: Bench, state: str) -> None:
    """What it names is not shown and not linked; it comes with the files."""
    picture, paper = media(bench, "sketch")
    if state == "spoilt":
        bench.write(picture, b"<html><script>alert(1)</script>")
        bench.write(paper, b"MZ")
    else:
        (bench.content / picture).unlink()
        (bench.content / paper).unlink()
    bench.write(path_of("alert", "event"), alert("大雨", NOW - HOUR, (picture, paper)))
    report = bench.build()
    assert "大雨" in bench.page("alerts/event/")
    assert not bench.mentions("sketch.")
    assert not report.complete
    assert "event" in [row["id"] for row in bench.status["in_force"]]
    bench.assert_as_fresh()
    media(bench, "sketch")
    assert bench.build().complete
    assert set(bench.mentions("sketch.")) >= {picture, paper}
    bench.assert_as_fresh()


def test_a_bulletin_without_its_media_is_left_out(bench: Bench) -> None:
    """It comes when the file does."""
    entry = {"title": "某", "category": "工作动态", "published": "2026-11-01 09:00"}
    bench.write(path_of("bulletin", "pictured"), entry | {"body": "![图](media/new.png)"})
    assert bench.build().left_out == ("content/bulletins/2026/pictured.yml",)
    assert not bench.mentions("pictured")
    bench.write("media/new.png", PNG)
    assert bench.build().complete
    assert "../../media/new.png" in bench.page("bulletins/pictured/")
    bench.assert_as_fresh()


def test_names_of_any_bytes_are_named_and_passed_by(bench: Bench) -> None:
    """Files and folders whose names are no UTF-8, or hold line ends."""
    root = os.fsencode(bench.content)
    for name in (b"alerts/2026/\xff.yml", b"bulletins/2026/\xfe\n.yml", b"media/\xff.png", b"\xff"):
        with open(root + b"/" + name, "wb") as stream:  # noqa: PTH123 - names of bytes
            stream.write(b"title: x\n")
    os.mkdir(root + b"/guides/\xfd")  # noqa: PTH102
    report = bench.build(jobs=2)
    assert len({problem.path for problem in report.problems if "\\x" in problem.path}) >= 4
    assert "7月10日暴雨预警" in bench.page("alerts/rainstorm-0710/")
    report.problems[0].path.encode()
    assert ended(start(bench))[0] == 3
    bench.assert_as_fresh()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_in_reading_one_file_stops_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """The file is named; with the failure gone its page is back though nobody touched it."""
    bench.build()
    wanted = tree(bench.site)
    original = load._load_entry

    def failing(kind: str, path: str, *rest: object) -> object:
        if "drill-news" in path or "gas-advice" in path:
            raise RuntimeError("unforeseen")
        return original(kind, path, *rest)  # type: ignore[arg-type]

    for name in ("bulletins/2026/drill-news.yml", "alerts/2026/gas-advice.yml"):
        os.utime(bench.content / name)
    with monkeypatch.context() as patch:
        patch.setattr(load, "_load_entry", failing)
        report = bench.build(jobs=jobs)
        found = {problem.path for problem in report.problems if "unexpected" in problem.code}
        assert found == set(report.left_out)
        assert len(found) == 2
        assert_incomplete(bench, said=True)
        assert not (bench.site / "bulletins/drill-news").exists()
        assert "7月10日暴雨预警" in bench.page("alerts/rainstorm-0710/")
    assert bench.build().complete
    assert tree(bench.site) == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_in_making_one_page_stops_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """All others are made, the build says what is missing and is not complete."""
    original = render.slots

    def failing(press: Press, page: Page) -> dict[str, str]:
        if page.path == "bulletins/drill-news/index.html":
            raise RuntimeError("unforeseen")
        return original(press, page)

    with monkeypatch.context() as patch:
        patch.setattr(render, "slots", failing)
        report = bench.build(jobs=jobs)
        assert not report.complete
        (problem,) = [one for one in report.problems if "unexpected" in one.code]
        assert "drill-news" in problem.path
        assert (bench.project.root / ".cache/errors.txt").read_text("utf-8").count("unforeseen")
    pages = tree(bench.site).keys()
    assert "bulletins/drill-news/index.html" not in pages
    assert bench.build().complete
    assert tree(bench.site).keys() - pages == {
        "bulletins/drill-news/",
        "bulletins/drill-news/index.html",
    }
    bench.assert_as_fresh()


def test_tables_that_are_broken_take_nothing_down(bench: Bench) -> None:
    """Neither one by one nor all of them, nor when they are gone."""
    names = ["site", "tags", "hazards", "objectives", "calendar", "places/all"]
    for name in names:
        bench.write(f"{name}.yml", BROKEN["syntax"])
        assert not bench.build().complete
        assert "7月10日暴雨预警" in bench.page("alerts/rainstorm-0710/")
    bench.assert_as_fresh()
    for name in names:
        (bench.content / f"{name}.yml").unlink()
    bench.build()
    assert "7月10日暴雨预警" in bench.page("alerts/rainstorm-0710/")
    bench.assert_as_fresh()


def test_a_place_of_two_files_is_told_and_stands_once(bare: Bench) -> None:
    """The first file keeps the id; two of one would be one anchor twice on a page."""
    row = {"id": "hall", "name": "甲馆", "kind": "应急避灾点", "subdistrict": "虹桥街道"}
    bare.write("places/a.yml", [row])
    bare.write("places/b.yml", [{**row, "id": "park", "name": "丙园"}, {**row, "name": "乙馆"}])
    for _ in range(2):
        report = bare.build()
        (problem,) = report.problems
        assert problem[:5] == ("content/places/b.yml", 5, 7, "error", "taken-twice")
        assert not report.left_out
        assert not report.complete
        assert "乙馆" not in bare.page("places/")
        assert bare.page("places/").count('id="p-hall"') == 1
        assert "丙园" in bare.page("places/")
    found = check_project(str(bare.project.root), bare.now).problems
    assert problem in found
    bare.assert_as_fresh()
    bare.write("places/b.yml", [{**row, "id": "park", "name": "丙园"}])
    assert bare.build().complete


def test_a_site_without_content_is_built(bare: Bench) -> None:
    """Fronts are there, and nothing says that nothing is in force."""
    assert bare.build().complete
    assert "无预警" not in bare.page("")
    assert bare.status["in_force"] == []
    assert bare.status["next_change"] is None
    assert bare.status["as_of"] is None
    bare.assert_as_fresh()


def test_a_site_without_the_content_folder_is_built(bare: Bench) -> None:
    """As if it were empty."""
    bare.content.rmdir()
    bare.build()
    bare.assert_as_fresh()


@pytest.mark.parametrize("folder", ["alerts", "alerts/2026", "bulletins/2026"])
def test_a_folder_that_can_not_be_listed_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """It is not taken for an empty one; where alerts may be missing, machines are told."""
    original = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith(f"content/{folder}"):
            raise PermissionError(13, "Permission denied", path)
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = bench.build()
    assert not report.complete
    assert any(f"content/{folder}" == problem.path for problem in report.problems)
    assert_incomplete(bench, said="alerts" in folder)
    monkeypatch.undo()
    assert bench.build().complete
    assert_incomplete(bench, said=False)
    bench.assert_as_fresh()


def test_a_file_that_vanishes_meanwhile_stops_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editors save into another file and rename it; what is gone was never there."""
    gone = bench.write("bulletins/2026/vanishing.yml", "title: x\n")
    original = os.scandir

    class Listing(list[os.DirEntry[str]]):
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            gone.unlink(missing_ok=True)

    def scandir(path: str) -> object:
        if not str(path).endswith("content/bulletins/2026"):
            return original(path)
        with original(path) as entries:
            found = Listing(entries)
        gone.unlink(missing_ok=True)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        assert bench.build().complete
    bench.assert_as_fresh()


@pytest.mark.parametrize("folder", ["alerts", "alerts/2026"])
def test_a_linked_folder_of_alerts_is_told(bench: Bench, tmp_path: Path, folder: str) -> None:
    """It is not followed."""
    (bench.content / folder).rename(tmp_path / "real")
    (bench.content / folder).symlink_to(tmp_path / "real")
    assert not bench.build().complete
    assert not bench.mentions("rainstorm-0710")
    assert_incomplete(bench, said=True)


def test_names_too_long_for_a_file_take_nothing_down(bench: Bench) -> None:
    """A tag of a hundred characters."""
    entry = {"title": "某", "category": "工作动态", "published": "2026-11-01 09:00", "body": "甲"}
    bench.write(path_of("bulletin", "tagged"), {**entry, "tags": ["标" * 100, "x" * 300]})
    bench.build()
    assert "7月10日暴雨预警" in bench.page("alerts/rainstorm-0710/")
    assert "测试应急" in bench.page("")
    bench.assert_as_fresh()


@pytest.mark.parametrize(
    "text", ["production: ture\n", "production: true\n x: [\n", "production: true\nname: [\n", ""]
)
def test_a_slip_in_the_settings_never_shows_samples_on_the_live_site(
    bench: Bench, text: str
) -> None:
    """Where the site says production in a way that can not be read, nothing is let in."""
    sample = alert("斑马", NOW - HOUR) | {"sample": "true"}
    bench.write(path_of("alert", "sampled"), sample)
    good = "name: 某\nurl: https://a.example/\n"
    bench.write("site.yml", f"{good}production: true\n")
    bench.build()
    assert not bench.mentions("斑马")
    bench.write("site.yml", f"{good}{text}" if text else "\t")
    with suppress(ContentError):  # refused: the site stays as it was
        assert not bench.build().complete
    assert not bench.mentions("斑马")


def test_a_failure_in_a_notice_of_withdrawal_does_not_keep_the_text(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was withdrawn goes, whatever else fails."""
    entry = {"title": "某", "category": "工作动态", "published": "2026-11-01 09:00"}
    bench.write(path_of("bulletin", "gone"), {**entry, "body": "斑马"})
    bench.build()
    bench.write(path_of("bulletin", "gone"), "withdrawn: {at: 2026-11-20 09:00, reason: 误}\n")
    original = render.slots

    def failing(press: Press, page: Page) -> dict[str, str]:
        if page.path == "bulletins/gone/index.html":
            raise RuntimeError("unforeseen")
        return original(press, page)

    monkeypatch.setattr(render, "slots", failing)
    assert not bench.build().complete
    assert not bench.mentions("斑马")


def test_a_file_in_the_place_of_a_page_that_goes_too_is_swept(bench: Bench) -> None:
    """Somebody put a file where the folder of a page was, and then its entry left."""
    source = bench.write(path_of("guide", "short-lived"), "title: 一时\nduring: [做]\n")
    bench.build()
    page = bench.site / "guides/short-lived"
    (page / "index.html").unlink()
    page.rmdir()
    page.write_text("in the way")
    source.unlink()
    bench.build()
    assert not page.exists()
    bench.assert_as_fresh()

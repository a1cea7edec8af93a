"""Files compared with each other, and what happens when something goes wrong inside."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.check import check
from generator.content.check import Findings, check_project
from generator.content.docs import docs_references
from generator.content.load import load_source
from generator.content.media import LIMITS, check_media, sniff
from generator.model.moment import CST

GOOD = Path(__file__).parents[1] / "sites" / "good"
NOW = datetime(2026, 11, 23, 12, tzinfo=CST)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "site"))


def findings(site: Path, now: datetime = NOW) -> Findings:
    return check_project(str(site), now)


def codes(site: Path) -> list[str]:
    return [problem.code for problem in findings(site).problems]


def test_a_copy_of_the_good_site_is_good(site: Path) -> None:
    assert findings(site) == Findings((), (), (), ())


def test_removing_a_target_is_told_wherever_it_is_pointed_at(site: Path) -> None:
    (site / "content/guides/rainstorm.yml").unlink()
    found = [(one.path, one.line, one.code) for one in findings(site).problems]
    assert found == [
        ("content/bulletins/2021/work-plan-2021.yml", 11, "unknown-guide"),
        ("content/campaigns/work-safety-month-2026.yml", 14, "unknown-guide"),
        ("docs/index.md", 3, "unknown-guide"),
    ]


def test_a_target_with_errors_of_its_own_exists(site: Path) -> None:
    (site / "content/guides/rainstorm.yml").write_text("title: [甲]\n", encoding="utf-8")
    assert codes(site) == ["empty-page", "wrong-type"]


def test_a_withdrawn_entry_may_point_at_what_is_gone(site: Path) -> None:
    file = site / "content/bulletins/2021/work-plan-2021.yml"
    text = file.read_text(encoding="utf-8")
    (site / "content/media/2026/form.docx").unlink()
    assert codes(site) == ["media-missing"]
    file.write_text(text + "withdrawn: {at: 2026-01-01, reason: 有误}\n", encoding="utf-8")
    assert codes(site) == []


def test_what_is_dated_ahead_is_withheld_until_then(site: Path) -> None:
    found = findings(site, datetime(2026, 7, 10, 14, 18, tzinfo=CST))
    ahead = {(one.path, one.what): one.until for one in found.withheld}
    storm = "content/alerts/2026/rainstorm-0710.yml"
    assert ahead[storm, "第 1 条消息"] == datetime(2026, 7, 10, 14, 20, tzinfo=CST)
    urgent = [(one.line, one.column) for one in found.urgent if one.path == storm]
    assert urgent == [(34, 11), (41, 11)], "the first is less than five minutes ahead"
    assert found.problems == ()


@pytest.mark.parametrize(("ahead", "urgent"), [(5, 0), (6, 1)])
def test_an_alert_more_than_five_minutes_ahead_is_urgent(
    site: Path, ahead: int, urgent: int
) -> None:
    first = datetime(2026, 11, 20, 10, tzinfo=CST)
    found = findings(site, first - timedelta(minutes=ahead))
    assert len([one for one in found.urgent if "gas-advice" in one.path]) == urgent


def test_a_failure_inside_names_the_file_and_hides_no_other(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = load_source

    def broken(path: str, data: bytes) -> object:
        if path.endswith("general.yml"):
            raise ZeroDivisionError("nobody thought of this")
        return load(path, data)

    monkeypatch.setattr("generator.content.check.load_source", broken)
    (site / "content/guides/rainstorm.yml").write_text("title: [甲]\n", encoding="utf-8")
    result = CliRunner().invoke(check, ["--project", str(site), "--now", "2026-11-23"], obj={})
    assert result.exit_code == 1
    assert "content/guides/general.yml:1:1: unexpected-failure" in result.stdout
    assert "content/guides/rainstorm.yml:1:8: wrong-type" in result.stdout
    assert "Traceback" not in result.output
    details = (site / ".cache/errors.txt").read_text(encoding="utf-8")
    assert "nobody thought of this" in details


def test_a_file_that_is_gone_meanwhile_is_told(site: Path) -> None:
    gone = site / "content/guides/rainstorm.yml"

    def each(function: object, paths: object) -> object:
        gone.unlink()
        return map(function, paths)  # type: ignore[call-overload]

    found = check_project(str(site), NOW, each)  # type: ignore[arg-type]
    assert "file-unreadable" in [one.code for one in found.problems]


def test_the_order_in_which_files_are_read_does_not_matter(site: Path) -> None:
    (site / "content/tags.yml").write_text("[", encoding="utf-8")
    backwards = check_project(str(site), NOW, lambda function, paths: map(function, paths[::-1]))
    assert backwards == findings(site)


def test_many_files_are_read_by_several_processes(site: Path) -> None:
    for number in range(300):
        name = site / f"content/guides/guide-{number}.yml"
        name.write_text("title: 指南\nduring: [镇静]\nx: 1\n", encoding="utf-8")
    result = CliRunner().invoke(check, ["--project", str(site), "--now", "2026-11-23"], obj={})
    assert result.stdout.count("unknown-key") == 300


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"GIF89a", "gif"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\x00\x00\x00\x18ftypmp42", "mp4"),
        (b"ID3\x04", "mp3"),
        (b"\xff\xfb\x90", "mp3"),
        (b"\xff\xfe\x00", None),
        (b"<svg", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_type(head: bytes, ending: str | None) -> None:
    assert sniff(head) == ending


def test_a_medium_over_its_limit_is_told(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    with file.open("wb") as stream:
        stream.write(b"%PDF-1.7")
        stream.truncate(LIMITS["pdf"])
    assert check_media(str(tmp_path), "form.pdf") == ((), None)
    with file.open("ab") as stream:
        stream.write(b"\0")
    problems, picture = check_media(str(tmp_path), "form.pdf")
    assert [(one.code, one.severity) for one in problems] == [("media-too-large", "error")]
    assert picture is None


def test_a_picture_that_can_not_be_read_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "map.jpg").write_bytes(b"\xff\xd8\xff\xe0 and nothing more")
    problems, picture = check_media(str(tmp_path), "map.jpg")
    assert [(one.code, one.severity) for one in problems] == [("picture-unreadable", "warning")]
    assert picture is not None
    assert (picture.width, picture.still) == (0, False)


def test_links_in_docs_are_found_outside_of_code() -> None:
    text = (
        "[甲](entry:guide/a) `[乙](entry:guide/b)` <entry:alert/c>\n\n[d]: entry:campaign/d\n"
        "```\n[e](entry:guide/e)\n```\n- ~~~\n  entry: [f](entry:guide/f)\n  ~~~\n"
        "[g](entry:bulletin/g#part)\n"
    )
    found = [(one.target, one.line, one.column) for one in docs_references(text)]
    assert found == [
        ("guide/a", 1, 5),
        ("alert/c", 1, 42),
        ("campaign/d", 3, 6),
        ("bulletin/g", 10, 5),
    ]


def test_a_withdrawal_to_come_is_no_warning_that_has_to_be_published(site: Path) -> None:
    """Of a file that says nothing else: nothing in it waits for the editor to hurry."""
    text = "withdrawn: {at: 2026-12-01 08:00, reason: 误发}\n"
    (site / "content/alerts/2026/gone.yml").write_text(text, encoding="utf-8")
    found = findings(site)
    assert found.urgent == ()
    assert [one.what for one in found.withheld] == ["撤下的说明"]

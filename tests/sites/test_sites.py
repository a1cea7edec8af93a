"""Whole sites through ``yingji check``: one broken site per problem, and one without any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.check import check
from generator.content.codes import CODES

SITES = Path(__file__).parent
BAD = sorted(SITES.glob("bad-*"))
NOW = "2026-11-23T12:00"
#: Told of by tests of their own: too large for the repository, or not to be had from a file.
ELSEWHERE = {
    "file-too-large",
    "file-unreadable",
    "folder-unreadable",
    "media-too-large",
    # tests/site/test_pictures.py, tests/content/test_check.py
    "picture-broken",
    "picture-too-large",
    "picture-unreadable",
    "body-unreadable",
    "unexpected-failure",
    "font-missing",
    "cap-key-unusable",
    # compared with a past that a folder does not have: tests/content/test_published.py
    "published-changed",
    "published-removed",
    "published-inserted",
    "published-date",
    "address-gone",
    "translated-late",
    "past-unknown",
}


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(check, ["--project", str(site), "--now", NOW, *arguments], obj={})


@pytest.mark.parametrize("site", BAD, ids=lambda site: site.name)
def test_a_broken_site_gets_exactly_the_expected_report(site: Path) -> None:
    result = run(site)
    expected = (site / "expected.txt").read_text(encoding="utf-8")
    assert f"{result.stdout}exit {result.exit_code}\n" == expected


@pytest.mark.parametrize("site", BAD, ids=lambda site: site.name)
def test_a_broken_site_shows_the_problem_it_is_named_for(site: Path) -> None:
    told = json.loads(run(site, "--format", "json").stdout)["problems"]
    assert site.name.removeprefix("bad-") in {problem["code"] for problem in told}


def test_every_code_has_a_broken_site() -> None:
    assert {site.name.removeprefix("bad-") for site in BAD} == CODES.keys() - ELSEWHERE


def test_a_good_site_has_no_problem() -> None:
    result = run(SITES / "good", "--strict")
    assert (result.stdout, result.exit_code) == ("没有发现问题。\n", 0)


def test_warnings_fail_only_when_strict() -> None:
    site = SITES / "bad-date-only"
    assert (run(site).exit_code, run(site, "--strict").exit_code) == (0, 1)


def test_json_holds_problems_and_what_is_withheld() -> None:
    told = json.loads(run(SITES / "bad-sent-ahead", "--format", "json").stdout)
    assert told["version"] == 1
    assert [problem["code"] for problem in told["problems"]] == ["sent-ahead"]
    assert [(one["path"], one["until"]) for one in told["withheld"]] == [
        ("content/alerts/2026/a-storm.yml", "2026-12-24T14:20:00+08:00"),
        ("content/bulletins/2026/some-news.yml", "2026-12-01T09:00:00+08:00"),
    ]


def test_github_gets_one_annotation_per_problem() -> None:
    lines = run(SITES / "bad-bad-time", "--format", "github").stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("::error file=content/alerts/2026/a-storm.yml,line=7,col=11,")


def test_only_the_chosen_paths_are_reported() -> None:
    site = SITES / "bad-bad-time"
    told = run(site, "content/alerts").stdout
    assert "content/alerts/2026/a-storm.yml:7:11" in told
    assert "content/bulletins" not in told


def test_a_path_that_does_not_exist_is_wrong_use() -> None:
    assert run(SITES / "good", "content/nothing").exit_code == 2


def test_an_alert_ahead_of_its_time_is_told_first() -> None:
    first = run(SITES / "bad-sent-ahead").stdout.splitlines()[0]
    assert "sent-ahead" in first

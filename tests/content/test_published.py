"""What was published stays: real files, real git, one change at a time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

ALERT = """\
kind: 预警
hazard: 暴雨
area: [全区]
issuer: 某台
source: 短信
messages:
  - sent: 2026-07-10 14:20
    action: 发布
    level: 黄
    expires: 2026-07-10 20:20
    text: 预计有雨。
    translations: {en: {text: Rain.}}
    corrections: [{at: 2026-07-10 14:30, text: 预计有大雨。}]
  - sent: 2026-07-10 16:00
    action: 更新
    level: 橙
    expires: 2026-07-10 22:00
    text: 雨更大了。
    parameters: [{name: SAME, value: x}]
  - sent: 2026-07-10 21:00
    action: 解除
    text: 雨停了。
"""
BULLETIN = "title: 题\ncategory: 工作动态\npublished: 2026-07-01 09:00\nbody: 字\n"
CAMPAIGN = """\
title: 活动
starts: 2026-06-01
ends: 2026-06-30
events:
  - {id: open-day, title: 开放日, starts: 2026-06-16 09:00}
"""
HAZARDS = "- {name: 暴雨, slug: rainstorm}\n- {name: 大风, slug: gale}\n"
RAIN = "content/alerts/2026/rain.yml"
FILES = {
    RAIN: ALERT,
    "content/bulletins/2026/visit.yml": BULLETIN,
    "content/campaigns/month.yml": CAMPAIGN,
    "content/guides/rain.yml": "title: 雨\nduring: [躲雨]\n",
    "content/hazards.yml": HAZARDS,
    "content/site.yml": "name: 站\n",
    "mkdocs.yml": "site_name: x\n",
}
INSERTED = (
    "  - {sent: 2026-07-10 15:00, action: 更新, level: 黄, review: 2026-07-11 09:00, text: a}\n"
)
#: The last message of the event is still to come.
NOW = "2026-07-10T18:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose content is committed as ``published``."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    git(tmp_path, *who, "commit", "--quiet", "--message=x")
    git(tmp_path, "tag", "published")
    return tmp_path


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def check(root: Path, *options: str) -> Result:
    where = ("--project", str(root), "--now", NOW)
    return CliRunner().invoke(main, ["check", *where, *options])


def found(root: Path, against: str = "published") -> list[tuple[str, str, int, int, str]]:
    """Place and code of what the past has to do with; the last is the severity."""
    told = json.loads(check(root, "--against", against, "--format", "json").stdout)
    codes = ("published-", "address-", "translated-", "past-")
    return [
        (one["code"], one["path"], one["line"], one["column"], one["severity"])
        for one in told["problems"]
        if one["code"].startswith(codes)
    ]


def edit(root: Path, old: str, new: str, path: str = RAIN) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_did_not_change_is_no_problem(root: Path) -> None:
    assert found(root) == []
    assert "没有和已发布的内容比较" not in check(root, "--against", "published").output


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        ("level: 黄", "level: 红", "published-changed", 9, 12),
        ("text: 预计有雨。", "text: 预计有雪。", "published-changed", 11, 11),
        ("expires: 2026-07-10 20:20", "review: 2026-07-10 20:20", "published-changed", 7, 5),
        ("area: [全区]", "area: [虹桥街道]", "published-changed", 7, 5),
        ("issuer: 某台", "issuer: 别台", "published-changed", 7, 5),
        ("hazard: 暴雨", "hazard: 大风", "published-changed", 2, 9),
        ("kind: 预警", "kind: 预警\nstatus: 演练", "published-changed", 2, 9),
        ("kind: 预警", "kind: 预警\nsample: 是", "published-changed", 2, 9),
        ("{text: Rain.}", "{text: Snow.}", "published-changed", 12, 24),
        ("{en: {text: Rain.}}", "{ja: {text: 雨。}}", "published-changed", 12, 19),
        ("{name: SAME, value: x}", "{name: SAME, value: y}", "published-changed", 19, 17),
        ("text: 预计有大雨。", "text: 预计有暴雪。", "published-changed", 13, 18),
        ("sent: 2026-07-10 16:00", "sent: 2026-07-10 16:01", "published-removed", 7, 3),
        (
            "  - sent: 2026-07-10 16:00",
            INSERTED + "  - sent: 2026-07-10 16:00",
            "published-inserted",
            14,
            12,
        ),
    ],
)
def test_a_published_message_stays_as_it_was(
    root: Path, old: str, new: str, code: str, line: int, column: int
) -> None:
    """Each change is told on the line of the value."""
    edit(root, old, new)
    rows = found(root)
    assert (code, RAIN, line, column, "error") in rows, rows
    assert check(root, "--against", "published").exit_code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sent: 2026-07-10 21:00", "sent: 2026-07-10 20:00"),
        ("text: 雨停了。", "text: 雨已停。"),
        ("  - sent: 2026-07-10 21:00\n    action: 解除\n    text: 雨停了。\n", ""),
        (
            "text: 雨更大了。",
            "text: 雨更大了。\n    corrections: [{at: 2026-07-10 16:30, text: 大。}]",
        ),
        ("kind: 预警", "kind: 预警\nwithdrawn: {at: 2026-07-10 17:00, reason: 误发}"),
        ("sent: 2026-07-10 14:20", "sent: 2026-07-10T14:20:00+08:00"),
    ],
)
def test_what_may_change_may_change(root: Path, old: str, new: str) -> None:
    """What is still to come, corrections, withdrawal, another way to write the same."""
    edit(root, old, new)
    assert found(root) == []


def test_a_translation_that_comes_later_is_a_warning(root: Path) -> None:
    edit(root, "{en: {text: Rain.}}", "{en: {text: Rain.}, ja: {text: 雨。}}")
    assert found(root) == [("translated-late", RAIN, 12, 19, "warning")]


@pytest.mark.parametrize("path", sorted(name for name in FILES if name.count("/") > 1))
def test_an_address_does_not_go(root: Path, path: str) -> None:
    (root / path).unlink()
    assert found(root) == [("address-gone", path, 1, 1, "error")]


def test_another_id_is_another_address(root: Path) -> None:
    (root / RAIN).rename(root / "content/alerts/2026/rain-2.yml")
    assert found(root) == [("address-gone", RAIN, 1, 1, "error")]


def test_another_folder_is_the_same_address(root: Path) -> None:
    (root / "content/alerts/2027").mkdir()
    (root / RAIN).rename(root / "content/alerts/2027/rain.yml")
    assert found(root) == []


def test_what_is_not_published_yet_may_go(root: Path) -> None:
    (root / RAIN).unlink()
    told = check(root, "--against", "published", "--now", "2026-07-10T14:00").output
    assert "address-gone" not in told


def test_a_demonstration_may_go_with_a_warning(root: Path) -> None:
    edit(root, "kind: 预警", "kind: 预警\nsample: 是")
    git(root, "add", ".")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    git(root, *who, "commit", "--quiet", "--message=y")
    (root / RAIN).unlink()
    assert found(root, "HEAD") == [("address-gone", RAIN, 1, 1, "warning")]


def test_a_publishing_date_stays(root: Path) -> None:
    path = "content/bulletins/2026/visit.yml"
    edit(root, "2026-07-01 09:00", "2026-07-09 09:00", path)
    assert found(root) == [("published-date", path, 3, 12, "error")]


def test_an_event_of_a_campaign_is_cancelled_not_dropped(root: Path) -> None:
    path = "content/campaigns/month.yml"
    edit(root, "id: open-day", "id: open-night", path)
    assert [row[:3] for row in found(root)] == [("address-gone", path, 5)]


def test_the_address_of_a_hazard_stays(root: Path) -> None:
    edit(root, "slug: gale", "slug: wind", "content/hazards.yml")
    rows = found(root)
    assert rows == [("address-gone", "content/hazards.yml", 2, 20, "error")]
    edit(root, "name: 大风, slug: wind", "name: 强风, slug: gale", "content/hazards.yml")
    assert found(root) == []


def test_the_address_of_a_page_stays(root: Path) -> None:
    """Wherever the file of it lies."""
    pages = {"docs/about.md", "docs/help/index.md", "docs/help/deep.md", "docs/.notes.md"}
    for name in pages:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("# 题\n", encoding="utf-8")
    git(root, "add", ".")
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    git(root, *who, "commit", "--quiet", "--message=y")
    assert found(root, "HEAD") == []
    (root / "docs/about").mkdir()
    (root / "docs/about.md").rename(root / "docs/about/index.md")
    (root / "docs/help/deep.md").rename(root / "docs/help/deeper.md")
    (root / "docs/help/index.md").unlink()
    (root / "docs/.notes.md").unlink()
    told = sorted(row[1:] for row in found(root, "HEAD"))
    assert told == [
        ("docs/help/deep.md", 1, 1, "error"),
        ("docs/help/index.md", 1, 1, "error"),
    ]
    assert "网页 /help/ 没有了" in check(root, "--against", "HEAD").stdout


def test_a_file_that_can_not_be_read_is_told_as_such_alone(root: Path) -> None:
    (root / RAIN).write_text("kind: [\n", encoding="utf-8")
    assert found(root) == []
    assert check(root, "--against", "published").exit_code == 1


def _no_git(root: Path) -> None:
    (root / ".git").rename(root / "other")


@pytest.mark.parametrize(
    ("spoil", "against", "words"),
    [
        (lambda _: None, "nowhere", "git 里没有 nowhere"),
        (lambda _: None, "--upload-pack=x", "git 里没有 --upload-pack=x"),
        (_no_git, "published", "这里没有 git 记录"),
        (lambda _: None, "missing.json", "missing.json 读不出来：没有这个文件"),
    ],
)
def test_a_past_that_was_asked_for_and_is_not_there_is_an_error(
    root: Path, spoil: Callable[[Path], None], against: str, words: str
) -> None:
    """Silence would read as: nothing changed."""
    spoil(root)
    ran = check(root, f"--against={against}")
    assert ran.exit_code == 1
    assert f"past-unknown 没有和已发布的内容比较：{words}" in ran.stdout


def test_without_a_past_a_plain_check_says_that_it_did_not_look(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = check(root)
    assert ran.exit_code == 0
    assert ran.stderr == "没有和已发布的内容比较：当前分支没有对应的远程分支。\n"
    told = json.loads(check(root, "--format", "json").stdout)
    assert told["not_compared"] == "当前分支没有对应的远程分支"
    monkeypatch.setenv("PATH", str(root / "nothing"))
    assert check(root).stderr == "没有和已发布的内容比较：这台机器上没有 git。\n"


def test_a_plain_check_looks_at_the_upstream_branch(root: Path, tmp_path: Path) -> None:
    git(root, "branch", "upstream")
    git(root, "branch", "--set-upstream-to=upstream")
    edit(root, "level: 黄", "level: 红")
    ran = check(root)
    assert (ran.exit_code, ran.stderr) == (1, "")
    assert "published-changed 已经发布的消息改了 level，原来是 「黄」" in ran.stdout
    assert "加一条 更新" in ran.stdout
    assert tmp_path == root

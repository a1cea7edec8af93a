"""``yingji new`` makes files that pass the check and can not be mistaken for real ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.content.load import load_source
from generator.content.starters import KINDS

HAZARDS = Path(__file__).parents[2] / "content/hazards.yml"
PATHS = {
    "alert": "content/alerts/2026/sample-1.yml",
    "bulletin": "content/bulletins/2026/sample-1.yml",
    "campaign": "content/campaigns/sample-1.yml",
    "guide": "content/guides/sample-1.yml",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a table of hazards and nothing else."""
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    shutil.copy(HAZARDS, tmp_path / "content")
    return tmp_path


def run(root: Path, *words: str) -> Result:
    fixed = ["--project", str(root), "--now", "2026-12-31T23:50"]
    return CliRunner().invoke(main, [*words, *fixed])


def entry(root: Path, path: str) -> Any:
    return load_source(path, (root / path).read_bytes()).entry


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_lies_where_it_belongs_and_has_no_error(root: Path, kind: str) -> None:
    done = run(root, "new", kind, "sample-1")
    assert (done.exit_code, done.output) == (0, f"已新建：{PATHS[kind]}\n")
    checked = run(root, "check", "--format", "json", PATHS[kind])
    assert checked.exit_code == 0
    codes = {problem["code"] for problem in json.loads(checked.stdout)["problems"]}
    assert codes <= {"unknown-hazard", "instructions-missing", "translation-missing"}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_sample_until_an_editor_takes_the_line_out(root: Path, kind: str) -> None:
    run(root, "new", kind, "sample-1")
    made = entry(root, PATHS[kind])
    assert made.sample is True
    text = (root / PATHS[kind]).read_text(encoding="utf-8")
    path = root / PATHS[kind]
    path.write_text(text.replace("sample: true\n", ""), encoding="utf-8")
    assert entry(root, PATHS[kind]) == made.model_copy(update={"sample": False})


def test_no_real_alert_takes_its_steps_from_an_unfinished_guide(root: Path) -> None:
    run(root, "new", "guide", "sample-1")
    hazards = {row.name for row in entry(root, "content/hazards.yml")}
    assert entry(root, PATHS["guide"]).hazard not in hazards


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_is_never_overwritten(root: Path, kind: str) -> None:
    run(root, "new", kind, "sample-1")
    before = (root / PATHS[kind]).read_bytes()
    (root / PATHS[kind]).write_bytes(before + b"# mine\n")
    done = run(root, "new", kind, "sample-1")
    assert done.exit_code == 1
    assert f"已经有 {PATHS[kind]}" in done.output
    assert (root / PATHS[kind]).read_bytes() == before + b"# mine\n"


def test_an_id_of_another_year_is_taken(root: Path) -> None:
    run(root, "new", "alert", "sample-1")
    (root / "content/alerts/2026").rename(root / "content/alerts/2025")
    assert run(root, "new", "alert", "sample-1").exit_code == 1


@pytest.mark.parametrize("ident", ["../x", "大雨", "index", "2026", "A", "a/b"])
def test_a_bad_id_is_refused(root: Path, ident: str) -> None:
    assert run(root, "new", "alert", ident).exit_code == 1
    assert not (root / "content/alerts").exists()


def test_another_kind_is_wrong_use(root: Path) -> None:
    assert run(root, "new", "poem", "sample-1").exit_code == 2

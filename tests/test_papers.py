"""README, decisions and the handbook say what the project is, and nothing it is not."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import click
import pytest

from generator.cli import COMMANDS, main
from generator.content.codes import CODES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "docs/handbook/problems.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "decisions").glob("*.md"))
TARGETS = re.findall(
    r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE
)
#: Beginnings of paths that only the machine of whoever wrote a file has.
FOREIGN = [f"/{name}/".encode() for name in ("work", "root", "tmp/w")]
#: What the Makefile and the tools make; the project is what remains.
MADE = {"site", "build", "dist"}


def options() -> list[str]:
    """Every long option of every command, but for ``--help``."""
    commands: list[click.Command | None] = [main]
    commands += [main.get_command(None, name) for name in COMMANDS]  # type: ignore[arg-type]
    commands += [one for group in commands[1:] for one in getattr(group, "commands", {}).values()]
    found = {
        word
        for command in commands
        if command is not None
        for parameter in command.params
        for word in parameter.opts
        if word.startswith("--")
    }
    return sorted(found - {"--help", "--version"})


def codes_outside_content() -> list[str]:
    """The codes of the problems that theme and output give: the first small word in a call."""
    found: set[str] = set()
    for folder in ("theme", "site"):
        for file in (ROOT / "generator" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("Problem", "_problem", "_failed", "_saying")
                ):
                    words = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
                    found.update([word for word in words if _is_code(word)][:1])
    return sorted(found)


def _is_code(word: str) -> bool:
    return word not in ("error", "warning") and bool(re.fullmatch("[a-z]+(-[a-z]+)*", word))


def project_files() -> list[Path]:
    """Every file that git tracks; where there is no git, every file that nobody made."""
    try:
        asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = [name.decode() for name in asked.stdout.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = []
    if not names:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        names = [
            path.as_posix()
            for path in found
            if path.parts[0] not in MADE
            and not any(part == "__pycache__" or part.startswith(".") for part in path.parts)
        ]
    # What is tracked may have been moved away since.
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_the_readme_opens_with_chinese_text() -> None:
    title, text = README.split("\n\n")[:2]
    assert title.startswith("# ")
    assert len(re.findall("[一-鿿]", text)) > len(text) / 2


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`yingji {command}\b", README)


@pytest.mark.parametrize("option", options())
def test_every_option_is_in_the_readme(option: str) -> None:
    assert re.search(rf"`{option}\b", README)


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_every_exit_code_is_in_the_readme(code: int) -> None:
    assert f"\n| {code} | " in README


@pytest.mark.parametrize("target", sorted(set(TARGETS)))
def test_every_task_is_in_the_readme(target: str) -> None:
    assert re.search(rf"`make {target}\b(?!-)", README)


def test_the_layout_of_the_readme_is_the_one_there_is() -> None:
    layout = README.partition("## Layout")[2].partition("```text\n")[2].partition("```")[0]
    folders = re.findall(r"^( *)([\w.]+/(?:\w+)?) ", layout, flags=re.MULTILINE)
    assert len(folders) > 10
    for indent, folder in folders:
        assert (ROOT / ("generator" if indent else "") / folder).exists(), folder


@pytest.mark.parametrize("code", sorted({*CODES, *codes_outside_content()}))
def test_every_code_of_a_problem_is_in_the_handbook(code: str) -> None:
    assert f"\n| `{code}` | " in HANDBOOK


def test_the_handbook_explains_no_code_that_does_not_exist() -> None:
    explained = set(re.findall(r"^\| `([a-z-]+)` \|", HANDBOOK, flags=re.MULTILINE))
    assert explained <= {*CODES, *codes_outside_content()}


def test_there_are_decisions_and_their_numbers_are_in_order() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_a_sentence_as_title_a_status_and_three_parts(path: Path) -> None:
    title, _, status, *lines = path.read_text(encoding="utf-8").splitlines()
    words = re.sub(r"[^a-z ]", "", title.removeprefix("# ").lower()).split()
    assert title.startswith("# ")
    assert path.stem[5:] == "-".join(words)
    assert status.startswith("Status: ")
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## Context", "## Decision", "## Consequences"]
    assert len(lines) < 40


@pytest.mark.parametrize("path", [ROOT / "README.md", *DECISIONS], ids=lambda path: path.stem)
def test_every_file_of_ours_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:generator|overrides|content|docs|tests)/[\w./-]+)`", text)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    for name in (*named, *links):
        assert (path.parent / name).exists() or (ROOT / name).exists(), name


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    named = [
        str(path.relative_to(ROOT))
        for path in project_files()
        if any(beginning in path.read_bytes() for beginning in FOREIGN)
    ]
    assert named == []

"""Imports go one way: what lies lower knows nothing of what is built on it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[1] / "generator"
#: What each package may import of the others, at any depth of its code.
MAY: dict[str, set[str]] = {
    "problems": set(),
    "refusals": set(),
    "encoding": set(),
    "project": set(),
    "net": set(),
    "headers": set(),
    "model": set(),
    "text": set(),
    "languages": {"model"},
    "pictures": set(),
    "content": {"model", "text", "problems", "refusals", "pictures"},
    "charts": set(),
    "pages": {"model", "text", "content", "languages", "charts", "pictures"},
    "covers": set(),
    "api": {"model", "content", "languages", "pages"},
    "feeds": {"model", "text", "content", "pages", "covers"},
    "cap": {"model", "content", "languages", "pages", "feeds"},
    "theme": {
        *("model", "text", "content", "languages", "pages"),
        *("encoding", "headers", "problems", "project", "site", "search"),
    },
    "site": {
        *("model", "text", "content", "languages", "pages", "covers", "feeds", "cap", "api"),
        *("problems", "project", "refusals", "theme", "pictures"),
    },
    "search": {"model", "text", "content", "pages", "project", "refusals", "site", "theme"},
    # Runs where there is no project: it reads the feed alone.
    "wechat": {"model", "net"},
    "relay": {"model", "content", "problems", "refusals"},
    "cli": {
        *("model", "content", "problems", "project", "refusals", "net", "encoding"),
        *("headers", "search", "site", "theme", "wechat", "relay"),
    },
}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return found


def _package(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


@pytest.mark.parametrize("package", MAY)
def test_a_package_imports_only_what_lies_below(package: str) -> None:
    """Whatever a package imports of ours stands in the table."""
    folder = CODE / package
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [CODE / f"{package}.py"]
    assert files
    for path in files:
        ours = {_package(name) for name in _imports(path) if name.startswith("generator.")}
        assert ours <= MAY[package] | {package}, path


def test_only_the_theme_imports_mkdocs() -> None:
    """Everything else would survive a change of theme engine."""
    for path in CODE.rglob("*.py"):
        if "theme" not in path.relative_to(CODE).parts:
            assert not [name for name in _imports(path) if name.split(".")[0] == "mkdocs"], path


@pytest.mark.parametrize("package", ["pages", "feeds", "cap", "api"])
def test_pages_take_of_content_only_what_a_loaded_file_is(package: str) -> None:
    """Pages and feeds are made of models; the loader's result is named in types alone."""
    for path in (CODE / package).rglob("*.py"):
        names = {name for name in _imports(path) if name.startswith("generator.content")}
        assert names <= {"generator.content.load", "generator.content.loaded"}, path

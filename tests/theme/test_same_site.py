"""`mkdocs build` and `mkdocs serve` give the bytes that `yingji build` gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from generator.project import Project
from generator.search.index import index_site
from generator.site.build import build_into
from generator.theme.chrome import load_chrome
from generator.theme.clock import preview_moment
from generator.theme.plugin import YingjiPlugin
from tests.theme.support import ROOT


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """This project, with all of its content."""
    monkeypatch.setenv("YINGJI_NOW", "2026-11-23 12:00")
    for name in ("content", "docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return Project(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("site_url", [None, "http://127.0.0.1:8000/"], ids=["build", "serve"])
def test_mkdocs_writes_the_same_bytes(copy: Project, tmp_path: Path, site_url: str | None) -> None:
    """Strictly, and a second time over what is there."""
    ours = tmp_path / "ours"
    chrome = load_chrome(copy, site_url)
    build_into(copy, chrome, ours, preview_moment())
    if site_url is None:  # a preview has no search
        assert index_site(copy, chrome, ours, preview_moment()).problem == ""
    for _ in range(2):
        config = load_config(str(copy.config), plugins=[], strict=site_url is None)
        config.plugins["yingji"] = plugin = YingjiPlugin()
        plugin.on_startup(command="build" if site_url is None else "serve", dirty=False)
        config.site_url = site_url
        build(config, serve_url=site_url)
        assert tree(copy.site) == tree(ours)
    assert "index.html" in tree(ours)

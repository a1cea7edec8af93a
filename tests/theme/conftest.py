"""Projects to take the chrome of."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project import Project
from generator.theme.chrome import Chrome, load_chrome
from tests.theme.support import EDIT_URI, HOSTILE_DOC, ChromeOf, make_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh project."""
    root = tmp_path / "project"
    root.mkdir()
    return make_project(root)


@pytest.fixture(scope="session")
def chrome_of(tmp_path_factory: pytest.TempPathFactory) -> ChromeOf:
    """A project taken once for all tests, by the edit address it was taken with."""
    taken: dict[str, tuple[Project, Chrome]] = {}

    def chrome_of(edit_uri: str) -> tuple[Project, Chrome]:
        if edit_uri not in taken:
            project = make_project(tmp_path_factory.mktemp("project"))
            report = project.docs / "report.md"
            report.write_text(HOSTILE_DOC, encoding="utf-8")
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("YINGJI_EDIT_URI", edit_uri)
                taken[edit_uri] = project, load_chrome(project)
        return taken[edit_uri]

    return chrome_of


@pytest.fixture
def taken(chrome_of: ChromeOf) -> tuple[Project, Chrome]:
    """The project and its chrome, with edit links."""
    return chrome_of(EDIT_URI)

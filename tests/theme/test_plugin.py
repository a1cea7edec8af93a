"""`mkdocs build` and `mkdocs serve` with our plugin: MkDocs renders, we write."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.livereload import LiveReloadServer

from generator.model.moment import Moment
from generator.problems import Problem
from generator.project import Project
from generator.search.told import Indexed
from generator.site.output import NotOursError
from generator.theme.chrome import Chrome, load_chrome
from generator.theme.plugin import YingjiPlugin
from generator.theme.taking import render


class Call(NamedTuple):
    """What the plugin asked for, and what lay in the folder of the site by then."""

    project: Project
    chrome: Chrome
    folder: Path
    now: Moment
    present: list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """Stands in for the builder of the site and notes what it is called with."""
    noted: list[Call] = []

    def build_into(
        project: Project, chrome: Chrome, folder: Path, now: Moment, **_: object
    ) -> SimpleNamespace:
        present = sorted(path.name for path in folder.rglob("*")) if folder.is_dir() else []
        noted.append(Call(project, chrome, folder, now, present))
        text = (project.content / "site.yml").read_text(encoding="utf-8")
        if "elsewhere" in text:
            raise NotOursError("这里不是我们的")
        problem = Problem("content/site.yml", 1, 1, "warning", "a-code", "有问题。")
        if "broken" not in text:
            return SimpleNamespace(problems=(problem,), left_out=())
        problems = (problem._replace(severity="error"),)
        return SimpleNamespace(problems=problems, left_out=("content/a.yml",))

    module = ModuleType("generator.site.build")
    module.build_into = build_into  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    # What was not built has nothing to be found.
    monkeypatch.setattr("generator.search.index.index_site", lambda *_, **__: Indexed())
    return noted


def run(project: Project, site_url: str | None = None) -> None:
    """What `mkdocs build --strict` does, or `mkdocs serve` at ``site_url``."""
    config = load_config(str(project.config), plugins=[], strict=site_url is None)
    config.plugins["yingji"] = plugin = YingjiPlugin()
    plugin.on_startup(command="build" if site_url is None else "serve", dirty=False)
    config.site_url = site_url
    build(config)


def test_mkdocs_build_writes_the_site_that_our_own_build_writes(
    project: Project, calls: list[Call]
) -> None:
    """From the same chrome, into the folder of the site, at the same moment."""
    run(project)
    (call,) = calls
    assert call.chrome == load_chrome(project)
    assert call.project == project
    assert call.folder == project.site


def test_mkdocs_itself_touches_nothing_in_the_folder_of_the_site(
    project: Project, calls: list[Call]
) -> None:
    """It would empty it first, and with it the store and pages that people are reading."""
    project.site.mkdir()
    (project.site / "index.html").write_text("live", encoding="utf-8")
    (project.site / ".yingji").write_text("", encoding="utf-8")
    run(project)
    assert calls[0].present == [".yingji", "index.html"]


def test_a_preview_keeps_the_address_that_mkdocs_gave_it(
    project: Project, calls: list[Call]
) -> None:
    """And is known by another digest, so that nothing of it is taken for the real site."""
    run(project, "http://127.0.0.1:8000/")
    chrome = calls[0].chrome
    assert chrome.site_url == "http://127.0.0.1:8000/"
    assert chrome == load_chrome(project, "http://127.0.0.1:8000/")
    assert chrome.digest != load_chrome(project).digest


def test_the_moment_is_that_of_the_environment(
    project: Project, calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    """北京时间 where no offset is given."""
    monkeypatch.setenv("YINGJI_NOW", "2026-07-10 14:20")
    run(project)
    assert calls[0].now.instant.isoformat() == "2026-07-10T14:20:00+08:00"


def test_what_is_only_to_be_looked_at_does_not_fail_a_strict_build(
    project: Project, calls: list[Call], caplog: pytest.LogCaptureFixture
) -> None:
    """It is told; an entry that is left out does fail it, once the rest is written."""
    caplog.set_level("INFO")
    run(project)
    assert "empty output" not in caplog.text
    assert "content/site.yml:1:1: a-code" in caplog.text
    (project.content / "site.yml").write_text("name: broken\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(project)
    assert "content/site.yml:1:1: a-code 有问题。" in caplog.text
    assert "content/a.yml 有错，没有上站。" in caplog.text
    assert len(calls) == 2


def test_a_preview_survives_what_stops_a_build(
    project: Project, calls: list[Call], caplog: pytest.LogCaptureFixture
) -> None:
    """The server of MkDocs would answer nothing any more."""
    (project.content / "site.yml").write_text("name: elsewhere\n", encoding="utf-8")
    run(project, "http://127.0.0.1:8000/")
    assert "这里不是我们的" in caplog.text
    with pytest.raises(SystemExit):
        run(project)
    assert len(calls) == 2


def test_a_moment_that_is_none_is_refused(
    project: Project,
    calls: list[Call],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A preview of another day than the one asked for would mislead."""
    monkeypatch.setenv("YINGJI_NOW", "明天")
    with pytest.raises(SystemExit):
        run(project)
    assert "YINGJI_NOW 不是时间：明天" in caplog.text
    assert calls == []


def test_bad_settings_stop_mkdocs_with_their_place(
    project: Project, calls: list[Call], caplog: pytest.LogCaptureFixture
) -> None:
    """As problems, in Chinese."""
    text = project.config.read_text(encoding="utf-8")
    project.config.write_text(f"repo_url: https://git.example/\n{text}", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(project)
    assert "mkdocs.yml:1:1: settings-key 不能设置 repo_url" in caplog.text
    assert calls == []


def test_a_preview_watches_content_and_templates(project: Project) -> None:
    """MkDocs itself watches only docs/ and mkdocs.yml."""
    plugin, _ = render(project)
    config = load_config(str(project.config), plugins=[])
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(project.root))
    try:
        plugin.on_serve(server, config=config, builder=lambda: None)
        watched = set(server._watched_paths)
    finally:
        server.server_close()
    assert {str(project.content), str(project.overrides)} <= watched

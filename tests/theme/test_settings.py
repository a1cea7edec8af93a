"""mkdocs.yml: what must not be set is found, at its place."""

from __future__ import annotations

import pytest

from generator.project import Project
from generator.theme.settings import check_settings
from tests.theme.support import ROOT


def test_the_settings_of_this_project_are_good() -> None:
    """They are the ones the site is built with."""
    assert check_settings(Project(ROOT)) == []


GOOD = """\
site_name: x
theme:
  name: material
  custom_dir: overrides
  font: false
  features: [content.action.edit]
plugins: [yingji]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "code"),
    [
        ("content.action.edit", "navigation.instant", 6, 14, "settings-feature"),
        ("content.action.edit", "navigation.instant.progress", 6, 14, "settings-feature"),
        ("content.action.edit", "content.action.edit, announce.dismiss", 6, 35, "settings-feature"),
        ("content.action.edit", "content.action.view", 6, 14, "settings-feature"),
        ("content.action.edit", "search.suggest", 6, 14, "settings-feature"),
        ("[yingji]", "[yingji, search]", 7, 19, "settings-plugin"),
        ("[yingji]", "\n  - search:\n      lang: zh\n  - yingji", 8, 5, "settings-plugin"),
        ("[yingji]", "\n  blog: {}\n  yingji: {}", 8, 3, "settings-plugin"),
        ("plugins: [yingji]", "", 1, 1, "settings-plugin"),
        ("[yingji]", "[]", 7, 1, "settings-plugin"),
        ("material", "readthedocs", 3, 9, "settings-theme"),
        ("  custom_dir: overrides\n", "", 2, 1, "settings-theme"),
        ("font: false", "font: {text: Roboto}", 5, 9, "settings-font"),
        ("  font: false\n", "", 2, 1, "settings-font"),
        ("font: false", "font: 'false'", 5, 9, "settings-font"),
        ("site_name: x", "site_name: x\nrepo_url: https://x", 2, 1, "settings-key"),
        ("site_name: x", "site_name: x\nsite_url: https://x", 2, 1, "settings-key"),
        ("site_name: x", "site_name: x\nhooks: [a.py]", 2, 1, "settings-key"),
        ("site_name: x", "INHERIT: a.yml\nsite_name: x", 1, 1, "settings-key"),
        ("site_name: x", "site_name: x\nuse_directory_urls: false", 2, 21, "settings-key"),
        ("site_name: x", "site_name: x\nextra_css: [https://x/y.css]", 2, 13, "settings-origin"),
        ("site_name: x", "site_name: x\nextra: {analytics: {}}", 2, 9, "settings-extra"),
        ("site_name: x", "site_name: x: y", 1, 13, "settings-syntax"),
        ("site_name: x", "\tsite_name: x", 1, 1, "settings-syntax"),
    ],
)
def test_a_setting_that_the_frames_can_not_follow_is_a_problem_at_its_place(
    project: Project, old: str, new: str, line: int, column: int, code: str
) -> None:
    """One problem each, in Chinese and with what to do."""
    assert old in GOOD
    project.config.write_text(GOOD.replace(old, new), encoding="utf-8")
    found = check_settings(project)
    assert [(p.path, p.line, p.column, p.code) for p in found] == [
        ("mkdocs.yml", line, column, code)
    ]
    assert found[0].severity == "error"
    assert found[0].hint or code == "settings-syntax"


@pytest.mark.parametrize("data", [b"", b"- a", b"\xff\xfe", b"x", b"theme: x\nplugins: y"])
def test_whatever_the_file_holds_it_is_told_in_problems(project: Project, data: bytes) -> None:
    """Never an exception."""
    project.config.write_bytes(data)
    assert check_settings(project)


@pytest.mark.parametrize("new", ["repo_url:", "edit_uri: !ENV [X, '']\nuse_directory_urls: yes"])
def test_settings_that_are_empty_or_as_they_should_be_are_no_problem(
    project: Project, new: str
) -> None:
    """Unknown tags neither."""
    project.config.write_text(f"{GOOD}{new}\n", encoding="utf-8")
    assert check_settings(project) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("content.action.edit", "navigation.tabs", 6, 14),
        ("  font: false", "  font: false\n  palette: {scheme: slate}", 6, 3),
    ],
)
def test_a_setting_without_effect_is_a_warning_at_its_place(
    project: Project, old: str, new: str, line: int, column: int
) -> None:
    """The chrome is our own: nobody should look for a switch that does nothing."""
    project.config.write_text(GOOD.replace(old, new), encoding="utf-8")
    [found] = check_settings(project)
    assert (found.line, found.column, found.code) == (line, column, "settings-unused")
    assert found.severity == "warning"
    assert found.hint

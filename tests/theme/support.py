"""A small project with the theme of this one, and a reader of its pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeAlias

import yaml

from generator.project import Project
from generator.theme.chrome import Chrome
from generator.theme.generated import nav_titles

ROOT = Path(__file__).parents[2]
SITE = """\
name: 长宁<应急> & "x"'
url: https://example.gov.cn/sub/
idcode: 3101050000
host: 某<局> & '单位'
icp: 沪ICP备00000000号
columns:
  - {name: 服务, type: 咨询投诉, description: 举报 & 培训, keywords: 举报，隐患}
"""
GENERATED = ("index.md", *(f"{name}/index.md" for name in (
    "alerts", "bulletins", "campaigns", "guides", "places", "tags", "objectives"
)))  # fmt: skip


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml without what its tags stand for."""


_Tolerant.add_multi_constructor("", lambda *_: None)


def make_project(root: Path) -> Project:
    """Our mkdocs.yml and overrides, with a page for each that the nav names."""
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "content").mkdir()
    (root / "content/site.yml").write_text(SITE, encoding="utf-8")
    nav = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Tolerant)["nav"]  # noqa: S506
    for name, title in nav_titles(nav).items():
        if name not in GENERATED:
            page = root / "docs" / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"# {title}\n\n正文。\n", encoding="utf-8")
    return Project(root)


HOSTILE_DOC = """\
---
description: 描述 <b> & "引号" '单引号' </script>
---
# 举报 <隐患> & "引号"

## 小标题 &lt;x&gt; & y

## 二

## 三

## 四

见[暴雨指南 & <怎么办>](entry:guide/rainstorm "提示 & 说明")、[撤下的](entry:alert/gone)，
也见[预警](alerts/index.md)。`entry:guide/code`
"""

#: Gives a project and its chrome, by the address that sources are edited at.
ChromeOf: TypeAlias = Callable[[str], tuple[Project, Chrome]]
EDIT_URI = "https://git.example/owner/name/edit/main/"


class Reader(HTMLParser):
    """What of a page these tests look at."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.links: list[dict[str, str | None]] = []
        self.addresses: list[str] = []
        self.metas: dict[str, str] = {}
        self.texts: dict[str, list[str]] = {"active tab": [], "path": [], "title": []}
        self._open: list[tuple[str, str]] = []
        self._current = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))
        given = dict(attrs)
        self._current = "aria-current" in given
        if tag not in ("meta", "link", "input", "path", "br"):
            self._open.append((tag, given.get("class") or ""))
        if tag == "meta":
            self.metas[given.get("name") or given.get("property") or ""] = (
                given.get("content") or ""
            )
        for name in ("href", "src", "data-status"):
            if given.get(name) is not None:
                self.addresses.append(str(given[name]))
        if tag in ("a", "link"):
            self.links.append(given)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        tags = {tag for tag, _ in self._open}
        classes = " ".join(names for _, names in self._open)
        if "yj-nav" in classes and self._current:
            self.texts["active tab"].append(data.strip())
        if "yj-path" in classes:
            self.texts["path"].append(data.strip())
        if "title" in tags:
            self.texts["title"].append(data)

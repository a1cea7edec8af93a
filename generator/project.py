"""Where everything of a project lies. Reads nothing but the place of ``mkdocs.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """The paths of one project; ``root`` is absolute and holds ``mkdocs.yml``."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / CONFIG

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def media(self) -> Path:
        return self.root / "content" / "media"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def overrides(self) -> Path:
        return self.root / "overrides"

    @property
    def cache(self) -> Path:
        """Store and frames; may be deleted at any time."""
        return self.root / ".cache"

    @property
    def site(self) -> Path:
        """The output when nobody names another."""
        return self.root / "site"


def find_project(start: Path) -> Project | None:
    """The project of ``start``: the nearest parent with an ``mkdocs.yml``."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return Project(folder)
    return None

"""The end of `mkdocs build` and of each rebuild of `mkdocs serve`: our site, in MkDocs' words."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from generator.content.loaded import Loaded
from generator.problems import ContentError, show
from generator.project import Project
from generator.theme.chrome import Chrome
from generator.theme.clock import preview_moment

if TYPE_CHECKING:
    from generator.model.moment import Moment

log = logging.getLogger("mkdocs.plugins.yingji")

#: Entries read so far: MkDocs makes a new plugin for each rebuild of a preview.
_MEMORY: dict[str, tuple[bytes, Loaded]] = {}


def write_site(project: Project, chrome: Chrome, site_dir: Path, *, serving: bool) -> None:
    """Write the site that `yingji build` writes. Faults of the content are logged.

    ``--strict`` counts errors; what is only to be looked at does not fail a build.
    Raises ``PluginError`` where nothing could be written, but not under ``serve``:
    there the last good pages stay.
    """
    # Imported late: taking the chrome needs none of it.
    from generator.site.build import build_into
    from generator.site.output import BusyError, NotOursError

    try:
        memory = _MEMORY if serving else None
        moment = preview_moment()
        report = build_into(project, chrome, site_dir, moment, memory=memory)
    except (BusyError, ContentError, NotOursError, ValueError) as error:
        text = show(error.problems) if isinstance(error, ContentError) else str(error)
        if not serving:
            raise PluginError(text) from error
        log.error(text)  # noqa: TRY400 - for an editor, who has no use for a traceback
        return
    for problem in report.problems:
        level = logging.WARNING if problem.severity == "error" else logging.INFO
        log.log(level, show([problem]))
    for path in report.left_out:
        log.warning("%s 有错，没有上站。", path)
    if not serving:
        _index(project, chrome, site_dir, moment)


def _index(project: Project, chrome: Chrome, site_dir: Path, moment: Moment) -> None:
    """The search of a site; a preview does without, for it changes with every edit."""
    from generator.search.index import index_site

    indexed = index_site(project, chrome, site_dir.resolve(), moment)
    if indexed.problem:
        log.warning("搜索索引没有全部建立：%s（%s）", indexed.problem, indexed.hint)


def watched(project: Project) -> list[Path]:
    """What a preview is made from, besides what MkDocs watches of its own accord."""
    templates = Path(__file__).parents[1] / "pages" / "templates"
    places = (project.content, project.overrides, templates)
    return [place for place in places if place.is_dir()]

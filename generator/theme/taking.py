"""Run MkDocs once, in this process, and take what it renders."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

# Material announces its end of life on standard error when it is loaded.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.problems import ContentError, Problem
from generator.project import Project
from generator.theme import words
from generator.theme.chrome import Chrome
from generator.theme.generated import Handed
from generator.theme.plugin import YingjiPlugin


def take(project: Project, site_url: str | None = None) -> Chrome:
    """The chrome of ``project``, as its files are now."""
    plugin, problems = render(project, site_url)
    return plugin.chrome()._replace(problems=tuple(problems))


def render(
    project: Project, site_url: str | None = None, handed: Iterable[Handed] | None = None
) -> tuple[YingjiPlugin, list[Problem]]:
    """The plugin after a run, and what MkDocs warned of. Nothing is written.

    Raises ``ContentError`` where the run failed.
    """
    plugin = YingjiPlugin(handed, writes=False)
    with _listening() as heard:
        try:
            # The plugin is put in by hand, so it need not be installed; the settings have
            # been checked to name no other.
            config = load_config(str(project.config), plugins=[], site_url=site_url, strict=False)
            config.plugins["yingji"] = plugin
            build(config)
        except jinja2.TemplateError as error:
            raise ContentError([_template_problem(project, error)]) from error
        except Abort as error:
            raise ContentError(words.problems(project, heard or [str(error)])) from error
        except MkDocsException as error:
            raise ContentError(words.problems(project, [str(error)])) from error
    return plugin, words.problems(project, heard, "warning")


class _Listener(logging.Handler):
    """Keeps what MkDocs has to say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Turn the words of MkDocs to us, and leave its logger as it was."""
    logger = logging.getLogger("mkdocs")
    listener = _Listener()
    before = logger.propagate
    logger.propagate = False
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = before


def _template_problem(project: Project, error: jinja2.TemplateError) -> Problem:
    """A fault in a template, at its place in `overrides/` where it lies there."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not isinstance(error, jinja2.TemplateSyntaxError) and file.endswith(".html"):
            name, line = file, trace.tb_lineno
        trace = trace.tb_next
    path = os.path.relpath(name, project.root) if name else "overrides"
    return Problem(path, line or 1, 1, "error", "template", f"模板出错：{error.message}")

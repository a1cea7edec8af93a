"""The style of a page, to stand inside the page itself, and scripts as they are published.

A style sheet of its own would be one more request before anything is painted; on a slow
network that is half of the time a reader waits. Each frame holds the parts that its pages need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from generator.languages.words import CHINESE
from generator.problems import Problem
from generator.project import Project
from generator.theme.frames import Shape

#: Below the folder of overrides; not published.
FOLDER = "styles"
#: The parts of every page.
_ALWAYS = ("base", "kept")
#: The parts that the pages of a frame need beside them, by the beginning of its name.
_PARTS = {
    "home": ("list", "home"),
    "alerts-entry": ("steps", "alert"),
    "alerts": ("list", "tables", "charts"),
    "bulletins-entry": ("list", "article", "tables", "charts"),
    "bulletins": ("list",),
    "campaigns-entry": ("list", "article", "tables", "campaign"),
    "campaigns": ("list",),
    "guides-entry": ("list", "steps", "guide"),
    "guides": ("list", "home"),
    "places": ("list", "places"),
    "objectives": ("list",),
    "tags": ("list",),
}
#: Those of a hand-written page, and of a page that no frame here foresaw.
_DOCS = ("list", "article", "tables")


def parts(shape: Shape | None) -> tuple[str, ...]:
    """The names of the parts for pages of ``shape``; of hand-written ones for ``None``."""
    if shape is None:
        return (*_ALWAYS, *_DOCS)
    name = shape.name
    if shape.language != CHINESE:
        name = name.removeprefix(f"{shape.language}-")
    while name not in _PARTS and "-" in name:
        name = name.rpartition("-")[0]
    return (*_ALWAYS, *_PARTS.get(name, _DOCS))


def published(path: str, content: bytes) -> bytes:
    """A static file as readers get it: scripts without their comments, all else as it is."""
    if not path.endswith(".js") or path.endswith(".min.js"):
        return content
    return bytes(jsmin(content))


def check_styles(project: Project) -> Iterator[Problem]:
    """Each part that can not stand inside a page; told before MkDocs is started."""
    for name in sorted({*_ALWAYS, *_DOCS, *(part for row in _PARTS.values() for part in row)}):
        path = f"overrides/{FOLDER}/{name}.css"
        try:
            css = (project.overrides / FOLDER / f"{name}.css").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            hint = "页面的样式写在这个文件里：把它找回来，存成 UTF-8。"
            yield Problem(path, 1, 1, "error", "style-unreadable", f"读不出来：{error}", hint)
            continue
        before, found, _ = css.partition("</")
        if found:
            line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
            message = "样式里不能有“</”：它会在页面里提前结束样式。"
            yield Problem(path, line, column, "error", "style-markup", message, "改写这一处。")


def styler(overrides: Path) -> Callable[..., Markup]:
    """What templates call: the style of ``names``, each a file of the folder, in this order.

    The files have been looked at by :func:`check_styles`.
    """
    made: dict[tuple[str, ...], Markup] = {}

    def style(*names: str) -> Markup:
        if names not in made:
            files = (overrides / FOLDER / f"{name}.css" for name in names)
            css = cssmin("\n".join(file.read_text(encoding="utf-8") for file in files))
            if "</" in css:
                raise ValueError(f"样式里不能有“</”：{names}")
            made[names] = Markup(css)  # noqa: S704 - a style element holds no markup
        return made[names]

    return style

"""The style of a page, to stand inside the page itself, and scripts as they are published.

A style sheet of its own would be one more request before anything is painted; on a slow
network that is half of the time a reader waits. Each frame holds the parts that its pages need.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup
from rcssmin import cssmin
from rjsmin import jsmin

from generator.languages.words import CHINESE
from generator.theme.frames import Shape

#: Below the folder of overrides; not published.
FOLDER = "styles"
#: The parts beside `base` that the pages of a frame need, by the beginning of its name.
_PARTS = {
    "home": ("list", "home"),
    "alerts-entry": ("alert",),
    "alerts": ("list", "charts"),
    "bulletins-entry": ("list", "article", "charts"),
    "bulletins": ("list",),
    "campaigns-entry": ("list", "article", "campaign"),
    "campaigns": ("list",),
    "guides-entry": ("list", "guide"),
    "guides": ("list", "home"),
    "places": ("list", "places"),
    "objectives": ("list",),
    "tags": ("list",),
}
#: Those of a hand-written page, and of a page that no frame here foresaw.
_DOCS = ("list", "article")


def parts(shape: Shape | None) -> tuple[str, ...]:
    """The names of the parts for pages of ``shape``; of hand-written ones for ``None``."""
    if shape is None:
        return ("base", *_DOCS)
    name = shape.name
    if shape.language != CHINESE:
        name = name.removeprefix(f"{shape.language}-")
    while name not in _PARTS and "-" in name:
        name = name.rpartition("-")[0]
    return ("base", *_PARTS.get(name, _DOCS))


def published(path: str, content: bytes) -> bytes:
    """A static file as readers get it: scripts without their comments, all else as it is."""
    if not path.endswith(".js") or path.endswith(".min.js"):
        return content
    return str(jsmin(content.decode("utf-8"))).encode()


def styler(overrides: Path) -> Callable[..., Markup]:
    """What templates call: the style of ``names``, each a file of the folder, in this order."""
    made: dict[tuple[str, ...], Markup] = {}

    def style(*names: str) -> Markup:
        if names not in made:
            files = (overrides / FOLDER / f"{name}.css" for name in names)
            css = cssmin("\n".join(file.read_text(encoding="utf-8") for file in files))
            if "</" in css:
                raise ValueError("样式里不能有“</”。")
            made[names] = Markup(css)  # noqa: S704 - a style element holds no markup
        return made[names]

    return style

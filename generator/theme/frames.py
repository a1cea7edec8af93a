"""The frames of the site: a table of names and the shapes of addresses.

Addresses in a page are relative, so a frame serves every page of one section
and depth. `@` stands for a segment that differs from page to page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.languages.words import CHINESE
from generator.model.vocabulary import LANGUAGES

SECTIONS = ("alerts", "bulletins", "campaigns", "guides", "tags", "places")
#: Pages that stand in the nav of mkdocs.yml; all are written by the generator.
LANDINGS = {"home": "", **{name: f"{name}/" for name in (*SECTIONS, "objectives")}}
#: What the nav of each other language holds, by the Chinese that the table of words translates.
FOREIGN_LANDINGS = {"home": ("", "首页"), "alerts": ("alerts/", "预警提示")}
#: The deepest list has four segments below its section: ``bulletins/archive/2026/page/2/``.
DEPTHS = (2, 3, 4, 5)
NOT_FOUND = "404"
#: A page of its own, which no nav names: the header leads to it from everywhere.
SEARCH = "searching"


class Shape(NamedTuple):
    """A frame to take: its name, and the page it is taken from.

    ``parent`` names the landing page it belongs to (tab and breadcrumb come from
    there); ``editable`` pages show a link to their source. The chrome is in ``language``.
    """

    name: str
    address: str
    parent: str | None = None
    editable: bool = False
    language: str = CHINESE

    @property
    def source(self) -> str:
        """The name of the Markdown file that MkDocs believes in."""
        return f"{self.address}index.md".replace("@", f"yj-{self.name}")


def _shapes() -> tuple[Shape, ...]:
    shapes = [Shape(name, address) for name, address in LANDINGS.items()]
    shapes.append(Shape("offline", "offline/"))
    for section in SECTIONS:
        shapes.append(Shape(f"{section}-entry-2", f"{section}/@/", section, editable=True))
        shapes.extend(
            Shape(f"{section}-list-{depth}", f"{section}/" + "@/" * (depth - 1), section)
            for depth in DEPTHS
        )
    shapes.append(Shape(SEARCH, "search/"))
    for language in LANGUAGES:
        shapes.extend(_foreign(language))
    return tuple(shapes)


def _foreign(language: str) -> Iterator[Shape]:
    """The frames of a language beside Chinese, whose addresses begin with its code."""
    alerts, guides = f"{language}/alerts/", f"{language}/guides/"
    parent = f"{language}-alerts"
    for name, (address, _) in FOREIGN_LANDINGS.items():
        yield Shape(f"{language}-{name}", f"{language}/{address}", language=language)
    yield Shape(f"{language}-alerts-entry-3", f"{alerts}@/", parent, language=language)
    yield Shape(f"{language}-alerts-list-4", f"{alerts}@/@/", parent, language=language)
    yield Shape(f"{language}-guides-entry-3", f"{guides}@/", language=language)


SHAPES = _shapes()

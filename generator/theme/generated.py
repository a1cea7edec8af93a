"""Pages that MkDocs frames but does not write: they have values instead of Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.languages.words import words
from generator.pages.frame import SLOTS, mark
from generator.text.scrolling import scrolling
from generator.theme.frames import FOREIGN_LANDINGS, NOT_FOUND, SHAPES, Shape

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class Handed(NamedTuple):
    """A page to frame: its shape, and for each slot a value escaped for its place."""

    shape: Shape
    values: Mapping[str, str]

    @property
    def raw(self) -> dict[str, Markup]:
        """The values as the templates take them."""
        return {slot: Markup(value) for slot, value in self.values.items()}  # noqa: S704 - escaped


class GeneratedPage(Page):
    """A page of MkDocs without a Markdown pass."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, page: Handed) -> None:
        super().__init__(title, file, config)
        self.handed = page
        if page.shape.editable and config.edit_uri:
            self.edit_url = page.raw["edit_url"]

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        values = self.handed.raw
        self.meta = {"yingji": values, "title": values["crumb"]}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        # What the link at the very top of the page leads to.
        self.toc = TableOfContents([AnchorLink("正文", "yj-main", level=1)])


def add_page(files: Files, config: MkDocsConfig, page: Handed, title: str | None) -> None:
    """Make MkDocs know ``page``; ``title`` is what the nav calls it, if it is there."""
    file = File.generated(
        config, page.shape.source, content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    known = files.get_file_from_path(file.src_uri)
    if known is not None:
        files.remove(known)
    files.append(file)
    GeneratedPage(title, file, config, page)


def nav_titles(nav: Any) -> dict[str, str]:
    """What the nav of mkdocs.yml calls each file."""
    if isinstance(nav, list):
        return {path: title for item in nav for path, title in nav_titles(item).items()}
    if isinstance(nav, dict):
        pairs = nav.items()
        titles = {path: title for title, path in pairs if isinstance(path, str)}
        return titles | {p: t for _, deeper in pairs for p, t in nav_titles(deeper).items()}
    return {}


def foreign_title(shape: Shape) -> str | None:
    """What the nav of a language beside Chinese calls the page of ``shape``."""
    _, phrase = FOREIGN_LANDINGS.get(shape.name.partition("-")[2], ("", ""))
    return words(shape.language)(phrase, "框架") if phrase and "@" not in shape.address else None


def foreign_nav(language: str, known: Mapping[str, Page]) -> Navigation:
    """The nav of a language: its own pages, home first; ``known`` has pages by their source."""
    addresses = [f"{language}/{address}index.md" for address, _ in FOREIGN_LANDINGS.values()]
    pages = [known[address] for address in addresses]
    nav = Navigation(list(pages), pages)
    nav.homepage = pages[0]
    return nav


def marked_pages(digest: str) -> list[Handed]:
    """The frames of the site as pages full of marks."""
    marks = {slot: mark(slot, digest) for slot in SLOTS}
    shapes = (*SHAPES, Shape(NOT_FOUND, f"{NOT_FOUND}.html"))
    return [Handed(shape, marks) for shape in shapes]


def mark_safe(page: Page) -> None:
    """What Python-Markdown made is HTML already; only a title is text again."""
    page.title = html.unescape(page.title or "")
    page.content = Markup(scrolling(page.content or ""))  # noqa: S704 - HTML

    def outline(items: Iterable[Any]) -> None:
        for item in items:
            item.title = Markup(item.title)  # noqa: S704 - HTML
            outline(item.children)

    outline(page.toc)

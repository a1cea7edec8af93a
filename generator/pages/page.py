"""A page as data: everything that goes into it, before a word of HTML is made.

Planning turns cards into pages; rendering turns a page into bytes. A page's
``repr`` is stable and holds all its inputs but the texts of its own entry,
which ``source`` names with their digest: so its digest says whether it changed.
"""

from datetime import datetime
from typing import NamedTuple


class Source(NamedTuple):
    """The file whose entry the page shows in full."""

    path: str
    digest: bytes


class Item(NamedTuple):
    """A row of a list, a neighbour, a card on the home page. ``url`` is site-relative."""

    url: str
    title: str
    kind: str
    label: str
    when: datetime | None
    summary: str
    level: str | None = None
    hazard: str | None = None
    state: str | None = None
    nature: str = "实际"
    note: str = ""
    #: An instant that the page names as 有效至.
    until: datetime | None = None
    #: The name of the sign of its hazard, where the list shows signs.
    sign: str = ""


class Link(NamedTuple):
    """An entry named beside another one. ``url`` is site-relative."""

    url: str
    title: str
    note: str = ""


class Crumb(NamedTuple):
    """A step of the path shown above a page."""

    title: str
    url: str


class Head(NamedTuple):
    """What machines read about a page. ``title`` begins with its 【…】 where it has one."""

    title: str
    description: str
    column: str
    kind: str = "website"
    published: datetime | None = None
    updated: datetime | None = None
    source: str | None = None
    author: str | None = None
    keywords: tuple[str, ...] = ()
    image: str | None = None
    indexed: bool = True
    #: schema.org type of the page, e.g. ``NewsArticle``; empty for lists.
    schema: str = ""
    crumbs: tuple[Crumb, ...] = ()


class Page(NamedTuple):
    """One page. ``path`` ends in ``index.html``; ``view`` is what its template shows."""

    path: str
    frame: str
    template: str
    head: Head
    view: object
    source: Source | None = None
    lastmod: datetime | None = None
    #: Whether the sitemap names it.
    listed: bool = True
    #: The ``KIND/ID`` its body may link to; links to others become text.
    linked: tuple[str, ...] = ()
    #: A code of :data:`generator.languages.words.TAGS`.
    language: str = "zh"
    #: The pictures of ``media/`` that it shows; their sizes and copies go into its bytes.
    pictures: tuple[str, ...] = ()
    #: The languages beside Chinese in which the same page exists.
    languages: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The site-relative address, without a leading slash; empty for the home page."""
        return self.path.removesuffix("index.html")

    @property
    def root(self) -> str:
        """The way from the page to the site's root: ``../../``, or ``./`` at the root."""
        return "../" * self.path.count("/") or "./"

"""What planning a section gives and what it may use.

A *section* is a part of the site that is planned as a whole: it lists the
kinds it needs, gets a :class:`Desk` and returns a :class:`Plan`. What other
sections want to know of it (the newest bulletins, the alerts in force) it puts
into ``exports``, small enough to be kept: so a new alert does not make
anybody read a hundred thousand bulletins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.model.library import Edition
from generator.model.site import Site
from generator.pages.page import Page


class Desk(NamedTuple):
    """What a section is planned from."""

    edition: Edition
    site: Site
    tables: Mapping[str, object]
    #: Exports of the sections named in its ``needs``.
    exports: Mapping[str, object]
    #: Whether a file that should hold an alert gave none.
    unreadable: bool = False
    #: Media that alerts name but that do not exist.
    missing: frozenset[str] = frozenset()


class Made(NamedTuple):
    """A file that takes work to make, such as a feed: made like pages, in workers.

    ``key`` digests ``what``, all that goes into it but the lengths of the files
    (site-relative) that it ``tells``. The lengths of what is made itself follow from ``what``,
    unless it could not be made.
    """

    path: str
    key: bytes
    what: object
    tells: tuple[str, ...] = ()


class PartlyMadeError(Exception):
    """A file was made without the texts of some entries, the files of which are ``sources``."""

    def __init__(self, data: bytes, sources: tuple[str, ...]) -> None:
        super().__init__(", ".join(sources))
        self.data, self.sources = data, sources


class Plan(NamedTuple):
    """The pages of a section, its plain files, the media it shows, what it tells others."""

    pages: list[Page]
    files: tuple[tuple[str, bytes], ...] = ()
    media: tuple[str, ...] = ()
    exports: object = None
    made: tuple[Made, ...] = ()


class Section(NamedTuple):
    """``needs`` names kinds of entries, tables, and sections whose exports are used."""

    name: str
    kinds: tuple[str, ...]
    tables: tuple[str, ...]
    sections: tuple[str, ...]
    plan: Callable[[Desk], Plan]

"""What is to be in the output: pages, and files whose bytes or source are at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.pages.page import Page
from generator.problems import Problem


class File(NamedTuple):
    """A file that is no page; ``make`` gives its bytes when they are needed."""

    path: str
    key: bytes
    make: Callable[[], bytes]


class Part(NamedTuple):
    """A part of the output that is brought up to date as a whole.

    ``name`` is its name in the store. ``sitemap`` are its lines there. ``made`` are
    files that take work, made in workers.
    """

    name: str
    pages: list[Page]
    files: list[File]
    sitemap: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    made: tuple[File, ...] = ()

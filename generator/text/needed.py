"""Which parts of Python-Markdown a text can need.

Most texts use three of the fifteen inline patterns; running them all is half of
the time. A part that is left out could not have matched anything (a property
test compares with everything running).
"""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from markdown.util import Registry

#: In no text (Python-Markdown removes it): asks for what only the short cuts use.
SHORT_CUTS = "\x02"
#: Inline patterns and block processors, and what a text must hold for them to
#: match at all: the text given, or one of the characters of a set. One that is
#: not listed always runs.
NEEDS: dict[str, str | frozenset[str]] = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "em_strong": frozenset("*_"),
    "footnote": "[^",
    "table": "|",
    "admonition": "!!!",
    "deflist": ":",
    "quote": ">",
    "hashheader": "#",
    "html_block": "<",
    "plain": SHORT_CUTS,
    "cells": "|",
    "unescape": "\\",
    "footnote-duplicate": "[^",
}


T = TypeVar("T")


class Parts(list[T]):
    """Some members of a registry, in its order; by name each of them can still be had."""

    def __init__(self, members: Iterable[T], registry: Registry[T]) -> None:
        super().__init__(members)
        self._registry = registry

    def __getitem__(self, key: Any) -> Any:
        return self._registry[key] if isinstance(key, str) else super().__getitem__(key)


class Needed(Generic[T]):
    """The members of a registry, and those of them that a text can need."""

    def __init__(self, registry: Registry[T]) -> None:
        needs = {id(registry[name]): need for name, need in NEEDS.items() if name in registry}
        self._members = [(member, needs.get(id(member), "")) for member in registry]
        self._registry = registry

    def by(self, text: str) -> Parts[T]:
        """Those that can match something in ``text``."""
        found = (member for member, need in self._members if _holds(text, need))
        return Parts(found, self._registry)


def _holds(text: str, need: str | frozenset[str]) -> bool:
    return need in text if isinstance(need, str) else any(one in text for one in need)


#: Holds what every part needs but the short cuts themselves.
EVERYTHING = "".join("".join(need) for need in NEEDS.values() if need != SHORT_CUTS)

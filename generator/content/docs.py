"""Hand-written pages (docs/*.md): the ``entry:`` links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.bodies import ENTRY_HINT, entry_reference
from generator.content.loaded import Reference
from generator.content.words import quoted
from generator.problems import Problem

#: ``](entry:…``, ``<entry:…>``, ``[name]: entry:…`` and ``href="entry:…"``.
_LINK = re.compile(r"""(?:\]\(\s*<?|<|\]:\s*<?|=\s*["']?)(entry:[^\s<>)"']*)""")
_FENCE = re.compile(r"\s*(?:[-*+>]\s+|\d+\.\s+)?(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def docs_references(text: str) -> tuple[Reference, ...]:
    """The well-formed ``entry:`` links of the Markdown ``text``, code left out."""
    found = (entry_reference(link, at) for link, at in _written(text))
    return tuple(reference for reference in found if reference is not None)


def docs_problems(path: str, text: str) -> Iterator[Problem]:
    """The ``entry:`` links of ``text`` that are not well-formed."""
    for link, at in _written(text):
        if entry_reference(link, at) is None:
            said = f"链接{quoted(link)}写法不对"
            yield Problem(path, *at, "error", "bad-entry-link", said, ENTRY_HINT)


def _written(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every ``entry:`` link and its line and column."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence):
                fence = ""
            continue
        if opening:
            fence = opening[1]
            continue
        if "entry:" in line:
            plain = _CODE.sub(lambda match: " " * len(match[0]), line)
            for match in _LINK.finditer(plain):
                yield match[1], (number, match.start(1) + 1)

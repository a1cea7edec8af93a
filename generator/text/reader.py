"""Python-Markdown with the extensions of the site."""

from __future__ import annotations

import functools
from typing import Any, cast

import markdown
from markdown.treeprocessors import InlineProcessor

from generator.text.body import Heading
from generator.text.needed import EVERYTHING, SHORT_CUTS, Needed
from generator.text.outline import Cells, Outline, Plain

#: The extensions of the site; mkdocs.yml lists the same (a test compares them).
EXTENSIONS = ("tables", "sane_lists", "footnotes", "def_list", "admonition")

_CONFIGS: dict[str, dict[str, object]] = {
    "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处注释", "UNIQUE_IDS": False},
}


class Reader(markdown.Markdown):
    """The reader of one process, which leaves out the parts a text can not need.

    Most texts use three of the fifteen inline patterns; running them all is
    half of the time. ``headings`` belongs to the text at hand.
    """

    def __init__(self) -> None:
        super().__init__(extensions=list(EXTENSIONS), extension_configs=_CONFIGS)
        self.headings: list[Heading] = []
        self.treeprocessors.register(Plain(self), "plain", 25)
        self.treeprocessors.register(Outline(self), "outline", 5)
        self.treeprocessors.register(Cells(self), "cells", 4)
        self._inline = cast(InlineProcessor, self.treeprocessors["inline"])
        self._patterns = Needed(self.inlinePatterns)
        self._blocks = Needed(self.parser.blockprocessors)
        self._before = Needed(self.preprocessors)
        self._trees = Needed(self.treeprocessors)

    def read(self, text: str, *, short_cuts: bool = True) -> str:
        """``text`` as HTML, not yet sanitized."""
        self.reset()
        self.headings = []
        needed = text + SHORT_CUTS if short_cuts else EVERYTHING
        self._inline.inlinePatterns = cast(Any, self._patterns.by(needed))
        self.parser.blockprocessors = cast(Any, self._blocks.by(needed))
        self.preprocessors = cast(Any, self._before.by(needed))
        self.treeprocessors = cast(Any, self._trees.by(needed))
        return self.convert(text)


#: The reader of this process; making one takes a while.
reader = functools.cache(Reader)

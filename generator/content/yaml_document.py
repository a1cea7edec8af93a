"""YAML → text, lists and mappings that know where they stand.

Built from libyaml's events without recursion. Every scalar stays text; empty
ones and ``~`` are *not given*: they are in no list and no mapping. What of YAML
surprises people (tags, merge keys, several documents, large aliases) is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.content.document import Document
from generator.content.source import read_source
from generator.content.yaml_events import Reader
from generator.problems import Problem

#: An indentation with a tab in it.
_TAB = re.compile(r"^ *\t[ \t]*", re.MULTILINE)


def read_yaml(data: bytes) -> Document:
    """The one document in ``data``; problems have the empty path. Never raises."""
    source = read_source(data)
    if source.text is None:
        return Document(problems=list(source.problems))
    check = source.marred or "\\" in source.text
    document, blocks = _read(source.text, source.problems, check=check)
    if "\t" in source.text:
        stopped = document.partial
        if stopped:  # the tabs may be why: what would it be with spaces?
            spaced = _TAB.sub(lambda match: " " * len(match[0]), source.text)
            again, its_blocks = _read(spaced, source.problems, check=check)
            if not again.partial:
                document, blocks = again, its_blocks
        document.problems += _tabs(source.text, blocks, blank=stopped)
    return document


def _read(
    text: str, problems: Iterable[Problem], *, check: bool
) -> tuple[Document, list[tuple[int, int]]]:
    """``text`` as a document, and the lines of the text blocks in it."""
    document = Document(text=text, problems=list(problems))
    reader = Reader(document, check=check)
    reader.read()
    return document, reader.blocks


def _tabs(text: str, blocks: list[tuple[int, int]], *, blank: bool) -> list[Problem]:
    """Tabs that indent, each with its place; those inside a text block belong to the text.

    On lines that are otherwise ``blank`` they matter only where reading stumbled.
    """
    found = []
    inside = {line for first, last in blocks for line in range(first + 1, last + 1)}
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAB.match(line)
        if match and number not in inside and (blank or match.end() < len(line)):
            column = line.index("\t") + 1
            hint = "改成空格，每层两个"
            found.append(Problem("", number, column, "error", "tab", "用制表符缩进", hint))
    return found

"""YAML → text, lists and mappings that know where they stand.

Built from libyaml's events without recursion. Every scalar stays text; empty
ones and ``~`` are *not given*: they are in no list and no mapping. What of YAML
surprises people (tags, merge keys, several documents, large aliases) is a problem.
"""

from __future__ import annotations

import re

from generator.content.document import Document
from generator.content.source import place, read_source
from generator.content.yaml_events import Reader
from generator.problems import Problem

_TAB = re.compile(r"^ *\t[ \t]*", re.MULTILINE)


def read_yaml(data: bytes) -> Document:
    """The one document in ``data``; problems have the empty path. Never raises."""
    source = read_source(data)
    document = Document(problems=list(source.problems))
    if source.text is None:
        return document
    document.text = source.text
    reader = Reader(document, check=source.marred or "\\" in source.text)
    reader.read()
    if "\t" in source.text:
        _tabs(document, reader.blocks)
    return document


def _tabs(document: Document, blocks: list[tuple[int, int]]) -> None:
    """Tabs that indent, each with its place; those inside a text block belong to the text."""
    text = document.text
    found = []
    for match in _TAB.finditer(text):
        offset = match.start() + match[0].index("\t")
        line, column = place(text, offset)
        if not any(first < line <= last for first, last in blocks):
            hint = "改成空格，每层两个"
            found.append(Problem("", line, column, "error", "tab", "用制表符缩进", hint))
    if found:
        lines = {problem.line for problem in found}
        document.problems = [
            problem
            for problem in document.problems
            if problem.code != "yaml-syntax" or problem.line not in lines
        ]
        document.problems += found

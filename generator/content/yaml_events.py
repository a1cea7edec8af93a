"""libyaml's events → values and nodes, without recursion and without trust."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.content.document import Document, Flaw, Loc, Node
from generator.content.source import CONTROL
from generator.content.syntax import explain
from generator.content.words import quoted
from generator.problems import Problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 50
#: The list whose items stand for themselves: what was read of it is kept when reading stops.
_LIST = "messages"
#: What aliases may add, in characters and nodes.
ALIASES = 20_000


class _Frame:
    """A list or mapping that is being read."""

    __slots__ = (
        "anchor",
        "column",
        "key",
        "key_column",
        "key_line",
        "line",
        "parts",
        "value",
        "weight",
    )

    def __init__(self, value: Any, parts: Any, line: int, column: int) -> None:
        self.value, self.parts, self.line, self.column = value, parts, line, column
        self.key: Any = None
        self.key_line = self.key_column = 0
        self.anchor: str | None = None
        self.weight = 0


class _Unusable:
    """Stands in the place of a key whose value is read and dropped."""


_UNUSABLE = _Unusable()


class Reader:
    """Fills ``document`` from its text; ``check``: look for control characters in values."""

    def __init__(self, document: Document, *, check: bool) -> None:
        self.document = document
        self.check = check
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, Node, int]] = {}
        self.weight = self.copied = 0
        self.documents = 0
        #: First and last line (0-based, exclusive of the header) of each text block.
        self.blocks: list[tuple[int, int]] = []

    def read(self) -> None:
        try:
            self._events(_Loader(self.document.text).get_event)
        except yaml.YAMLError as error:
            line, column, message, hint = explain(error, self.document.text)
            self.problem(line, column, "yaml-syntax", message, hint)
            self._stop(line)
        except _StopError as stop:
            self._stop(stop.line)

    def _events(self, get: Any) -> None:
        scalar, mapping, sequence = (
            yaml.ScalarEvent,
            yaml.MappingStartEvent,
            yaml.SequenceStartEvent,
        )
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        while True:
            event = get()
            kind = event.__class__
            if kind is scalar:
                self._scalar(event)
            elif kind is mapping:
                self._open(event, {}, {})
            elif kind is sequence:
                self._open(event, [], [])
            elif kind in ends:
                self._close()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._document(event)
            elif kind is yaml.StreamEndEvent:
                return

    def problem(self, line: int, column: int, code: str, message: str, hint: str = "") -> Problem:
        found = Problem("", line + 1, column + 1, "error", code, message, hint)
        self.document.problems.append(found)
        return found

    def _flaw(self, event: Any, code: str, message: str, hint: str) -> None:
        """A problem of the value that is about to be placed."""
        mark = event.start_mark
        found = self.problem(mark.line, mark.column, code, message, hint)
        self.document.flaws.append(Flaw(self._loc(), found))

    def _loc(self) -> Loc:
        """Where the next value goes."""
        loc: list[str | int] = []
        for frame in self.stack:
            if frame.value.__class__ is list:
                loc.append(len(frame.value))
            elif frame.key is not None and frame.key is not _UNUSABLE:
                loc.append(frame.key)
        return tuple(loc)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            mark = event.start_mark
            hint = "一个文件只写一份，删去中间的 ---"
            self.problem(mark.line, mark.column, "yaml-documents", "一个文件里有几份内容", hint)
            raise _StopError(mark.line)

    def _scalar(self, event: Any) -> None:
        value: str | None = event.value
        plain = event.implicit[0]
        if plain:
            if value in ("", "~", "null"):
                value = None
        else:
            if event.style in ("|", ">"):
                self.blocks.append((event.start_mark.line + 1, event.end_mark.line))
            if not value or value.isspace():
                value = None
        if event.tag is not None:
            self._flaw(event, "yaml-tag", f"不能用 YAML 标签{quoted(event.tag)}", "删去标签")
        if self.check and value is not None and CONTROL.search(value):
            self._control(event, value)
        mark = event.start_mark
        self.weight += len(value or "") + 1
        if event.anchor is not None:
            self.anchors[event.anchor] = value, (mark.line, mark.column, None), len(value or "") + 1
        self._put(value, (mark.line, mark.column, None), event)

    def _control(self, event: Any, value: str) -> None:
        mark = event.start_mark
        if any(problem.code == "control-character" for problem in self._between(event)):
            found = next(self._between(event))
            self.document.flaws.append(Flaw(self._loc(), found))
            return
        match = CONTROL.search(value)
        code = ord(match[0][0]) if match else 0
        found = self.problem(
            *(mark.line, mark.column, "control-character"),
            f"文字里有控制字符 U+{code:04X}",
            "删去反斜杠写出的控制字符",
        )
        self.document.flaws.append(Flaw(self._loc(), found))

    def _between(self, event: Any) -> Iterator[Problem]:
        """The control characters told of already that lie inside a scalar."""
        start, end = event.start_mark, event.end_mark
        first, last = (start.line + 1, start.column + 1), (end.line + 1, end.column + 1)
        return (
            problem
            for problem in self.document.problems
            if problem.code == "control-character"
            and first <= (problem.line, problem.column) <= last
        )

    def _open(self, event: Any, value: Any, parts: Any) -> None:
        mark = event.start_mark
        if len(self.stack) >= DEEPEST:
            hint = "检查缩进和括号"
            self.problem(
                *(mark.line, mark.column, "yaml-nesting", f"嵌套超过 {DEEPEST} 层", hint),
            )
            raise _StopError(mark.line)
        if event.tag is not None:
            self._flaw(event, "yaml-tag", f"不能用 YAML 标签{quoted(event.tag)}", "删去标签")
        frame = _Frame(value, parts, mark.line, mark.column)
        frame.anchor, frame.weight = event.anchor, self.weight
        self.stack.append(frame)

    def _close(self) -> None:
        frame = self.stack.pop()
        self.weight += 1
        node = (frame.line, frame.column, frame.parts)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = frame.value, node, self.weight - frame.weight
        self._put(frame.value, node, None)

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        mark = event.start_mark
        if known is None:
            name = quoted("*" + event.anchor)
            self._flaw(event, "yaml-alias", f"{name}没有对应的锚点", "以 * 开头的文字要加引号")
            self._put(None, (mark.line, mark.column, None), event)
            return
        value, node, weight = known
        self.copied += weight
        self.weight += weight
        if self.copied > ALIASES:
            message = "引用展开后太大"
            self.problem(mark.line, mark.column, "yaml-alias-bomb", message, "把内容直接写出来")
            raise _StopError(mark.line)
        self._put(value, node, event)

    def _put(self, value: Any, node: Node, event: Any) -> None:
        """Into the list or mapping at hand; ``event`` is ``None`` for a list or mapping."""
        if not self.stack:
            self.document.value, self.document.root = value, node
            return
        frame = self.stack[-1]
        if frame.value.__class__ is list:
            if value is not None:
                frame.value.append(value)
                frame.parts.append(node)
        elif frame.key is None:
            self._key(frame, value, node)
        else:
            key, frame.key = frame.key, None
            if key is _UNUSABLE:
                return
            if value is None:
                self.document.blanks.append((*self._loc(), key))
                node = (frame.key_line, frame.key_column, None)
            else:
                frame.value[key] = value
            frame.parts[key] = frame.key_line, frame.key_column, node

    def _key(self, frame: _Frame, value: Any, node: Node) -> None:
        line, column = node[0], node[1]
        frame.key, frame.key_line, frame.key_column = _UNUSABLE, line, column
        if value.__class__ is not str:
            self.problem(line, column, "yaml-key", "冒号前应是字段名", "检查冒号和缩进")
        elif value == "<<":
            self.problem(line, column, "yaml-merge-key", "不能用合并键 <<", "把字段直接写出来")
        elif value in frame.parts:
            first = frame.parts[value][0] + 1
            found = self.problem(
                *(line, column, "yaml-duplicate-key"),
                f"字段{quoted(value)}写了两次，第一次在第 {first} 行",
                "删去其中一个",
            )
            self.document.flaws.append(Flaw((*self._loc(), value), found))
        else:
            frame.key = value

    def _stop(self, line: int) -> None:
        """Keep what was complete: the keys of the root, and the messages that were read."""
        document = self.document
        document.partial, document.stopped = True, line
        if self.stack and self.stack[0].value.__class__ is dict:
            root = self.stack[0]
            document.value, document.root = root.value, (root.line, root.column, root.parts)
            inner = self.stack[1] if len(self.stack) > 1 else None
            if inner is not None and root.key == _LIST and inner.value.__class__ is list:
                root.value[root.key] = inner.value
                below = (inner.line, inner.column, inner.parts)
                root.parts[root.key] = root.key_line, root.key_column, below


class _StopError(Exception):
    """There is no reading on from ``line``."""

    def __init__(self, line: int) -> None:
        self.line = line

"""The content of a YAML file and where everything in it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from generator.problems import Problem

Loc: TypeAlias = tuple[str | int, ...]
#: Line and column (0-based) of a value, and its parts: a mapping has for each
#: key the line and column of the key and the node, a list has nodes.
Node: TypeAlias = tuple[int, int, Any]


class Flaw(NamedTuple):
    """A problem at a value: what stands at ``loc`` can not be relied on."""

    loc: Loc
    problem: Problem


@dataclass(slots=True)
class Document:
    """What a file says. ``value`` is ``None`` where it says nothing that can be used.

    ``partial``: reading stopped; ``value`` holds what was complete by then.
    """

    text: str = ""
    value: Any = None
    root: Node = (0, 0, None)
    problems: list[Problem] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    partial: bool = False
    #: Keys without a value, which are in no mapping.
    blanks: list[Loc] = field(default_factory=list)
    #: Line (0-based) at which reading stopped.
    stopped: int = 0

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column (1-based) of the value at ``loc``, or of what is nearest above it."""
        node = self.root
        for part in loc:
            found = _down(node, part)
            if found is None:
                break
            node = found[2]
        return node[0] + 1, node[1] + 1

    def key_place(self, loc: Loc) -> tuple[int, int]:
        """Line and column of the key at the end of ``loc``; of its mapping where there is none."""
        node = self.root
        for part in loc[:-1]:
            found = _down(node, part)
            if found is None:
                return node[0] + 1, node[1] + 1
            node = found[2]
        found = _down(node, loc[-1]) if loc else None
        return (node[0] + 1, node[1] + 1) if found is None else (found[0] + 1, found[1] + 1)

    def has_key(self, loc: Loc) -> bool:
        """Whether there is a key at ``loc``, with a value or without."""
        node = self.root
        for part in loc:
            found = _down(node, part)
            if found is None:
                return False
            node = found[2]
        return True

    def keys(self, loc: Loc) -> tuple[str, ...]:
        """The keys of the mapping at ``loc`` in their order, also those without a value."""
        node = self.root
        for part in loc:
            found = _down(node, part)
            if found is None:
                return ()
            node = found[2]
        return tuple(node[2]) if isinstance(node[2], dict) else ()


def _down(node: Node, part: str | int) -> tuple[int, int, Node] | None:
    parts = node[2]
    if isinstance(parts, dict):
        found: tuple[int, int, Node] | None = parts.get(part)
        return found
    if isinstance(parts, list) and isinstance(part, int) and -1 < part < len(parts):
        below = parts[part]
        return below[0], below[1], below
    return None

"""What became of an index. Imports nothing: a build without search asks for it too."""

from __future__ import annotations

from typing import NamedTuple


class Indexed(NamedTuple):
    """What became of the parts of the index; ``problem`` and ``hint`` say why not all was made."""

    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    changed: bool = False
    problem: str = ""
    hint: str = ""

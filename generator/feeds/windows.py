"""Which posts a feed holds, and which its archives.

The live feed has the newest fifty and, beyond them, what is in force. Archives are counted
from the oldest post and are complete from the day they are there (RFC 5005 §4): what is
new changes none of them. A post stands in both while it is among the newest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import chain, islice
from typing import NamedTuple

from generator.feeds.posts import Row

SIZE = 50


class Archive(NamedTuple):
    """A closed archive, ``number`` from 1 at the oldest; newest first."""

    number: int
    rows: tuple[Row, ...]


def live(rows: Sequence[Row], held: Collection[str]) -> tuple[Row, ...]:
    """What the feed itself holds; ``rows`` are all there are, newest first."""
    return (*rows[:SIZE], *(row for row in rows[SIZE:] if row[0].guid in held))


def archives(rows: Sequence[Row]) -> list[Archive]:
    """The archives that are full, oldest first."""
    count = len(rows)
    return [
        Archive(number, tuple(rows[count - number * SIZE : count - (number - 1) * SIZE]))
        for number in range(1, count // SIZE + 1)
    ]


def archived(lists: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """The rows that are in an archive of their own list or of all lists taken together."""
    newest = [0] * len(lists)
    rows = merge(*(_places(list_, at) for at, list_ in enumerate(lists)))
    for *_, at in islice(rows, sum(map(len, lists)) % SIZE):
        newest[at] += 1
    return chain.from_iterable(
        list_[min(len(list_) % SIZE, newer) :] for list_, newer in zip(lists, newest, strict=True)
    )


def _places(rows: Sequence[Row], at: int) -> Iterator[tuple[float, str, int]]:
    """Where rows stand among those of all lists, newest first."""
    return ((-post.at.timestamp(), post.guid, at) for post, _ in rows)

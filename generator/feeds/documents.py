"""A document of a feed as data: which posts, under which heading, at which address."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from generator.feeds.channels import Channel
from generator.feeds.posts import Row
from generator.model.moment import CST

_NEVER = datetime(1970, 1, 1, tzinfo=CST)


class Document(NamedTuple):
    """One file. ``before`` is the number of the archive that goes on where it ends, or 0.

    A ``closed`` one is an archive: beside the covers that editors gave it names shared ones, since
    one drawn for every item there ever was would have to be kept for ever.
    """

    channel: Channel
    path: str
    rows: tuple[Row, ...]
    before: int
    closed: bool = False

    @property
    def pictures(self) -> tuple[str, ...]:
        """The files whose lengths it tells."""
        if self.closed:
            found = (path for post, _ in self.rows for path in post.kept_covers)
            return tuple(dict.fromkeys(found))
        return tuple(path for post, _ in self.rows for path in post.covers)

    @property
    def since(self) -> datetime:
        """The time of its newest post."""
        return self.rows[0][0].at if self.rows else _NEVER


def archive_path(channel: Channel, number: int) -> str:
    """The address of an archive."""
    return f"feeds/archive/{channel.name}/{number}.xml"

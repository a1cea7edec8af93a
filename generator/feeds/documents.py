"""A document of a feed as data: which posts, under which heading, at which address."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from generator.feeds.channels import Channel
from generator.feeds.posts import Post, Row
from generator.model.moment import CST

_NEVER = datetime(1970, 1, 1, tzinfo=CST)


class Document(NamedTuple):
    """One file. ``before`` is the number of the archive that goes on where it ends, or 0.

    A ``closed`` one is an archive. Where covers are ``shared``, its items name one with all of
    their sort where an editor gave none.
    """

    channel: Channel
    path: str
    rows: tuple[Row, ...]
    before: int
    closed: bool = False
    shared: bool = False

    @property
    def given(self) -> tuple[str, ...]:
        """The editors' covers whose lengths it tells; of drawn ones the posts say all there is."""
        found = (post.cover for post, _ in self.rows if post.cover is not None)
        return tuple(dict.fromkeys(found))

    def covers_of(self, post: Post) -> tuple[str, ...]:
        """Where the pictures of one of its posts lie."""
        return post.kept_covers if self.shared else post.covers

    @property
    def since(self) -> datetime:
        """The time of its newest post."""
        return self.rows[0][0].at if self.rows else _NEVER


def archive_path(channel: Channel, number: int) -> str:
    """The address of an archive."""
    return f"feeds/archive/{channel.name}/{number}.xml"

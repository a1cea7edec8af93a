"""Which covers are drawn for posts that have none of an editor, and what they say.

Each post has its own (decisions/0030). Where the site says so, archived ones share one with all
of their label, without colour and date: nothing on it may look as if it were in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.covers.spec import CoverSpec, Shape
from generator.feeds.item import clean
from generator.feeds.posts import drawn, shared
from generator.model.titles import prefix
from generator.pages.environment import day, minute
from generator.pages.plan import Made

if TYPE_CHECKING:
    from generator.feeds.posts import Post, Row
    from generator.model.site import Site
    from generator.model.vocabulary import Nature

#: The shapes, in the order of ``posts.drawn``, and their pixels.
SHAPES: dict[Shape, tuple[int, int]] = {"wide": (900, 383), "square": (500, 500)}


def cover_files(rows: Iterable[Row], site: Site) -> Iterator[Made]:
    """The covers of posts: two each, where no editor gave one."""
    for post, _ in rows:
        if post.cover is None:
            for path, shape in zip(drawn(post), SHAPES, strict=True):
                yield _made(path, cover_spec(post, shape, site.name))


def shared_files(rows: Iterable[Row], site: Site) -> Iterator[Made]:
    """The covers of archives that hold ``rows``: two for each sort of post."""
    sorts = {(post.label, post.nature) for post, _ in rows if post.cover is None}
    for label, nature in sorted(sorts):
        for path, shape in zip(shared(label, nature), SHAPES, strict=True):
            yield _made(path, shared_spec(label, nature, shape, site.name))


def _made(path: str, spec: CoverSpec) -> Made:
    digest = blake2b(repr(spec).encode("utf-8", "surrogatepass"), digest_size=16)
    return Made(path, digest.digest(), spec)


def cover_spec(post: Post, shape: Shape, account: str) -> CoverSpec:
    """What the cover of ``post`` says: the time of an alert, the day of anything else."""
    spec = CoverSpec(
        title=post.short,
        label=post.label,
        level=post.level,
        level_word=post.word,
        date=minute(post.issued or post.at) if post.kind == "alert" else day(post.at),
        account=account,
        shape=shape,
    )
    return clean(spec)


def shared_spec(label: str, nature: Nature, shape: Shape, account: str) -> CoverSpec:
    """What the cover of all archived posts of a label says."""
    spec = CoverSpec(
        title=f"{prefix(nature)}{label}",
        label="存档",
        level=None,
        level_word=None,
        date="",
        account=account,
        shape=shape,
    )
    return clean(spec)

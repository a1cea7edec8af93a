"""Which items there are at ``now``, as data: made from cards, before any text is read.

A post's ``repr`` holds all that goes into its item but the text of its entry, which
``source`` names with its digest, and the lengths of pictures. Nothing in it depends on
other entries, on their number or on ``now``, but for what of its own has come by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Literal, NamedTuple

from generator.model.vocabulary import CATEGORY_SLUGS, Nature
from generator.pages.page import Source

#: What a post tells: a message, the end of one by time, an article, that one was taken back.
Form = Literal["message", "expired", "entry", "withdrawn"]
#: The bureau's area code.
URN = "urn:yingji:310105"
#: The title of whatever was taken back.
WITHDRAWN = "本页内容已撤下"


class Post(NamedTuple):
    """One item of the feeds. ``at`` is its pubDate, ``url`` site-relative, ``title`` with 【…】.

    ``number`` counts the message it is about, ``corrected`` its corrections in effect.
    """

    at: datetime
    guid: str
    form: Form
    kind: str
    name: str
    title: str
    url: str
    source: Source
    updated: datetime | None
    nature: Nature
    categories: tuple[str, ...]
    #: What its drawn cover says: the title without its time, the colour where one holds.
    short: str = ""
    level: str | None = None
    #: What it is in large letters: 黄色预警, 预警解除; ``None`` where the label says all.
    word: str | None = None
    label: str = ""
    #: The time it tells, where that is not ``at``: when the issuer issued it.
    issued: datetime | None = None
    #: An editor's own cover: ``media/…``.
    cover: str | None = None
    number: int = 0
    corrected: int = 0
    #: The public notice of parties is over (``until`` of an enforcement).
    hide_parties: bool = False
    #: The guide that says what to do where the message does not; only live feeds show it.
    guide: Source | None = None
    #: The ``KIND/ID`` its body may link to.
    linked: tuple[str, ...] = ()
    #: Media that it names but that do not exist.
    missing: tuple[str, ...] = ()

    @property
    def key(self) -> bytes:
        """The digest of all this."""
        return blake2b(repr(self).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @property
    def covers(self) -> tuple[str, ...]:
        """Where its pictures lie: the editor's cover, else the two that are drawn for it."""
        if self.cover is not None:
            return (self.cover,)
        return drawn(self)

    @property
    def kept_covers(self) -> tuple[str, ...]:
        """Its pictures in an archive: the editor's cover, else those of everything of its sort."""
        if self.cover is not None:
            return (self.cover,)
        return shared(self.label, self.nature)


def drawn(post: Post) -> tuple[str, str]:
    """The addresses of the covers drawn for a post."""
    base = f"covers/{post.kind}/{post.name}"
    return f"{base}-wide.jpg", f"{base}-square.jpg"


#: What a post can be labelled as, in addresses.
_SORTS = {
    **CATEGORY_SLUGS,
    "主题活动": "campaigns",
    "预警": "warnings",
    "应急响应": "responses",
    "风险提示": "advisories",
    "预警提示": "alerts",
}
_NATURES: dict[Nature, str] = {"实际": "", "示例": "-sample", "测试": "-test", "演练": "-drill"}


def shared(label: str, nature: Nature) -> tuple[str, str]:
    """The addresses of the covers that archives show for all posts of a label."""
    base = f"covers/archive/{_SORTS[label]}{_NATURES[nature]}"
    return f"{base}-wide.jpg", f"{base}-square.jpg"


#: A post and its key, made once.
Row = tuple[Post, bytes]


class Posts(NamedTuple):
    """The posts of a kind, newest first.

    ``held`` are the guids of what is in force: no feed drops them, however old.
    """

    rows: tuple[Row, ...]
    held: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        """Short: the keys stand for the posts."""
        digest = blake2b(b"".join(key for _, key in self.rows), digest_size=16).hexdigest()
        return f"Posts({digest}, {sorted(self.held)})"


def collect(posts: Iterable[Post], held: Iterable[str] = ()) -> Posts:
    """``posts`` with their keys, in the order of feeds."""
    return Posts(tuple(ordered((post, post.key) for post in posts)), frozenset(held))


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Newest first, then by guid."""
    found = sorted(rows, key=lambda row: row[0].guid)
    found.sort(key=lambda row: row[0].at, reverse=True)
    return found


def unique(words: Iterable[str | None]) -> tuple[str, ...]:
    """The words there are, each once, in their order."""
    return tuple(dict.fromkeys(word for word in words if word))

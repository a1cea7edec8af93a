"""Cards: what the rest of a site needs to know of an entry.

A list, a neighbour, the home page or a feed never needs an entry's full text.
A card is small, immutable, quick to store and has a stable ``repr``, so a
page's inputs can be digested.
"""

from datetime import datetime
from typing import NamedTuple


class MessageCard(NamedTuple):
    """One message of an alert, without its long texts."""

    key: str
    sent: datetime
    issued: datetime | None
    action: str
    level: str | None
    effective: datetime | None
    onset: datetime | None
    expires: datetime | None
    review: datetime | None
    headline: str
    title: str
    text: str
    area: tuple[str, ...]
    issuer: str | None
    #: When each correction was made, and the beginning of the text after it.
    corrections: tuple[tuple[datetime, str], ...]
    #: Language, headline and the beginning of the text of each translation of this message.
    translations: tuple[tuple[str, str, str], ...] = ()


class AlertMore(NamedTuple):
    """What only alerts have. ``incomplete``: later messages were left out as broken."""

    kind: str
    status: str
    area: tuple[str, ...]
    messages: tuple[MessageCard, ...]
    incomplete: bool


class BulletinMore(NamedTuple):
    """What only bulletins have."""

    category: str
    source: str | None
    author: str | None
    cover: str | None
    review_of: str | None
    explains: tuple[str, ...]
    number: str | None
    validity: str | None
    replaced_by: str | None
    until: datetime | None


class CampaignMore(NamedTuple):
    """What only campaigns have; ``ends`` is the instant at which it is over."""

    starts: datetime
    ends: datetime
    theme: str | None
    cover: str | None
    observance: str | None


class GuideMore(NamedTuple):
    """What only guides have."""

    reviewed: datetime | None
    call: tuple[str, ...]
    #: Language, title and summary of each translation.
    translations: tuple[tuple[str, str, str], ...] = ()


class Card(NamedTuple):
    """One entry. ``source`` is its file, ``digest`` the SHA-256 of what is in it.

    ``published`` is when its page comes to be: the first ``sent`` of an alert.
    ``media`` are the files it uses and when each begins to be shown, ``pictures``
    those of them that its page shows; ``links`` the ``KIND/ID`` its body points at.
    """

    kind: str
    id: str
    source: str
    digest: bytes
    title: str
    published: datetime
    updated: datetime | None
    summary: str
    hazards: tuple[str, ...]
    tags: tuple[str, ...]
    campaign: str | None
    sample: bool
    withdrawn: datetime | None
    media: tuple[tuple[str, datetime], ...]
    links: tuple[str, ...]
    more: AlertMore | BulletinMore | CampaignMore | GuideMore
    pictures: tuple[str, ...] = ()


SUMMARY = 120


def shortened(text: str, limit: int = SUMMARY) -> str:
    """``text`` on one line of at most ``limit`` characters, cut at a stop if one is near."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[:limit]
    stop = max(cut.rfind(mark) for mark in "。！？；")
    return cut[: stop + 1] if stop >= limit // 2 else cut[: limit - 1] + "…"

"""The feeds and their covers as sections of the build.

The posts of a kind are a section of their own, which draws their covers: a new alert
reads no bulletin, and a feed finds the covers it names. What feeds hold is data with a
key; a file is made only when its key changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from typing import cast

from generator.feeds.alert_posts import alert_posts
from generator.feeds.channels import (
    ALERTS,
    ALL,
    ATOM,
    BULLETINS,
    CAMPAIGNS,
    CATEGORIES,
    JSON,
    Channel,
)
from generator.feeds.covers import cover_files, shared_files
from generator.feeds.documents import Document, archive_path
from generator.feeds.posts import Posts, Row, ordered
from generator.feeds.text_posts import bulletin_posts, campaign_posts
from generator.feeds.windows import archived, archives, live
from generator.pages.plan import Desk, Made, Plan, Section


def plan_alerts(desk: Desk) -> Plan:
    """The posts of alerts. In production exercises are in no feed."""
    return _posts(desk, alert_posts(desk.edition, desk.missing, drills=not desk.site.production))


def plan_bulletins(desk: Desk) -> Plan:
    """The posts of bulletins."""
    posts = bulletin_posts(desk.edition)
    return _posts(desk, posts, list(_by_category(posts.rows).values()))


def plan_campaigns(desk: Desk) -> Plan:
    """The posts of campaigns."""
    return _posts(desk, campaign_posts(desk.edition))


def _posts(desk: Desk, posts: Posts, parts: Iterable[Sequence[Row]] = ()) -> Plan:
    """Posts with the covers of those that have their own: all, or what a live feed holds.

    ``parts`` are the posts that have a further feed together.
    """
    rows: Iterable[Row] = posts.rows
    if _shares(desk):
        windows = (live(one, posts.held) for one in (posts.rows, *parts))
        rows = {row[0].guid: row for window in windows for row in window}.values()
    return Plan([], made=tuple(cover_files(rows, desk.site)), exports=posts)


def _shares(desk: Desk) -> bool:
    return desk.site.archive_covers == "共用"


def plan_archive_covers(desk: Desk) -> Plan:
    """The covers that archived posts share; a few, however much is in them."""
    if not _shares(desk):
        return Plan([])
    kinds = [posts.rows for posts in _all_posts(desk)]
    rows = [*archived(kinds), *archived(list(_by_category(kinds[1]).values()))]
    return Plan([], made=tuple(shared_files(rows, desk.site)))


def plan_feeds(desk: Desk) -> Plan:
    """Every feed in every format, and the archives."""
    alerts, bulletins, campaigns = _all_posts(desk)
    shares = _shares(desk)
    everything = ordered([*alerts.rows, *bulletins.rows, *campaigns.rows])
    made = [*_channel(ALL, everything, alerts.held, shares)]
    made += _channel(ALERTS, alerts.rows, alerts.held, shares)
    made += _channel(BULLETINS, bulletins.rows, frozenset(), shares)
    made += _channel(CAMPAIGNS, campaigns.rows, frozenset(), shares)
    by_category = _by_category(bulletins.rows)
    for channel in CATEGORIES:
        made += _channel(channel, by_category[channel.category], frozenset(), shares)
    # Neighbours in time are made one after the other: they share the texts of items.
    made.sort(key=lambda one: cast(Document, one.what).since, reverse=True)
    return Plan([], made=tuple(made))


def _all_posts(desk: Desk) -> tuple[Posts, Posts, Posts]:
    """The posts of alerts, bulletins and campaigns."""
    alerts, bulletins, campaigns = (cast(Posts, desk.exports[name]) for name in _POSTS)
    return alerts, bulletins, campaigns


_POSTS = ("alert-posts", "bulletin-posts", "campaign-posts")

SECTIONS = (
    Section("alert-posts", ("alert", "guide"), (), (), plan_alerts),
    Section("bulletin-posts", ("bulletin",), (), (), plan_bulletins),
    Section("campaign-posts", ("campaign",), (), (), plan_campaigns),
    Section("archive-covers", (), (), _POSTS, plan_archive_covers),
    # Media as a kind: feeds tell how long the editors' covers are.
    Section("feeds", ("media",), (), (*_POSTS, "archive-covers"), plan_feeds),
)


def live_keys(made: Made) -> tuple[bytes, ...]:
    """The keys of the posts of a live feed; their items are kept for the next build."""
    document = made.what
    if not isinstance(document, Document) or document.closed:
        return ()
    return tuple(key for _, key in document.rows)


def _by_category(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    """The bulletins of each category, in their order."""
    found: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0].categories[0]].append(row)
    return found


def _channel(
    channel: Channel, rows: Sequence[Row], held: frozenset[str], shares: bool
) -> Iterator[Made]:
    closed = archives(rows)
    before = closed[-1].number if closed else 0
    window = live(rows, held)
    paths = [channel.path, ATOM, JSON] if channel is ALL else [channel.path]
    for path in paths:
        yield _made(Document(channel, path, window, before))
    for archive in closed:
        path = archive_path(channel, archive.number)
        yield _made(
            Document(channel, path, archive.rows, archive.number - 1, closed=True, shared=shares)
        )


@cache
def _channel_key(channel: Channel) -> bytes:
    return repr(channel).encode()


def _made(document: Document) -> Made:
    digest = blake2b(_channel_key(document.channel), digest_size=16)
    digest.update(f"{document.path} {document.before} {document.closed} {document.shared}".encode())
    digest.update(b"".join(key for _, key in document.rows))
    return Made(document.path, digest.digest(), document, document.given)

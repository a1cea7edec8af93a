"""The files of the API as sections of the build.

Lists of alerts and bulletins come in parts counted from the oldest entry, as on the
pages: a part that is full changes only when one of its own entries does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib.resources import files
from typing import Any, NamedTuple, cast

from generator.model.cards import AlertMore, BulletinMore, CampaignMore, Card, GuideMore
from generator.model.library import Edition
from generator.model.life import nature, phase
from generator.model.place import Place
from generator.model.titles import prefix
from generator.pages.addresses import entry_url
from generator.pages.items import alert_name, card_title, level_of
from generator.pages.page import Source
from generator.pages.paginate import paginate
from generator.pages.plan import Desk, Made, Plan, Section
from generator.pages.sections.alert_lists import LIVE

BASE = "api/v1/"
#: Entries of one part of a list.
SIZE = 50
Fact = tuple[str, Any]


class Row(NamedTuple):
    """What a list says of an entry at ``now``; ``source`` where it says all that is in it.

    ``shown`` counts for each message of an alert that was sent its corrections by now.
    """

    facts: tuple[Fact, ...]
    source: Source | None = None
    shown: tuple[int, ...] = ()


class Listing(NamedTuple):
    """A JSON file: some facts of its own, and rows under ``name``."""

    path: str
    name: str
    facts: tuple[Fact, ...]
    rows: tuple[Row, ...]


def plan_alerts(desk: Desk) -> Plan:
    """Every event with a page; those in force in the first part, however old they are."""
    cards = desk.edition.all("alert")
    rows = {card.id: alert_row(desk.edition, card) for card in cards}
    held = [rows[card.id] for card in cards if _state(rows[card.id]) in (*LIVE, "未生效")]
    return _parts("alerts", [rows[card.id] for card in cards], held)


def plan_bulletins(desk: Desk) -> Plan:
    """What is known of every bulletin; its text is on its page and in the feeds."""
    edition = desk.edition
    return _parts("bulletins", [_bulletin(edition, one) for one in edition.all("bulletin")])


def plan_texts(desk: Desk) -> Plan:
    """Campaigns and guides, whole."""
    edition = desk.edition
    campaigns = [_campaign(edition, one) for one in edition.all("campaign")]
    guides = [_guide(edition, one) for one in sorted(edition.all("guide"), key=lambda one: one.id)]
    return Plan(
        [],
        made=(
            _made(Listing(f"{BASE}campaigns.json", "campaigns", (), tuple(campaigns))),
            _made(Listing(f"{BASE}guides.json", "guides", (), tuple(guides))),
        ),
    )


def plan_places(desk: Desk) -> Plan:
    """Places as a GeoJSON collection (RFC 7946); one without coordinates has no geometry."""
    places = cast("tuple[Place, ...]", desk.tables["places"])
    shown = sorted(
        (one for one in places if not (desk.site.production and one.sample)),
        key=lambda one: one.id,
    )
    listing = Listing(
        f"{BASE}places.json",
        "features",
        (("type", "FeatureCollection"),),
        tuple(Row((("place", one),)) for one in shown),
    )
    return Plan([], files=_schemas(), made=(_made(listing),))


def _schemas() -> tuple[tuple[str, bytes], ...]:
    folder = files("generator.api") / "schemas"
    found = sorted(folder.iterdir(), key=lambda one: one.name)
    return tuple((f"{BASE}schema/{one.name}", one.read_bytes()) for one in found)


SECTIONS = (
    Section("api-alerts", ("alert",), (), (), plan_alerts),
    Section("api-bulletins", ("bulletin",), (), (), plan_bulletins),
    Section("api-texts", ("campaign", "guide"), (), (), plan_texts),
    Section("api-places", (), ("places",), (), plan_places),
)


def _parts(name: str, rows: Sequence[Row], held: Iterable[Row] = ()) -> Plan:
    made: list[Made] = []
    for part in paginate(rows, f"{BASE}{name}/", SIZE):
        number = part.pager.number
        facts: tuple[Fact, ...] = (("page", number),)
        if number:
            path, kept = f"{BASE}{name}/page/{number}.json", part.entries
        else:
            path = f"{BASE}{name}.json"
            facts = (("total", part.pager.total), ("pages", part.pager.pages))
            kept = (*part.entries, *(row for row in held if row not in part.entries))
        made.append(_made(Listing(path, name, facts, kept)))
    return Plan([], made=tuple(made))


def _made(listing: Listing) -> Made:
    digest = blake2b(repr(listing).encode("utf-8", "surrogatepass"), digest_size=16)
    return Made(listing.path, digest.digest(), listing)


def _state(row: Row) -> str | None:
    return cast("str | None", dict(row.facts).get("state"))


def _address(card: Card) -> tuple[Fact, ...]:
    return (("id", card.id), ("url", entry_url(card.kind, card.id)))


def _withdrawn(card: Card) -> Row:
    return Row((*_address(card), ("withdrawn", card.withdrawn)))


def alert_row(edition: Edition, card: Card) -> Row:
    """An event as it stands."""
    if edition.withdrawn(card):
        return _withdrawn(card)
    more, life = cast(AlertMore, card.more), edition.life(card)
    level = level_of(more, life.message.sent)
    facts: tuple[Fact, ...] = (
        *_address(card),
        ("withdrawn", None),
        ("nature", life.nature),
        ("title", prefix(life.nature) + alert_name(card, level)),
        ("kind", more.kind),
        ("hazards", card.hazards),
        ("state", life.state),
        ("level", level),
        ("area", life.message.area or more.area),
        ("ended", life.ended),
        ("current", life.message.key),
        ("incomplete", more.incomplete),
    )
    shown = tuple(
        sum(edition.now.reached(at) for at, _ in message.corrections)
        for message in edition.messages(card)
    )
    return Row(facts, Source(card.source, card.digest), shown)


def _common(edition: Edition, card: Card) -> tuple[Fact, ...]:
    updated = card.updated if card.updated and edition.now.reached(card.updated) else None
    return (
        *_address(card),
        ("withdrawn", None),
        ("nature", nature(card.sample, "")),
        ("title", card_title(card)),
        ("published", card.published),
        ("updated", updated),
        ("summary", card.summary),
        ("hazards", card.hazards),
    )


def _bulletin(edition: Edition, card: Card) -> Row:
    if edition.withdrawn(card):
        return _withdrawn(card)
    more = cast(BulletinMore, card.more)
    names = ("category", "source", "author", "number", "validity")
    facts = tuple((name, getattr(more, name)) for name in names)
    return Row((*_common(edition, card), *facts, ("tags", card.tags), ("campaign", card.campaign)))


def _campaign(edition: Edition, card: Card) -> Row:
    if edition.withdrawn(card):
        return _withdrawn(card)
    more = cast(CampaignMore, card.more)
    facts: tuple[Fact, ...] = (
        ("state", phase(more.starts, more.ends, edition.now)),
        ("starts", more.starts),
        ("over", more.ends),
        ("theme", more.theme),
        ("tags", card.tags),
    )
    return Row((*_common(edition, card), *facts), Source(card.source, card.digest))


def _guide(edition: Edition, card: Card) -> Row:
    if edition.withdrawn(card):
        return _withdrawn(card)
    more = cast(GuideMore, card.more)
    facts = [fact for fact in _common(edition, card) if fact[0] not in ("published", "updated")]
    call: tuple[Fact, ...] = (("reviewed", more.reviewed), ("call", more.call))
    return Row((*facts, *call), Source(card.source, card.digest))

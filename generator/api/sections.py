"""The files of the API as sections of the build.

Lists of alerts and bulletins come in parts counted from the oldest entry, as on the
pages: a part that is full changes only when one of its own entries does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib.resources import files
from typing import NamedTuple, cast

from generator.api.rows import Fact, Row, alert_row, bulletin_row, campaign_row, guide_row
from generator.model.place import Place
from generator.pages.paginate import paginate
from generator.pages.plan import Desk, Made, Plan, Section
from generator.pages.sections.alert_lists import LIVE

BASE = "api/v1/"
#: Entries of one part of a list.
SIZE = 50


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
    return _parts("bulletins", [bulletin_row(edition, one) for one in edition.all("bulletin")])


def plan_texts(desk: Desk) -> Plan:
    """Campaigns and guides, whole."""
    edition = desk.edition
    campaigns = [campaign_row(edition, one) for one in edition.all("campaign")]
    guides = [
        guide_row(edition, one) for one in sorted(edition.all("guide"), key=lambda one: one.id)
    ]
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

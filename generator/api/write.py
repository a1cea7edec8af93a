"""A listing and the entries it names → JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.api.rows import Row
from generator.api.sections import Listing
from generator.languages.names import prefix as foreign_prefix
from generator.languages.words import words
from generator.model.facts import MESSAGE, message_facts, plain, published_digest
from generator.model.titles import message_key, message_title, prefix
from generator.pages.addresses import entry_url

if TYPE_CHECKING:
    from generator.content.loaded import Loaded
    from generator.model.alert import Alert, Message
    from generator.model.place import Place

Entry = Callable[[str, bytes], "Loaded"]
Told = dict[str, Any]

#: Which parts of an entry a list adds to what is known of it.
_PARTS = {
    "campaigns": ("organiser", "events"),
    "guides": ("before", "during", "after", "never", "audience", "sources", "translations"),
}
_EVENT = (
    *("id", "title", "starts", "ends", "all_day", "place", "audience", "contact", "signup"),
    *("online", "capacity", "sequence", "moved_from", "cancelled"),
)
#: Of a message these are told in another way than they are written.
_OTHERWISE = ("text", "image", "image_alt", "attachments")


def write(listing: Listing, entry: Entry) -> bytes:
    """The bytes of a file of the API."""
    rows = [_row(listing.name, row, entry) for row in listing.rows]
    told = {"version": 1, **_plain(listing.facts), listing.name: rows}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _plain(facts: tuple[tuple[str, Any], ...]) -> Told:
    return {name: plain(value) for name, value in facts}


def _row(name: str, row: Row, entry: Entry) -> Told:
    if name == "features":
        return _feature(row.facts[0][1])
    told = _plain(row.facts)
    if row.source is None:
        return told
    model: Any = entry(*row.source).entry
    if name == "alerts":
        mark = prefix(told["nature"])
        messages = zip(model.messages, row.shown, strict=False)
        told["messages"] = [
            _marked(_message(model, one, shown), mark, told["nature"]) for one, shown in messages
        ]
        return told
    told |= {part: plain(getattr(model, part)) for part in _PARTS[name] if part != "events"}
    if name == "campaigns":
        told["events"] = [
            {field: plain(getattr(event, field)) for field in _EVENT} for event in model.events
        ]
    return told


def _marked(told: Told, mark: str, nature: str) -> Told:
    """A message with every title of it marked as what it is."""
    told["title"] = mark + told["title"]
    if told["headline"]:
        told["headline"] = mark + told["headline"]
    for code, said in told["translations"].items():
        if "headline" in said:
            said["headline"] = foreign_prefix(words(code), nature) + said["headline"]
    return told


def _message(alert: Alert, message: Message, shown: int) -> Told:
    key = message_key(message.sent)
    facts = message_facts(alert, message)
    made = message.corrections[:shown]
    return {
        "key": key,
        "urn": f"urn:yingji:310105:alert:{alert.id}:{key}",
        "url": f"{entry_url('alert', alert.id)}#m-{key}",
        "title": message_title(alert, message),
        **{name: facts[name] for name in MESSAGE if name not in _OTHERWISE},
        **{name: facts[name] for name in ("area", "issuer", "source")},
        "text": made[-1].text if made else message.text,
        "corrections": [{"at": plain(one.at), "note": one.note} for one in made],
        # What of it never changes, so that a change can be found out.
        "digest": published_digest(alert, message),
    }


def _feature(place: Place) -> Told:
    located = place.lat is not None and place.lon is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if located else None
    names = (
        *("kind", "subdistrict", "address", "capacity", "area_m2", "facilities", "accessible"),
        "phone",
    )
    mark = prefix("示例" if place.sample else "实际")
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": point,
        "properties": {
            "name": mark + place.name,
            "nature": "示例" if place.sample else "实际",
            **{name: plain(getattr(place, name)) for name in names},
            "verified": place.verified.isoformat() if place.verified else None,
            "opened": [{"from": plain(one.from_), "to": plain(one.to)} for one in place.opened],
        },
    }

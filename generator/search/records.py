"""What of an entry, a place or a hand-written page can be found, and what a result says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from generator.model.alert import Alert
from generator.model.bulletin import Bulletin
from generator.model.campaign import Campaign
from generator.model.cards import AlertMore, BulletinMore, Card
from generator.model.guide import Guide
from generator.model.life import nature
from generator.model.titles import message_title, prefix
from generator.model.vocabulary import ENDS, STREETS, WIDE_AREAS
from generator.pages.addresses import entry_url
from generator.pages.environment import corrected
from generator.pages.items import alert_name, card_title, level_of

if TYPE_CHECKING:
    from generator.model.place import Place
    from generator.text.body import Body

#: The kinds a reader can choose, in this order; the index holds their numbers.
KINDS = ("预警提示", "应急指南", "应急动态", "主题活动", "避难场所", "其他")
#: Of an alert for the whole district every street is one.
EVERYWHERE = "*"
_BLOCK = re.compile(
    r"</?(?:p|h\d|li|ul|ol|dl|dt|dd|table|tr|t[dh]|div|blockquote|pre|br|hr)\b[^>]*>"
)
_ALT = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>')
_TAG = re.compile(r"<[^>]*>")


class Record(NamedTuple):
    """One result. ``url`` is site-relative; ``date`` is empty where nothing is dated.

    ``time`` (1005) is that of the last message of an alert: on one day may be many of them.
    ``shown`` is what a result tells beside that, by name (a state is never among it).
    """

    url: str
    kind: str
    title: str
    text: str
    date: str = ""
    time: str = ""
    hazards: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    shown: Mapping[str, str] = {}


def entry_record(card: Card, entry: Any, body: Body | None, seen: int, fixed: Any) -> Record:
    """The record of an entry. ``seen`` messages of an alert are sent, ``fixed`` their corrections.

    ``fixed`` has the number of corrections made of each message.
    """
    url = entry_url(card.kind, card.id)
    if card.kind == "alert":
        return _alert(url, card, cast(Alert, entry), seen, cast("tuple[int, ...]", fixed))
    make: dict[str, Callable[[Card, Any, Body | None], Record]]
    make = {"bulletin": _bulletin, "campaign": _campaign, "guide": _guide}
    found = make[card.kind](card, entry, body)
    text = found.text
    named = found.title + text
    return found._replace(
        url=url,
        title=card_title(card),
        hazards=card.hazards,
        streets=tuple(street for street in STREETS if street in named),
    )


def place_record(place: Place, url: str) -> Record:
    """A row of the places; ``url`` names its anchor."""
    facts = (place.kind, place.subdistrict, place.address, *place.facilities)
    return Record(
        url=url,
        kind="避难场所",
        title=prefix("示例" if place.sample else "实际") + place.name,
        text=_joined(facts),
        streets=(place.subdistrict,),
        shown={"note": place.kind},
    )


def page_record(url: str, title: str, text: str) -> Record:
    """A hand-written page."""
    return Record(url, "其他", title, text)


def _alert(url: str, card: Card, alert: Alert, seen: int, fixed: tuple[int, ...]) -> Record:
    """An event by its messages so far; how it stands now is the browser's to find out."""
    more = cast(AlertMore, card.more)
    messages = alert.messages[:seen]
    last = messages[-1]
    own = nature(card.sample, more.status)
    parts: list[str | None] = []
    for message, made in zip(messages, fixed, strict=True):
        text = corrected(message, made)
        said = (message_title(alert, message), message.headline)
        parts += (one for one in said if one and one not in text)
        parts.append(text)
        parts += message.instructions or ()
        parts.append(message.image_alt)
        parts.append("、".join(alert.area_of(message)))
    areas = {area for message in messages for area in alert.area_of(message)}
    shown = {"id": card.id, "label": more.kind, "nature": own, "sent": _stamp(last.sent)}
    level = level_of(more, last.sent)
    if level:
        shown["level"] = level
    if last.action in ENDS:
        shown["ended"] = f"已{last.action}"
    elif last.expires:
        shown["expires"] = _stamp(last.expires)
    when = last.issued or last.sent
    wide = bool(areas.intersection(WIDE_AREAS))
    return Record(
        url=url,
        kind="预警提示",
        title=prefix(own) + alert_name(card, level),
        text=_joined(parts),
        date=_day(when),
        time=f"{when:%H%M}",
        hazards=card.hazards,
        streets=(EVERYWHERE,) if wide else tuple(one for one in STREETS if one in areas),
        shown=shown,
    )


def _bulletin(card: Card, bulletin: Bulletin, body: Body | None) -> Record:
    """Parties of 监管公示 are not looked for: they leave the page when their time is over."""
    document, accident = bulletin.document, bulletin.accident
    parts = [bulletin.summary, document.number if document else None, _plain(body)]
    parts.append(bulletin.cover_alt)
    if accident:
        parts += (accident.type, accident.place, *accident.causes, *accident.lessons)
    parts += [one.title for one in bulletin.figures]
    parts += [one.title for one in bulletin.attachments]
    more = cast(BulletinMore, card.more)
    date = _day(card.published)
    return Record("", "应急动态", card.title, _joined(parts), date, shown={"label": more.category})


def _campaign(card: Card, campaign: Campaign, body: Body | None) -> Record:
    parts = [campaign.theme, campaign.summary, _plain(body), campaign.organiser]
    parts.append(campaign.cover_alt)
    for event in campaign.events:
        parts += [event.title, event.place, event.audience]
    return Record("", "主题活动", card.title, _joined(parts), _day(campaign.starts))


def _guide(card: Card, guide: Guide, _body: Body | None) -> Record:
    steps = (*guide.before, *guide.during, *guide.after, *guide.never)
    text = _joined((guide.summary, *steps, *guide.audience))
    return Record("", "应急指南", card.title, text)


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(part.strip() for part in parts if part and part.strip())


def _plain(body: Body | None) -> str:
    """The words of a rendered body."""
    return plain(body.html) if body else ""


def plain(markup: str) -> str:
    """The words of sane HTML, a line a block; of a picture what is said of it."""
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n", _ALT.sub(r"\n\1\n", markup))))


def _stamp(at: datetime) -> str:
    return at.isoformat()


def _day(at: datetime) -> str:
    return at.date().isoformat()

"""The card of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.cards import (
    AlertMore,
    BulletinMore,
    CampaignMore,
    Card,
    GuideMore,
    MessageCard,
    shortened,
)
from generator.model.moment import CST
from generator.model.titles import message_key, message_title
from generator.model.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from generator.model.alert import Alert, Message
    from generator.model.bulletin import Bulletin
    from generator.model.campaign import Campaign
    from generator.model.guide import Guide

#: Guides carry no date of publication: they are there from the beginning.
_ALWAYS = datetime(1970, 1, 1, tzinfo=CST)
Media = tuple[tuple[str, datetime], ...]


class Found(NamedTuple):
    """What is known of an entry besides its model.

    ``links`` and ``images`` are the addresses in its Markdown body, ``lead``
    the beginning of the body without markup. ``incomplete`` as of an alert.
    """

    source: str
    digest: bytes
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    lead: str = ""
    incomplete: bool = False


def card_of(entry: Any, kind: str, found: Found) -> Card:
    """The card of ``entry``."""
    base = Card(
        kind=kind,
        id=entry.id,
        source=found.source,
        digest=found.digest,
        title="",
        published=_ALWAYS,
        updated=None,
        summary="",
        hazards=(),
        tags=(),
        campaign=None,
        sample=entry.sample,
        withdrawn=entry.withdrawn.at if entry.withdrawn else None,
        media=(),
        links=tuple(
            link.removeprefix("entry:").partition("#")[0]
            for link in found.links
            if link.startswith("entry:")
        ),
        more=GuideMore(None, ()),
    )
    if kind == "alert":
        return _alert(base, entry, found.incomplete)
    if kind == "guide":
        return _guide(base, entry)
    files = [path for path in (*found.images, *found.links) if path.startswith("media/")]
    make = _bulletin if kind == "bulletin" else _campaign
    card = make(base, entry, files, found.lead)
    return card._replace(pictures=_pictures((entry.cover, *found.images)))


def _pictures(paths: Iterable[str | None]) -> tuple[str, ...]:
    """Each picture of ``media/`` once, in its order; mostly there are none."""
    return tuple(dict.fromkeys(path for path in paths if path and path.startswith("media/")))


def _alert(base: Card, alert: Alert, incomplete: bool) -> Card:
    messages = tuple(_message(alert, message) for message in alert.messages)
    media = [
        (path, message.sent)
        for message in alert.messages
        for path in (message.image, *(one.file for one in message.attachments))
        if path
    ]
    return base._replace(
        title=alert.title or "",
        published=messages[0].sent,
        summary=messages[0].text,
        hazards=tuple(alert.hazard),
        media=tuple(media),
        pictures=_pictures(message.image for message in alert.messages),
        more=AlertMore(alert.kind, alert.status, tuple(alert.area), messages, incomplete),
    )


def _message(alert: Alert, message: Message) -> MessageCard:
    return MessageCard(
        key=message_key(message.sent),
        sent=message.sent,
        issued=message.issued,
        action=message.action,
        level=message.level,
        effective=message.effective,
        onset=message.onset,
        expires=message.expires,
        review=message.review,
        headline=message.headline or "",
        title=message_title(alert, message),
        text=shortened(message.text),
        area=tuple(alert.area_of(message)),
        issuer=alert.issuer_of(message),
        corrections=tuple(
            (correction.at, shortened(correction.text)) for correction in message.corrections
        ),
        translations=tuple(
            (language, one.headline or "", shortened(one.text or ""))
            for language, one in _translations(message)
        ),
    )


def _translations(entry: Message | Guide) -> Iterator[tuple[str, Any]]:
    for language in LANGUAGES:
        one = getattr(entry.translations, language)
        if one is not None:
            yield language, one


def _bulletin(base: Card, bulletin: Bulletin, files: list[str], text: str) -> Card:
    video, document, accident = bulletin.video, bulletin.document, bulletin.accident
    used = [
        *files,
        bulletin.cover,
        *(one.file for one in bulletin.attachments),
        video.file if video else None,
        video.poster if video else None,
        accident.report if accident else None,
    ]
    more = BulletinMore(
        category=bulletin.category,
        source=bulletin.source,
        author=bulletin.author,
        cover=bulletin.cover,
        review_of=accident.review_of if accident else None,
        explains=tuple(bulletin.explains),
        number=document.number if document else None,
        validity=document.validity if document else None,
        replaced_by=document.replaced_by if document else None,
        until=bulletin.enforcement.until if bulletin.enforcement else None,
    )
    return base._replace(
        title=bulletin.title,
        published=bulletin.published,
        updated=bulletin.updated,
        summary=shortened(bulletin.summary or text or bulletin.title),
        hazards=tuple(bulletin.hazards),
        tags=tuple(bulletin.tags),
        campaign=bulletin.campaign,
        media=_since(used, bulletin.published),
        more=more,
    )


def _campaign(base: Card, campaign: Campaign, files: list[str], text: str) -> Card:
    used = [*files, campaign.cover, *(one.file for one in campaign.materials)]
    return base._replace(
        title=campaign.title,
        published=campaign.appears,
        summary=shortened(campaign.summary or campaign.theme or text or campaign.title),
        hazards=tuple(campaign.hazards),
        tags=tuple(campaign.tags),
        media=_since(used, campaign.appears),
        more=CampaignMore(
            campaign.starts, campaign.ends, campaign.theme, campaign.cover, campaign.observance
        ),
    )


def _guide(base: Card, guide: Guide) -> Card:
    day = guide.reviewed
    reviewed = datetime(day.year, day.month, day.day, tzinfo=CST) if day else None
    steps = guide.during or guide.before
    withdrawn = guide.withdrawn.at if guide.withdrawn else None
    empty = not (guide.before or guide.during or guide.after or guide.never)
    return base._replace(
        title=guide.title,
        # Where nothing but the notice is left, there is no page until the notice.
        published=withdrawn if withdrawn and empty else base.published,
        updated=reviewed,
        summary=shortened(guide.summary or "".join(steps[:2]) or guide.title),
        hazards=(guide.hazard,) if guide.hazard else (),
        more=GuideMore(
            reviewed,
            tuple(guide.call),
            tuple(
                (language, one.title, shortened(one.summary or ""))
                for language, one in _translations(guide)
            ),
        ),
    )


def _since(paths: Iterable[str | None], since: datetime) -> Media:
    return tuple((path, since) for path in dict.fromkeys(paths) if path)

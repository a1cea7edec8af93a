"""The page of an event in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, cast

from generator.languages.names import Name, prefix
from generator.model.cards import AlertMore, Card
from generator.model.library import Life
from generator.model.vocabulary import LANGUAGES, Nature, State
from generator.pages.items import level_of
from generator.pages.page import Head, Page, Source
from generator.pages.sections.alert_lists import BASE
from generator.pages.sections.guides import translated_into
from generator.pages.sections.languages.context import Context, GuideLink
from generator.pages.shared import pictures_of


class EventView(NamedTuple):
    """What the page shows besides the messages themselves; the words of the model stay Chinese."""

    kind: str
    level: str | None
    state: State
    nature: Nature
    ended: datetime | None
    #: How many messages are shown, and which of them counts.
    shown: int
    latest: int
    keys: tuple[str, ...]
    #: The level that the event had as of each shown message.
    levels: tuple[str | None, ...]
    #: How many corrections of each shown message are in effect.
    corrections: tuple[int, ...]
    incomplete: bool
    hazards: tuple[Name, ...]
    signs: tuple[str, ...]
    guides: tuple[GuideLink, ...]
    guide_source: Source | None
    #: Media that it names but that do not exist.
    missing: tuple[str, ...]


class TakenDownView(NamedTuple):
    """A page whose text was taken back."""

    source: str


def event_page(context: Context, card: Card) -> Page:
    """The page of ``card``; a notice where it was withdrawn."""
    path = f"{context.url(card)}index.html"
    life = context.lives.get(card.id)
    if life is None:
        return taken_down(context, card, path, f"{context.language}-alerts-entry-3")
    shown = context.edition.messages(card)
    reached = context.edition.now.reached
    corrected = [at for message in shown for at, _ in message.corrections if reached(at)]
    changed = max([shown[-1].sent, *corrected])
    return Page(
        path=path,
        frame=f"{context.language}-alerts-entry-3",
        template="foreign/alert.html",
        head=Head(
            title=context.title(card, life.message, life.nature),
            description=_description(context, life),
            column=BASE.title,
            kind="article",
            published=shown[0].sent,
            updated=changed if changed > shown[0].sent else None,
            source=life.message.issuer,
            keywords=tuple(name.text for name in context.hazard_names(card)),
            crumbs=(context.home, context.alerts),
        ),
        view=_view(context, card, life),
        source=Source(card.source, card.digest),
        lastmod=changed,
        pictures=pictures_of(context.edition, card, context.missing),
        language=context.language,
        languages=LANGUAGES,
    )


def _view(context: Context, card: Card, life: Life) -> EventView:
    more = cast(AlertMore, card.more)
    shown = context.edition.messages(card)
    guides = [context.guides[name] for name in card.hazards if name in context.guides]
    lead = guides[0] if guides else context.general
    named = guides or ([lead] if lead else [])
    reached = context.edition.now.reached
    return EventView(
        kind=more.kind,
        level=level_of(more, life.message.sent),
        state=life.state,
        nature=life.nature,
        ended=life.ended,
        shown=len(shown),
        latest=shown.index(life.message),
        keys=tuple(message.key for message in shown),
        levels=tuple(level_of(more, message.sent) for message in shown),
        corrections=tuple(sum(reached(at) for at, _ in message.corrections) for message in shown),
        incomplete=more.incomplete,
        hazards=context.hazard_names(card),
        signs=context.signs(card),
        guides=tuple(context.guide_link(guide) for guide in named),
        guide_source=Source(lead.source, lead.digest) if lead else None,
        missing=tuple(sorted({path for path, _ in card.media} & context.missing)),
    )


def _description(context: Context, life: Life) -> str:
    words = context.words
    said = context.translated(life.message).text or context.edition.text(life.message)
    return f"{prefix(words, life.nature)}{words(life.state, '状态')}: {said}"


def taken_down(context: Context, card: Card, path: str, frame: str) -> Page:
    """The notice at the address of a withdrawn entry (format.md, ground rules)."""
    said = context.words("本页内容已撤下")
    crumbs = (context.home, context.alerts) if card.kind == "alert" else (context.home,)
    return Page(
        path=path,
        frame=frame,
        template="foreign/withdrawn.html",
        head=Head(said, said, BASE.title, updated=card.withdrawn, indexed=False, crumbs=crumbs),
        view=TakenDownView(card.source),
        source=Source(card.source, card.digest),
        lastmod=card.withdrawn,
        listed=False,
        language=context.language,
        languages=LANGUAGES if card.kind == "alert" else translated_into(card),
    )

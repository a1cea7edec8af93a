"""预警提示: every event with its timeline, what is in force, archives by year and hazard."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.cards import AlertMore, Card
from generator.model.library import Life
from generator.model.titles import prefix
from generator.model.vocabulary import LANGUAGES, Nature, State
from generator.pages.environment import minute
from generator.pages.items import alert_name, exercise, item, level_of
from generator.pages.page import Head, Item, Page, Source
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.alert_lists import (
    BASE,
    HOME,
    alert_exports,
    archive_pages,
    front_page,
)
from generator.pages.sections.bulletins import BulletinExports
from generator.pages.shared import media_of, pictures_of, withdrawn_page

if TYPE_CHECKING:
    from generator.model.tables import Hazard


class AlertView(NamedTuple):
    """What the page of an event shows besides the messages themselves."""

    title: str
    kind: str
    level: str | None
    state: State
    nature: Nature
    ended: object
    #: How many messages are shown, and which of them counts.
    shown: int
    latest: int
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    #: How many corrections of each shown message are in effect.
    corrections: tuple[int, ...]
    incomplete: bool
    hazards: tuple[tuple[str, str, str], ...]
    guides: tuple[Item, ...]
    guide_source: Source | None
    #: Media that it names but that do not exist.
    missing: tuple[str, ...]
    related: tuple[Item, ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    everything = edition.all("alert")
    listed = [card for card in everything if not edition.withdrawn(card)]
    lives = {card.id: edition.life(card) for card in listed}
    hazards = cast("dict[str, Hazard]", desk.tables["hazards"])
    context = _Context(desk, listed, hazards)
    pages = [_entry(context, card, lives.get(card.id)) for card in everything]
    pages.append(front_page(edition, listed, lives, hazards))
    pages += archive_pages(edition, listed, lives, hazards)
    told = alert_exports(edition, listed, lives, hazards)
    return Plan(pages, media=media_of(edition, everything), exports=told)


SECTION = Section("alerts", ("alert", "guide", "campaign"), ("hazards",), ("bulletins",), plan)


class _Context:
    """What the pages of all events share."""

    def __init__(self, desk: Desk, listed: list[Card], hazards: dict[str, Hazard]) -> None:
        self.edition = desk.edition
        self.missing = desk.missing
        self.hazards = hazards
        self.guides: dict[str, Card] = {}
        self.general: Card | None = None
        for card in sorted(desk.edition.listed("guide"), key=lambda one: one.id):
            for hazard in card.hazards:
                self.guides.setdefault(hazard, card)
            if card.id == "general":
                self.general = card
        self.campaigns: dict[str, list[Card]] = defaultdict(list)
        for card in desk.edition.listed("campaign"):
            for hazard in card.hazards:
                self.campaigns[hazard].append(card)
        exports = cast(BulletinExports, desk.exports["bulletins"])
        self.bulletins = dict(exports.by_hazard)
        self.events: dict[str, list[Card]] = defaultdict(list)
        self._at: dict[tuple[str, str], int] = {}
        for card in listed:
            for hazard in card.hazards:
                if not exercise(card):
                    self.events[hazard].append(card)
                self._at[hazard, card.id] = len(self.events[hazard])

    def related(self, card: Card) -> tuple[Item, ...]:
        """Bulletins and campaigns of the same hazard, and the events before this one."""
        found: dict[str, Item] = {}
        for hazard in card.hazards:
            at = self._at[hazard, card.id]
            for one in self.events[hazard][at : at + 2]:  # newest first: those before it
                found.setdefault(one.id, item(self.edition, one))
            for row in self.bulletins.get(hazard, ())[:3]:
                found.setdefault(row.url, row)
            for one in self.campaigns[hazard][:1]:
                found.setdefault(one.id, item(self.edition, one))
        return tuple(found.values())[:6]


def _entry(context: _Context, card: Card, life: Life | None) -> Page:
    edition = context.edition
    path = f"alerts/{card.id}/index.html"
    crumbs = (HOME, BASE)
    if life is None:
        page = withdrawn_page(card, path, "alerts-entry-2", crumbs, BASE.title)
        return page._replace(languages=LANGUAGES)
    more = cast(AlertMore, card.more)
    shown = edition.messages(card)
    level = level_of(more, life.message.sent)
    title = prefix(life.nature) + alert_name(card, level)
    guides = [context.guides[name] for name in card.hazards if name in context.guides]
    lead = guides[0] if guides else context.general
    corrections = [at for message in shown for at, _ in message.corrections]
    changed = max([shown[-1].sent, *(at for at in corrections if edition.now.reached(at))])
    view = AlertView(
        title=title,
        kind=more.kind,
        level=level,
        state=life.state,
        nature=life.nature,
        ended=life.ended,
        shown=len(shown),
        latest=shown.index(life.message),
        keys=tuple(message.key for message in shown),
        titles=tuple(message.title for message in shown),
        corrections=tuple(
            sum(edition.now.reached(at) for at, _ in message.corrections) for message in shown
        ),
        incomplete=more.incomplete,
        hazards=tuple(_hazard(context.hazards, name) for name in card.hazards),
        guides=tuple(item(edition, guide) for guide in (guides or [lead] if lead else [])),
        guide_source=Source(lead.source, lead.digest) if lead else None,
        missing=tuple(sorted({path for path, _ in card.media} & context.missing)),
        related=context.related(card),
    )
    head = Head(
        title=title,
        description=f"{prefix(life.nature)}{_until(life)}：{edition.text(life.message)}",
        column=BASE.title,
        kind="article",
        published=shown[0].sent,
        updated=changed if changed > shown[0].sent else None,
        source=life.message.issuer,
        keywords=card.hazards,
        schema="SpecialAnnouncement",
        crumbs=crumbs,
    )
    return Page(
        path=path,
        frame="alerts-entry-2",
        template="alert.html",
        head=head,
        view=view,
        source=Source(card.source, card.digest),
        lastmod=changed,
        pictures=pictures_of(edition, card, context.missing),
        languages=LANGUAGES,
    )


def _until(life: Life) -> str:
    """What can be said of its state where no script corrects it: search results, shared links."""
    message = life.message
    if life.state == "生效中":
        return f"有效至{minute(message.expires)}" if message.expires else "解除时间未公布"
    if life.state == "未生效" and message.effective:
        return f"{minute(message.effective)}起生效"
    return "未收到解除信息，以发布单位为准" if life.state == "待核实" else life.state


def _hazard(hazards: dict[str, Hazard], name: str) -> tuple[str, str, str]:
    """Name, slug and icon of a hazard; an unknown one has a name alone."""
    known = hazards.get(name)
    return (name, known.slug, known.icon or known.slug) if known else (name, "", "")

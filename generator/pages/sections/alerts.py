"""预警提示: every event with its timeline, what is in force, archives by year and hazard."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.cards import AlertMore, Card
from generator.model.library import Edition, Life
from generator.model.titles import prefix
from generator.model.vocabulary import Nature, State
from generator.pages.items import alert_item, alert_name, by_severity, item, level_of
from generator.pages.lists import Listing, ListLink, list_pages
from generator.pages.page import Crumb, Head, Item, Page, Source
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.bulletins import BulletinExports
from generator.pages.shared import media_of, withdrawn_page

if TYPE_CHECKING:
    from generator.model.tables import Hazard

HOME = Crumb("首页", "")
BASE = Crumb("预警提示", "alerts/")
#: How long an ended alert stays on the front (issue of the alerts' section: 48 hours).
RECENT = timedelta(hours=48)
LIVE = ("生效中", "待核实")
OTHERS = 5


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


class FrontView(NamedTuple):
    """The front of the section: in force, coming, ended lately, exercises, the archive."""

    in_force: tuple[Item, ...]
    coming: tuple[Item, ...]
    ended: tuple[Item, ...]
    exercises: tuple[Item, ...]
    years: tuple[ListLink, ...]
    hazards: tuple[ListLink, ...]


class AlertExports(NamedTuple):
    """What other sections show of the alerts."""

    in_force: tuple[Item, ...]
    coming: tuple[Item, ...]
    advisories: tuple[Item, ...]
    by_hazard: tuple[tuple[str, tuple[Item, ...]], ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    edition = desk.edition
    everything = edition.all("alert")
    listed = [card for card in everything if not edition.withdrawn(card)]
    lives = {card.id: edition.life(card) for card in listed}
    hazards = cast("dict[str, Hazard]", desk.tables["hazards"])
    context = _Context(desk, listed, hazards)
    pages = [_entry(context, card, lives.get(card.id)) for card in everything]
    pages.append(_front(edition, listed, lives, hazards))
    pages += _archives(edition, listed, hazards)
    return Plan(pages, media=media_of(edition, everything), exports=_exports(listed, lives))


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
        for card in listed:
            for hazard in card.hazards:
                self.events[hazard].append(card)

    def related(self, card: Card) -> tuple[Item, ...]:
        """Bulletins and campaigns of the same hazard, and the events before this one."""
        found: dict[str, Item] = {}
        for hazard in card.hazards:
            earlier = [one for one in self.events[hazard] if _place(one) < _place(card)]
            for one in earlier[:2]:
                found.setdefault(one.id, item(self.edition, one))
            for row in self.bulletins.get(hazard, ())[:3]:
                found.setdefault(row.url, row)
            for one in self.campaigns[hazard][:1]:
                found.setdefault(one.id, item(self.edition, one))
        return tuple(found.values())[:6]


def _place(card: Card) -> tuple[object, str]:
    return card.published, card.id


def _entry(context: _Context, card: Card, life: Life | None) -> Page:
    edition = context.edition
    path = f"alerts/{card.id}/index.html"
    crumbs = (HOME, BASE)
    if life is None:
        return withdrawn_page(card, path, "alerts-entry-2", crumbs, BASE.title)
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
        description=f"{prefix(life.nature)}{life.state}:{life.text}",
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
    )


def _hazard(hazards: dict[str, Hazard], name: str) -> tuple[str, str, str]:
    """Name, slug and icon of a hazard; an unknown one has a name alone."""
    known = hazards.get(name)
    return (name, known.slug, known.icon or known.slug) if known else (name, "", "")


def _front(
    edition: Edition, listed: list[Card], lives: dict[str, Life], hazards: dict[str, Hazard]
) -> Page:
    rows = [(card, lives[card.id]) for card in listed]
    real = [row for row in rows if row[1].nature == "实际"]
    other = [row for row in rows if row[1].nature != "实际"]
    ended = [row for row in real if _ended_lately(edition, row[1])]
    exercises = [
        row for row in other if row[1].state in (*LIVE, "未生效") or _ended_lately(edition, row[1])
    ]
    view = FrontView(
        in_force=_items(by_severity(row for row in real if row[1].state in LIVE)),
        coming=_items(by_severity(row for row in real if row[1].state == "未生效")),
        ended=_items(ended),
        exercises=_items(exercises),
        years=_years(listed),
        hazards=_hazard_links(listed, hazards),
    )
    head = Head(
        BASE.title,
        "正在生效的预警、即将生效的预警、近48小时内结束的预警与历年预警存档。",
        BASE.title,
        crumbs=(HOME,),
    )
    return Page("alerts/index.html", "alerts", "alerts.html", head, view)


def _ended_lately(edition: Edition, life: Life) -> bool:
    if life.state in (*LIVE, "未生效") or life.ended is None:
        return False
    return not edition.now.reached(life.ended + RECENT)


def _items(rows: list[tuple[Card, Life]]) -> tuple[Item, ...]:
    return tuple(alert_item(card, life) for card, life in rows)


def _years(listed: list[Card]) -> tuple[ListLink, ...]:
    counts: dict[int, int] = defaultdict(int)
    for card in listed:
        counts[card.published.year] += 1
    return tuple(
        ListLink(f"{year}年", f"alerts/archive/{year}/", count)
        for year, count in sorted(counts.items(), reverse=True)
    )


def _hazard_links(listed: list[Card], hazards: dict[str, Hazard]) -> tuple[ListLink, ...]:
    counts: dict[str, int] = defaultdict(int)
    for card in listed:
        for name in card.hazards:
            counts[name] += 1
    known = [hazard for hazard in hazards.values() if counts[hazard.name]]
    return tuple(
        ListLink(hazard.name, f"alerts/hazard/{hazard.slug}/", counts[hazard.name])
        for hazard in known
    )


def _archives(edition: Edition, listed: list[Card], hazards: dict[str, Hazard]) -> list[Page]:
    by_year: dict[int, list[Card]] = defaultdict(list)
    by_hazard: dict[str, list[Card]] = defaultdict(list)
    for card in listed:
        by_year[card.published.year].append(card)
        for name in card.hazards:
            by_hazard[name].append(card)
    pages: list[Page] = []
    for year, cards in sorted(by_year.items()):
        pages += list_pages(
            edition,
            cards,
            Listing(
                base=f"alerts/archive/{year}/",
                title=f"{year}年预警提示存档",
                column=BASE.title,
                frame="alerts",
                crumbs=(HOME, BASE),
                groups=(("按年份", _years(listed)),),
            ),
        )
    for name, hazard in hazards.items():
        if by_hazard[name]:
            pages += list_pages(
                edition,
                by_hazard[name],
                Listing(
                    base=f"alerts/hazard/{hazard.slug}/",
                    title=f"{name}预警提示",
                    column=BASE.title,
                    frame="alerts",
                    crumbs=(HOME, BASE),
                    groups=(("按灾种", _hazard_links(listed, hazards)),),
                ),
            )
    return pages


def _exports(listed: list[Card], lives: dict[str, Life]) -> AlertExports:
    rows = [(card, lives[card.id]) for card in listed]
    real = [row for row in rows if row[1].nature == "实际"]
    hazards: dict[str, list[Item]] = defaultdict(list)
    advisories: list[Item] = []
    for card, life in rows:
        row = alert_item(card, life)
        for name in card.hazards:
            if len(hazards[name]) < OTHERS:
                hazards[name].append(row)
        if cast(AlertMore, card.more).kind == "风险提示" and len(advisories) < OTHERS:
            advisories.append(row)
    return AlertExports(
        in_force=_items(by_severity(row for row in real if row[1].state in LIVE)),
        coming=_items(by_severity(row for row in real if row[1].state == "未生效")),
        advisories=tuple(advisories),
        by_hazard=tuple((name, tuple(found)) for name, found in sorted(hazards.items())),
    )

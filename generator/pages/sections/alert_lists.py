"""The lists of 预警提示: the front, the archives by year and hazard, and what others show."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.cards import AlertMore, Card
from generator.model.library import Edition, Life
from generator.model.vocabulary import LANGUAGES
from generator.pages.items import alert_item, by_severity, exercise, hazard_order, signed
from generator.pages.lists import Listing, ListLink, list_pages
from generator.pages.page import Crumb, Head, Item, Page
from generator.pages.sections.alert_history import history_of_hazard, history_of_year

if TYPE_CHECKING:
    from generator.model.tables import Hazard

HOME = Crumb("首页", "")
BASE = Crumb("预警提示", "alerts/")
#: How long an ended alert stays on the front.
RECENT = timedelta(hours=48)
LIVE = ("生效中", "待核实")
OTHERS = 5


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


def front_page(
    edition: Edition, listed: list[Card], lives: dict[str, Life], hazards: dict[str, Hazard]
) -> Page:
    """The front: in force by severity, coming, ended lately, exercises, and the archives."""
    rows = [(card, lives[card.id]) for card in listed]
    real = [row for row in rows if row[1].nature == "实际"]
    other = [row for row in rows if row[1].nature != "实际"]
    ended = [row for row in real if _ended_lately(edition, row[1])]
    exercises = [
        row for row in other if row[1].state in (*LIVE, "未生效") or _ended_lately(edition, row[1])
    ]
    order = hazard_order(hazards)

    def items(rows: list[tuple[Card, Life]]) -> tuple[Item, ...]:
        return signed((alert_item(edition, card, life) for card, life in rows), hazards)

    view = FrontView(
        in_force=items(_severe(real, LIVE, order)),
        coming=items(_severe(real, ("未生效",), order)),
        ended=items(ended),
        exercises=items(exercises),
        years=_years(listed),
        hazards=_hazard_links(listed, hazards),
    )
    head = Head(
        BASE.title,
        "正在生效的预警、即将生效的预警、近48小时内结束的预警与历年预警存档。",
        BASE.title,
        crumbs=(HOME,),
    )
    return Page("alerts/index.html", "alerts", "alerts.html", head, view, languages=LANGUAGES)


def _severe(
    rows: list[tuple[Card, Life]], states: tuple[str, ...], order: dict[str, int]
) -> list[tuple[Card, Life]]:
    """Those in one of ``states``, worst first."""
    return by_severity((row for row in rows if row[1].state in states), order)


def _ended_lately(edition: Edition, life: Life) -> bool:
    if life.state in (*LIVE, "未生效") or life.ended is None:
        return False
    return not edition.now.reached(life.ended + RECENT)


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


def archive_pages(
    edition: Edition, listed: list[Card], lives: dict[str, Life], hazards: dict[str, Hazard]
) -> list[Page]:
    """A list for each year of the first message and for each known hazard, with its history."""
    order = hazard_order(hazards)
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
                history=history_of_year(edition, year, cards, lives, order),
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
                    history=history_of_hazard(edition, name, by_hazard[name], lives),
                ),
            )
    return pages


def alert_exports(
    edition: Edition, listed: list[Card], lives: dict[str, Life], table: dict[str, Hazard]
) -> AlertExports:
    """What home and guides show: no drill or test, and only what is 实际 among those in force."""
    rows = [(card, lives[card.id]) for card in listed]
    real = [row for row in rows if row[1].nature == "实际"]
    hazards: dict[str, list[Item]] = defaultdict(list)
    advisories: list[Item] = []
    for card, life in rows:
        if exercise(card):
            continue
        row = alert_item(edition, card, life)
        for name in card.hazards:
            if len(hazards[name]) < OTHERS:
                hazards[name].append(row)
        if cast(AlertMore, card.more).kind == "风险提示" and len(advisories) < OTHERS:
            advisories.append(row)
    order = hazard_order(table)

    def items(states: tuple[str, ...]) -> tuple[Item, ...]:
        found = _severe(real, states, order)
        return signed((alert_item(edition, card, life) for card, life in found), table)

    return AlertExports(
        in_force=items(LIVE),
        coming=items(("未生效",)),
        advisories=tuple(advisories),
        by_hazard=tuple((name, tuple(found)) for name, found in sorted(hazards.items())),
    )

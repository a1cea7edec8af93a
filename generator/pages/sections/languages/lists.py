"""The fronts of a language: its home page, and its alerts with the pages behind them."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.library import Life
from generator.model.vocabulary import LANGUAGES
from generator.pages.items import by_severity, hazard_order
from generator.pages.page import Head, Page
from generator.pages.paginate import Pager, paginate
from generator.pages.sections.alert_lists import BASE, LIVE, RECENT
from generator.pages.sections.languages.context import Context, GuideLink
from generator.pages.sections.languages.rows import Row, row, rows


class HomeView(NamedTuple):
    """Status first, then whom to call and what to do."""

    in_force: tuple[Row, ...]
    coming: tuple[Row, ...]
    guides: tuple[GuideLink, ...]


class FrontView(NamedTuple):
    """In force, coming, ended lately, what is not real, and everything by date."""

    in_force: tuple[Row, ...]
    coming: tuple[Row, ...]
    ended: tuple[Row, ...]
    exercises: tuple[Row, ...]
    earlier: tuple[Row, ...]
    pager: Pager


class FurtherView(NamedTuple):
    """A numbered page of all alerts."""

    earlier: tuple[Row, ...]
    pager: Pager


def front_pages(context: Context) -> list[Page]:
    """The home page of the language, its list of alerts, and the list's numbered pages."""
    events = [(card, context.lives[card.id]) for card in context.listed]
    real = [one for one in events if one[1].nature == "实际"]
    order = hazard_order(context.hazards)
    live = (one for one in real if one[1].state in LIVE)
    in_force = rows(context, by_severity(live, order))
    coming = rows(context, by_severity((one for one in real if one[1].state == "未生效"), order))
    first, *further = paginate(context.listed, context.alerts.url)
    front = FrontView(
        in_force=in_force,
        coming=coming,
        ended=rows(context, [one for one in real if _ended_lately(context, one[1])]),
        exercises=rows(context, [one for one in events if _exercise(context, one[1])]),
        earlier=tuple(row(context, card, context.lives[card.id]) for card in first.entries),
        pager=first.pager,
    )
    pages = [_home(context, in_force, coming), _front(context, front)]
    for part in further:
        earlier = tuple(row(context, card, context.lives[card.id]) for card in part.entries)
        pages.append(_further(context, part.url, FurtherView(earlier, part.pager)))
    return pages


def _ended_lately(context: Context, life: Life) -> bool:
    return life.ended is not None and not context.edition.now.reached(life.ended + RECENT)


def _exercise(context: Context, life: Life) -> bool:
    if life.nature == "实际":
        return False
    return life.state in (*LIVE, "未生效") or _ended_lately(context, life)


def _home(context: Context, in_force: tuple[Row, ...], coming: tuple[Row, ...]) -> Page:
    guides = sorted(context.edition.listed("guide"), key=lambda card: card.id)
    links = [context.guide_link(card) for card in guides]
    return Page(
        path=f"{context.home.url}index.html",
        frame=f"{context.language}-home",
        template="foreign/home.html",
        head=Head(context.words("长宁区应急信息"), context.words("首页的说明"), "首页"),
        view=HomeView(in_force, coming, tuple(link for link in links if not link.chinese)),
        language=context.language,
        languages=LANGUAGES,
    )


def _front(context: Context, view: FrontView) -> Page:
    return Page(
        path=f"{context.alerts.url}index.html",
        frame=f"{context.language}-alerts",
        template="foreign/alerts.html",
        head=Head(
            context.alerts.title,
            context.words("预警提示的说明"),
            BASE.title,
            crumbs=(context.home,),
        ),
        view=view,
        language=context.language,
        languages=LANGUAGES,
    )


def _further(context: Context, url: str, view: FurtherView) -> Page:
    number = context.words("第{number}页", number=view.pager.number)
    return Page(
        path=f"{url}index.html",
        frame=f"{context.language}-alerts-list-4",
        template="foreign/further.html",
        head=Head(
            f"{context.words('全部预警提示')} – {number}",
            context.words("预警提示的说明"),
            BASE.title,
            crumbs=(context.home, context.alerts),
        ),
        view=view,
        language=context.language,
    )

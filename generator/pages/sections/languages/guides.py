"""Guides in the reader's language, where they are translated."""

from __future__ import annotations

from typing import NamedTuple, cast

from generator.model.cards import Card, GuideMore
from generator.pages.items import exercise
from generator.pages.page import Head, Page, Source
from generator.pages.sections.guides import BASE, translated_into
from generator.pages.sections.languages.context import Context
from generator.pages.sections.languages.events import taken_down
from generator.pages.sections.languages.rows import Row, rows

#: How many alerts of its hazard a guide leads to.
NEWEST = 3


class GuideView(NamedTuple):
    """What the page shows besides the guide itself."""

    title: str
    alerts: tuple[Row, ...]


def guide_pages(context: Context) -> list[Page]:
    """A page for each translated guide, withdrawn ones too."""
    found = []
    for card in context.edition.all("guide"):
        title = context.guide_title(card)
        if title is not None:
            found.append(_page(context, card, title))
    return found


def _page(context: Context, card: Card, title: str) -> Page:
    path = f"{context.url(card)}index.html"
    frame = f"{context.language}-guides-entry-3"
    if context.edition.withdrawn(card):
        return taken_down(context, card, path, frame)
    summary = next(
        text
        for language, _, text in cast(GuideMore, card.more).translations
        if language == context.language
    )
    wanted = set(card.hazards)
    events = [one for one in context.listed if wanted & set(one.hazards) and not exercise(one)]
    events = events[:NEWEST]
    return Page(
        path=path,
        frame=frame,
        template="foreign/guide.html",
        head=Head(
            title=title,
            description=summary or title,
            column=BASE.title,
            kind="article",
            published=card.updated,
            updated=card.updated,
            keywords=tuple(name.text for name in context.hazard_names(card)),
            crumbs=(context.home,),
        ),
        view=GuideView(title, rows(context, [(one, context.lives[one.id]) for one in events])),
        source=Source(card.source, card.digest),
        lastmod=card.updated,
        language=context.language,
        languages=translated_into(card),
    )

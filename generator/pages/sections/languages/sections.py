"""The sections themselves, one a language: so a page that did not change costs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from generator.model.vocabulary import LANGUAGES
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.languages.context import Context
from generator.pages.sections.languages.events import event_page
from generator.pages.sections.languages.guides import guide_pages
from generator.pages.sections.languages.lists import front_pages
from generator.pages.sections.languages.status import status_file


def plan(language: str, desk: Desk) -> Plan:
    """The pages of a language at the desk's ``now``, and its status."""
    context = Context(desk, language)
    pages = [event_page(context, card) for card in desk.edition.all("alert")]
    pages += front_pages(context)
    pages += guide_pages(context)
    status = cast("Mapping[str, Any]", desk.exports["status"])
    return Plan(pages, files=(status_file(context, status),))


SECTIONS = tuple(
    Section(language, ("alert", "guide"), ("hazards",), ("status",), partial(plan, language))
    for language in LANGUAGES
)

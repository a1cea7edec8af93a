"""Every section of the site, each after those whose exports it uses."""

from __future__ import annotations

from generator.pages.plan import Section
from generator.pages.sections import (
    alerts,
    bulletins,
    campaigns,
    guides,
    home,
    objectives,
    offline,
    places,
    search,
    status,
    tags,
)
from generator.pages.sections.languages.sections import SECTIONS as LANGUAGES

SECTIONS: tuple[Section, ...] = (
    bulletins.SECTION,
    alerts.SECTION,
    campaigns.SECTION,
    guides.SECTION,
    places.SECTION,
    tags.SECTION,
    objectives.SECTION,
    offline.SECTION,
    search.SECTION,
    home.SECTION,
    status.SECTION,
    *LANGUAGES,
)

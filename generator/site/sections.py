"""Every section of a build, each after those whose exports it uses."""

from __future__ import annotations

from generator.api import sections as api
from generator.cap.plan import SECTION as CAP
from generator.feeds import sections as feeds
from generator.pages.plan import Section
from generator.pages.registry import SECTIONS as PAGES

SECTIONS: tuple[Section, ...] = (*PAGES, *feeds.SECTIONS, CAP, *api.SECTIONS)

"""首页: what is in force first, then whom to call and what to do, then what goes on."""

from __future__ import annotations

from typing import NamedTuple, cast

from generator.model.vocabulary import LANGUAGES
from generator.pages.page import Head, Item, Page
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.alert_lists import AlertExports
from generator.pages.sections.bulletins import BulletinExports
from generator.pages.sections.campaigns import CampaignExports

#: Signs that stand in three rows on a phone.
GUIDES = 9


class HomeView(NamedTuple):
    """The home page, in the order in which it is read."""

    in_force: tuple[Item, ...]
    coming: tuple[Item, ...]
    guides: tuple[Item, ...]
    campaigns: tuple[Item, ...]
    next_campaigns: tuple[Item, ...]
    advisories: tuple[Item, ...]
    bulletins: tuple[Item, ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    alerts = cast(AlertExports, desk.exports["alerts"])
    bulletins = cast(BulletinExports, desk.exports["bulletins"])
    campaigns = cast(CampaignExports, desk.exports["campaigns"])
    view = HomeView(
        in_force=alerts.in_force,
        coming=alerts.coming,
        guides=_first(cast("tuple[Item, ...]", desk.exports["guides"]), alerts),
        campaigns=campaigns.running,
        next_campaigns=campaigns.coming[:1],
        advisories=alerts.advisories,
        bulletins=bulletins.newest,
    )
    name = desk.site.name or "长宁应急"
    head = Head(
        name,
        "正在生效的预警、求助电话、应急指南、安全活动与应急管理动态。",
        "首页",
        schema="WebSite",
    )
    return Plan([Page("index.html", "home", "home.html", head, view, languages=LANGUAGES)])


def _first(guides: tuple[Item, ...], alerts: AlertExports) -> tuple[Item, ...]:
    """The guides to show: those of what is in force or coming, then in their order."""
    now = {row.hazard for row in (*alerts.in_force, *alerts.coming)}
    return tuple(sorted(guides, key=lambda row: row.hazard not in now))[:GUIDES]


SECTION = Section("home", (), (), ("alerts", "bulletins", "campaigns", "guides"), plan)

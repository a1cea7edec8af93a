"""搜索: where the search stands without a dialog, and the ways to everything without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from generator.pages.page import Crumb, Head, Item, Page
from generator.pages.plan import Desk, Plan, Section
from generator.pages.sections.bulletins import BulletinExports

if TYPE_CHECKING:
    from generator.model.tables import Hazard

HOME = Crumb("首页", "")
Ways = tuple[tuple[str, str], ...]


class SearchView(NamedTuple):
    """Links (words, address) under their headings; what has none is left out."""

    groups: tuple[tuple[str, Ways], ...]


def plan(desk: Desk) -> Plan:
    """The page of the search. It has no counts, which would change with every alert."""
    bulletins = cast(BulletinExports, desk.exports["bulletins"])
    guides = cast("tuple[Item, ...]", desk.exports["guides"])
    tags = cast("tuple[tuple[str, str], ...]", desk.exports["tags"])
    hazards = cast("dict[str, Hazard]", desk.tables["hazards"])
    alerts = desk.edition.listed("alert")
    named = {name for card in alerts for name in card.hazards}
    years = sorted({card.published.year for card in alerts}, reverse=True)
    groups: tuple[tuple[str, Ways], ...] = (
        ("应急指南", tuple((one.title, one.url) for one in guides)),
        (
            "预警提示，按灾种",
            tuple(
                (one.name, f"alerts/hazard/{one.slug}/")
                for one in hazards.values()
                if one.name in named
            ),
        ),
        ("预警提示，按年份", tuple((f"{year}年", f"alerts/archive/{year}/") for year in years)),
        ("应急动态，按栏目", tuple((one.title, one.url) for one in bulletins.categories)),
        (
            "应急动态，按年份",
            tuple((f"{year}年", f"bulletins/archive/{year}/") for year in bulletins.years),
        ),
        ("标签", tuple((name, f"tags/{slug}/") for name, slug in tags)),
        ("其他", (("主题活动", "campaigns/"), ("避难场所", "places/"))),
    )
    view = SearchView(tuple((title, ways) for title, ways in groups if ways))
    head = Head(
        "搜索", "搜索预警提示、应急指南、应急动态、主题活动和避难场所。", "搜索", crumbs=(HOME,)
    )
    return Plan([Page("search/index.html", "searching", "search.html", head, view)])


SECTION = Section("search", ("alert",), ("hazards",), ("bulletins", "guides", "tags"), plan)

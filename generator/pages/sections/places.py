"""避难场所: every place of the tables, by 街镇, over as many pages as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.titles import prefix
from generator.model.vocabulary import STREETS
from generator.pages.environment import minute, number
from generator.pages.page import Crumb, Head, Page
from generator.pages.paginate import Pager, paginate
from generator.pages.plan import Desk, Plan, Section

if TYPE_CHECKING:
    from generator.model.place import Opening, Place

HOME = Crumb("首页", "")
BASE = Crumb("避难场所", "places/")
#: Places on one page: a row is short, and a reader looks for the own street.
SIZE = 50


class PlaceRow(NamedTuple):
    """A place as the list shows it."""

    id: str
    title: str
    kind: str
    subdistrict: str
    address: str
    facts: tuple[tuple[str, str], ...]
    phone: str | None
    openings: tuple[str, ...]
    sample: bool


class PlacesView(NamedTuple):
    """One page of the list: places under their 街镇, and how many each has in all."""

    title: str
    groups: tuple[tuple[str, tuple[PlaceRow, ...]], ...]
    counts: tuple[tuple[str, int], ...]
    pager: Pager


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    order = {name: number for number, name in enumerate(STREETS)}
    places = cast("tuple[Place, ...]", desk.tables["places"])
    shown = [place for place in places if not (desk.site.production and place.sample)]
    shown.sort(key=lambda one: (order.get(one.subdistrict, 99), one.kind, one.id))
    counts: dict[str, int] = {}
    for place in shown:
        counts[place.subdistrict] = counts.get(place.subdistrict, 0) + 1
    rows = [_row(place) for place in shown]
    pages: list[Page] = []
    for part in paginate(rows[::-1], BASE.url, SIZE):
        number = part.pager.number
        title = f"{BASE.title} 第{number}页" if number else BASE.title
        groups: dict[str, list[PlaceRow]] = {}
        entries = rows[: len(part.entries)] if not number else part.entries[::-1]
        for row in entries:
            groups.setdefault(row.subdistrict, []).append(row)
        view = PlacesView(
            title,
            tuple((name, tuple(found)) for name, found in groups.items()),
            tuple(counts.items()),
            part.pager,
        )
        path = f"{part.url}index.html"
        frame = f"places-list-{path.count('/')}" if number else "places"
        crumbs = (HOME, BASE) if number else (HOME,)
        head = Head(
            title,
            "长宁区应急避难场所、应急避灾点、综合减灾示范社区与安全体验馆。",
            BASE.title,
            crumbs=crumbs,
        )
        pages.append(Page(path, frame, "places.html", head, view))
    return Plan(pages)


SECTION = Section("places", (), ("places",), (), plan)


def _row(place: Place) -> PlaceRow:
    facts: list[tuple[str, str]] = []
    if place.capacity is not None:
        facts.append(("可容纳", f"{place.capacity}人"))
    if place.area_m2 is not None:
        facts.append(("面积", f"{number(place.area_m2)}平方米"))
    if place.facilities:
        facts.append(("设施", "、".join(place.facilities)))
    if place.accessible is not None:
        facts.append(("无障碍", "有" if place.accessible else "无"))
    if place.verified is not None:
        facts.append(("核实日期", f"{place.verified:%Y-%m-%d}"))
    return PlaceRow(
        id=place.id,
        title=prefix("示例" if place.sample else "实际") + place.name,
        kind=place.kind,
        subdistrict=place.subdistrict,
        address=place.address or "",
        facts=tuple(facts),
        phone=place.phone,
        openings=tuple(_opening(one) for one in place.opened),
        sample=place.sample,
    )


def _opening(one: Opening) -> str:
    until = f"至{minute(one.to)}" if one.to else "起，结束时间未公布"
    return f"开放：{minute(one.from_)}{until}"

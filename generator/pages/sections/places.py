"""避难场所: every place of the tables, by 街镇, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from generator.model.titles import prefix
from generator.model.vocabulary import STREETS
from generator.pages.addresses import page_url
from generator.pages.environment import day, minute, number
from generator.pages.page import Crumb, Head, Page
from generator.pages.paginate import Pager, Slice, paginate
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
    """One page of the list: places under their 街镇, each with its anchor.

    ``streets`` are all of them: name, number of places, and where the first one stands.
    """

    title: str
    groups: tuple[tuple[str, str, tuple[PlaceRow, ...]], ...]
    streets: tuple[tuple[str, int, str], ...]
    pager: Pager


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    order = {name: number for number, name in enumerate(STREETS)}
    places = cast("tuple[Place, ...]", desk.tables["places"])
    shown = [place for place in places if not (desk.site.production and place.sample)]
    shown.sort(key=lambda one: (order.get(one.subdistrict, 99), one.kind, one.id))
    rows = [_row(place) for place in shown]
    first: dict[str, int] = {}
    for at, row in enumerate(rows):
        first.setdefault(row.subdistrict, at // SIZE + 1)
    parts = paginate(rows[::-1], BASE.url, SIZE)
    return Plan([_page(part, rows, first) for part in parts])


def _page(part: Slice[PlaceRow], rows: Sequence[PlaceRow], first: Mapping[str, int]) -> Page:
    """One page; the front holds what page 1 does. ``first`` is the page each 街镇 begins on."""
    number = part.pager.number
    groups: dict[str, list[PlaceRow]] = {}
    for row in part.entries[::-1] if number else rows[:SIZE]:
        groups.setdefault(row.subdistrict, []).append(row)
    title = f"{BASE.title} 第{number}页" if number else BASE.title
    view = PlacesView(
        title,
        tuple((name, _anchor(name), tuple(found)) for name, found in groups.items()),
        tuple(
            (name, _count(rows, name), _place_of(name, page, here=name in groups))
            for name, page in first.items()
        ),
        part.pager._replace(forward=True),
    )
    path = f"{part.url}index.html"
    head = Head(
        title,
        "长宁区应急避难场所、应急避灾点、综合减灾示范社区与安全体验馆。",
        BASE.title,
        crumbs=(HOME, BASE) if number else (HOME,),
    )
    frame = f"places-list-{path.count('/')}" if number else "places"
    return Page(path, frame, "places.html", head, view)


def _anchor(street: str) -> str:
    return f"s-{STREETS[street]}"


def _count(rows: Sequence[PlaceRow], street: str) -> int:
    return sum(row.subdistrict == street for row in rows)


def _place_of(street: str, page: int, *, here: bool) -> str:
    """The address of a 街镇: on the page at hand if some of it is there, else on its first."""
    url = "" if here else BASE.url if page == 1 else page_url(BASE.url, page)
    return f"{url}#{_anchor(street)}"


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
    since = day(one.from_) if one.from_is_date else minute(one.from_)
    if one.to is None:
        return f"开放：{since}起，结束时间未公布"
    last = day(one.to - timedelta(days=1)) if one.to_is_date else minute(one.to)
    return f"开放：{since}至{last}" if last != since else f"开放：{since}"

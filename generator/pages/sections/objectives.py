"""年度目标: what the bureau set itself, and where each stands according to the data file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from generator.pages.page import Crumb, Head, Page
from generator.pages.plan import Desk, Plan, Section

if TYPE_CHECKING:
    from generator.model.tables import Objectives

HOME = Crumb("首页", "")
TITLE = "年度目标"


class ObjectivesView(NamedTuple):
    """The years with objectives, newest first; each item: text, state, as of, source."""

    years: tuple[tuple[int, tuple[tuple[str, str, str, str, str], ...]], ...]


def plan(desk: Desk) -> Plan:
    """The pages of this section at the desk's ``now``."""
    tables = cast("tuple[Objectives, ...]", desk.tables["objectives"])
    years = tuple(
        (
            table.year,
            tuple(
                (
                    one.id,
                    one.text,
                    one.state,
                    f"{one.as_of:%Y-%m-%d}" if one.as_of else "",
                    one.source or "",
                )
                for one in table.items
            ),
        )
        for table in sorted(tables, key=lambda one: one.year, reverse=True)
    )
    head = Head(TITLE, "长宁区应急管理年度工作目标与公布的进展。", TITLE, crumbs=(HOME,))
    view = ObjectivesView(years)
    return Plan([Page("objectives/index.html", "objectives", "objectives.html", head, view)])


SECTION = Section("objectives", (), ("objectives",), (), plan)

"""The tables of content/ as planning wants them."""

from __future__ import annotations

from typing import Any, cast

from generator.model.site import Site
from generator.site.sources import Sources

#: Tables a section can ask for, each a kind of source file.
TABLES = ("hazards", "tags", "places", "objectives", "calendar")


def load_site(sources: Sources) -> Site:
    """content/site.yml, or what stands for a site nobody described yet."""
    for _, record in sources.of_kind("site"):
        if record.table is not None:
            return cast(Site, record.table)
    return Site()


def load_table(sources: Sources, kind: str) -> object:
    """One table: hazards by name; everything else as a tuple of its rows, over all its files."""
    rows: list[Any] = []
    for _, record in sources.of_kind(kind):
        table = record.table
        if table is None:
            continue
        rows += table if isinstance(table, tuple) else [table]
    if kind == "hazards":
        ordered = sorted(rows, key=lambda one: one.order if one.order is not None else 999)
        return {one.name: one for one in ordered}
    if kind == "places":  # an id that a file before has is told of; the first keeps it
        return tuple({one.id: one for one in reversed(rows)}.values())[::-1]
    return tuple(rows)

"""Tables: what is faulty is reported and left out, the rest stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.content.document import Loc
from generator.content.report import Report
from generator.content.translate import shape
from generator.content.validate import salvage
from generator.content.words import quoted

Model = TypeVar("Model", bound=BaseModel)


def load_places(data: Any, report: Report) -> Any:
    """A list of places."""
    from generator.model.place import Place

    return _items(Place, data, report, ("id",))


def load_hazards(data: Any, report: Report) -> Any:
    """The known hazards."""
    from generator.model.tables import Hazard

    return _items(Hazard, data, report, ("name", "slug"))


def load_tags(data: Any, report: Report) -> Any:
    """The known tags."""
    from generator.model.tables import Tag

    return _items(Tag, data, report, ("name", "slug"))


def load_calendar(data: Any, report: Report) -> Any:
    """Observances and seasons."""
    from generator.model.tables import Calendar

    if not is_mapping(data, report):
        return Calendar()
    taken = [
        *_taken(data.get("observances"), "id", report, ("observances",)),
        *_taken(data.get("seasons"), "id", report, ("seasons",)),
    ]
    return _rest(Calendar, data, report, taken) or Calendar()


def load_objectives(data: Any, report: Report) -> Any:
    """The objectives of a year."""
    from generator.model.tables import Objectives

    if not is_mapping(data, report):
        return None
    return _rest(Objectives, data, report, _taken(data.get("items"), "id", report, ("items",)))


def load_site(data: Any, report: Report) -> Any:
    """The site's particulars; what a real site needs and is empty is warned of."""
    from generator.model.site import EXPECTED, Site

    if data is None and not report.failed:
        data = {}
    if not is_mapping(data, report):
        return Site(production=True)
    for field, name in EXPECTED.items():
        if field not in data:
            said, hint = f"{name} {field} 没有填", "不知道就先留空，上线前补上"
            place = report.document.key_place((field,))
            report.add("warning", place, "not-configured", said, hint)
    site = _rest(Site, data, report, ()) or Site()
    if site.cap_sender is not None and "url" not in data:
        said = "填了 cap_sender，没有填 url：CAP 里的网址打不开"
        report.warning(("cap_sender",), "cap-without-url", said, "先填 url，或把 cap_sender 留空")
    # A slip must not put samples and tests on a live site: who can not say is taken for live.
    told = report.document.has_key(("production",)) and site.production == _plain(data)
    return site if told or not report.failed else site.model_copy(update={"production": True})


def _plain(data: Any) -> bool | None:
    """What ``production`` says, ``None`` where that is no yes or no."""
    from generator.model.fields import read_flag

    try:
        return read_flag(data.get("production"))
    except ValueError:
        return None


def is_mapping(data: Any, report: Report) -> bool:
    """Whether the top of the file is a mapping; reported where it is not."""
    if isinstance(data, dict):
        return True
    if report.document.partial or (data is None and report.failed):
        return False  # it is known why
    if data is None:
        report.error((), "empty-file", "文件是空的", "写上内容，或删去文件")
    else:
        wide = isinstance(data, str) and "：" in data
        hint = "字段名后面用半角冒号加空格，例如 title: 标题" if wide else "每行写成 字段: 值"
        report.error((), "wrong-type", f"这里应是一组字段，却是{shape(data)}", hint)
    return False


def _rest(model: type[Model], data: Any, report: Report, taken: Iterable[Loc]) -> Model | None:
    report.complain_of_blanks(model)
    faulty = [*taken, *(flaw.loc for flaw in report.document.flaws)]
    return salvage(model, data, report, (), faulty)[0]


def _items(
    model: type[Model], data: Any, report: Report, unique: tuple[str, ...]
) -> tuple[Model, ...]:
    if data is None:  # an empty list, or a file whose text could not be read
        return ()
    if not isinstance(data, list):
        hint = "每一项以 “- ” 开头"
        report.error((), "wrong-type", f"这里应是列表，却是{shape(data)}", hint)
        return ()
    report.complain_of_blanks(model)
    taken = {loc[0] for field in unique for loc in _taken(data, field, report, ())}
    flaws = [flaw.loc for flaw in report.document.flaws]
    found = []
    for index, item in enumerate(data):
        entry, _ = salvage(model, item, report, (index,), flaws)
        if entry is not None and index not in taken:
            found.append(entry)
    return tuple(found)


def _taken(items: Any, field: str, report: Report, prefix: Loc) -> list[Loc]:
    """The items whose ``field`` an earlier one has already."""
    if not isinstance(items, list):
        return []
    seen: set[str] = set()
    found: list[Loc] = []
    for index, item in enumerate(items):
        value = item.get(field) if isinstance(item, dict) else None
        if not isinstance(value, str):
            continue
        if value in seen:
            loc = (*prefix, index)
            said = f"{field}{quoted(value)}前面已经有了"
            report.error((*loc, field), "taken-twice", said, "改名，或删去一项")
            found.append(loc)
        seen.add(value)
    return found

"""One content file → an entry, its problems, and what it points at. No file is opened here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.content.loaded import Loaded, Reference
from generator.content.pointers import references
from generator.content.report import Report
from generator.content.scan import ENTRIES, id_problem, kind_of, shown, stem_of
from generator.content.tables import is_mapping
from generator.content.validate import strict
from generator.content.yaml_document import read_yaml
from generator.problems import Problem

__all__ = ["Loaded", "Reference", "load_source"]


def load_source(path: str, data: bytes) -> Loaded:
    """What ``data`` says, were it the file ``path`` (project-relative, ``/``). Never raises.

    Alerts keep what can be read, tables what is not faulty; any other entry is
    ``None`` as soon as there is one error.
    """
    kind = kind_of(path)
    path = shown(path)
    if isinstance(kind, Problem) or kind == "media":
        found = (kind,) if isinstance(kind, Problem) else ()
        return Loaded("media" if kind == "media" else "unknown", None, None, None, found, (), False)
    if kind in ("history", "attention"):
        return _load_csv(kind, path, data)
    report = Report(path, read_yaml(data))
    if kind in ENTRIES:
        return _load_entry(kind, path, report)
    return _load_table(kind, report)


def _load_csv(kind: str, path: str, data: bytes) -> Loaded:
    from generator.content.csv_table import read_csv
    from generator.model.tables import AttentionRow, HistoryRow

    rows, problems = read_csv(data, HistoryRow if kind == "history" else AttentionRow)
    placed = tuple(problem._replace(path=path) for problem in problems)
    return Loaded(kind, None, rows, None, placed, (), False)


def _load_table(kind: str, report: Report) -> Loaded:
    from generator.content import tables

    readers: dict[str, Callable[[Any, Report], Any]] = {
        "places": tables.load_places,
        "hazards": tables.load_hazards,
        "tags": tables.load_tags,
        "calendar": tables.load_calendar,
        "objectives": tables.load_objectives,
        "site": tables.load_site,
    }
    entry = readers[kind](report.document.value, report)
    return Loaded(kind, None, entry, None, tuple(report.problems), (), False)


def _load_entry(kind: str, path: str, report: Report) -> Loaded:
    refused = id_problem(path)
    if refused is not None:
        report.problems.append(refused)
    name = stem_of(path)
    data = report.document.value
    if not is_mapping(data, report):
        return Loaded(
            kind, None if refused else name, None, None, tuple(report.problems), (), kind == "alert"
        )
    if "id" in data:
        said, hint = "没有「id」这个字段", "编号就是文件名，删去这一行"
        report.add("error", report.document.key_place(("id",)), "unknown-key", said, hint)
    found = references(kind, report.document)
    body = None
    incomplete = False
    if kind == "alert":
        from generator.content.alerts import load_alert

        entry, incomplete = load_alert(data, name, report)
    else:
        if isinstance(data.get("body"), str):
            from generator.content.bodies import render

            body, more = render(data["body"], report)
            found += more
        entry = _strict_entry(kind, data, name, report)
    if entry is not None:
        _year_folder(path, entry, report)
    if refused is not None or (kind != "alert" and report.failed):
        entry = body = None
    return Loaded(
        *(kind, None if refused else name, entry, body),
        *(tuple(report.problems), tuple(found), incomplete),
    )


def _strict_entry(kind: str, data: dict[str, Any], name: str, report: Report) -> Any:
    from generator.content.entries import MODELS, stand_ins, warn, with_unknown_numbers

    if kind == "bulletin" and report.document.blanks:
        data = with_unknown_numbers(data, report.document)
    values = {**stand_ins(kind, data), **data, "id": name}
    report.complain_of_blanks(MODELS[kind]())
    entry = strict(MODELS[kind](), values, report)
    if not report.document.partial:
        warn(kind, data, report)
    return entry


def _year_folder(path: str, entry: Any, report: Report) -> None:
    """A folder that is no year or another year than the entry's: the address does not care."""
    parts = path.split("/")
    if parts[1] == "alerts":
        first = entry.messages[0].sent if entry.messages else None
    elif parts[1] == "bulletins":
        first = entry.published
    else:
        return
    year = str(first.year) if first is not None else ""
    if year and parts[2:-1] != [year]:
        hint = f"放进 content/{parts[1]}/{year}/；地址不会变"
        report.add("warning", (1, 1), "wrong-folder", f"应放在 {year} 年的文件夹里", hint)

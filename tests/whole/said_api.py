"""What the API and the status say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.whole.life import instant
from tests.whole.scene import LANGUAGES, MARKS, RANK, Scene, marked


def api_faults(scene: Scene) -> Iterator[str]:
    for event in scene.known.values():
        row, told = event.row, event.held
        current = event.messages[told.number]
        found = (row["state"], row["level"], instant(row["ended"]), row["current"])
        wanted = (told.state, told.level, told.ended, current["key"])
        if found != wanted:
            yield f"api {event.id}: {found}, not {wanted}"
        if any(datetime.fromisoformat(one["sent"]) > scene.now for one in event.messages):
            yield f"api {event.id}: a message from the future"
        mark = MARKS["zh"][row["nature"]]
        titles = [row["title"], *(one["title"] for one in event.messages)]
        titles += [one["headline"] for one in event.messages if one["headline"]]
        if not all(marked(title, mark) for title in titles):
            yield f"api {event.id}: a title without its mark"
        for message in event.messages:
            for language, said in message["translations"].items():
                mark = MARKS[language][row["nature"]]
                if "headline" in said and not marked(said["headline"], mark):
                    yield f"api {event.id}: a headline in {language} without its mark"


def status_faults(scene: Scene) -> Iterator[str]:
    """``status.json`` lists what is in force and no more, that of each language the same."""
    status = scene.tree.json("api/v1/status.json")
    live = [event for event in scene.known.values() if event.live]
    yield from _group(scene, status, "in_force", {event.id for event in live if event.real})
    yield from _group(scene, status, "exercises", {event.id for event in live if not event.real})
    for at in ("as_of", "next_change"):
        time = instant(status[at])
        if time is not None and (time <= scene.now) != (at == "as_of"):
            yield f"status {at}: {time}"
    incomplete = any(event.row["incomplete"] for event in scene.known.values())
    if incomplete and not status["incomplete"]:
        yield "status: not incomplete, though an event is"
    for language in LANGUAGES:
        yield from _other(scene, status, language)


def _group(scene: Scene, status: Any, name: str, wanted: set[str]) -> Iterator[str]:
    found = [row["id"] for row in status[name]]
    if sorted(found) != sorted(wanted):
        yield f"status {name}: {sorted(found)}, not {sorted(wanted)}"
    ranks = [RANK.get(row["level"] or "", 9) for row in status[name]]
    if ranks != sorted(ranks):
        yield f"status {name}: not by severity"
    for row in status[name]:
        if row["id"] in wanted:
            yield from _status_row(scene, row, "zh")


def _other(scene: Scene, status: Any, language: str) -> Iterator[str]:
    other = scene.tree.json(f"api/v1/status.{language}.json")
    for name in ("in_force", "exercises"):
        if [row["id"] for row in other[name]] != [row["id"] for row in status[name]]:
            yield f"status.{language} {name}: other events"
        for row in other[name]:
            if row["id"] in scene.known:
                yield from _status_row(scene, row, language)
    for name in ("as_of", "next_change", "incomplete", "held_back"):
        if other[name] != status[name]:
            yield f"status.{language}: another {name}"


def _status_row(scene: Scene, row: dict[str, Any], language: str) -> Iterator[str]:
    event = scene.known[row["id"]]
    message = event.messages[event.held.number]
    found = {name: row.get(name) for name in ("state", "level", "sent", "expires", "review")}
    wanted = {"state": event.held.state, "level": event.held.level, "sent": message["sent"],
              "expires": message["expires"], "review": message["review"]}  # fmt: skip
    if found != wanted:
        yield f"status.{language} {event.id}: {found}, not {wanted}"
    if not marked(row["headline"], MARKS[language][event.row["nature"]]):
        yield f"status.{language} {event.id}: {row['headline']}"
    folder = "" if language == "zh" else f"{language}/"
    if row["url"] != f"{folder}alerts/{event.id}/" or row["url"] not in scene.tree.pages:
        yield f"status.{language} {event.id}: {row['url']}"

"""What RSS, Atom and JSON Feed say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from tests.whole.life import ran_out
from tests.whole.scene import GONE, MARKS, WINDOW, Known, Scene, marked
from tests.whole.tree import Item


def feeds_faults(scene: Scene) -> Iterator[str]:
    drills = not scene.production
    told = [e for e in scene.known.values() if drills or e.row["nature"] != "演练"]
    wanted = {guid: at for event in told for guid, at in _items(scene, event)}
    must = {event.guid(number) for event, number in scene.waiting if event in told}
    feeds = {
        "feed.xml": scene.tree.rss("feed.xml"),
        "feeds/alerts.xml": scene.tree.rss("feeds/alerts.xml"),
        "atom.xml": scene.tree.atom(),
        "feed.json": scene.tree.json_feed(),
    }
    for path, items in feeds.items():
        yield from (f"{path}: {fault}" for fault in _feed(scene, items, wanted, must))
    for path in ("atom.xml", "feed.json"):
        if _plain(feeds[path]) != _plain(feeds["feed.xml"]):
            yield f"{path}: not the items of feed.xml"
    for name, path in (("feed", "feed.xml"), ("alerts", "feeds/alerts.xml")):
        archived = scene.tree.archived(name)
        seen = {item.guid for item in (*archived, *feeds[path])}
        if not set(wanted) <= seen:
            yield f"{path} and archives: lack {sorted(set(wanted) - seen)[:3]}"
        yield from (f"archive of {name}: {fault}" for fault in _words(scene, archived, wanted))


def _items(scene: Scene, event: Known) -> Iterator[tuple[str, datetime]]:
    for number, message in enumerate(event.messages):
        yield event.guid(number), datetime.fromisoformat(message["sent"])
        end = ran_out(event.messages, number, scene.now)
        if end is not None:
            yield f"{event.guid(number)}:expired", end


def _feed(
    scene: Scene, items: list[Item], wanted: dict[str, datetime], must: Iterable[str]
) -> Iterator[str]:
    guids = [item.guid for item in items]
    yield from (f"{guid} twice" for guid, n in Counter(guids).items() if n > 1)
    order = [(-item.at.timestamp(), item.guid) for item in items]
    if order != sorted(order):
        yield "not newest first"
    lacking = set(must) - set(guids)
    if lacking:
        yield f"lacks what is in force: {sorted(lacking)}"
    last = items[WINDOW - 1].at if len(items) >= WINDOW else None
    newer = [guid for guid, at in wanted.items() if last is None or at > last]
    if not set(newer) <= set(guids):
        yield f"lacks {sorted(set(newer) - set(guids))[:3]}"
    yield from _words(scene, items, wanted)


def _words(scene: Scene, items: list[Item], wanted: dict[str, datetime]) -> Iterator[str]:
    for item in items:
        if ":alert:" not in item.guid:
            continue
        ident, key = item.guid.split(":")[4:6]
        if ident in scene.gone:
            if not item.title.endswith(GONE):
                yield f"{item.guid} was withdrawn"
        elif wanted.get(item.guid) != item.at:
            yield f"{item.guid} at {item.at}, not {wanted.get(item.guid)}"
        else:
            yield from _item(scene, item, scene.known[ident], key)


def _item(scene: Scene, item: Item, event: Known, key: str) -> Iterator[str]:
    if not marked(item.title, MARKS["zh"][event.row["nature"]]):
        yield f"{item.guid} without its mark"
    if item.link != f"{scene.base}alerts/{event.id}/#m-{key}":
        yield f"{item.guid} leads to {item.link}"
    message = next(one for one in event.messages if one["key"] == key)
    if "最新状态见网页" not in item.words:
        yield f"{item.guid} does not lead to what holds now"
    over = item.guid.endswith(":expired")
    if over:
        said = "已过期"
    elif message["action"] in ("解除", "撤销"):
        said = f"已{message['action']}"
    else:
        said = "有效至" if message["expires"] else "解除时间未公布"
    if said not in item.words:
        yield f"{item.guid} does not say {said}"
    if not over and message["text"] not in item.words:
        yield f"{item.guid} has not its words"


def _plain(items: Iterable[Item]) -> list[tuple[Any, ...]]:
    """Items of any format; titles of RSS, which are no HTML, have a wide ``<``."""
    return [(one.guid, one.title.replace("＜", "<"), one.link, one.at) for one in items]

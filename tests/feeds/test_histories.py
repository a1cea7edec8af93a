"""Random histories, followed by a reader: it knows what it should, when it should.

What should be known is worked out here anew from the words of the contract, not from our
code. ``YINGJI_SEED`` chooses other histories, ``YINGJI_RUNS`` how many.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.feeds.examples import at, bulletin, event, key, message, urn
from tests.feeds.rules import all_faults
from tests.feeds.support import Desktop, content, entries, history, updated

SEED = int(os.environ.get("YINGJI_SEED", "1"))
RUNS = int(os.environ.get("YINGJI_RUNS", "4"))
STEPS = 30
FEED = "feed.xml"
NATURES: list[dict[str, str]] = [{}, {}, {}, {"sample": "true"}, {"status": "演练"}]


class Known(NamedTuple):
    """What a reader should know of an item."""

    title: str
    updated: str | None
    words: str


class Event:
    """An event that grows: messages as (hours, action, level, end in hours or none)."""

    def __init__(self, ident: str, hours: float, chance: random.Random) -> None:
        self.id, self.more = ident, chance.choice(NATURES)
        self.messages: list[dict[str, Any]] = []
        self.corrected: dict[int, float] = {}
        self.withdrawn: float | None = None
        self.add(hours, "发布", chance)

    def add(self, hours: float, action: str, chance: random.Random) -> None:
        row: dict[str, Any] = {"sent": hours, "action": action}
        if action in ("发布", "更新"):
            row["level"] = chance.choice("蓝黄橙红")
            row[chance.choice(("expires", "expires", "review"))] = hours + chance.choice((2, 5, 9))
        self.messages.append(row)

    @property
    def over(self) -> bool:
        return self.withdrawn is not None or self.messages[-1]["action"] in ("解除", "撤销")

    def data(self) -> dict[str, Any]:
        rows = []
        for number, row in enumerate(self.messages):
            one = message(**{"text": f"{self.id}第{number}条。", **row})
            if number in self.corrected:
                when = f"{at(self.corrected[number]):%Y-%m-%d %H:%M}"
                one["corrections"] = [{"at": when, "text": f"{self.id}第{number}条改。"}]
            rows.append(one)
        found = event(*rows, **self.more)
        if self.withdrawn is not None:
            found["withdrawn"] = {"at": f"{at(self.withdrawn):%Y-%m-%d %H:%M}", "reason": "有误。"}
        return found

    @property
    def prefix(self) -> str:
        if "sample" in self.more:
            return "【示例】"
        return "【演练】" if "status" in self.more else ""

    def known(self, now: float) -> dict[str, Known]:
        """The items of this event at ``now``."""
        found: dict[str, Known] = {}
        gone = self.withdrawn is not None and now >= self.withdrawn
        level = ""
        for number, row in enumerate(self.messages):
            level = row.get("level", level)
            if gone and number and row["sent"] > (self.withdrawn or 0):
                continue
            guid = urn(self.id, row["sent"])
            fixed = self.corrected.get(number)
            words = f"{self.id}第{number}条{'改' if fixed is not None else ''}。"
            title = f"{self.prefix}{row['action']}暴雨{level}色预警信号（"
            found[guid] = Known(title, None if fixed is None else _iso(fixed), words)
            if self._ran_out(number, now, gone=gone):
                words = f"{self.prefix}暴雨{level}色预警信号已过期（"
                found[f"{guid}:expired"] = Known(words, None, "已过期")
        if gone:
            when = _iso(self.withdrawn or 0)
            return {guid: Known(f"{self.prefix}本页内容已撤下", when, "有误。") for guid in found}
        return found

    def _ran_out(self, number: int, now: float, *, gone: bool) -> bool:
        """Whether it was over by the announced end of a message, before it was taken back."""
        end = self.messages[number].get("expires")
        if end is None or end > now or (gone and end > (self.withdrawn or 0)):
            return False
        return number + 1 == len(self.messages) or self.messages[number + 1]["sent"] > end

    def in_force(self, now: float) -> str | None:
        """The guid that must be in the feed however old it is."""
        last = self.messages[-1]
        if self.over or last.get("expires", now + 1) <= now:
            return None
        return urn(self.id, last["sent"])


def _iso(hours: float) -> str:
    return at(hours).isoformat()


class World:
    """A site in which something happens every few hours."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.desk, self.now = Desktop(folder), 0.0
        self.chance = random.Random(seed)  # noqa: S311 - the same history every time
        self.events: list[Event] = []
        self.articles: dict[str, Known] = {}

    def step(self) -> None:
        """Time goes on, and something is done."""
        self.now += self.chance.choice((1, 2, 5))
        deed = self.chance.choice(
            (
                self._new,
                self._further,
                self._end,
                self._correct,
                self._article,
                self._take_back,
                self._nothing,
            )
        )
        deed()

    def _new(self) -> None:
        for _ in range(self.chance.choice((1, 4))):
            one = Event(f"e{len(self.events)}", self.now, self.chance)
            self.events.append(one)
            self._write(one)

    def _further(self) -> None:
        for one in self._open():
            one.add(self.now, "更新", self.chance)
            self._write(one)

    def _end(self) -> None:
        for one in self._open():
            one.add(self.now, self.chance.choice(("解除", "撤销")), self.chance)
            self._write(one)

    def _correct(self) -> None:
        for one in self._open():
            one.corrected[self.chance.randrange(len(one.messages))] = self.now
            self._write(one)

    def _take_back(self) -> None:
        if self.chance.random() < 0.3:
            for one in self._open():
                one.withdrawn = self.now
                self._write(one)

    def _article(self) -> None:
        for _ in range(self.chance.choice((1, 9))):
            ident = f"b{len(self.articles)}"
            self.desk.write(f"bulletins/2026/{ident}.yml", bulletin(self.now, title=ident))
            self.articles[f"urn:yingji:310105:bulletin:{ident}"] = Known(
                ident, None, "正文第一段。"
            )

    def _nothing(self) -> None:
        pass

    def _open(self) -> list[Event]:
        found = [one for one in self.events if not one.over and one.messages[-1]["sent"] < self.now]
        return self.chance.sample(found, min(len(found), 2))

    def _write(self, one: Event) -> None:
        self.desk.write(f"alerts/2026/{one.id}.yml", one.data())

    def known(self) -> dict[str, Known]:
        """Everything a reader that followed from the beginning should know."""
        found = dict(self.articles)
        for one in self.events:
            found |= one.known(self.now)
        return found


@pytest.mark.parametrize("seed", range(SEED, SEED + RUNS))
def test_a_reader_knows_what_it_should(tmp_path: Path, seed: int) -> None:
    """At every step: all that was said, as it now reads, in the order it was said."""
    world = World(tmp_path, seed)
    archived: dict[str, dict[str, str]] = {}
    sound: set[bytes] = set()
    for step in range(STEPS):
        world.step()
        feeds = world.desk.feeds(at(world.now))
        where = f"seed {seed}, step {step}, hour {world.now:g}"
        fresh = {path: data for path, data in feeds.items() if data not in sound}
        assert not all_faults(fresh), where
        sound.update(fresh.values())
        wanted = world.known()
        seen = history(feeds, FEED)
        assert set(seen) == set(wanted), where
        for guid, known in wanted.items():
            item = seen[guid]
            assert item.title.startswith(known.title), where
            assert updated(item) == known.updated, (where, guid)
            assert known.words in content(item), (where, guid)
        _check_window(world, feeds, seen, where)
        _check_archives(feeds, archived, where)


def _check_window(world: World, feeds: dict[str, bytes], seen: dict[str, Any], where: str) -> None:
    """The newest fifty and, in every feed of alerts, all that is in force; in their order."""
    newest = sorted(seen.values(), key=lambda item: item.id)
    newest.sort(key=lambda item: item.published_parsed, reverse=True)
    held = {one.in_force(world.now) for one in world.events} - {None}
    for path in (FEED, "atom.xml", "feeds/alerts.xml"):
        window = list(entries(feeds[path]))
        posts = [item.id for item in newest if path != "feeds/alerts.xml" or ":alert:" in item.id]
        assert set(window) == {*posts[:50], *held}, (where, path)
        assert window == [guid for guid in posts if guid in set(window)], (where, path)


def _check_archives(
    feeds: dict[str, bytes], archived: dict[str, dict[str, str]], where: str
) -> None:
    """A closed archive has the same items for ever; one changes only where its own words did."""
    for path, data in feeds.items():
        if "/archive/" in path:
            now = {guid: f"{item.title} {updated(item)}" for guid, item in entries(data).items()}
            before = archived.setdefault(path, now)
            assert set(before) == set(now), (where, path)
            archived[path] = now


def test_keys_of_messages_are_their_times_in_beijing() -> None:
    """Once, in full: what every identifier above is made of."""
    assert urn("rain", 1.5) == "urn:yingji:310105:alert:rain:20260710T093000"
    assert key(0) == "20260710T080000"

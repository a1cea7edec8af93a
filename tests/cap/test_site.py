"""CAP on a whole site: links both ways, embargo, incremental builds, and none without a sender."""

from __future__ import annotations

import os
import random
import re
import time
from typing import Any

import pytest

from tests.cap.rules import Cap, faults
from tests.cap.support import INDEX
from tests.feeds.examples import at, event, key, message
from tests.feeds.support import read
from tests.site.support import NOW, Bench, later, mtimes, written

SEED = int(os.environ.get("YINGJI_SEED", "1"))
STEPS = 8
BASE = "https://yingji.example.org/"
#: Longer than the clock of the file system takes to move on.
TICK = 0.012


def caps(bench: Bench) -> dict[str, Cap]:
    """The CAP files of the output by site-relative address; all of them sound."""
    found = {f"cap/{path.name}": path.read_bytes() for path in (bench.site / "cap").iterdir()}
    assert not [fault for data in found.values() for fault in faults(data)]
    return {path: Cap(data) for path, data in found.items()}


def test_page_feed_item_index_and_file_lead_to_each_other(bench: Bench) -> None:
    bench.build()
    found = caps(bench)
    assert len(found) == 7
    index = {one.link: one for one in read((bench.site / INDEX).read_bytes()).entries}
    assert set(index) == {BASE + path for path in found}
    items = {one.id: one for one in read((bench.site / "feeds/alerts.xml").read_bytes()).entries}
    for path, cap in found.items():
        web = cap.info("web") or ""
        page, _, anchor = web.removeprefix(BASE).partition("#")
        html = bench.page(page)
        assert f'id="{anchor}"' in html
        assert f'href="../../{path}"' in html
        entry = index[BASE + path]
        assert entry.id == cap["identifier"]
        assert web in [link.href for link in entry.links]
        ident, sent = cap["identifier"].split(".")[1:]
        item = items[f"urn:yingji:310105:alert:{ident}:{sent}"]
        related = [link for link in item.links if link.rel == "related"]
        assert [(one.href, one.type) for one in related] == [(BASE + path, "application/cap+xml")]
        assert item.link == web


def test_the_other_feeds_lead_to_the_file_too(bench: Bench) -> None:
    bench.build()
    paths = {BASE + path for path in caps(bench)}
    atom = read((bench.site / "atom.xml").read_bytes()).entries
    linked = {link.href for one in atom for link in one.links if link.rel == "related"}
    assert linked == paths
    assert {
        one["_yingji"]["cap"] for one in bench.json("feed.json")["items"] if "_yingji" in one
    } == paths


def test_every_link_of_a_page_to_a_file_is_alive(bench: Bench) -> None:
    bench.build()
    for path in (bench.site / "alerts").rglob("index.html"):
        for name in re.findall(r'href="(?:\.\./)*(cap/[^"]+)"', path.read_text(encoding="utf-8")):
            assert (bench.site / name).is_file()


def test_without_a_sender_nothing_speaks_of_cap(bench: Bench) -> None:
    text = (bench.content / "site.yml").read_text(encoding="utf-8")
    bench.build()
    bench.write("site.yml", re.sub(r"cap_sender: .*", "cap_sender:", text))
    time.sleep(TICK)
    bench.build()
    assert not (bench.site / "cap").exists()
    assert not (bench.site / INDEX).exists()
    # But for the handbook, which explains it.
    assert bench.mentions("cn-310105-yingji") == ["handbook/cap/index.html"]
    assert bench.mentions("application/cap+xml") == []
    bench.assert_as_fresh()


def test_a_message_has_its_file_at_the_second_it_is_sent(bench: Bench) -> None:
    sent = later(NOW, hours=1)
    hours = (sent - at(0)).total_seconds() / 3600
    bench.write("alerts/2026/later-1.yml", event(message(hours, text="还没到时候。")))
    name = f"cn-310105-yingji.later-1.{key(hours)}"
    bench.build(later(sent, seconds=-1))
    assert bench.mentions(name) == []
    bench.build(sent)
    assert f"cap/{name}.xml" in bench.mentions(name)
    assert INDEX in bench.mentions(name)


def test_a_further_message_leaves_the_earlier_files_alone(bench: Bench) -> None:
    """Not a byte and not a time of them changes; the new one and the index come."""
    rows = [message(0)]
    bench.write("alerts/2026/rain-1.yml", event(*rows))
    bench.build()
    before = mtimes(bench.site / "cap")
    time.sleep(TICK)
    rows.append(message(1, "解除"))
    bench.write("alerts/2026/rain-1.yml", event(*rows))
    bench.build()
    after = mtimes(bench.site / "cap")
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {f"cn-310105-yingji.rain-1.{key(1)}.xml"}


class Editor:
    """Somebody who writes, goes on with, corrects, takes back and deletes alerts."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench, self.hours = bench, 3500.0
        self.chance = random.Random(seed)  # noqa: S311 - the same edits every time
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.more: dict[str, dict[str, Any]] = {}

    def act(self) -> str:
        """One edit; what it was."""
        deeds = [self.warn, self.warn, self.go_on, self.end, self.correct, self.withdraw,
                 self.delete, self.table, self.wait, self.go_back]  # fmt: skip
        deed = self.chance.choice(deeds)
        deed()
        return deed.__name__

    def warn(self) -> None:
        name = f"e{len(self.events)}"
        natures: list[dict[str, Any]] = [{}, {}, {"status": "演练"}, {"sample": "true"}]
        self.more[name] = self.chance.choice(natures)
        self.events[name] = [message(self.hours - 1, expires=self.hours + 3)]
        self._write(name)

    def go_on(self) -> None:
        self._add("更新", level="红", review=self.hours + 2)

    def end(self) -> None:
        self._add(self.chance.choice(("解除", "撤销")))

    def correct(self) -> None:
        for name in self._some():
            row = self.events[name][0]
            row["corrections"] = [{"at": written(at(self.hours)), "text": "改过。"}]
            self._write(name)

    def withdraw(self) -> None:
        for name in self._some():
            gone = {"at": written(at(self.hours)), "reason": "有误。"}
            self.more[name] = {**self.more[name], "withdrawn": gone}
            self._write(name)

    def delete(self) -> None:
        for name in self._some():
            (self.bench.content / f"alerts/2026/{name}.yml").unlink()
            del self.events[name]
            self.events[f"{name}-gone"] = []

    def table(self) -> None:
        code = self.chance.choice(("11B03", "11B99"))
        row = f"- {{name: 暴雨, slug: rainstorm, category: Met, event_code: {code}}}\n"
        self.bench.write("hazards.yml", row)

    def wait(self) -> None:
        self.hours += self.chance.choice((0.5, 3, 30))

    def go_back(self) -> None:
        """The time of an earlier build."""
        self.hours -= self.chance.choice((0.5, 5))

    def _add(self, action: str, **more: Any) -> None:
        for name in self._some():
            if not any(row["action"] in ("解除", "撤销") for row in self.events[name]):
                self.hours += 0.25
                self.events[name].append(message(self.hours, action, **more))
                self._write(name)

    def _some(self) -> list[str]:
        names = [name for name, rows in self.events.items() if rows]
        return self.chance.sample(names, min(1, len(names)))

    def _write(self, name: str) -> None:
        data = event(*self.events[name], **self.more[name])
        self.bench.write(f"alerts/2026/{name}.yml", data)


@pytest.mark.parametrize("seed", range(SEED, SEED + 2))
def test_cap_is_that_of_a_build_from_scratch(bench: Bench, seed: int) -> None:
    """After every few edits: the same bytes, all sound, and nothing left to do."""
    editor = Editor(bench, seed)
    done: list[str] = []
    bench.build(at(editor.hours))
    for step in range(STEPS):
        time.sleep(TICK)
        done += [editor.act() for _ in range(editor.chance.choice((1, 2, 4)))]
        bench.build(at(editor.hours), jobs=1 + step % 2)
        try:
            found = caps(bench)
            index = read((bench.site / INDEX).read_bytes()).entries
            assert {one.link for one in index} == {BASE + path for path in found}
            bench.assert_as_fresh()
            again = bench.build()
            assert (again.written, again.removed) == (0, 0)
        except AssertionError as error:
            error.add_note(f"seed {seed}: {', '.join(done)}")
            raise

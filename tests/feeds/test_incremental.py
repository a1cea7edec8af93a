"""Whatever is done to content and time, feeds are those that a build from scratch makes.

``YINGJI_SEED`` chooses other edits.
"""

from __future__ import annotations

import os
import random
import time
from typing import Any

import pytest

from tests.feeds.examples import at, bulletin, campaign, event, message
from tests.feeds.rules import all_faults
from tests.feeds.test_site import feeds_of
from tests.site.support import PNG, Bench, written

SEED = int(os.environ.get("YINGJI_SEED", "1"))
STEPS = 6
#: Longer than the clock of the file system takes to move on.
TICK = 0.012


class Editor:
    """Somebody who does one thing after the other, some of them unusual."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench, self.hours = bench, 100.0
        self.chance = random.Random(seed)  # noqa: S311 - the same edits every time
        self.count = 0
        self.events: dict[str, list[dict[str, Any]]] = {}

    def act(self) -> str:
        """One edit; what it was."""
        deeds = [self.publish, self.publish_late, self.warn, self.go_on, self.delete, self.withdraw,
                 self.change, self.cover, self.settings, self.go_back]  # fmt: skip
        deed = self.chance.choice(deeds)
        deed()
        return deed.__name__

    def publish(self, count: int = 1, **more: Any) -> None:
        for _ in range(count):
            self.count += 1
            category = self.chance.choice(("工作动态", "通知公告"))
            data = bulletin(self.hours, category=category, **more)
            self.bench.write(f"bulletins/2026/b{self.count:03}.yml", data)

    def publish_late(self) -> None:
        """With a date of long ago."""
        self.count += 1
        hours = self.chance.randrange(int(self.hours))
        self.bench.write(f"bulletins/2026/b{self.count:03}.yml", bulletin(hours))
        self.bench.write("campaigns/late.yml", campaign(hours))

    def warn(self) -> None:
        name = f"e{len(self.events)}"
        self.events[name] = [message(self.hours, expires=self.hours + 3)]
        self.bench.write(f"alerts/2026/{name}.yml", event(*self.events[name]))

    def go_on(self) -> None:
        self.hours += self.chance.choice((1, 2, 40))
        for name, rows in list(self.events.items())[-1:]:
            rows.append(message(self.hours, level="红", review=self.hours + 2))
            self.bench.write(f"alerts/2026/{name}.yml", event(*rows))

    def go_back(self) -> None:
        """The time of an earlier build."""
        self.hours -= self.chance.choice((0.5, 30))

    def delete(self) -> None:
        self._some().unlink()

    def withdraw(self) -> None:
        gone = {"at": written(at(self.hours)), "reason": "有误。"}
        self.publish(withdrawn=gone)

    def change(self) -> None:
        path = self._some()
        text = path.read_text(encoding="utf-8").replace("正文", "改过的正文")
        path.write_text(text, encoding="utf-8")

    def cover(self) -> None:
        self.bench.write("media/a.png", PNG + bytes(self.chance.randrange(1, 99)))
        self.publish(cover="media/a.png", cover_alt="图")

    def settings(self) -> None:
        production = self.chance.choice(("true", "false"))
        self.bench.write(
            "site.yml", f"name: 应急{self.chance.random()}\nproduction: {production}\n"
        )

    def _some(self) -> Any:
        return self.chance.choice(sorted((self.bench.content / "bulletins/2026").iterdir()))


@pytest.mark.parametrize("seed", range(SEED, SEED + 2))
def test_feeds_are_those_of_a_build_from_scratch(bare: Bench, seed: int) -> None:
    """After every few edits: the same bytes, without fault, and nothing left to do."""
    editor = Editor(bare, seed)
    for hour in range(95):
        editor.hours = hour
        editor.publish()
    editor.hours = 100
    done: list[str] = []
    bare.build(at(editor.hours))
    for step in range(STEPS):
        time.sleep(TICK)
        done += [editor.act() for _ in range(editor.chance.choice((1, 1, 3)))]
        bare.build(at(editor.hours), jobs=1 + step % 2)
        try:
            assert not all_faults(feeds_of(bare))
            bare.assert_as_fresh()
            again = bare.build()
            assert (again.written, again.removed) == (0, 0)
        except AssertionError as error:
            error.add_note(f"seed {seed}: {', '.join(done)}")
            raise

"""A run that dies at any point is made good by the next: no draft twice, no item lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator import net
from generator.wechat.state import State
from tests.wechat.standin import APPID, SECRET
from tests.wechat.support import (
    NOW,
    Desk,
    Entry,
    article,
    bulletin,
    ended,
    hours,
    jpeg,
    message,
    picture,
)

ROOT = Path(__file__).parents[2]
#: How many runs are killed; ``YINGJI_KILLS`` runs more.
KILLS = int(os.environ.get("YINGJI_KILLS", "6"))


class KilledError(BaseException):
    """Nothing catches it, as nothing catches a kill."""


class Reaper:
    """Kills at the ``at``-th point: before or after an exchange, before or after a write."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.points, self.at = 0, -1
        monkeypatch.setattr(net, "post", self._around(net.post))
        monkeypatch.setattr(net, "get", self._around(net.get))
        monkeypatch.setattr(State, "save", self._around(State.save))
        # Within a write: the new file is there, and not yet in place.
        monkeypatch.setattr(Path, "replace", self._around(Path.replace))

    def _around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def around(*args: Any, **more: Any) -> Any:
            self._point()
            done = function(*args, **more)
            self._point()
            return done

        return around

    def _point(self) -> None:
        self.points += 1
        if self.points == self.at:
            raise KilledError

    def run(self, desk: Desk, at: int) -> bool:
        """A run killed at a point; whether there was such a point."""
        self.points, self.at = 0, at
        try:
            desk.sync()
        except KilledError:
            return True
        finally:
            self.at = -1
        return False


def entries(desk: Desk) -> list[Entry]:
    """Everything that a run can meet."""
    url = desk.place("media/1.jpg", jpeg("red"))
    first = message("rain", hours(9))
    return [
        bulletin("a", body=article(f'<img src="{url}" alt="图">')),
        first,
        ended(first, hours(3)),
        message("rain", hours(2)),
        message("fog", hours(8)),
        message("fog", hours(7)),
        bulletin("old", at=hours(200)),
    ]


def wanted(rows: list[Entry]) -> list[str]:
    """The titles of the drafts there should be, each once."""
    return sorted(rows[at].title for at in (0, 2, 3, 5))


def test_killed_at_every_single_point_and_run_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new account for each point of a run; the run after is whole, the one after that idle."""
    rows = entries(desk)
    desk.write(rows)
    reaper = Reaper(monkeypatch)
    at = 1
    while True:
        desk.state_file.unlink(missing_ok=True)
        desk.standin.drafts.clear()
        killed = reaper.run(desk, at)
        report = desk.sync()
        assert sorted(desk.standin.titles) == wanted(rows), at
        assert report.complete, at
        before = desk.standin.total
        assert desk.sync().drafted == []
        assert desk.standin.total == before
        if not killed:
            break
        at += 1
    assert at > 50


def test_killed_again_and_again_at_every_second_point(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while it finds out what became of what an earlier killed run had begun."""
    rows = entries(desk)
    desk.write(rows)
    reaper = Reaper(monkeypatch)
    for step in range(1, 40):
        desk.state_file.unlink(missing_ok=True)
        desk.standin.drafts.clear()
        runs = 0
        # Each run gets a little further than the one before.
        while reaper.run(desk, step + 2 * runs):
            runs += 1
            assert runs < 200
        assert sorted(desk.standin.titles) == wanted(rows), step


def test_killed_in_an_update_at_every_point(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reaper = Reaper(monkeypatch)
    at, killed = 1, True
    while killed:
        desk.state_file.unlink(missing_ok=True)
        desk.standin.drafts.clear()
        desk.sync([bulletin("a"), bulletin("b")])
        desk.standin.publish(next(iter(desk.standin.drafts)))
        desk.write([bulletin(name, body=article("改过。")) for name in "ab"])
        killed = reaper.run(desk, at)
        desk.sync()
        (made,) = desk.standin.drafts.values()
        assert "改过。" in made["content"], at
        assert desk.stages() == {"bulletin:a": "gone", "bulletin:b": "drafted"}
        at += 1
    assert at > 8


@pytest.mark.parametrize("fault", ["lost", "refused", "broken", "garbage", -1])
@pytest.mark.parametrize("times", [1, 2])
def test_an_answer_that_never_came_makes_no_second_draft(
    desk: Desk, fault: int | str, times: int
) -> None:
    """Whether or not the request was carried out."""
    desk.standin.faults["draft/add"] = [fault] * times
    report = desk.sync([bulletin("a"), bulletin("b")])
    assert desk.standin.titles == ["动态a", "动态b"]
    assert report.complete
    assert len(report.drafted) == 2


def test_a_request_that_is_carried_out_after_its_sender_gave_up_is_waited_for(desk: Desk) -> None:
    """In the same run, and by the run after one that was killed."""
    desk.sync([])

    def pause(_seconds: float) -> None:
        desk.standin.catch_up()

    desk.standin.faults["draft/add"] = ["late"]
    assert desk.sync([bulletin("a")], pause=pause).drafted == ["动态a"]
    assert desk.standin.titles == ["动态a"]

    def dies(_seconds: float) -> None:
        raise KilledError

    desk.standin.faults["draft/add"] = ["late"]
    with pytest.raises(KilledError):
        desk.sync([bulletin("a"), bulletin("b")], pause=dies)
    desk.sync(pause=pause)
    desk.standin.catch_up()
    assert desk.standin.titles == ["动态a", "动态b"]


@pytest.mark.parametrize("bare", [False, True])
def test_the_draft_box_is_asked_page_by_page(desk: Desk, bare: bool) -> None:
    """Whatever WeChat leaves out of a list, and however many drafts there are."""
    desk.sync([bulletin(f"n{number}") for number in range(45)])
    desk.standin.bare_lists = bare
    desk.standin.faults["draft/add"] = ["lost"]
    assert desk.sync([bulletin("x"), bulletin("y")]).complete
    assert sorted(desk.standin.titles)[-2:] == ["动态x", "动态y"]
    assert len(desk.standin.drafts) == 47


def test_where_nothing_comes_back_at_all_it_stops_and_the_next_run_finds_out(desk: Desk) -> None:
    desk.sync([])
    desk.standin.faults["draft/add"] = ["lost"]
    desk.standin.faults["draft/batchget"] = ["broken"] * 5
    report = desk.sync([bulletin("a"), bulletin("b")])
    assert "连不上" in (report.stopped or "")
    assert desk.stages()["bulletin:a"] == "sending"
    assert desk.sync().drafted == ["动态b"]
    assert desk.standin.titles == ["动态a", "动态b"]


def test_a_draft_that_an_editor_made_from_the_same_page_is_not_taken_for_ours(desk: Desk) -> None:
    """Nor is that of another item with the same address."""
    first = message("rain", hours(9))
    desk.sync([first])
    over = ended(first, hours(1))
    desk.standin.faults["draft/add"] = ["refused"]
    desk.sync([first, over], NOW + timedelta(hours=1))
    assert desk.standin.titles == [first.title, over.title]


def test_a_title_that_wechat_changed_is_found_by_its_address(desk: Desk) -> None:
    desk.sync([])
    desk.standin.faults["draft/add"] = ["lost"]
    desk.standin.faults["draft/batchget"] = ["broken"] * 5
    desk.sync([bulletin("a")])
    next(iter(desk.standin.drafts.values()))["title"] = "动态 a"
    desk.sync()
    assert len(desk.standin.drafts) == 1


def test_a_message_that_was_overtaken_while_its_run_lay_dead_is_not_drafted(desk: Desk) -> None:
    """If it had not been; if it had, the newer one is drafted too and the older one named."""
    first, second = message("rain", hours(5)), message("rain", hours(1))
    for fault, titles in (("refused", [second.title]), ("lost", [first.title, second.title])):
        desk.state_file.unlink(missing_ok=True)
        desk.standin.drafts.clear()
        desk.sync([])
        desk.standin.faults["draft/add"] = [fault]
        desk.standin.faults["draft/batchget"] = ["broken"] * 5
        desk.sync([first])
        report = desk.sync([first, second])
        assert desk.standin.titles == titles
        assert report.stale == titles[:-1]


def environment(desk: Desk) -> dict[str, str]:
    """What a real run needs."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "YINGJI_WECHAT_APPID": APPID,
        "YINGJI_WECHAT_SECRET": SECRET,
        "YINGJI_WECHAT_API": desk.address,
    }


def start(desk: Desk) -> subprocess.Popen[str]:
    """A run of its own process; its pauses are short."""
    command = [sys.executable, "-m", "tests.wechat.hurried", "wechat", "sync"]
    command += ["--feed", str(desk.file), "--state", str(desk.state_file), "--now", NOW.isoformat()]
    return subprocess.Popen(
        command, env=environment(desk), cwd=desk.folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_killed_for_real_at_random_moments(desk: Desk) -> None:
    """SIGKILL, while the stand-in takes its time before and after it does what it is asked."""
    rng = random.Random(int(os.environ.get("YINGJI_SEED", "11")))  # noqa: S311
    desk.standin.hook = lambda _when, _path: time.sleep(0.01)
    rows = [bulletin(f"n{number}", at=hours(1 + number / 60)) for number in range(30)]
    desk.write(rows)
    for _ in range(KILLS):
        process = start(desk)
        while not desk.standin.total and process.poll() is None:
            time.sleep(0.01)
        time.sleep(rng.random() * 0.6)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    desk.standin.hook = lambda _when, _path: None
    process = start(desk)
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    assert sorted(desk.standin.titles) == sorted(entry.title for entry in rows)


def test_a_thousand_items_take_little_memory_and_at_most_three_calls_each(desk: Desk) -> None:
    """Beyond images, of which each item here has one of its own; 15 KB of text each."""
    long = "<p style='color:#1f2329'>请注意安全，不要到危险的地方去。</p>" * 200
    rows = []
    for number in range(1000):
        url = desk.place(f"media/{number}.png", picture("PNG", f"#{number:06x}"))
        shown = f'<section>{long}<img src="{url}" alt="图"></section>'
        rows.append(bulletin(f"n{number}", body=shown))
    desk.write(rows)
    process = start(desk)
    out, err = process.communicate()
    assert process.returncode == 0, out + err[-2000:]
    assert "新建 1000 篇" in out
    assert desk.standin.calls["media/uploadimg"] == 1000
    assert desk.standin.total - 1000 <= 3 * 1000
    # The program, 16 MB of feed that is read whole, its words once more.
    assert int(err.rpartition("memory ")[2]) < 100 * 1024

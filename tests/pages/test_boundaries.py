"""At every instant at which an alert changes, all that a build says of it agrees.

What should be said is worked out here anew, from the words of the content format,
and compared with the built tree alone. ``YINGJI_SEED`` chooses other random events.
"""

from __future__ import annotations

import os
import random
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest

from generator.model.moment import CST
from tests.pages.support import Element, parse
from tests.site.support import Bench, written

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
START = datetime(2026, 7, 10, 8, tzinfo=CST)
SEED = int(os.environ.get("YINGJI_SEED", "3"))
LIVE = ("生效中", "待核实")


class Told(NamedTuple):
    """What is to be said of an event: state, level, which message counts, when it ended."""

    state: str
    level: str | None
    message: int
    ended: datetime | None


class Event:
    """An event with its times as hours after ``start``."""

    start = START

    def __init__(self, ident: str, messages: list[dict[str, Any]], **more: str) -> None:
        self.id, self.messages, self.more = ident, messages, more

    def time(self, hours: float) -> datetime:
        """An instant of the event."""
        return self.start + hours * HOUR

    @property
    def data(self) -> dict[str, Any]:
        """The file."""
        kind = self.more.get("kind", "预警")
        rows = []
        for one in self.messages:
            row = {"text": "内容", "action": "更新", **one}
            for name in ("sent", "effective", "expires", "review"):
                if name in row:
                    row[name] = written(self.time(row[name]))
            if "corrected" in row:
                row["corrections"] = [
                    {"at": written(self.time(row.pop("corrected"))), "text": "改"}
                ]
            if row["action"] not in ("解除", "撤销") and kind != "风险提示":
                row.setdefault("level", "黄" if kind == "预警" else "Ⅳ")
            rows.append(row)
        rows[0]["action"] = "发布"
        head = {"kind": kind, "hazard": "暴雨", "area": ["全区"], "issuer": "某台", **self.more}
        return {**head, "messages": rows}

    @property
    def natural(self) -> bool:
        """Whether it is the real thing."""
        return "status" not in self.more and "sample" not in self.more

    @property
    def times(self) -> set[datetime]:
        """When something may change."""
        names = ("sent", "effective", "expires", "review")
        hours = {one[name] for one in self.messages for name in names if name in one}
        return {self.time(hour) for hour in hours}

    def told(self, now: datetime) -> Told | None:
        """The rules of format.md, and: what is in force stays while an update is to come."""
        hours = (now - self.start) / HOUR
        sent = [one for one in self.messages if one["sent"] <= hours]
        if not sent:
            return None
        states = [_state(one, hours) for one in sent]
        index = len(sent) - 1
        if states[index] == "未生效":
            begun = [i for i, state in enumerate(states) if state != "未生效"]
            if begun and states[begun[-1]] in LIVE:
                index = begun[-1]
        levels = [row.get("level") for row in self.data["messages"][: index + 1]]
        level = next((one for one in reversed(levels) if one), None)
        state = states[index]
        ended = {"已过期": sent[index].get("expires"), "已解除": sent[index]["sent"],
                 "已撤销": sent[index]["sent"]}.get(state)  # fmt: skip
        return Told(state, level, index, None if ended is None else self.time(ended))


def _state(message: dict[str, Any], hours: float) -> str:
    action = message.get("action")
    if action in ("解除", "撤销"):
        return f"已{action}"
    if hours < message.get("effective", message["sent"]):
        return "未生效"
    if hours >= message.get("expires", hours + 1):
        return "已过期"
    return "待核实" if hours >= message.get("review", hours + 1) else "生效中"


#: Each way an event can go.
EVENTS = [
    Event("expires", [{"sent": 0, "expires": 6}]),
    Event("review", [{"sent": 1, "review": 5}]),
    Event("effective", [{"sent": 1, "effective": 3, "expires": 7}]),
    Event("lifted", [{"sent": 0, "expires": 9}, {"sent": 4, "action": "解除"}]),
    Event("revoked", [{"sent": 0, "review": 3}, {"sent": 5, "action": "撤销"}]),
    Event("raised", [{"sent": 0, "expires": 4}, {"sent": 2, "expires": 8, "level": "红"}]),
    Event("revived", [{"sent": 0, "expires": 2}, {"sent": 5, "expires": 7, "level": "橙"}]),
    Event("later", [{"sent": 0, "expires": 3},
                    {"sent": 1, "effective": 5, "expires": 8, "level": "红"}]),
    Event("in-turn", [{"sent": 0, "review": 6},
                      {"sent": 2, "effective": 4, "expires": 8, "level": "蓝"}]),
    Event("response", [{"sent": 1, "review": 4}, {"sent": 6, "review": 9, "level": "Ⅱ"}],
          kind="应急响应"),
    Event("advice", [{"sent": 2, "expires": 6}], kind="风险提示"),
    Event("corrected", [{"sent": 0, "corrected": 1, "expires": 2}, {"sent": 3, "corrected": 4,
                                                                    "review": 5}]),
    Event("drill", [{"sent": 0, "expires": 5}], status="演练"),
    Event("test", [{"sent": 1, "effective": 2, "review": 6}], status="测试"),
    Event("sample", [{"sent": 1, "expires": 4}, {"sent": 3, "action": "解除"}], sample="true"),
]  # fmt: skip
for _number, _event in enumerate(EVENTS):
    # No two of them change at the same time.
    _event.start = START + timedelta(minutes=_number)


def random_events(seed: int) -> list[Event]:
    """Events of up to four messages on a grid of half hours."""
    rng = random.Random(seed)  # noqa: S311
    events = []
    for number in range(12):
        messages: list[dict[str, Any]] = []
        sent = rng.randint(0, 8) / 2
        for _ in range(rng.randint(1, 4)):
            message: dict[str, Any] = {"sent": sent, "level": rng.choice("红橙黄蓝")}
            start = sent
            if rng.random() < 0.4:
                start = message["effective"] = sent + rng.randint(0, 6) / 2
            message[rng.choice(("expires", "review"))] = start + rng.randint(1, 8) / 2
            messages.append(message)
            sent += rng.randint(1, 6) / 2
        if rng.random() < 0.4:
            messages.append({"sent": sent, "action": rng.choice(("解除", "撤销"))})
        more = rng.choice(({}, {}, {"status": "演练"}, {"sample": "true"}))
        events.append(Event(f"e-{number}", messages, **more))
    return events


@pytest.mark.parametrize("events", [EVENTS, random_events(SEED)], ids=["each", "random"])
def test_everything_agrees_at_every_boundary(bare: Bench, events: list[Event]) -> None:
    """A second before and at it: page, front, home, status and API."""
    for event in events:
        bare.write(f"alerts/2026/{event.id}.yml", event.data)
    times = sorted({time for event in events for time in event.times})
    nows = sorted({time + k * SECOND for time in times for k in (-1, 0)})
    before: list[Any] = [[], []]
    for now in nows:
        report = bare.build(now)
        assert report.complete, report.problems
        told = {event.id: found for event in events if (found := event.told(now))}
        status = bare.status
        for event in events:
            check_page(bare, event, told.get(event.id))
        check_lists(bare, events, told)
        check_status(status, events, told)
        check_api(bare.json("api/v1/alerts.json"), events, told)
        rows = [status["in_force"], status["exercises"]]
        if rows != before:
            assert status["as_of"] == now.isoformat(), f"{now}: {before} {rows}"
        before = rows
        assert status["next_change"] == next_change(events, now), now
        assert status["held_back"] == sum(
            event.time(one["sent"]) > now for event in events for one in event.messages
        )


def next_change(events: list[Event], now: datetime) -> str | None:
    """The next instant at which any event is told of in other words, or a message is sent."""
    for time in sorted({time for event in events for time in event.times if time > now}):
        for event in events:
            sent = {event.time(one["sent"]) for one in event.messages}
            if time in sent or event.told(time) != event.told(time - SECOND):
                return time.isoformat()
    return None


def check_page(bench: Bench, event: Event, told: Told | None) -> None:
    """The page of an event says its state in words, and its end only when it knows one."""
    path = bench.site / f"alerts/{event.id}/index.html"
    assert path.exists() == (told is not None)
    if told is None:
        return
    article = parse(path.read_text(encoding="utf-8")).all("article", class_="yj-alert")[0]
    assert article.get("data-state") == told.state
    header = article.all("header")[0].text
    assert told.state in header
    others = {"未生效", "生效中", "待核实", "已过期", "已解除", "已撤销"} - {told.state}
    assert not [word for word in others if word in header]
    message = event.messages[told.message]
    if told.state == "待核实":
        assert "未收到解除信息" in header
    if told.ended:
        assert f"{told.ended:%H:%M}" in header
        assert "有效至" not in header
    elif "expires" in message:
        assert "有效至" in header
        assert f"{event.time(message['expires']):%H:%M}" in header
    else:
        assert "解除时间未公布" in header
    if not event.natural:
        assert article.all("h1")[0].text.startswith("【")


def rows_by_section(page: Element) -> dict[str, dict[str, str]]:
    """The state of each alert by its id, by the heading of the section it stands in."""
    found: dict[str, dict[str, str]] = {}
    for row in page.all("li", class_="yj-alert-row"):
        section = row.closest("section")
        assert section is not None
        name = section.all("h2")[0].text
        ident = row.all("a")[0].get("href").rstrip("/").rpartition("/")[2]
        found.setdefault(name, {})[ident] = row.get("data-state")
    return found


def check_lists(bench: Bench, events: list[Event], told: dict[str, Told]) -> None:
    """The front lists what is in force, what comes, what ended; home what is and comes."""
    real = {
        event.id: told[event.id].state for event in events if event.natural and event.id in told
    }
    live = {ident: state for ident, state in real.items() if state in LIVE}
    coming = {ident: state for ident, state in real.items() if state == "未生效"}
    ended = {ident: state for ident, state in real.items() if ident not in {*live, *coming}}
    other = {ident: told[ident].state for ident in told.keys() - real.keys()}
    front = rows_by_section(parse(bench.page("alerts/")))
    for name, wanted in (("正在生效", live), ("即将生效", coming), ("近48小时内结束", ended)):
        assert front.pop(name, {}) == wanted, name
    assert front.pop("演练、测试与示例", {}) == other
    assert not front
    home = rows_by_section(parse(bench.page("")))
    assert home.pop("当前预警", {}) == live | coming
    assert not home


def check_status(status: Any, events: list[Event], told: dict[str, Told]) -> None:
    """What is in force and real, and the exercises apart."""
    by_id = {event.id: event for event in events}
    live = {ident for ident, one in told.items() if one.state in LIVE}
    assert {row["id"] for row in status["in_force"]} == {i for i in live if by_id[i].natural}
    assert {row["id"] for row in status["exercises"]} == {i for i in live if not by_id[i].natural}
    for row in [*status["in_force"], *status["exercises"]]:
        event, one = by_id[row["id"]], told[row["id"]]
        message = event.messages[one.message]
        assert (row["state"], row["level"]) == (one.state, one.level)
        assert row["sent"] == event.time(message["sent"]).isoformat()
        for name in ("expires", "review"):
            ends = event.time(message[name]).isoformat() if name in message else None
            assert row.get(name) == ends
        assert row["headline"].startswith("【") != event.natural


def check_api(listed: Any, events: list[Event], told: dict[str, Told]) -> None:
    """Every event that has a page, as it stands, with the messages sent by now."""
    rows = {row["id"]: row for row in listed["alerts"]}
    assert rows.keys() == told.keys()
    for event in events:
        if event.id not in told:
            continue
        row, one = rows[event.id], told[event.id]
        assert (row["state"], row["level"]) == (one.state, one.level)
        assert row["ended"] == (one.ended.isoformat() if one.ended else None)
        sent = event.time(event.messages[one.message]["sent"])
        assert row["current"] == f"{sent:%Y%m%dT%H%M%S}"
        assert row["current"] in [message["key"] for message in row["messages"]]
        assert (row["nature"] == "实际") == event.natural
        assert row["title"].startswith("【") != event.natural
        assert all(
            message["title"].startswith("【") != event.natural for message in row["messages"]
        )


def test_an_ended_alert_leaves_the_front_after_48_hours(bare: Bench) -> None:
    """To the second; its page and the archive keep it."""
    bare.write("alerts/2026/expires.yml", EVENTS[0].data)
    over = EVENTS[0].time(6 + 48)
    for now, listed in ((over - SECOND, True), (over, False), (over - SECOND, True)):
        bare.build(now)
        assert ("expires" in str(rows_by_section(parse(bare.page("alerts/"))))) == listed
        assert "已过期" in bare.page("alerts/expires/")
        assert "../../../alerts/expires/" in bare.page("alerts/archive/2026/")
        bare.assert_as_fresh()


def test_a_withdrawal_is_a_change_of_state(bare: Bench) -> None:
    """Status names it beforehand, and as its own time afterwards."""
    gone = EVENTS[0].time(2)
    data = {**EVENTS[0].data, "withdrawn": {"at": written(gone), "reason": "误发"}}
    bare.write("alerts/2026/expires.yml", data)
    bare.build(gone - SECOND)
    assert bare.status["next_change"] == gone.isoformat()
    assert [row["id"] for row in bare.status["in_force"]] == ["expires"]
    bare.build(gone)
    assert bare.status["in_force"] == []
    assert bare.status["as_of"] == gone.isoformat()
    assert bare.status["next_change"] is None
    bare.assert_as_fresh()

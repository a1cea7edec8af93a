"""What is in force, second by second, and until when the answer stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from generator.model import life
from generator.model.moment import CST, Moment

DAY = datetime(2026, 7, 10, tzinfo=CST)
SECOND = timedelta(seconds=1)


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


class M(NamedTuple):
    sent: datetime
    action: str = "发布"
    effective: datetime | None = None
    expires: datetime | None = None
    review: datetime | None = None


def states(messages: list[M], *times: datetime) -> list[str | None]:
    return [life.state(messages, Moment(time)) for time in times]


def test_an_alert_is_in_force_from_sent_until_just_before_it_expires() -> None:
    messages = [M(at(10), expires=at(12))]
    assert states(messages, at(10) - SECOND, at(10), at(12) - SECOND, at(12)) == [
        None,
        "生效中",
        "生效中",
        "已过期",
    ]


def test_before_it_is_effective_it_is_not_yet_in_force() -> None:
    messages = [M(at(10), effective=at(11), expires=at(12))]
    assert states(messages, at(10), at(11) - SECOND, at(11)) == ["未生效", "未生效", "生效中"]


def test_without_an_announced_end_it_is_to_be_verified_and_stays() -> None:
    messages = [M(at(10), review=at(12))]
    assert states(messages, at(12) - SECOND, at(12), at(9999)) == ["生效中", "待核实", "待核实"]
    assert life.in_force(messages, Moment(at(9999)))
    assert life.ended_at(messages, Moment(at(9999))) is None


def test_an_update_takes_over_the_end() -> None:
    messages = [M(at(10), expires=at(12)), M(at(11), "更新", expires=at(14))]
    assert states(messages, at(11) - SECOND, at(12), at(14)) == ["生效中", "生效中", "已过期"]


def test_an_end_ends_at_once() -> None:
    messages = [M(at(10), expires=at(20)), M(at(11), "解除")]
    assert states(messages, at(11) - SECOND, at(11), at(21)) == ["生效中", "已解除", "已解除"]
    assert life.ended_at(messages, Moment(at(21))) == at(11)
    assert states([M(at(10)), M(at(11), "撤销")], at(11)) == ["已撤销"]


def test_a_message_after_the_end_by_time_revives_the_event() -> None:
    messages = [M(at(10), expires=at(12)), M(at(13), "更新", expires=at(15))]
    assert states(messages, at(12), at(13), at(15)) == ["已过期", "生效中", "已过期"]
    assert life.ended_at(messages, Moment(at(12))) == at(12)
    assert life.ended_at(messages, Moment(at(13))) is None


def test_what_holds_goes_on_holding_until_the_update_is_effective() -> None:
    first = M(at(10), expires=at(14))
    update = M(at(11), "更新", effective=at(13), expires=at(16))
    messages = [first, update]
    assert states(messages, at(11), at(12), at(13), at(16)) == [
        "生效中",
        "生效中",
        "生效中",
        "已过期",
    ]
    assert life.current(messages, Moment(at(12))) == first
    assert life.current(messages, Moment(at(13))) == update


def test_what_ran_out_before_the_update_is_effective_does_not_come_back() -> None:
    messages = [M(at(10), expires=at(12)), M(at(11), "更新", effective=at(13), expires=at(16))]
    assert states(messages, at(12) - SECOND, at(12), at(13)) == ["生效中", "未生效", "生效中"]


def horizon(messages: list[M], time: datetime) -> datetime | None:
    now = Moment(time)
    life.state(messages, now)
    return now.horizon


def test_the_answer_stays_until_the_next_instant_that_changes_it() -> None:
    messages = [
        M(at(10), effective=at(10.5), expires=at(20)),
        M(at(11), "更新", review=at(12)),
        M(at(15), "解除"),
    ]
    assert horizon(messages, at(9)) == at(10)
    assert horizon(messages, at(10)) == at(10.5)
    assert horizon(messages, at(10.5)) == at(11)
    assert horizon(messages, at(11)) == at(12), "never the expires of the first: it is superseded"
    assert horizon(messages, at(12)) == at(15)
    assert horizon(messages, at(15)) is None


def test_between_horizons_the_answer_never_changes() -> None:
    messages = [
        M(at(1), effective=at(2), expires=at(4)),
        M(at(3), "更新", effective=at(5), expires=at(7)),
        M(at(9), "更新", review=at(10)),
        M(at(12), "解除"),
    ]
    time: datetime | None = at(0)
    changes = []
    while time is not None:
        now = Moment(time)
        changes.append((time, life.state(messages, now), life.ended_at(messages, now)))
        assert now.horizon is None or now.horizon > time
        step = time
        while step < (now.horizon or at(13)):
            then = Moment(step)
            assert life.state(messages, then) == changes[-1][1]
            assert life.ended_at(messages, then) == changes[-1][2]
            step += timedelta(minutes=15)
        time = now.horizon
    assert [state for _, state, _ in changes] == [
        *(None, "未生效", "生效中", "生效中", "未生效", "生效中", "已过期"),
        *("生效中", "待核实", "已解除"),
    ]


def test_only_what_was_sent_is_visible() -> None:
    messages = [M(at(1)), M(at(2), "更新"), M(at(3), "更新")]
    assert life.visible(messages, Moment(at(2))) == tuple(messages[:2])
    assert life.visible(messages, Moment(at(0))) == ()
    assert life.current([], Moment(at(0))) is None


@pytest.mark.parametrize(
    ("sample", "status", "expected"),
    [
        (False, "实际", "实际"),
        (False, "演练", "演练"),
        (False, "测试", "测试"),
        (True, "实际", "示例"),
        (True, "演练", "示例"),
        (True, "测试", "示例"),
    ],
)
def test_a_sample_is_a_sample_whatever_else_it_says(
    sample: bool,
    status: str,
    expected: str,
) -> None:
    assert life.nature(sample, status) == expected


def test_a_campaign_goes_on_until_its_end_has_come() -> None:
    found = [
        life.phase(at(0), at(24), Moment(time)) for time in (at(-1), at(0), at(24) - SECOND, at(24))
    ]
    assert found == ["未开始", "进行中", "进行中", "已结束"]

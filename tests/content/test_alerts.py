"""What of a faulty alert still goes out, and what must not."""

from __future__ import annotations

import pytest

from generator.content.load import load_source
from generator.content.loaded import Loaded
from generator.model.alert import Alert

PATH = "content/alerts/2026/storm.yml"
HEAD = """\
kind: 预警
hazard: 暴雨
area: [全区]
issuer: 上海中心气象台
source: 短信
"""
FIRST = """\
  - sent: 2026-07-10 14:20
    action: 发布
    level: 黄
    expires: 2026-07-10 20:20
    text: 有暴雨。
    translations: {en: {text: Rain.}}
"""
SECOND = """\
  - sent: 2026-07-10 16:00
    action: 更新
    level: 橙
    expires: 2026-07-10 22:00
    text: 雨更大。
    translations: {en: {text: More rain.}}
"""
END = """\
  - sent: 2026-07-10 19:00
    action: 解除
    text: 雨停了。
"""


def load(text: str) -> Loaded:
    return load_source(PATH, text.encode())


def event(*messages: str, head: str = HEAD) -> Loaded:
    return load(f"{head}messages:\n{''.join(messages)}")


def codes(loaded: Loaded) -> list[str]:
    return [problem.code for problem in loaded.problems]


def test_a_good_event_is_whole() -> None:
    loaded = event(FIRST, SECOND, END)
    assert loaded.problems == ()
    assert not loaded.incomplete
    assert [message.action for message in loaded.entry.messages] == ["发布", "更新", "解除"]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("sent: 2026-07-10 16:00", "sent: 2026-02-30 16:00"),
        ("sent: 2026-07-10 16:00", "sent: 2026-07-10 14:20"),
        ("action: 更新", "action: 升级"),
        ("action: 更新", "action: 发布"),
        ("level: 橙", "level: 比谁都要高得多的级别"),
        ("level: 橙", "level: Ⅱ"),
        ("    level: 橙\n", ""),
        ("    text: 雨更大。\n", ""),
        ("text: 雨更大。", "text: [雨, 更大]"),
        ("text: 雨更大。", 'text: "雨\\x07更大"'),
        ("text: 雨更大。", "text: 雨更大。\n    text: 雨小了。"),
        ("level: 橙", "level: 橙\n    level: 红"),
        ("level: 橙", "issuer: [甲]\n    level: 橙"),
    ],
)
def test_a_fault_in_what_a_message_needs_drops_it_and_the_later_ones(good: str, bad: str) -> None:
    assert good in SECOND
    loaded = event(FIRST, SECOND.replace(good, bad), END)
    assert [message.action for message in loaded.entry.messages] == ["发布"]
    assert loaded.incomplete
    assert any(problem.severity == "error" for problem in loaded.problems)


@pytest.mark.parametrize(
    "extra",
    [
        "headline: " + "长" * 61,
        "onset: 昨天",
        "effective: 2026-07-10 15:00",
        "issued: 2026-07-10 16:30",
        "instructions: 快跑",
        "area: [某街道]",
        "source: javascript:alert(1)",
        "image: media/map.png",
        "image: media/../map.png",
        "attachments: [{title: 附件}]",
        "translations2: {en: {text: x}}",
        "corrections: [{at: 2026-07-10 15:00, text: 早了}]",
        "cap: {severity: Severe}",
        "review: 2026-07-10 17:00",
    ],
)
def test_a_fault_elsewhere_is_reported_and_the_message_stays(extra: str) -> None:
    loaded = event(FIRST, f"{SECOND}    {extra}\n", END)
    assert len(loaded.entry.messages) == 3
    assert not loaded.incomplete
    assert any(problem.severity == "error" for problem in loaded.problems)


def test_a_message_without_a_readable_end_is_to_be_verified_at_once() -> None:
    for end in ("", "    expires: 明天\n", "    expires: 2026-07-10 13:00\n"):
        loaded = event(FIRST.replace("    expires: 2026-07-10 20:20\n", end))
        (message,) = loaded.entry.messages
        assert message.expires is None
        assert message.review == message.sent
        assert len(loaded.problems) == 1


def test_of_two_ends_the_announced_one_stays() -> None:
    loaded = event(f"{FIRST}    review: 2026-07-10 18:00\n")
    (message,) = loaded.entry.messages
    assert (message.review, codes(loaded)) == (None, ["end-twice"])
    assert message.expires is not None


@pytest.mark.parametrize("line", ["kind: 预警", "hazard: 暴雨", "issuer: 上海中心气象台"])
def test_an_event_without_what_it_needs_is_unreadable(line: str) -> None:
    loaded = event(FIRST, head=HEAD.replace(f"{line}\n", ""))
    assert loaded.entry is None
    assert loaded.incomplete
    assert len([one for one in loaded.problems if one.severity == "error"]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "status: 演炼",
        "status: [演练]",
        "sample: maybe",
        "sampel: true",
        "Sample: true",
        "state: 演练",
        "withdrawn: 是",
        "withdrawn: {at: 昨天, reason: 误发}",
        "withdrwan: {at: 2026-07-11 10:00, reason: 误发}",
        "status: 演练\nstatus: 实际",
    ],
)
def test_nothing_goes_out_where_it_may_be_a_drill_or_withdrawn(line: str) -> None:
    loaded = event(FIRST, head=f"{HEAD}{line}\n")
    assert loaded.entry is None
    assert any(problem.severity == "error" for problem in loaded.problems)


def test_where_the_area_can_not_be_read_the_alert_still_goes_out() -> None:
    for area in ("", "area: [某街道]\n", "area: 全区\n", "area: []\n"):
        loaded = event(FIRST, head=HEAD.replace("area: [全区]\n", area))
        assert loaded.entry.area == ()
        assert any(problem.severity == "error" for problem in loaded.problems)
    mixed = event(FIRST, head=HEAD.replace("[全区]", "[虹桥, 某街道]"))
    assert mixed.entry.area == ("虹桥街道",)


@pytest.mark.parametrize("line", ["title: [甲]", "cap: {severity: Hot}", "source: ftp://x.y/z"])
def test_a_faulty_inessential_field_of_the_event_is_left_out(line: str) -> None:
    head = HEAD.replace("source: 短信\n", "") + line + "\n"
    loaded = event(FIRST, head=head)
    assert loaded.entry is not None
    assert loaded.entry.title is None
    assert any(problem.severity == "error" for problem in loaded.problems)


def test_a_first_message_that_is_an_update_goes_out_as_incomplete() -> None:
    loaded = event(SECOND, END)
    assert [message.action for message in loaded.entry.messages] == ["更新", "解除"]
    assert loaded.incomplete


def test_an_end_with_nothing_to_end_goes_nowhere() -> None:
    loaded = event(END)
    assert (loaded.entry, codes(loaded)) == (None, ["nothing-to-end"])


def test_nothing_follows_an_end() -> None:
    late = SECOND.replace("16:00", "20:00")
    loaded = event(FIRST, END, late)
    assert [message.action for message in loaded.entry.messages] == ["发布", "解除"]
    assert codes(loaded) == ["after-the-end"]


def test_messages_before_a_syntax_error_go_out() -> None:
    loaded = event(FIRST, SECOND.replace("雨更大。", "[雨更大。"), END)
    assert [message.action for message in loaded.entry.messages] == ["发布"]
    assert loaded.incomplete
    assert "yaml-syntax" in codes(loaded)


@pytest.mark.parametrize("line", ["sample: true", "status: 演练", "  sample: 是", "status：演练"])
def test_nothing_goes_out_where_what_was_not_read_makes_it_a_drill(line: str) -> None:
    loaded = load(f"{HEAD}messages:\n{FIRST}  - text: [雨\n{line}\n")
    assert loaded.entry is None


def test_tabs_do_not_stop_an_alert() -> None:
    loaded = event(FIRST.replace("    text", "\t   text"))
    assert codes(loaded) == ["tab"]
    assert loaded.entry.messages[0].text == "有暴雨。"


def test_a_withdrawn_event_may_be_otherwise_empty() -> None:
    loaded = load("withdrawn: {at: 2026-07-11 10:00, reason: 误发}\n")
    assert loaded.problems == ()
    (message,) = loaded.entry.messages
    assert (message.action, message.sent) == ("撤销", loaded.entry.withdrawn.at)


def test_words_of_responses_and_letters_for_numerals_are_understood() -> None:
    head = HEAD.replace("预警", "应急响应")
    first = FIRST.replace("发布", "启动").replace("黄", "iv")
    second = SECOND.replace("更新", "调整").replace("橙", "III")
    loaded = event(first, second, END.replace("解除", "终止"), head=head)
    assert loaded.problems == ()
    found = [(message.action, message.level) for message in loaded.entry.messages]
    assert found == [("发布", "Ⅳ"), ("更新", "Ⅲ"), ("解除", None)]


def test_an_advice_needs_neither_level_nor_issuer() -> None:
    head = HEAD.replace("预警", "风险提示").replace("issuer: 上海中心气象台\n", "")
    loaded = event(FIRST.replace("    level: 黄\n", ""), head=head)
    assert loaded.problems == ()
    assert not loaded.incomplete


@pytest.mark.parametrize(
    ("typed", "level", "codes"),
    [("紫", "紫", ["unknown-level"]), ("特急", "特急", ["unknown-level"]),
     ("白色", "白", ["unknown-level"]), ("黄色", "黄", [])],
)  # fmt: skip
def test_a_level_nobody_foresaw_still_shows(typed: str, level: str, codes: list[str]) -> None:
    """A warning is never hidden for its level; the editor is asked to look at it."""
    loaded = event(FIRST.replace("level: 黄", f"level: {typed}"))
    assert isinstance(loaded.entry, Alert)
    assert [message.level for message in loaded.entry.messages] == [level]
    assert not loaded.incomplete
    found = [(one.severity, one.code) for one in loaded.problems if "level" in one.code]
    assert found == [("warning", code) for code in codes]


def test_problems_of_every_message_are_told() -> None:
    first = FIRST.replace("黄", "比谁都要高得多的级别")
    second = SECOND.replace("2026-07-10 22:00", "2026-02-30 22:00")
    end = END.replace("text: 雨停了。", "txt: 雨停了。")
    loaded = event(first, second, end)
    lines = sorted((one.line, one.code) for one in loaded.problems)
    assert lines == [
        (9, "too-long"),
        (16, "no-such-date"),
        (19, "missing"),
        (21, "unknown-key"),
    ]


def test_an_event_knows_who_and_where_each_message_is() -> None:
    second = f"{SECOND}    area: [虹桥街道]\n    issuer: 长宁气象台\n    source: 传真\n"
    entry = event(FIRST, second).entry
    one, two = entry.messages
    assert (entry.area_of(one), entry.issuer_of(one), entry.source_of(one)) == (
        ("全区",),
        "上海中心气象台",
        "短信",
    )
    assert (entry.area_of(two), entry.issuer_of(two), entry.source_of(two)) == (
        ("虹桥街道",),
        "长宁气象台",
        "传真",
    )


def test_what_could_not_be_read_is_not_called_missing_as_well() -> None:
    """A source of a scheme that may not be is one problem; so is a street that is none."""
    text = HEAD.replace("短信", "ftp://x.org/") + "messages:\n" + FIRST
    assert [one.code for one in load_source(PATH, text.encode()).problems] == ["bad-url"]
    text = HEAD.replace("全区", "浦东") + "messages:\n" + FIRST
    assert [one.code for one in load_source(PATH, text.encode()).problems] == ["unknown-area"]
    text = HEAD.replace("短信", "") + "messages:\n" + FIRST
    assert [one.code for one in load_source(PATH, text.encode()).problems] == ["source-missing"]

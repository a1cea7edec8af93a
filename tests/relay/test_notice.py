"""Chinese notices as they come in the wild (domain.md, Warnings)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.content.load import load_source
from generator.relay.draft import Draft, Refused
from generator.relay.notice import LARGEST, read_notice
from generator.relay.place import Outcome, bring, known_hazards
from tests.relay.support import GOLDEN, HAZARDS, NOW, at, read

TABLE = load_source("content/hazards.yml", HAZARDS.read_bytes()).entry
CITY, DISTRICT = "上海中心气象台", "长宁区气象台"


def draft(text: str) -> Draft:
    return read_notice(text.encode(), NOW, TABLE)


def take(root: Path, text: str, when: str, **how: Any) -> Outcome:
    now = at(when)
    return bring(root, read_notice(text.encode(), now, known_hazards(root)), now, **how)


def asked(one: Draft) -> set[str]:
    return {note.field for note in one.notes if note.must}


#: A notice, and who, when, what, which level and which action it is about.
WILD = [
    (
        "2026年07月10日14时05分发布暴雨黄色预警信号：预计（示例）。",
        "07-10T14:05",
        "暴雨",
        "黄",
        "发布",
    ),
    ("2026年7月10日14时发布大风蓝色预警信号:预计（示例）", "07-10T14:00", "大风", "蓝", "发布"),
    ("7月10日10时18分发布雷电黄色预警[Ⅲ级/较重]，示例。", "07-10T10:18", "雷电", "黄", "发布"),
    ("05月06日09时05分发布大雾橙色预警信号", "05-06T09:05", "大雾", "橙", "发布"),
    ("7月10日 14:05 发布高温红色预警信号", "07-10T14:05", "高温", "红", "发布"),
    ("2026-07-10 14:05发布高温红色预警信号", "07-10T14:05", "高温", "红", "发布"),
    ("２０２６年７月１０日１４时０５分发布霾黄色预警", "07-10T14:05", "霾", "黄", "发布"),
    ("7月10日11时继续发布台风蓝色预警：示例", "07-10T11:00", "台风", "蓝", "发布"),
    ("7月10日12时更新暴雨黄色预警信号为暴雨橙色预警信号", "07-10T12:00", "暴雨", "橙", "更新"),
    ("7月10日12时更新暴雨黄色预警为橙色：示例", "07-10T12:00", "暴雨", "橙", "更新"),
    ("7月10日12时将暴雨黄色预警信号更新为暴雨红色预警信号", "07-10T12:00", "暴雨", "红", "更新"),
    ("7月10日12时将暴雨橙色预警信号降级为暴雨蓝色预警信号", "07-10T12:00", "暴雨", "蓝", "更新"),
    ("7月10日13时解除暴雨橙色预警信号。", "07-10T13:00", "暴雨", "", "解除"),
    ("7月10日13时解除台风橙色预警，改发台风蓝色预警", "07-10T13:00", "台风", "蓝", "更新"),
    ("7月10日13时发布黄浦江高潮位蓝色预警：示例", "07-10T13:00", "黄浦江高潮位", "蓝", "发布"),
    ("7月10日13时发布示例灾害红色预警", "07-10T13:00", "示例灾害", "红", "发布"),
]


@pytest.mark.parametrize(("rest", "time", "hazard", "level", "action"), WILD)
def test_a_sentence_in_the_wild_is_read(
    rest: str, time: str, hazard: str, level: str, action: str
) -> None:
    for before in ("", "（示例）预计今天夜里有雨，", "【示例】"):
        one = draft(f"{before}{CITY}{rest}")
        assert one.issuer == CITY
        assert one.issued == at(f"2026-{time}")
        assert (one.kind, one.hazards) == ("预警", (hazard,))
        assert (one.level, one.action) == (level, action)
        assert one.area == ("全市",)
        assert one.status == "实际"
        assert asked(one) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"2026年7月10日14时05分，{CITY}发布暴雨黄色预警信号：示例",
        f"{CITY}于2026年7月10日14时05分发布暴雨黄色预警信号：示例",
        f"据{CITY}2026年7月10日14时05分发布暴雨黄色预警信号：示例",
    ],
)
def test_issuer_and_time_come_in_either_order(text: str) -> None:
    one = draft(text)
    assert (one.issuer, one.issued) == (CITY, at("2026-07-10T14:05"))
    assert (one.hazards, one.level) == (("暴雨",), "黄")


def test_a_missing_year_is_the_last_one_in_which_that_was() -> None:
    assert draft(f"{CITY}12月31日23时发布大雾黄色预警信号").issued == at("2025-12-31T23:00")
    new_year = read_notice(
        f"{CITY}12月31日23时发布大雾黄色预警".encode(), at("2026-01-01T00:05"), TABLE
    )
    assert new_year.issued == at("2025-12-31T23:00")


@pytest.mark.parametrize("time", ["2月30日10时", "7月10日25时", "7月10日24时05分", "13月1日1时"])
def test_a_time_that_does_not_exist_is_not_read(time: str) -> None:
    one = draft(f"{CITY}{time}发布暴雨黄色预警信号")
    assert one.issued is None
    assert "issued" in {note.field for note in one.notes}


def test_the_origin_in_brackets_is_the_source() -> None:
    one = draft(f"{CITY}7月10日14时发布暴雨黄色预警信号。（预警信息来源：国家预警信息发布中心）")
    assert one.source == "国家预警信息发布中心"


@pytest.mark.parametrize(
    ("text", "hazards", "level", "action"),
    [
        ("上海市防汛指挥部7月10日14时启动防汛防台Ⅳ级应急响应。", ("防汛防台",), "Ⅳ", "发布"),
        ("上海市防汛指挥部7月10日14时启动台风III级应急响应。", ("台风",), "Ⅲ", "发布"),
        ("上海市防汛指挥部7月10日14时将防汛防台应急响应调整为二级。", ("防汛防台",), "Ⅱ", "更新"),
        ("上海市防汛指挥部决定终止防汛防台应急响应。", ("防汛防台",), "", "解除"),
    ],
)
def test_a_response_is_of_its_own_kind(
    text: str, hazards: tuple[str, ...], level: str, action: str
) -> None:
    one = draft(text)
    assert (one.kind, one.hazards, one.level, one.action) == ("应急响应", hazards, level, action)


def test_a_response_level_is_never_taken_from_a_colour() -> None:
    one = draft("上海市防汛指挥部7月10日14时根据暴雨橙色预警启动应急响应。")
    assert (one.kind, one.level) == ("应急响应", "")
    assert "level" in asked(one)


def test_two_signals_of_one_level_are_two_hazards_and_of_two_levels_a_question() -> None:
    same = draft(f"{CITY}7月10日14时发布暴雨黄色、雷电黄色预警信号")
    assert (same.hazards, same.level, asked(same)) == (("暴雨", "雷电"), "黄", set())
    other = draft(f"{CITY}7月10日14时发布大风蓝色、雷电黄色预警信号")
    assert (other.hazards, other.level, asked(other)) == (("大风", "雷电"), "", {"level"})


def test_one_ended_and_another_issued_is_the_other_and_says_so() -> None:
    one = draft(f"{CITY}7月10日14时解除雷电黄色预警信号，同时发布暴雨黄色预警信号：示例")
    assert (one.hazards, one.action) == (("暴雨",), "发布")
    assert "action" in {note.field for note in one.notes}


@pytest.mark.parametrize("mark", ["【演练】", "演练：", "（演练）", "[演练]"])
def test_a_drill_is_one(mark: str) -> None:
    assert draft(f"{mark}{CITY}7月10日14时发布暴雨黄色预警信号").status == "演练"


def test_a_warning_that_speaks_of_drills_stays_real_and_is_asked_about() -> None:
    one = draft(f"{CITY}7月10日14时发布暴雨黄色预警信号：停止户外演练。")
    assert one.status == "实际"
    assert "status" in {note.field for note in one.notes}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        (f"{DISTRICT}7月10日14时发布暴雨黄色预警：本市今天有雨", ("全区",)),
        (f"{DISTRICT}7月10日14时发布暴雨黄色预警：虹桥街道有雨", ("虹桥街道",)),
        ("中央气象台7月10日14时发布暴雨黄色预警：全市有雨", ("全市",)),
        ("中央气象台7月10日14时发布暴雨黄色预警：江南有雨", ()),
    ],
)
def test_the_area_is_the_issuers_or_what_the_text_names(text: str, area: tuple[str, ...]) -> None:
    one = draft(text)
    assert one.area == area
    assert ("area" in asked(one)) == (not area)


def test_an_announced_end_is_the_end_and_a_forecast_is_none() -> None:
    head = f"{CITY}7月10日14时发布暴雨黄色预警信号："
    assert draft(head + "预警有效期至7月11日8时。").expires == at("2026-07-11T08:00")
    assert draft(head + "预计未来6小时有雨。").expires is None


def test_what_was_not_understood_is_kept_whole_and_every_gap_is_asked_for(root: Path) -> None:
    text = "（示例）请大家注意防范。\n\n不要外出。"
    outcome = take(root, text, "2026-07-10T14:20")
    made = (root / outcome.path).read_text(encoding="utf-8")
    assert made == (GOLDEN / "notice-not-understood.yml").read_text(encoding="utf-8")
    assert {n.field for n in outcome.notes if n.must} == {"hazard", "level", "area", "issuer"}


def test_an_end_that_was_not_understood_is_not_taken_for_a_warning() -> None:
    one = draft("（示例）暴雨黄色预警已经没有了，解除。")
    assert one.action == ""
    assert "action" in asked(one)


def test_an_event_grows_by_its_notices(root: Path) -> None:
    """The whole file after 发布, 更新 and 解除."""
    first = take(root, f"{CITY}7月10日14时05分发布暴雨黄色预警信号：示例。", "2026-07-10T14:20")
    take(
        root, f"{CITY}7月10日16时更新暴雨黄色预警信号为暴雨橙色预警信号：示例。", "2026-07-10T16:02"
    )
    last = take(root, f"{CITY}7月10日21时05分解除暴雨橙色预警信号。", "2026-07-10T21:10")
    assert (last.path, last.did, last.number) == (first.path, "appended", 3)
    made = (root / first.path).read_text(encoding="utf-8")
    assert made == (GOLDEN / "notice-event.yml").read_text(encoding="utf-8")


def test_the_same_notice_twice_is_written_once(root: Path) -> None:
    text = f"{CITY}7月10日14时05分发布暴雨黄色预警信号：示例。\n第二行。"
    first = take(root, text, "2026-07-10T14:20")
    again = take(root, text.replace("\n", "\r\n") + "\n", "2026-07-10T14:30")
    assert (again.did, again.path) == ("known", first.path)


def test_an_update_of_another_issuer_is_not_mixed_in(root: Path) -> None:
    first = take(root, f"{CITY}7月10日14时发布暴雨黄色预警信号：示例。", "2026-07-10T14:20")
    text = f"{DISTRICT}7月10日15时更新暴雨黄色预警信号为暴雨橙色预警信号。"
    other = take(root, text, "2026-07-10T15:02")
    assert other.did == "created"
    assert other.path != first.path
    with pytest.raises(Refused, match="没有它要解除的预警"):
        take(root, "示例气象台7月10日15时解除暴雨黄色预警。", "2026-07-10T15:30")


def test_a_second_issue_of_the_same_tells_of_the_first(root: Path) -> None:
    first = take(root, f"{CITY}7月10日14时发布暴雨黄色预警信号：示例。", "2026-07-10T14:20")
    second = take(root, f"{CITY}7月10日15时发布暴雨橙色预警信号：示例。", "2026-07-10T15:02")
    assert second.path != first.path
    assert any("rainstorm-2026-07-10" in note.words for note in second.notes)


def test_an_end_that_may_be_of_two_events_asks_which(root: Path) -> None:
    for hour in (14, 15):
        text = f"{CITY}7月10日{hour}时发布暴雨黄色预警信号：示例。"
        take(root, text, f"2026-07-10T{hour}:20")
    with pytest.raises(Refused, match="rainstorm-2026-07-10、rainstorm-2026-07-10-2"):
        take(root, f"{CITY}7月10日18时解除暴雨黄色预警信号。", "2026-07-10T18:05")


def test_a_drill_is_not_ended_by_a_real_notice(root: Path) -> None:
    take(root, f"【演练】{CITY}7月10日14时发布暴雨黄色预警信号：示例。", "2026-07-10T14:20")
    with pytest.raises(Refused, match="没有它要解除的预警"):
        take(root, f"{CITY}7月10日18时解除暴雨黄色预警信号。", "2026-07-10T18:05")


def test_an_end_after_the_review_time_still_finds_its_event(root: Path) -> None:
    first = take(root, f"{CITY}7月10日14时发布暴雨黄色预警信号：示例。", "2026-07-10T14:20")
    last = take(root, f"{CITY}7月11日9时解除暴雨黄色预警信号。", "2026-07-11T09:05")
    assert last.path == first.path


def test_a_notice_in_gbk_is_read(root: Path) -> None:
    data = f"{CITY}7月10日14时发布暴雨黄色预警信号：示例。".encode("gb18030")
    assert read_notice(data, NOW, TABLE).hazards == ("暴雨",)
    assert (
        read(root, take(root, data.decode("gb18030"), "2026-07-10T14:20").path)["hazard"] == "暴雨"
    )


@pytest.mark.parametrize("data", [b"", b" \n", b"\xff\xff", b"x" * (LARGEST + 1)])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_notice(data, NOW, TABLE)


@pytest.mark.parametrize(
    ("text", "hazards", "level"),
    [
        (f"{DISTRICT}7月10日14时发布长宁区暴雨橙色预警信号", ("暴雨",), "橙"),
        ("深圳市气象台7月10日14时发布龙岗区暴雨黄色预警信号", ("暴雨",), "黄"),
        ("上海市防汛指挥部7月10日14时启动全市防汛防台Ⅱ级响应行动", ("防汛防台",), "Ⅱ"),
        ("上海海洋预报台7月10日14时发布风暴潮红色警报、海浪红色警报", ("风暴潮", "海浪"), "红"),
    ],
)
def test_the_place_before_a_hazard_is_no_part_of_its_name(
    text: str, hazards: tuple[str, ...], level: str
) -> None:
    """Else 长宁区暴雨 would be a hazard without icon and code, and no update would find it."""
    one = draft(text)
    assert (one.hazards, one.level) == (hazards, level)


def test_a_day_alone_is_of_the_month_that_is_near() -> None:
    """The usual form of counties: 「24日11时19分继续发布」."""
    text = f"{CITY}24日11时19分继续发布大风蓝色预警信号：示例。".encode()
    for now, wanted in (
        ("2026-07-24T12:00", "2026-07-24T11:19"),
        ("2026-07-10T12:00", "2026-06-24T11:19"),
        ("2026-01-10T12:00", "2025-12-24T11:19"),
    ):
        one = read_notice(text, at(now), TABLE)
        assert (one.issued, one.level, one.issuer) == (at(wanted), "蓝", CITY)
    late = f"{CITY}31日23时发布大雾黄色预警信号".encode()
    # No month near has that day: it is asked for.
    assert read_notice(late, at("2026-03-01T09:00"), TABLE).issued is None
    # Two numbers before an hour are a day only where 日 says so.
    assert draft(f"{CITY}受影响24 11时发布大风蓝色预警信号").issued is None


def test_a_response_in_the_words_of_the_headquarters() -> None:
    one = draft("上海市防汛指挥部决定于7月10日10时起将全市防汛防台Ⅱ级响应行动调整为Ⅲ级响应行动")
    assert (one.hazards, one.level, one.action) == (("防汛防台",), "Ⅲ", "更新")
    assert (one.issuer, one.issued) == ("上海市防汛指挥部", at("2026-07-10T10:00"))


def test_what_reads_like_no_hazard_is_asked_for() -> None:
    """A misread sentence is not made into a hazard in silence."""
    one = draft("市防汛指挥部决定同步启动中心城区、嘉定、宝山防汛防台Ⅳ级响应行动。")
    assert (one.hazards, one.level) == ((), "Ⅳ")
    assert [note.must for note in one.notes if note.field == "hazard"] == [True]
    two = draft(f"{CITY}7月10日14时发布暴雨黄色预警信号、7月10日15时发布低温黄色预警信号")
    assert two.hazards == ("暴雨",)
    assert [note.must for note in two.notes if note.field == "hazard"] == [False]


def test_a_white_signal_is_read_as_it_is_written() -> None:
    """Other provinces have a fifth colour; the list of levels is open."""
    one = draft("深圳市气象局于7月10日12时59分发布台风白色预警信号，请注意防御。")
    assert (one.hazards, one.level) == (("台风",), "白")

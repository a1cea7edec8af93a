"""Upstream CAP messages of several countries become alert files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.load import load_source
from generator.relay.draft import Refused
from tests.relay.support import GOLDEN, at, cap, info, read, take, upstream


@pytest.mark.parametrize("name", ["nws", "meteoalarm", "canada", "hongkong"])
def test_a_message_of_another_country_becomes_this_file(root: Path, name: str) -> None:
    """Whole files: what can be read has a field, the rest is among the parameters."""
    outcome = take(root, upstream(f"{name}-style"))
    assert outcome.did == "created"
    made = (root / outcome.path).read_text(encoding="utf-8")
    assert made == (GOLDEN / f"{name}-style.yml").read_text(encoding="utf-8")


def test_an_event_of_three_messages_becomes_this_file(root: Path) -> None:
    take(root, upstream("cma-style"))
    take(root, upstream("cma-style-update"), at("2026-07-10T16:50"))
    outcome = take(root, upstream("cma-style-cancel"), at("2026-07-10T21:06"))
    assert (outcome.did, outcome.number, outcome.action) == ("appended", 3, "解除")
    made = (root / outcome.path).read_text(encoding="utf-8")
    assert made == (GOLDEN / "cma-style.yml").read_text(encoding="utf-8")


def test_a_whole_chinese_message_leaves_nothing_to_fill_in(root: Path) -> None:
    outcome = take(root, upstream("cma-style"))
    assert outcome.path == "content/alerts/2026/rainstorm-2026-07-10.yml"
    assert outcome.notes == ()
    assert {problem.code for problem in outcome.problems} == {"translation-missing"}


@pytest.mark.parametrize("name", ["nws", "meteoalarm", "canada", "hongkong", "cma"])
def test_every_error_of_a_new_file_is_one_the_editor_is_asked_to_fill_in(
    root: Path, name: str
) -> None:
    outcome = take(root, upstream(f"{name}-style"))
    errors = {one.message for one in outcome.problems if one.severity == "error"}
    asked = {note.field for note in outcome.notes if note.must}
    assert len(errors) == len(asked)
    for field in asked:
        assert any(field in message or "级别" in message for message in errors)


def test_the_same_message_twice_is_written_once(root: Path) -> None:
    first = take(root, upstream("cma-style"))
    before = (root / first.path).read_bytes()
    again = take(root, upstream("cma-style"), at("2026-07-10T15:00"))
    assert (again.did, again.path) == ("known", first.path)
    assert (root / first.path).read_bytes() == before


def test_what_was_published_by_us_is_dated_now_and_by_them_as_they_say(root: Path) -> None:
    made = read(root, take(root, cap(info())).path)["messages"][0]
    assert (made["sent"], made["issued"]) == ("2026-07-10 14:20:31", "2026-07-10 14:05")


def test_times_of_another_zone_become_beijing_time(root: Path) -> None:
    data = cap(info(expires="2026-07-10T12:30:00Z"), sent="2026-07-10T01:05:00-05:00")
    made = read(root, take(root, data).path)["messages"][0]
    assert (made["issued"], made["expires"]) == ("2026-07-10 14:05", "2026-07-10 20:30")


def test_a_time_without_its_zone_is_not_guessed(root: Path) -> None:
    outcome = take(root, cap(info(expires="2026-07-10T20:05:00")))
    made = read(root, outcome.path)["messages"][0]
    assert "expires" not in made
    assert "review" in made
    assert ("expires", "看不懂的时间 expires：「2026-07-10T20:05:00」", False) in outcome.notes


def test_the_latest_end_of_several_segments_holds(root: Path) -> None:
    later = info(description="示例：另一片区域。", expires="2026-07-11T02:00:00+08:00")
    made = read(root, take(root, cap(info() + later)).path)["messages"][0]
    assert made["expires"] == "2026-07-11 02:00"


def test_a_message_that_is_over_is_refused(root: Path) -> None:
    with pytest.raises(Refused, match="到期"):
        take(root, cap(info()), at("2026-07-10T20:05"))
    assert list((root / "content/alerts").iterdir()) == []


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("Actual", None),
        ("Exercise", "演练"),
        ("Test", "测试"),
        ("System", "测试"),
        ("Draft", "测试"),
    ],
)
def test_the_nature_of_a_message_is_kept(root: Path, status: str, ours: str | None) -> None:
    made = read(root, take(root, cap(info(), status=status)).path)
    assert made.get("status") == ours


@pytest.mark.parametrize("status", ["Practice", ""])
def test_an_unknown_status_is_nothing_until_an_editor_says_what(root: Path, status: str) -> None:
    """Neither shown as real nor quietly taken for a drill."""
    outcome = take(root, cap(info(), status=status))
    loaded = load_source(outcome.path, (root / outcome.path).read_bytes())
    assert loaded.entry is None
    assert any(note.field == "status" and note.must for note in outcome.notes)


@pytest.mark.parametrize("scope", ["Restricted", "Private", "Everybody"])
def test_what_is_not_public_is_refused(root: Path, scope: str) -> None:
    with pytest.raises(Refused, match=scope):
        take(root, cap(info(), scope=scope))


@pytest.mark.parametrize("kind", ["Ack", "Error"])
def test_answers_between_machines_are_no_alerts(root: Path, kind: str) -> None:
    with pytest.raises(Refused, match=kind):
        take(root, cap(info(), msgType=kind))


@pytest.mark.parametrize(
    ("event", "headline", "parameter", "level"),
    [
        ("暴雨黄色预警", "", "", "黄"),
        ("暴雨", "示例台更新暴雨黄色预警信号为暴雨橙色预警信号", "", "橙"),
        ("黄浦江高潮位蓝色预警信号", "", "", "蓝"),
        ("Wind", "", "awareness_level=4; red; Extreme", "红"),
        ("暴雨", "", "预警级别=橙色", "橙"),
        ("Red Flag Warning", "Orange County", "", None),
        ("Wind", "", "awareness_level=1; green; Minor", None),
        ("Wind", "", "VTEC=/O.NEW.RED/", None),
        ("暴雨", "大风黄色、暴雨橙色预警", "", None),
    ],
)
def test_the_colour_is_the_one_that_is_said_and_never_made_up(
    root: Path, event: str, headline: str, parameter: str, level: str | None
) -> None:
    data = info(event=event, headline=headline)
    name, _, value = parameter.partition("=")
    extra = f"<parameter><valueName>{name}</valueName><value>{value}</value></parameter>"
    outcome = take(root, cap(data.replace("<area>", extra + "<area>")))
    made = read(root, outcome.path)["messages"][0]
    assert made.get("level") == level
    assert any(note.field == "level" and note.must for note in outcome.notes) == (level is None)


def test_a_response_level_comes_from_its_numeral_alone(root: Path) -> None:
    data = cap(info(event="防汛防台应急响应", headline="示例指挥部启动Ⅲ级应急响应"))
    made = read(root, take(root, data).path)
    assert (made["kind"], made["messages"][0]["level"]) == ("应急响应", "Ⅲ")


@pytest.mark.parametrize(
    ("area", "code", "ours"),
    [
        ("上海市", "", ["全市"]),
        ("上海市长宁区", "", ["全区"]),
        ("新泾镇、虹桥街道", "", ["虹桥街道", "新泾镇"]),
        ("示例", "310105008000", ["仙霞新村街道"]),
        ("示例", "310105", ["全区"]),
        ("示例", "310000000000", ["全市"]),
        ("浦东新区", "310115", None),
        ("虹桥路", "", None),
    ],
)
def test_areas_are_ours_or_asked_for(
    root: Path, area: str, code: str, ours: list[str] | None
) -> None:
    geocode = f"<geocode><valueName>示例</valueName><value>{code}</value></geocode></area>"
    outcome = take(root, cap(info(area=area).replace("</area>", geocode)))
    assert read(root, outcome.path).get("area") == ours
    assert any(note.field == "area" and note.must for note in outcome.notes) == (ours is None)


def test_a_hazard_is_found_by_name_in_any_language_and_by_code(root: Path) -> None:
    for event, ours in [
        ("Typhoon", "台风"),
        ("大雨", "暴雨"),
        ("11B14", "雷电"),
        ("Tsunami", "Tsunami"),
    ]:
        path = take(root, cap(info(event=event), identifier=f"SAMPLE-{event}")).path
        assert read(root, path)["hazard"] == ours


def test_an_unknown_hazard_keeps_upstreams_category(root: Path) -> None:
    made = read(root, take(root, cap(info(event="示例灾害", category="Geo"))).path)
    assert (made["hazard"], made["cap"]) == ("示例灾害", {"category": "Geo"})


def test_an_update_of_what_we_never_had_is_an_event_of_its_own(root: Path) -> None:
    data = cap(info(), msgType="Update", references="sample,SAMPLE-0,2026-07-10T13:00:00+08:00")
    outcome = take(root, data)
    assert read(root, outcome.path)["messages"][0]["action"] == "发布"
    assert any("没有它所更新的预警" in note.words for note in outcome.notes)


def test_the_end_of_what_we_never_had_is_refused(root: Path) -> None:
    data = cap(info(), msgType="Cancel", references="sample,SAMPLE-0,2026-07-10T13:00:00+08:00")
    with pytest.raises(Refused, match="没有它要解除的预警"):
        take(root, data)


def test_the_same_identifier_of_another_sender_is_another_message(root: Path) -> None:
    take(root, cap(info()))
    outcome = take(root, cap(info(), sender="other"))
    assert outcome.did == "created"


def test_an_update_finds_its_event_among_several(root: Path) -> None:
    for number in range(3):
        take(root, cap(info(), identifier=f"SAMPLE-{number}"))
    refers = "sample,SAMPLE-1,2026-07-10T14:05:00+08:00"
    data = cap(info(), identifier="SAMPLE-9", msgType="Update", references=refers)
    outcome = take(root, data, at("2026-07-10T15:00"))
    assert outcome.path == "content/alerts/2026/rainstorm-2026-07-10-2.yml"


def test_a_message_that_ends_two_events_asks_which(root: Path) -> None:
    for number in range(2):
        take(root, cap(info(), identifier=f"SAMPLE-{number}"))
    both = " ".join(f"sample,SAMPLE-{number},2026-07-10T14:05:00+08:00" for number in range(2))
    data = cap(identifier="SAMPLE-9", msgType="Cancel", references=both)
    with pytest.raises(Refused, match="rainstorm-2026-07-10、rainstorm-2026-07-10-2"):
        take(root, data)
    for event in ("rainstorm-2026-07-10", "rainstorm-2026-07-10-2"):
        assert take(root, data, at("2026-07-10T15:00"), event=event).did == "appended"


#: A segment with what no field is for, in two languages.
BEYOND = (
    "<urgency>Immediate</urgency><parameter><valueName>VTEC</valueName><value>/O.NEW/</value></parameter>"
    "<eventCode><valueName>SAME</valueName><value>FFW</value></eventCode>"
    "<area><areaDesc>长宁区</areaDesc><polygon>31,121 31,122 30,121 31,121</polygon></area>"
)


def parameters(root: Path, data: bytes) -> list[tuple[str, str]]:
    """Name and value of each parameter that an import of ``data`` writes."""
    outcome = take(root, data)
    text = (root / outcome.path).read_bytes()
    loaded = load_source(outcome.path, text)
    assert loaded.entry is not None
    assert not loaded.incomplete
    return [(one.name, one.value) for one in loaded.entry.messages[0].parameters]


def test_what_has_no_field_is_kept_as_parameters(root: Path) -> None:
    """Each once, however many languages say it; what differs in one of them is kept too."""
    first = info().replace("</info>", BEYOND + "</info>")
    other = first.replace("zh-CN", "en-US").replace("31,122", "31,123")
    found = parameters(root, cap(first + other, incidents="typhoon-9"))
    assert len(found) == len(set(found))
    for one in (
        ("VTEC", "/O.NEW/"),
        ("upstream.incidents", "typhoon-9"),
        ("upstream.info[1].eventCode.SAME", "FFW"),
        ("upstream.info[1].severity", "Moderate"),
        ("upstream.info[1].area[2].polygon", "31,121 31,122 30,121 31,121"),
        ("upstream.info[2].area[2].polygon", "31,121 31,123 30,121 31,121"),
    ):
        assert one in found
    assert not [name for name, _ in found if name.startswith("upstream.info[2].eventCode")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("msgType", "Notice"), ("sent", "2026-07-10 14:05"), ("note", "a  b\n\tc")],
)
def test_a_value_that_can_not_be_read_is_a_parameter(root: Path, field: str, value: str) -> None:
    assert (f"upstream.{field}", value) in parameters(root, cap(info(), **{field: value}))


def test_a_value_that_a_field_says_is_none(root: Path) -> None:
    names = {name for name, _ in parameters(root, cap(info()))}
    said = ("identifier", "sender", "sent", "status", "msgType", "scope", "info.event")
    assert not names & {f"upstream.{name}" for name in said}


def test_a_pair_that_is_more_than_a_pair_keeps_all_of_it(root: Path) -> None:
    odd = "<parameter kind='k'><valueName>A</valueName><value>1</value><value>2</value></parameter>"
    found = parameters(root, cap(info().replace("</info>", odd + "</info>")))
    assert {value for name, value in found if "parameter" in name} == {"k", "A", "1", "2"}


def test_an_all_clear_that_is_no_cancel_is_asked_about(root: Path) -> None:
    outcome = take(root, cap(info(responseType="AllClear")))
    assert any("AllClear" in note.words for note in outcome.notes)


def test_an_issuers_clock_ahead_of_ours_makes_no_error(root: Path) -> None:
    outcome = take(root, cap(info(), sent="2026-07-10T14:21:00+08:00"))
    assert "issued" not in read(root, outcome.path)["messages"][0]
    assert not [one for one in outcome.problems if one.severity == "error"]


def test_a_later_start_is_kept_and_one_past_left_out(root: Path) -> None:
    later = info(effective="2026-07-10T18:00:00+08:00", onset="2026-07-10T19:00:00+08:00")
    made = read(root, take(root, cap(later)).path)["messages"][0]
    assert (made["effective"], made["onset"]) == ("2026-07-10 18:00", "2026-07-10 19:00")
    past = info(effective="2026-07-10T14:05:00+08:00")
    assert "effective" not in read(root, take(root, cap(past, identifier="S2")).path)["messages"][0]

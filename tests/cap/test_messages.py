"""What single messages say, and what becomes of what is taken back or not whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.model.site import Site
from tests.cap.rules import Cap, faults
from tests.cap.support import CAP_SITE, INDEX, SENDER, CapDesk, only, path_of
from tests.feeds.examples import at, event, key, message
from tests.feeds.support import entries, guids, read
from tests.site.support import written


def cap_of(desk: CapDesk, data: dict[str, Any], hours: float = 1, ident: str = "rain") -> Cap:
    """The only message of an event."""
    desk.write(f"alerts/2026/{ident}.yml", data)
    found = only(desk.files(at(hours)))
    assert faults(found) == []
    return Cap(found)


@pytest.mark.parametrize(
    ("level", "severity", "urgency"),
    [
        ("红", "Extreme", "Immediate"),
        ("橙", "Severe", "Expected"),
        ("黄", "Moderate", "Expected"),
        ("蓝", "Minor", "Future"),
    ],
)
def test_severity_follows_the_colour_and_the_colour_is_told(
    desk: CapDesk, level: str, severity: str, urgency: str
) -> None:
    found = cap_of(desk, event(message(0, level=level)))
    values = [found.info(name) for name in ("severity", "urgency", "certainty")]
    assert values == [severity, urgency, "Likely"]
    assert found.parameters["CN-310105-level"] == level


def test_what_the_issuer_said_beyond_our_fields_is_told_behind_ours(desk: CapDesk) -> None:
    """Under its name; a name of ours stays ours. Translations say the same."""
    rows = [
        {"name": "VTEC", "value": "/O.NEW/"},
        {"name": "VTEC", "value": "<b>&amp;"},
        {"name": "cn-310105-level", "value": "红"},
    ]
    told = {"en": {"headline": "Rain", "text": "Rain."}}
    found = cap_of(desk, event(message(0, parameters=rows, translations=told)))
    assert found.pairs("parameter")[-3:] == [
        ("VTEC", "/O.NEW/"),
        ("VTEC", "<b>&amp;"),
        ("upstream.cn-310105-level", "红"),
    ]
    assert found.parameters["CN-310105-level"] == "黄"


def test_advice_is_minor_and_a_response_is_not_derived_from_a_colour(desk: CapDesk) -> None:
    row = message(0)
    del row["level"]
    advice = cap_of(desk, event(row, kind="风险提示"))
    values = [advice.info(name) for name in ("severity", "urgency", "certainty")]
    assert values == ["Minor", "Future", "Possible"]
    response = cap_of(desk, event(message(0, level="Ⅱ"), kind="应急响应"))
    values = [response.info(name) for name in ("severity", "urgency", "certainty")]
    assert values == ["Unknown"] * 3


def test_an_entry_has_its_own_values_over_the_table(desk: CapDesk) -> None:
    own = {"severity": "Severe", "certainty": "Observed", "category": "Env"}
    found = cap_of(desk, event(message(0), cap=own))
    assert found.info("severity") == "Severe"
    assert found.info("certainty") == "Observed"
    assert found.info("urgency") == "Expected"
    assert found.all("category") == ["Env"]


def test_hazards_give_categories_codes_and_names(desk: CapDesk) -> None:
    """One that nobody foresaw is there all the same, as Other."""
    row = message(0, translations={"en": {"text": "Rain."}})
    found = cap_of(desk, event(row, hazard=["暴雨", "燃气", "没听过的灾害"]))
    assert found.all("category") == ["Met", "Safety", "Other"]
    assert found.pairs("eventCode") == [("CN-310105-event", "11B03")]
    assert found.info("event") == "暴雨、燃气、没听过的灾害"
    assert found.info("event", 1) == "Rainstorm, Gas, 没听过的灾害"


def test_a_translation_belongs_to_its_message_alone(desk: CapDesk) -> None:
    rows = message(0, translations={"en": {"text": "Rain."}}), message(1, level="橙")
    desk.write("alerts/2026/rain.yml", event(*rows))
    found = desk.files(at(2))
    assert b"Rain." in found[path_of("rain", key(0))]
    assert len(Cap(found[path_of("rain", key(1))]).infos) == 1


@pytest.mark.parametrize("odd", ["\x0b\x00", "\ud800", "\ufffe\ufdd0", "\U0001ffff", "\x85\x9f"])
def test_characters_that_no_xml_holds_are_left_out(desk: CapDesk, odd: str) -> None:
    """In every text; where nothing is left, the name of the hazard stands for it."""
    row = message(
        0,
        text="甲换掉乙",
        headline="丙换掉丁",
        instructions=["戊换掉己"],
        translations={"en": {"text": "换掉", "headline": "换掉"}},
    )
    desk.write_loaded("alerts/2026/rain.yml", event(row, issuer="庚换掉辛"), odd)
    cap = desk.cap(at(1))
    assert guids(cap.pop(INDEX)) == [f"cn-310105-yingji.rain.{key(0)}"]
    assert faults(only(cap)) == []
    found = Cap(only(cap))
    names = ("headline", "description", "instruction", "senderName")
    # Some count as a space, which a headline may keep.
    words = [(found.info(name) or "").replace(" ", "") for name in names]
    assert words == ["丙丁", "甲乙", "戊己", "庚辛"]
    assert [found.info(name, 1) for name in ("headline", "description")] == ["Rainstorm"] * 2


def test_an_end_nobody_announced_is_told_as_that(desk: CapDesk) -> None:
    found = cap_of(desk, event(message(0, review=5)))
    assert found.expires == at(5)
    assert found.parameters["CN-310105-end"] == "解除时间未公布"
    assert "CN-310105-end" not in cap_of(desk, event(message(0))).parameters


def test_an_end_that_can_not_be_read_makes_nothing_over_before_it_began(desk: CapDesk) -> None:
    row = message(0)
    del row["expires"]
    assert cap_of(desk, event(row)).expires is None


def test_an_update_refers_to_all_that_is_not_over(desk: CapDesk) -> None:
    """Of what is over it names only the message just before."""
    rows = message(0, expires=2), message(1, expires=9), message(3, expires=4), message(5, "解除")
    desk.write("alerts/2026/rain.yml", event(*rows))
    found = desk.files(at(6))
    chain = [Cap(found[path_of("rain", key(hours))]) for hours in (0, 1, 3, 5)]
    named = [[row[1][-15:] for row in one.references] for one in chain]
    assert named == [[], [key(0)], [key(1)], [key(1), key(3)]]
    assert chain[3].references[0][0] == SENDER


def test_what_ends_at_the_second_of_a_message_is_over_for_it(desk: CapDesk) -> None:
    """Times are half-open."""
    rows = message(0, expires=3), message(1, expires=9), message(3, expires=4)
    desk.write("alerts/2026/rain.yml", event(*rows))
    last = Cap(desk.files(at(3))[path_of("rain", key(3))])
    assert [row[1][-15:] for row in last.references] == [key(1)]


def test_an_end_is_in_effect_at_once(desk: CapDesk) -> None:
    """Whatever it says of ``effective``: its state ends when it is sent."""
    rows = message(0), message(1, "解除", effective=5)
    desk.write("alerts/2026/rain.yml", event(*rows))
    end = desk.files(at(2))[path_of("rain", key(1))]
    assert faults(end) == []
    assert Cap(end).info("effective") == at(1).isoformat()


def test_an_end_says_how_bad_was_what_it_ends(desk: CapDesk) -> None:
    """Who took the warning because it was severe takes its end too."""
    desk.write("alerts/2026/rain.yml", event(message(0, level="橙"), message(1, "解除")))
    end = Cap(desk.files(at(2))[path_of("rain", key(1))])
    assert (end["msgType"], end.info("severity"), end.info("urgency")) == (
        "Cancel",
        "Severe",
        "Past",
    )


def test_a_correction_changes_no_file(desk: CapDesk) -> None:
    """The index tells of it: it is a feed."""
    before = cap_of(desk, event(message(0))).data
    mended = [{"at": written(at(1)), "text": "改过的内容。"}]
    assert cap_of(desk, event(message(0, corrections=mended)), 2).data == before
    (item,) = entries(desk.cap(at(2))[INDEX]).values()
    assert item.summary == "改过的内容。"


def test_a_guide_changes_no_file(desk: CapDesk) -> None:
    before = cap_of(desk, event(message(0))).data
    desk.write("guides/rain.yml", {"title": "暴雨来了", "hazard": "暴雨", "during": ["上楼。"]})
    assert only(desk.files(at(2))) == before


def test_a_missing_medium_is_not_named(desk: CapDesk) -> None:
    row = message(0, image="media/a.png", image_alt="图")
    assert b"media/a.png" in cap_of(desk, event(row)).data
    desk.missing = frozenset({"media/a.png"})
    assert b"resource" not in cap_of(desk, event(row)).data


def test_what_is_taken_back_leaves_no_word_and_is_cancelled(desk: CapDesk) -> None:
    """Receivers that had it in force hear of its end."""
    gone = {"at": written(at(3)), "reason": "有误。"}
    rows = message(0, text="秘密。"), message(1, level="红", text="秘密。")
    desk.write("alerts/2026/rain.yml", event(*rows))
    before = desk.files(at(2))
    desk.write("alerts/2026/rain.yml", event(*rows, withdrawn=gone))
    assert desk.files(at(2)) == before
    after = desk.files(at(3))
    assert sorted(after) == [path_of("rain", key(hours)) for hours in (0, 1, 3)]
    assert all(faults(data) == [] for data in after.values())
    assert not [path for path, data in after.items() if "秘密".encode() in data]
    end = Cap(after[path_of("rain", key(3))])
    assert end["msgType"] == "Cancel"
    assert [row[1][-15:] for row in end.references] == [key(0), key(1)]
    assert "有误。" in end["note"]
    for hours in (0, 1):
        kept = Cap(after[path_of("rain", key(hours))])
        assert (kept["sent"], kept.info("urgency")) == (at(hours).isoformat(), "Past")


def test_what_was_over_is_taken_back_without_a_cancel(desk: CapDesk) -> None:
    gone = {"at": written(at(9)), "reason": "有误。"}
    desk.write("alerts/2026/rain.yml", event(message(0), withdrawn=gone))
    assert sorted(desk.files(at(10))) == [path_of("rain", key(0))]


def test_a_withdrawn_event_without_its_messages_has_no_file(desk: CapDesk) -> None:
    """A cancel that refers to nothing would be none."""
    desk.write("alerts/2026/rain.yml", {"withdrawn": {"at": written(at(1)), "reason": "有误。"}})
    assert desk.files(at(2)) == {}


def test_an_update_whose_first_message_is_gone_is_an_alert(desk: CapDesk) -> None:
    """It is the first that receivers hear of; an update must refer to something."""
    data = event(message(0))
    data["messages"][0]["action"] = "更新"
    assert cap_of(desk, data)["msgType"] == "Alert"


@pytest.mark.parametrize(
    ("more", "mark", "status"),
    [
        ({"sample": "true"}, "示例", "Test"),
        ({"status": "测试"}, "测试", "Test"),
        ({"status": "演练"}, "演练", "Exercise"),
    ],
)
def test_what_is_not_real_can_not_be_taken_for_it(
    desk: CapDesk, more: dict[str, str], mark: str, status: str
) -> None:
    """In every language, in each thing that may be shown as a title, and in the index."""
    row = message(0, translations={"en": {"text": "Rain."}, "ko": {"text": "비."}})
    found = cap_of(desk, event(row, **more))
    assert found["status"] == status
    assert mark in found["note"]
    (item,) = entries(desk.cap(at(1))[INDEX]).values()
    assert item.title.startswith(f"【{mark}】")
    assert item.summary.startswith(f"【{mark}】")


def test_in_production_samples_and_tests_are_nowhere_and_drills_are_there(tmp_path: Path) -> None:
    site = CAP_SITE.model_copy(update={"production": True})
    desk = CapDesk(tmp_path, site)
    for name, more in {"s": {"sample": "true"}, "t": {"status": "测试"}}.items():
        desk.write(f"alerts/2026/{name}1.yml", event(message(0), **more))
    desk.write("alerts/2026/d1.yml", event(message(0), status="演练"))
    assert sorted(desk.cap(at(1))) == [path_of("d1", key(0)), INDEX]
    assert not read(desk.cap(at(1))[INDEX]).feed.title.startswith("【")


def test_without_a_sender_there_is_no_cap(tmp_path: Path) -> None:
    desk = CapDesk(tmp_path, Site())
    desk.write("alerts/2026/rain.yml", event(message(0)))
    assert desk.cap(at(1)) == {}


def test_the_index_keeps_what_is_in_force_however_much_came_after(desk: CapDesk) -> None:
    """Two hundred in force at once are all there; what is over leaves when there are fifty more."""
    desk.write("alerts/2026/over.yml", event(message(0, expires=1)))
    for number in range(200):
        row = message(2 + number / 60, expires=500)
        desk.write(f"alerts/2026/e{number}.yml", event(row))
    index = desk.cap(at(100))[INDEX]
    found = guids(index)
    assert len(found) == 200
    assert not [one for one in found if ".over." in one]
    assert found[0].endswith(f"e199.{key(2 + 199 / 60)}")


def test_the_index_names_the_hub_of_the_site(tmp_path: Path) -> None:
    hub = "https://hub.example/"
    desk = CapDesk(tmp_path, CAP_SITE.model_copy(update={"hub": hub}))
    links = read(desk.cap(at(0))[INDEX]).feed.links
    assert [link.href for link in links if link.rel == "hub"] == [hub]


def test_an_empty_index_is_a_feed(desk: CapDesk) -> None:
    assert guids(desk.cap(at(0))[INDEX]) == []
    assert "lastBuildDate" not in desk.cap(at(0))[INDEX].decode()

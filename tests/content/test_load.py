"""Bulletins, campaigns, guides and tables out of their files."""

from __future__ import annotations

import pickle
from datetime import datetime
from pathlib import Path

import pytest

from generator.content.load import load_source
from generator.content.loaded import Loaded
from generator.model.moment import CST

GOOD = Path(__file__).parents[1] / "sites" / "good"
NEWS = "title: 标题\ncategory: 工作动态\npublished: 2026-03-01 09:00\n"


def bulletin(text: str, path: str = "content/bulletins/2026/some-news.yml") -> Loaded:
    return load_source(path, text.encode())


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CST)  # type: ignore[arg-type, misc]


def codes(loaded: Loaded) -> list[str]:
    return [problem.code for problem in loaded.problems]


@pytest.mark.parametrize(
    "path",
    sorted(file.relative_to(GOOD).as_posix() for file in GOOD.glob("content/**/*.[yc][ms][lv]")),
)
def test_every_good_file_is_read_whole_and_can_be_sent_between_processes(path: str) -> None:
    loaded = load_source(path, (GOOD / path).read_bytes())
    assert loaded.problems == ()
    assert loaded.entry is not None
    assert pickle.loads(pickle.dumps(loaded)) == loaded  # noqa: S301 - made a line before


def test_a_bulletin_has_its_values_typed() -> None:
    path = "content/bulletins/2021/work-plan-2021.yml"
    loaded = load_source(path, (GOOD / path).read_bytes())
    entry = loaded.entry
    assert loaded.id == entry.id == "work-plan-2021"
    assert entry.published == at(2021, 2, 23, 9)
    assert not entry.published_is_date
    assert entry.updated == at(2021, 3, 1, 10)
    assert (entry.tags, entry.hazards) == (("消防", "演练"), ("暴雨",))
    assert entry.document.issued.isoformat() == "2021-02-20"
    assert [one.file for one in entry.attachments] == [
        "media/2026/notice.pdf",
        "media/2026/form.docx",
    ]


def test_what_a_bulletin_points_at_has_its_place() -> None:
    path = "content/bulletins/2021/work-plan-2021.yml"
    loaded = load_source(path, (GOOD / path).read_bytes())
    found = {
        (one.kind, one.target, one.detail): (one.line, one.column) for one in loaded.references
    }
    assert found == {
        ("media", "media/2026/map.png", "cover"): (19, 8),
        ("tag", "消防", ""): (21, 8),
        ("tag", "演练", ""): (21, 12),
        ("hazard", "暴雨", ""): (22, 11),
        ("campaign", "work-safety-month-2026", ""): (23, 11),
        ("media", "media/2026/notice.pdf", "attachment"): (25, 23),
        ("media", "media/2026/form.docx", "attachment"): (26, 23),
        ("bulletin", "drill-notice", ""): (34, 16),
        ("entry", "guide/rainstorm", ""): (11, 12),
        ("media", "media/2026/notice.pdf", "body"): (11, 40),
        ("media", "media/2026/map.png", "body"): (13, 12),
    }


def test_a_date_alone_is_midnight_and_a_warning() -> None:
    loaded = bulletin(NEWS.replace(" 09:00", "") + "body: 正文。\n")
    assert loaded.entry.published == at(2026, 3, 1)
    assert loaded.entry.published_is_date
    assert [(one.code, one.severity) for one in loaded.problems] == [("date-only", "warning")]


def test_one_error_leaves_a_bulletin_out_and_all_of_them_are_told() -> None:
    loaded = bulletin(
        "title: [甲]\ncategory: 新闻\npublished: 2026-02-30\nupdated: 昨天\nsumary: 乙\n"
        "document: {issuers: [{a: b}], replaced_by: 甲}\nbody: |\n  ![](http://x.y/a.png)\n"
    )
    assert (loaded.entry, loaded.body, loaded.id) == (None, None, "some-news")
    errors = [(one.line, one.column, one.code) for one in loaded.problems if one[3] == "error"]
    assert sorted(errors) == [
        (1, 8, "wrong-type"),
        (2, 11, "not-allowed"),
        (3, 12, "no-such-date"),
        (4, 10, "bad-time"),
        (5, 1, "unknown-key"),
        (6, 22, "wrong-type"),
        (6, 44, "bad-id"),
        (8, 7, "foreign-image"),
        (8, 7, "image-alt"),
    ]


def test_a_withdrawn_bulletin_may_be_otherwise_empty() -> None:
    loaded = bulletin("withdrawn: {at: 2026-04-01 09:00, reason: 有误}\n")
    assert loaded.problems == ()
    assert loaded.entry.withdrawn.at == at(2026, 4, 1, 9)
    assert loaded.entry.published == at(2026, 4, 1, 9)


def test_a_withdrawn_entry_is_still_checked_for_what_it_says() -> None:
    loaded = bulletin("withdrawn: {at: 2026-04-01 09:00, reason: 有误}\npublished: 昨天\n")
    assert codes(loaded) == ["bad-time"]


def test_an_unknown_accident_figure_stays_absent() -> None:
    loaded = bulletin(
        NEWS.replace("工作动态", "事故警示") + "accident: {deaths: 0, occurred: 2026-01-01}\n"
    )
    accident = loaded.entry.accident
    assert (accident.deaths, accident.injured) == (0, None)
    assert accident.occurred_is_date


def test_whole_days_end_at_the_next_midnight() -> None:
    text = "title: 周\nstarts: 2026-06-01\nends: 2026-06-07\nbody: 正文\n"
    entry = load_source("content/campaigns/week.yml", text.encode()).entry
    assert (entry.starts, entry.ends) == (at(2026, 6, 1), at(2026, 6, 8))
    assert entry.all_day
    assert entry.last_day.isoformat() == "2026-06-07"
    assert entry.appears == at(2026, 6, 1)


def test_a_campaign_of_one_day_is_no_end_before_its_start() -> None:
    text = "title: 日\nstarts: 2026-06-01\nends: 2026-06-01\nbody: 正文\n"
    assert load_source("content/campaigns/day.yml", text.encode()).problems == ()


def test_events_keep_their_times_and_are_cancelled_in_words() -> None:
    path = "content/campaigns/work-safety-month-2026.yml"
    open_day, talk, drill = load_source(path, (GOOD / path).read_bytes()).entry.events
    assert (open_day.starts, open_day.ends) == (at(2026, 6, 16, 9), at(2026, 6, 16, 11, 30))
    assert (open_day.all_day, talk.all_day, drill.all_day) == (False, True, True)
    assert (open_day.cancelled, talk.cancelled, drill.cancelled) == (None, "因台风取消", "是")
    assert (open_day.online, talk.online) == (False, "https://live.example.org/")
    assert talk.over == at(2026, 6, 21)


def test_derived_fields_can_not_be_written() -> None:
    loaded = bulletin(NEWS + "body: 正文\npublished_is_date: 是\n")
    assert codes(loaded) == ["unknown-key"]


def test_the_id_is_the_file_name_and_can_not_be_written() -> None:
    loaded = bulletin(NEWS + "body: 正文\nid: other\n")
    assert [(one.code, one.line, one.column) for one in loaded.problems] == [("unknown-key", 5, 1)]


def test_a_bad_id_leaves_the_entry_out_but_its_content_is_checked() -> None:
    loaded = bulletin(NEWS + "sumary: x\nbody: 正文\n", "content/bulletins/2026/Bad_Id.yml")
    assert (loaded.id, loaded.entry) == (None, None)
    assert sorted(codes(loaded)) == ["bad-id", "unknown-key"]


@pytest.mark.parametrize("kind", ["alerts/2026", "bulletins/2026", "campaigns", "guides"])
@pytest.mark.parametrize("text", ["", "word", "- a", "# only", "[" * 100_000, "{"])
def test_a_file_that_is_no_entry_is_one_error(kind: str, text: str) -> None:
    loaded = load_source(f"content/{kind}/some-entry.yml", text.encode())
    assert loaded.entry is None
    assert len(loaded.problems) == 1


def test_faulty_items_of_a_table_are_left_out_and_the_rest_stays() -> None:
    text = (
        "- {name: 暴雨, slug: rainstorm, order: 第一}\n- {name: 台风}\n- 雷电\n"
        "- {name: 高温, slug: heat}\n- {name: 高温, slug: hot}\n"
    )
    loaded = load_source("content/hazards.yml", text.encode())
    assert [(one.name, one.order) for one in loaded.entry] == [("暴雨", 1000), ("高温", 1000)]
    assert [(one.line, one.code) for one in sorted(loaded.problems)] == [
        (1, "bad-number"),
        (2, "missing"),
        (3, "wrong-type"),
        (5, "taken-twice"),
    ]


def test_a_faulty_field_of_the_site_is_left_out_and_the_rest_stays() -> None:
    text = (
        "name: 应急\nurl: ftp://x.y\nidcode: 12\n"
        "hotlines: [{number: 119}, {number: 120, name: 急救}]\n"
    )
    loaded = load_source("content/site.yml", text.encode())
    site = loaded.entry
    assert (site.name, site.url, site.idcode) == ("应急", "https://example.invalid/", None)
    assert [one.number for one in site.hotlines] == ["120"]
    errors = [one.code for one in sorted(loaded.problems) if one.severity == "error"]
    assert errors == ["bad-url", "bad-idcode", "missing"]


def test_the_address_of_the_site_ends_in_a_slash() -> None:
    entry = load_source("content/site.yml", b"url: https://example.org/yj").entry
    assert entry.url == "https://example.org/yj/"


@pytest.mark.parametrize("text", ["- a", "[", "\x00", "production: ture"])
def test_a_site_that_can_not_be_read_stands_in_for_itself(text: str) -> None:
    """Who can not say whether the site is live is taken for live: no sample may get out."""
    assert load_source("content/site.yml", text.encode()).entry.production is True


def test_streets_may_be_written_short() -> None:
    text = "- {id: a, name: 甲, kind: 安全体验馆, subdistrict: 虹桥}\n"
    text += "- {id: b, name: 乙, kind: 安全体验馆, subdistrict: 新泾}\n"
    found = load_source("content/places/all.yml", text.encode()).entry
    assert [one.subdistrict for one in found] == ["虹桥街道", "新泾镇"]


def test_figures_keep_the_order_of_their_labels() -> None:
    text = (
        NEWS.replace("工作动态", "形势分析")
        + "figures: [{title: 图, data: {三月: 3, 一月: 1.5}}]\n"
    )
    assert bulletin(text).entry.figures[0].data == (("三月", 3.0), ("一月", 1.5))


def test_a_link_that_the_page_will_not_carry_is_a_warning() -> None:
    loaded = bulletin(NEWS + "body: |\n  见[这里](../x/)和[那里](https://example.org/)。\n")
    assert codes(loaded) == ["bad-link"]
    assert loaded.entry is not None


def test_the_same_image_twice_is_found_in_both_places() -> None:
    loaded = bulletin(NEWS + "body: |\n  ![](media/a.png)\n\n  ![图](media/a.png)\n")
    found = [(one.line, one.column) for one in loaded.references]
    assert found == [(5, 7), (7, 8)]
    assert [(one.line, one.code) for one in loaded.problems] == [(5, "image-alt")]


def test_markdown_that_can_not_be_read_names_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    def render_body(_: str) -> object:
        raise RecursionError

    monkeypatch.setattr("generator.text.render_body", render_body)
    loaded = bulletin(NEWS + "body: 深\n")
    assert loaded.entry is None
    assert [(one.code, one.line, one.column) for one in loaded.problems] == [
        ("body-unreadable", 4, 7)
    ]


def test_the_folder_of_another_year_is_only_a_warning() -> None:
    loaded = bulletin(NEWS + "body: 正文\n", "content/bulletins/2025/some-news.yml")
    assert loaded.entry is not None
    assert [(one.code, one.severity) for one in loaded.problems] == [("wrong-folder", "warning")]


def test_a_csv_row_that_does_not_hold_is_left_out() -> None:
    text = (
        'date,hazard,incidents\r\n2025-07-10,"暴雨,大",3\r\n'
        "2025-02-30,暴雨,约三\r\n\r\n2025-07-12,雷电,\r\n"
    )
    loaded = load_source("content/history/2025.csv", text.encode("utf-8-sig"))
    assert [(one.hazard, one.incidents) for one in loaded.entry] == [("暴雨,大", 3), ("雷电", None)]
    assert [(one.line, one.column, one.code) for one in loaded.problems] == [
        (3, 1, "no-such-date"),
        (3, 15, "bad-number"),
    ]


def test_weeks_are_their_mondays() -> None:
    text = "week,term\n2026-W28,暴雨\n2026-07-12,台风\n"
    found = load_source("content/attention/2026.csv", text.encode()).entry
    assert [one.week.isoformat() for one in found] == ["2026-07-06", "2026-07-06"]


@pytest.mark.parametrize(
    ("path", "text", "where"),
    [
        ("content/bulletins/2026/some-news.yml", NEWS + "body: 甲\nsorce:\n", (5, 1, "source")),
        (
            "content/bulletins/2026/some-news.yml",
            NEWS + "category2: ~\naccident: {deaths: 1,200}\n",
            (5, 22, "逗号"),
        ),
        (
            "content/places/all.yml",
            "- {id: a, name: 甲, kind: 应急避灾点, subdistrict: 虹桥, capacity: 1,000}\n",
            (1, 62, "逗号"),
        ),
        ("content/alerts/2026/a-storm.yml", "kind: 预警\nisuer:\n", (2, 1, "issuer")),
        ("content/site.yml", "name: 某\nicpp:\n", (2, 1, "icp")),
    ],
)
def test_an_unknown_key_is_told_though_nothing_stands_behind_it(
    path: str, text: str, where: tuple[int, int, str]
) -> None:
    """A thousand with a comma in braces is 1, and a key 000."""
    found = [one for one in load_source(path, text.encode()).problems if one.code == "unknown-key"]
    assert where[:2] in [(one.line, one.column) for one in found]
    assert where[2] in found[-1].hint


def test_known_keys_may_stay_empty() -> None:
    """As in the files that editors begin with; also where any label may stand."""
    text = NEWS + "body: 甲\nsource:\ncover: ~\ndocument: {number: , topic: ''}\n"
    figures = "figures: [{title: 图, data: {一月: 1, 二月: }}]\n"
    assert codes(bulletin(text)) == ["odd-category"]
    assert "unknown-key" not in codes(bulletin(text + figures))

"""The table of words is whole, and holds what pages ask of it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
import yaml

from generator.languages.names import Name, event_name, hazard_name, looked_up, message_name, prefix
from generator.languages.times import day, minute
from generator.languages.words import TABLE, words
from generator.model.moment import CST
from generator.model.tables import Hazard, Names
from generator.model.titles import deed
from generator.model.vocabulary import (
    KIND_LEVELS,
    LANGUAGES,
    STREETS,
    WIDE_AREAS,
    Action,
    AlertKind,
    Level,
    Nature,
    State,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "generator/pages/templates/foreign"
HAN = re.compile(r"[\u3400-\u9fff]")
PLACE = re.compile(r"\{\w+\}")
CHANGES = {
    *("级别升高", "级别降低", "级别", "范围", "范围增加", "范围减少", "生效", "预计影响开始"),
    *("有效至", "发布单位"),
}
NATURES = [nature for nature in get_args(Nature) if nature != "实际"]


def rows() -> list[list[str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_the_table_is_whole() -> None:
    """Five columns, no phrase twice, none without a translation."""
    head, *body = rows()
    assert head == ["类别", "中文", "English", "日本語", "한국어"]
    assert {len(row) for row in body} == {5}
    twice = [key for key, count in Counter((row[0], row[1]) for row in body).items() if count > 1]
    assert not twice
    # Months have names in English alone.
    assert [row for row in body if not all(row)] == [
        row for row in body if row[:2] == ["时间", "月"]
    ]


def test_translations_have_the_places_of_each_other() -> None:
    """A place that one language lacks would lose a time or a number."""
    for use, phrase, *said in rows()[1:]:
        places = [set(PLACE.findall(one)) - {"{month}", "{number}"} for one in said if one]
        assert all(one == places[0] for one in places), (use, phrase)
        if PLACE.search(phrase):
            assert places[0] == set(PLACE.findall(phrase)) - {"{number}"}, (use, phrase)


def test_english_and_korean_hold_no_chinese_characters() -> None:
    """Nothing was left untranslated."""
    for use, phrase, english, _, korean in rows()[1:]:
        assert not HAN.search(english + korean), (use, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_word_of_alerts_has_a_translation_of_its_own(language: str) -> None:
    """No two states, levels, natures or areas look alike; the vocabulary is that of the model."""
    said = words(language)
    kinds, levels = get_args(AlertKind), get_args(Level)
    deeds = {deed(kind, action) for kind in kinds for action in get_args(Action)}
    wanted = {
        "状态": set(get_args(State)),
        "性质": set(NATURES),
        "性质说明": set(NATURES),
        "级别": {*levels, "白", "紫"},  # two that other places use
        "级别说明": set(levels),
        "种类": set(kinds),
        "变化": CHANGES,
        "范围": {*STREETS, *WIDE_AREAS},
        "动作": {*deeds, "句式"},
    }
    for use, phrases in wanted.items():
        found = said.of(use)
        assert set(found) == phrases, use
        assert len(set(found.values())) == len(found), use


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_projects_own_hazards_and_hotlines_are_translated(language: str) -> None:
    """Every known hazard has a name of its own in every language."""
    hazards = yaml.safe_load((ROOT / "content/hazards.yml").read_text(encoding="utf-8"))
    names = [hazard["names"][language] for hazard in hazards]
    assert len(set(names)) == len(names)
    site = yaml.safe_load((ROOT / "content/site.yml").read_text(encoding="utf-8"))
    for line in site["hotlines"]:
        assert words(language).find("热线", line["name"]), line


def test_what_templates_and_script_say_is_in_the_table() -> None:
    """A phrase that is not would be Chinese on every page, unmarked."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.html")))
    frame = "".join(p.read_text(encoding="utf-8") for p in sorted(ROOT.glob("overrides/**/*.html")))
    script = (ROOT / "overrides/assets/javascripts/yingji.js").read_text(encoding="utf-8")
    asked = {("页面", one) for one in re.findall(r'w\("([^"]+)"(?:\)|, \w+=)', text)}
    asked |= {("页面", one) for one in re.findall(r'"([^"]+)"\|sentence\(w', text)}
    asked |= {(use, one) for one, use in re.findall(r'w\("([^"]+)", "([^"]+)"\)', text)}
    asked |= {("框架", one) for one in re.findall(r"""w\(['"]([^'"]+)['"], ['"]框架""", frame)}
    states = set(get_args(State))
    said = re.findall(r'\bt\((?:row \? )?"([^"]+)"(?: : "([^"]+)")?', script)
    asked |= {("状态" if one in states else "脚本", one) for pair in said for one in pair if one}
    known = {(row[0], row[1]) for row in rows()}
    assert len(asked) > 90
    assert not asked - known


def test_chinese_is_itself() -> None:
    """So that one template serves all languages."""
    chinese = words("zh")
    assert chinese("查看当前预警", "框架") == "查看当前预警"
    assert chinese.find("状态", "生效中") is None
    assert chinese.script == ""
    assert '"已过期":"Expired"' in words("en").script
    assert "</" not in words("en").script


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", ["Orange warning: Rainstorm", "Level IV emergency response: Rainstorm",
                "Risk advisory: Rainstorm", "Warning: Rainstorm"]),
        ("ja", ["大雨オレンジ色警報", "大雨緊急対応（Ⅳ級）", "大雨に関する注意喚起", "大雨警報"]),
        ("ko", ["호우 주황색 경보", "호우 비상 대응(Ⅳ급)", "호우 위험 안내", "호우 경보"]),
    ],
)  # fmt: skip
def test_alerts_are_called_by_level_kind_and_hazard(language: str, named: list[str]) -> None:
    """A response has a level that is no colour; an advisory has none."""
    said = words(language)
    names = Names(en="Rainstorm", ja="大雨", ko="호우")
    hazard = Hazard(name="暴雨", slug="rainstorm", names=names)
    one = hazard_name(said, {"暴雨": hazard}, "暴雨").text
    cases = [("预警", "橙"), ("应急响应", "Ⅳ"), ("风险提示", None), ("预警", None)]
    assert [event_name(said, kind, level, one) for kind, level in cases] == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KIND_LEVELS)
def test_levels_and_actions_can_be_told_apart_in_names(language: str, kind: str) -> None:
    """Two levels of a kind are never called the same, nor two messages of an event."""
    said = words(language)
    levels = KIND_LEVELS[kind]
    assert len({event_name(said, kind, level, "x") for level in levels}) == len(levels)
    actions = get_args(Action)
    assert len({message_name(said, kind, action, "x") for action in actions}) == len(actions)
    natures = [prefix(said, nature) for nature in NATURES]
    assert all(natures)
    assert prefix(said, "实际") == ""


def test_what_the_table_lacks_stays_chinese_and_says_so() -> None:
    """An unknown hazard or hotline is shown by its own name."""
    said = words("en")
    assert hazard_name(said, {}, "从未见过的灾害") == Name("从未见过的灾害", chinese=True)
    assert hazard_name(said, {"洪水": Hazard(name="洪水", slug="flood")}, "洪水").chinese
    assert looked_up(said, "热线", "某条热线") == Name("某条热线", chinese=True)


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "1 March 2026, 09:05", "31 December 2026"),
        ("ja", "2026年3月1日 09:05", "2026年12月31日"),
        ("ko", "2026년 3월 1일 09:05", "2026년 12월 31일"),
    ],
)
def test_dates_are_written_as_the_language_does(language: str, long: str, short: str) -> None:
    """With seconds where there are some."""
    said, at = words(language), datetime(2026, 3, 1, 9, 5, tzinfo=CST)
    assert minute(said, at) == long
    assert minute(said, at.replace(second=7)) == f"{long}:07"
    assert day(said, date(2026, 12, 31)) == short

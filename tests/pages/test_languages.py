"""An event says the same in every language, and never in the words of another message.

Read from the built tree alone, at each instant at which something changes.
``YINGJI_SEED`` chooses other random events.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.model.vocabulary import LANGUAGES
from tests.pages.support import Element, dead_links, pages, parse, switches
from tests.pages.test_boundaries import EVENTS, SECOND, Event, random_events
from tests.site.support import NOW, Bench, written

HOUR = timedelta(hours=1)
SEED = int(os.environ.get("YINGJI_SEED", "5"))
PREFIXES = {
    "en": {"示例": "[SAMPLE] ", "测试": "[TEST] ", "演练": "[DRILL] "},
    "ja": {"示例": "【見本】", "测试": "【テスト】", "演练": "【訓練】"},
    "ko": {"示例": "【예시】", "测试": "【시험】", "演练": "【훈련】"},
}
STATES = {
    "en": {"未生效": "Not yet in effect", "生效中": "In effect", "待核实": "End not confirmed",
           "已过期": "Expired", "已解除": "Lifted", "已撤销": "Cancelled"},
    "ja": {"未生效": "発効前", "生效中": "発効中", "待核实": "解除未確認",
           "已过期": "有効期限終了", "已解除": "解除済み", "已撤销": "取り消し"},
    "ko": {"未生效": "발효 전", "生效中": "발효 중", "待核实": "해제 미확인",
           "已过期": "유효 기간 종료", "已解除": "해제됨", "已撤销": "취소됨"},
}  # fmt: skip
MARKS = ("data-state", "data-level", "data-nature", "data-when", "data-until", "data-yj-alert")
HAN = re.compile(r"[\u3400-\u9fff]")
SAID = re.compile(r"W-[\w-]+-W")


def word(event: str, number: int, language: str) -> str:
    """What the text of one message says in one language, and no other text does."""
    return f"W-{event}-{number}-{language}-W"


def translated(events: list[Event], seed: int) -> dict[str, Any]:
    """The files of ``events``, each message translated into some languages or none."""
    rng = random.Random(seed)  # noqa: S311
    files = {}
    for event in events:
        data = event.data
        data["hazard"] = rng.choice([["暴雨"], ["没有的灾害"], ["暴雨", "没有的灾害"]])
        for number, row in enumerate(data["messages"]):
            row["text"] = word(event.id, number, "zh")
            told = {
                language: {"text": word(event.id, number, language)}
                for language in LANGUAGES
                if rng.random() < 0.5
            }
            if told:
                row["translations"] = told
        files[event.id] = data
    return files


@pytest.fixture
def hazards(bare: Bench) -> Bench:
    """A site that knows one hazard."""
    names = {"en": "Rainstorm", "ja": "大雨", "ko": "호우"}
    bare.write("hazards.yml", [{"name": "暴雨", "slug": "rainstorm", "names": names}])
    return bare


@pytest.mark.parametrize("events", [EVENTS, random_events(SEED)], ids=["each", "random"])
def test_every_language_tells_the_same_at_every_boundary(
    hazards: Bench, events: list[Event]
) -> None:
    """State, level, times, address, place in the lists and status; words of this message only."""
    files = translated(events, SEED)
    for ident, data in files.items():
        hazards.write(f"alerts/2026/{ident}.yml", data)
    times = sorted({time for event in events for time in event.times})
    for now in sorted({time + k * SECOND for time in times for k in (-1, 0)}):
        assert hazards.build(now).complete
        for language in LANGUAGES:
            for ident, data in files.items():
                check_event(hazards.site, ident, data, language)
            check_lists(hazards, language)
            check_status(hazards, language)


def article(site: Path, url: str) -> tuple[Element, Element]:
    page = parse((site / url / "index.html").read_text(encoding="utf-8"))
    return page, page.all("article", class_="yj-alert")[0]


def times_of(element: Element) -> list[str]:
    return [one.get("datetime") for one in element.all("time")]


def check_event(site: Path, ident: str, data: dict[str, Any], language: str) -> None:
    """The page of an event beside the Chinese one."""
    chinese, foreign = f"alerts/{ident}", f"{language}/alerts/{ident}"
    assert (site / chinese).exists() == (site / foreign).exists()
    if not (site / chinese).exists():
        return
    _, here = article(site, chinese)
    page, there = article(site, foreign)
    assert [there.get(name) for name in MARKS] == [here.get(name) for name in MARKS]
    header = there.all("header")[0]
    assert set(times_of(header)) == set(times_of(here.all("header")[0]))
    states = STATES[language]
    (badge,) = header.all("span", class_="yj-state")
    assert badge.text.startswith(states[there.get("data-state")])
    check_nature(page, there, language)
    check_words(here, there, data, language)
    if language != "ja":
        assert not list(unmarked(there)), list(unmarked(there))[:3]


def check_nature(page: Element, there: Element, language: str) -> None:
    """Every title of what is not real begins with its nature."""
    nature = there.get("data-nature")
    titles = [page.all("title")[0].text, there.all("h1")[0].text]
    titles += [one.text for one in there.all("h3") if (one.closest("li") is not None)]
    titles += [one.get("content") for one in page.all("meta") if one.get("property") == "og:title"]
    assert len(titles) > 3
    for title in titles:
        begins = [mark for mark in PREFIXES[language].values() if title.startswith(mark)]
        assert begins == ([] if nature == "实际" else [PREFIXES[language][nature]]), title


def check_words(here: Element, there: Element, data: dict[str, Any], language: str) -> None:
    """Each message in its own words and in Chinese; nothing of one that is not out yet."""
    messages = data["messages"]
    rows = [one for one in there.all("li") if one.get("id").startswith("m-")]
    assert [row.get("id") for row in rows] == [
        one.get("id") for one in here.all("li") if one.get("id").startswith("m-")
    ]
    for index, row in enumerate(reversed(rows)):
        assert set(SAID.findall(row.text)) <= words_of(data, index, language), index
        assert words_of(data, index, language) - set(SAID.findall(row.text)) <= corrected(data)
    (main,) = there.all("section", class_="yj-alert-text")
    (original,) = here.all("section", class_="yj-alert-text")
    (said,) = SAID.findall(original.text) or [""]
    if said:
        index = next(i for i in range(len(messages)) if word(ident(said), i, "zh") == said)
        assert set(SAID.findall(main.text)) == words_of(data, index, language)


def ident(said: str) -> str:
    return said.removeprefix("W-").rpartition("-")[0].rpartition("-")[0].rpartition("-")[0]


def words_of(data: dict[str, Any], index: int, language: str) -> set[str]:
    """The texts of one message in Chinese and, if it is translated, in ``language``."""
    row = data["messages"][index]
    told = row.get("translations", {}).get(language)
    return {row["text"], *([told["text"]] if told else [])}


def corrected(data: dict[str, Any]) -> set[str]:
    """Chinese texts that a correction may have taken the place of."""
    return {row["text"] for row in data["messages"] if "corrections" in row}


def unmarked(element: Element, chinese: bool = False) -> Iterator[str]:
    """Chinese characters that no ``lang`` tells a reader's voice of."""
    chinese = element.get("lang") == "zh-CN" if element.get("lang") else chinese
    for child in element.children:
        if isinstance(child, Element):
            yield from unmarked(child, chinese)
        elif HAN.search(child) and not chinese:
            yield child


def listed(page: Element) -> list[list[tuple[str, ...]]]:
    """What each section of a page lists: id, state, level, nature, times."""
    return [
        [
            (row.get("data-yj-alert"), row.get("data-state"), row.get("data-level"),
             row.get("data-nature"), *times_of(row))
            for row in section.all("li", class_="yj-alert-row")
        ]
        for section in page.all("section")
        if section.all("li", class_="yj-alert-row")
    ]  # fmt: skip


def check_lists(bench: Bench, language: str) -> None:
    """The list of alerts and the home page have the same rows in the same order."""
    for url in ("alerts/", ""):
        here, there = parse(bench.page(url)), parse(bench.page(f"{language}/{url}"))
        assert listed(there) == listed(here)
        for row in there.all("li", class_="yj-alert-row"):
            nature = row.get("data-nature")
            begins = row.all("a")[0].text.startswith(tuple(PREFIXES[language].values()))
            assert begins == (nature != "实际")
        if language != "ja":
            (main,) = there.all("main", id="yj-main")
            assert not list(unmarked(main))


def check_status(bench: Bench, language: str) -> None:
    """The status differs in words and addresses alone."""
    here, there = bench.status, bench.json(f"api/v1/status.{language}.json")
    assert there.pop("language") == language
    for key in ("in_force", "exercises"):
        for one, other in zip(here[key], there[key], strict=True):
            assert other["url"] == f"{language}/{one['url']}"
            begins = other["headline"].startswith(tuple(PREFIXES[language].values()))
            assert begins == (key == "exercises")
            for name in ("url", "headline", "hazard", "area"):
                assert one.pop(name)
                assert other.pop(name)
    assert there == here


def test_every_alert_has_its_languages_named_both_ways(bench: Bench) -> None:
    """Each page of a set names every other and itself; what is named is there."""
    bench.build()
    found = pages(bench.site)
    base = "https://yingji.example.org/"
    sets: dict[str, dict[str, str]] = {}
    for url, page in found.items():
        links = [one for one in page.all("link") if one.get("hreflang")]
        if links:
            sets[url] = {one.get("hreflang"): one.get("href").removeprefix(base) for one in links}
            assert len(links) == len(sets[url])
    for url, named in sets.items():
        assert named["x-default"] == named["zh-CN"]
        assert url in named.values()
        assert all(sets[other] == named for other in named.values()), url
    alerts = {url for url in found if re.fullmatch(r"alerts/[a-z0-9-]+/", url)}
    wanted = {f"{language}/{url}" for language in LANGUAGES for url in {*alerts, "", "alerts/"}}
    assert wanted <= set(sets)
    assert {"guides/rainstorm/", "en/guides/rainstorm/", "ko/guides/rainstorm/"} <= set(sets)
    assert "guides/general/" not in sets
    assert "en/guides/general/" not in found
    assert not dead_links(bench.site, base)
    sitemap = bench.page("sitemap.xml")
    assert all(f"<loc>{base}{url}</loc>" in sitemap for url in wanted if "withdrawn" not in url)


def test_every_page_leads_to_the_other_languages(bench: Bench) -> None:
    """To itself in that language, or to the front of it."""
    bench.build()
    switch = switches(parse(bench.page("alerts/gas-advice/")))
    assert [one.get("href") for one in switch] == [
        f"../../{one}/alerts/gas-advice/" for one in LANGUAGES
    ]
    for url in ("bulletins/drill-news/", "about/"):
        links = switches(parse(bench.page(url)))
        depth = url.count("/")
        assert [one.get("href") for one in links] == ["../" * depth + f"{x}/" for x in LANGUAGES]


def alert(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A file with the given messages; a level and an end where they need them."""
    rows = []
    for number, one in enumerate(messages):
        sent = NOW - timedelta(hours=9 - number)
        row = {"sent": written(sent), "action": "更新" if number else "发布", "text": "正文", **one}
        if row["action"] not in ("解除", "撤销"):
            row.setdefault("level", "黄")
            row.setdefault("expires", written(NOW + timedelta(hours=9)))
        rows.append(row)
    head = {"kind": "预警", "hazard": "暴雨", "area": ["虹桥街道"], "issuer": "某台"}
    return {**head, "messages": rows, **more}


def test_a_message_without_translation_is_shown_in_chinese(hazards: Bench) -> None:
    """Not in the words of the message before it; the fixed words are the reader's."""
    told = {"en": {"headline": "OLD-HEADLINE", "text": "OLD-TEXT", "instructions": ["OLD-STEP"]}}
    first = {"translations": told, "instructions": ["旧步骤"]}
    second = {"text": "新的正文", "level": "橙", "instructions": ["新步骤"]}
    hazards.write("alerts/2026/a-storm.yml", alert(first, second))
    hazards.build()
    page = parse(hazards.page("en/alerts/a-storm/"))
    assert page.all("h1")[0].text == "Orange warning: Rainstorm"
    timeline = page.all("section", class_="yj-timeline")[0].text
    before = page.text.replace(timeline, "")
    assert "OLD" not in before
    assert "OLD-TEXT" in timeline
    assert "has not been translated" in before
    assert "新的正文" in before
    assert "新步骤" in before
    assert "旧步骤" not in before
    assert "Hongqiao Subdistrict" in before
    assert "OLD" not in hazards.page("en/alerts/")
    assert "OLD" not in hazards.page("api/v1/status.en.json")


def test_a_translated_message_has_its_own_headline_text_and_steps(hazards: Bench) -> None:
    """With the Chinese text beside it; a correction since is told."""
    correction = {"at": written(NOW - timedelta(hours=1)), "text": "改正的正文", "note": "改字"}
    told = {"en": {"headline": "HEADLINE", "text": "TEXT <b>", "instructions": ["STEP"]}}
    one = {"translations": told, "instructions": ["步骤"], "corrections": [correction]}
    hazards.write("alerts/2026/a-storm.yml", alert(one, title="编辑写的标题"))
    hazards.build()
    page = parse(hazards.page("en/alerts/a-storm/"))
    main = page.all("section", class_="yj-alert-text")[0].text
    said = ("HEADLINE", "TEXT <b>", "改正的正文", "编辑写的标题")
    assert [found in main for found in said] == [True] * 4
    assert "has been corrected since" in main
    assert page.all("section", class_="yj-steps")[0].all("li")[0].text == "STEP"
    assert "步骤" not in page.text
    status = hazards.json("api/v1/status.en.json")["in_force"][0]
    assert (status["headline"], status["area"]) == ("HEADLINE", ["Hongqiao Subdistrict"])
    assert hazards.json("api/v1/status.ko.json")["in_force"][0]["headline"] == "호우 황색 경보"


GUIDE = {"title": "暴雨", "hazard": "暴雨", "during": ["中文步骤"], "after": ["之后"]}


@pytest.mark.parametrize(
    ("message", "guide", "step"),
    [
        ({}, {"en": {"title": "Rain", "during": ["Guided."]}}, "Guided."),
        ({}, {"en": {"title": "Rain"}}, "中文步骤"),
        ({}, {}, "中文步骤"),
        ({"instructions": ["自己的"]}, {"en": {"title": "R", "during": ["Guided."]}}, "自己的"),
        ({"instructions": []}, {"en": {"title": "R", "during": ["Guided."]}}, None),
    ],
    ids=["of the guide", "guide without steps", "guide untranslated", "its own", "none at all"],
)
def test_what_to_do_is_never_lost(
    hazards: Bench, message: dict[str, Any], guide: dict[str, Any], step: str | None
) -> None:
    """Translated where it is, else Chinese; a message that has none has none."""
    hazards.write("guides/rain.yml", {**GUIDE, **({"translations": guide} if guide else {})})
    hazards.write("alerts/2026/a-storm.yml", alert(message))
    hazards.build()
    page = parse(hazards.page("en/alerts/a-storm/"))
    steps = [
        one.text for found in page.all("section", class_="yj-steps") for one in found.all("li")
    ]
    assert steps == ([step] if step else [])
    (article,) = page.all("article", class_="yj-alert")
    assert not list(unmarked(article))


def test_a_guide_shows_in_chinese_what_is_not_translated(hazards: Bench) -> None:
    """A guide half translated is whole."""
    said = {"en": {"title": "Rainstorm: what to do", "during": ["Stay inside."]}}
    hazards.write("guides/rain.yml", {**GUIDE, "translations": said})
    hazards.build()
    page = parse(hazards.page("en/guides/rain/"))
    assert page.all("h1")[0].text == "Rainstorm: what to do"
    assert "Stay inside." in page.text
    assert "之后" in page.text
    assert "中文步骤" not in page.text
    assert not list(unmarked(page.all("article", class_="yj-guide")[0]))
    assert "Rainstorm: what to do" in hazards.page("en/")
    assert not (hazards.site / "ja/guides").exists()


def test_a_withdrawn_alert_leaves_its_notice_in_every_language(hazards: Bench) -> None:
    """Nothing of its text stays."""
    gone = {"at": written(NOW), "reason": "误发"}
    told = {"en": {"text": "GONE-TEXT"}}
    hazards.write("alerts/2026/a-storm.yml", alert({"translations": told}, withdrawn=gone))
    hazards.build(NOW - SECOND)
    assert "GONE-TEXT" in hazards.page("en/alerts/a-storm/")
    hazards.build(NOW)
    assert "This page has been taken down" in hazards.page("en/alerts/a-storm/")
    assert not hazards.mentions("GONE-TEXT")
    assert "a-storm" not in hazards.page("en/alerts/")
    hazards.assert_as_fresh()


def test_many_alerts_are_all_listed_and_paged(hazards: Bench) -> None:
    """None is cut, in force or in the pages behind; a full page stays as it is."""
    for number in range(60):
        hazards.write(f"alerts/2026/storm-{number}.yml", alert({}))
    hazards.build()
    front = parse(hazards.page("en/alerts/"))
    assert len(front.all("section")[0].all("li", class_="yj-alert-row")) == 60
    further = [parse(hazards.page(f"en/alerts/page/{number}/")) for number in (1, 2, 3)]
    rows = {row.get("data-yj-alert") for page in further for row in page.all("li")}
    assert rows - {""} == {f"storm-{number}" for number in range(60)}
    before = {path: path.stat().st_mtime_ns for path in hazards.site.rglob("en/alerts/page/1/*")}
    hazards.write("alerts/2026/zebra.yml", alert({}))
    hazards.build()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    hazards.assert_as_fresh()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Level raised Yellow → Red", "Areas added Hongqiao Subdistrict",
                "Valid until 23 November 2026, 20:00 → End time not announced",
                "Issued by 甲 → 乙"]),
        ("ja", ["レベル引き上げ 黄色 → 赤色", "発表機関 甲 → 乙"]),
        ("ko", ["단계 상향 황색 → 적색", "발표 기관 甲 → 乙"]),
    ],
)  # fmt: skip
def test_what_a_message_changed_is_told_in_fixed_words(
    bare: Bench, language: str, words: list[str]
) -> None:
    """As on the Chinese page; only the issuers' names stay Chinese, and are marked."""
    first = {"sent": written(NOW - 2 * HOUR), "action": "发布", "level": "黄", "text": "甲",
             "expires": written(NOW + 8 * HOUR), "issuer": "甲", "area": ["新泾镇"]}  # fmt: skip
    last = {"sent": written(NOW - HOUR), "action": "更新", "level": "红", "text": "乙",
            "review": written(NOW + HOUR), "issuer": "乙",
            "area": ["新泾镇", "虹桥街道"]}  # fmt: skip
    head = {"kind": "预警", "hazard": "暴雨", "area": ["全区"], "issuer": "某台"}
    bare.write("alerts/2026/rain.yml", {**head, "messages": [first, last]})
    bare.build(NOW)
    page = parse(bare.page(f"{language}/alerts/rain/"))
    (told,) = page.all("p", class_="yj-changes")
    text = " ".join(told.text.split())
    for one in words:
        assert one in text
    marked = [one.text for one in told.all("span", lang="zh-CN")]
    assert marked == ["甲", "乙"]
    (chinese,) = parse(bare.page("alerts/rain/")).all("p", class_="yj-changes")
    assert len(told.all("strong")) == len(chinese.all("strong")) == 4

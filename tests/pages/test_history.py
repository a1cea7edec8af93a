"""The history of alerts by month: what counts, what does not, and until when it holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from generator.model.moment import Moment
from generator.site.outlook import next_change
from tests.pages.support import Element, parse
from tests.site.entries import alert, message
from tests.site.support import Bench, at, written

JUNE = at("2026-06-15 12:00")


def add(
    bench: Bench, ident: str, when: datetime, *hazards: str, cancelled: bool = False, **more: Any
) -> None:
    """An event whose first message is of ``when``."""
    entry = {**alert("甲", when), "hazard": list(hazards or ("暴雨",)), **more}
    if cancelled:
        end = {"sent": written(when.replace(hour=23)), "action": "撤销", "text": "甲"}
        entry["messages"] = [message("甲", when), end]
    bench.write(f"alerts/{when.year}/{ident}.yml", entry)


def history(bench: Bench, url: str = "alerts/archive/2026/") -> Element:
    (found,) = parse(bench.page(url)).all("section", class_="yj-history")
    return found


def table(section: Element) -> dict[str, list[str]]:
    """Sum and months of each row."""
    rows = [
        row for part in ("tbody", "tfoot") for body in section.all(part) for row in body.all("tr")
    ]
    return {row.all("th")[0].text: [cell.text for cell in row.all("td")] for row in rows}


def drawn(section: Element) -> list[str]:
    """The numbers of the chart of months."""
    return [one.text for one in section.all("svg")[0].all("text", class_="yj-drawing-number")]


@pytest.fixture
def world(bare: Bench) -> Bench:
    """Two hazards with an address, and a site in production."""
    bare.write("site.yml", {"name": "某", "url": "https://a.example/", "production": "是"})
    hazards = [{"name": "暴雨", "slug": "rainstorm"}, {"name": "台风", "slug": "typhoon"}]
    bare.write("hazards.yml", hazards)
    return bare


def test_events_count_in_the_month_of_their_first_message(world: Bench) -> None:
    """For each of their hazards, once in the sum; months to come have no number."""
    add(world, "a", at("2026-01-31 23:59"))
    add(world, "b", at("2026-02-01 00:00"))
    add(world, "c", at("2026-02-28 08:00"), "台风", "暴雨")
    add(world, "d", at("2025-12-31 23:59"))
    world.build(JUNE)
    found = history(world)
    ahead = ["—"] * 6
    assert table(found) == {
        "暴雨": ["3", "1", "2", "0", "0", "0", "0", *ahead],
        "台风": ["1", "0", "1", "0", "0", "0", "0", *ahead],
        "全部": ["3", "1", "2", "0", "0", "0", "0", *ahead],
    }
    assert drawn(found) == ["1", "2", "0", "0", "0", "0"]
    assert found.all("h2")[0].text == "2026年预警提示各月次数"
    assert "在每种里各计一次；今年尚未结束。" in found.text
    assert table(history(world, "alerts/archive/2025/")) == {"暴雨": ["1", *["0"] * 11, "1"][:13]}


def test_a_hazard_has_its_years(world: Bench) -> None:
    add(world, "a", at("2026-02-01 00:00"))
    add(world, "b", at("2024-02-01 00:00"))
    world.build(JUNE)
    found = history(world, "alerts/hazard/rainstorm/")
    assert found.all("h2")[0].text == "暴雨预警提示2024年至2026年各月次数"
    assert table(found) == {
        "2026年": ["1", "0", "1", "0", "0", "0", "0", *["—"] * 6],
        "2024年": ["1", "0", "1", *["0"] * 10],
        "全部": ["2", "0", "2", *["0"] * 10],
    }


def test_only_what_was_real_counts(world: Bench) -> None:
    """Not what was sent in error, nor drills; a year of nothing else has no history."""
    add(world, "real", at("2026-02-01 00:00"))
    add(world, "error", at("2026-02-02 00:00"), cancelled=True)
    add(world, "drill", at("2026-02-03 00:00"), status="演练")
    add(world, "old-drill", at("2025-02-03 00:00"), status="演练")
    world.build(JUNE)
    found = history(world)
    assert table(found)["暴雨"][0] == "1"
    assert "不计发布有误而撤销的；不计演练、测试和示例" in found.text
    old = parse(world.page("alerts/archive/2025/"))
    assert old.all("li", class_="yj-row")
    assert not old.all("section", class_="yj-history")


def test_samples_count_where_there_is_nothing_else_and_are_called_so(bare: Bench) -> None:
    """Words and title say it; one real event, and they count no longer."""
    add(bare, "sample", at("2026-02-01 00:00"), sample=True)
    bare.build(JUNE)
    found = history(bare)
    assert found.all("h2")[0].text.startswith("【示例】")
    assert found.all("svg")[0].all("title")[0].text.startswith("【示例】")
    assert "不是真实的统计" in found.text
    add(bare, "real", at("2026-03-01 00:00"))
    bare.build(JUNE)
    assert "示例】" not in history(bare).all("h2")[0].text
    assert table(history(bare))["暴雨"][0] == "1"


def test_a_month_that_begins_gets_its_nought_and_the_next_build_is_due_then(world: Bench) -> None:
    add(world, "a", at("2026-02-01 00:00"))
    world.build(JUNE)
    assert table(history(world))["暴雨"][7] == "—"
    found = next_change(world.project, world.site, Moment(JUNE), 1)
    assert found is not None
    assert found.at == at("2026-07-01 00:00")
    world.build(at("2026-06-30 23:59:59"))
    assert table(history(world))["暴雨"][7] == "—"
    world.build(at("2026-07-01 00:00"))
    assert table(history(world))["暴雨"][7] == "0"
    world.assert_as_fresh()


def test_the_history_follows_what_happens(world: Bench) -> None:
    """A new event, and one that turns out to have been an error, change it in the next build."""
    add(world, "a", at("2026-02-01 00:00"))
    world.build(JUNE)
    add(world, "b", at("2026-03-01 00:00"), cancelled=True)
    world.build(at("2026-03-01 12:00"))
    assert table(history(world))["暴雨"][0] == "2"
    world.build(at("2026-03-01 23:00"))
    assert table(history(world))["暴雨"][0] == "1"
    world.assert_as_fresh()


def test_only_the_first_page_of_an_archive_shows_it(world: Bench) -> None:
    for number in range(21):
        add(world, f"a-{number}", at("2026-02-01 00:00").replace(hour=number))
    world.build(JUNE)
    assert table(history(world))["暴雨"][0] == "21"
    assert not parse(world.page("alerts/archive/2026/page/1/")).all("section", class_="yj-history")

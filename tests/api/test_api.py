"""The API says what the pages say, in the shape that its schemas tell, and changes no more."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from generator.cli import main
from generator.model.vocabulary import LANGUAGES
from tests.pages.support import parse
from tests.site.entries import HOUR, alert, bulletin, media
from tests.site.support import NOW, Bench, later, mtimes, written

LISTS = ("alerts", "bulletins", "campaigns", "guides")


def schema(bench: Bench, name: str) -> Draft202012Validator:
    found = bench.json(f"api/v1/schema/{name}.json")
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def documents(bench: Bench) -> list[tuple[str, Any]]:
    """Every file of the API but the schemas, with the name of its schema."""
    folder = bench.site / "api/v1"
    paths = [path.relative_to(folder) for path in sorted(folder.rglob("*.json"))]
    return [
        (path.parts[0].removesuffix(".json"), bench.json(f"api/v1/{path.as_posix()}"))
        for path in paths
        if path.parts[0] != "schema"
    ]


def events(bench: Bench) -> dict[str, Any]:
    return {row["id"]: row for row in bench.json("api/v1/alerts.json")["alerts"]}


@pytest.mark.parametrize("days", [0, -136, -1000, 400])
def test_every_file_is_as_its_schema_says(bench: Bench, days: int) -> None:
    """The good site, whatever the time."""
    bench.build(later(NOW, days=days))
    found = documents(bench)
    foreign = {f"status.{language}" for language in LANGUAGES}
    assert {name for name, _ in found} == {*LISTS, "places", "status", "heartbeat", *foreign}
    for name, told in found:
        schema(bench, name.partition(".")[0]).validate(told)
        assert told.get("language", "") == name.partition(".")[2]


def test_a_schema_refuses_what_is_not_said(bench: Bench) -> None:
    """A drill that is not called one, a further field, a time without its zone."""
    bench.build()
    told = bench.json("api/v1/alerts.json")
    for name, value in (("nature", "真"), ("more", 1), ("ended", "2026-01-01T00:00:00")):
        wrong = {**told, "alerts": [{**told["alerts"][0], name: value}]}
        with pytest.raises(ValidationError):
            schema(bench, "alerts").validate(wrong)


@pytest.mark.parametrize("days", [0, 3])
def test_events_are_told_as_on_their_pages(bench: Bench, days: int) -> None:
    """State, title, level, messages by their anchors, and every word of them."""
    bench.build(later(NOW, days=days))
    assert events(bench)
    for ident, row in events(bench).items():
        page = parse(bench.page(f"alerts/{ident}/"))
        if row["withdrawn"]:
            assert page.all("h1")[0].text == "本页内容已撤下"
            continue
        article = page.all("article", class_="yj-alert")[0]
        assert row["state"] == article.get("data-state")
        assert row["nature"] == article.get("data-nature")
        assert (row["level"] or "") == article.get("data-level")
        assert row["title"] == article.all("h1")[0].text
        shown = [one.get("id") for one in article.all("li") if one.get("id").startswith("m-")]
        assert [f"m-{one['key']}" for one in row["messages"]] == shown[::-1]
        for told in row["messages"]:
            assert told["url"] == f"alerts/{ident}/#m-{told['key']}"
            (item,) = article.all("li", id=f"m-{told['key']}")
            assert item.all("h3")[0].text == told["title"]
            words = "".join(told["text"].split())
            assert words in "".join(item.text.split())


@pytest.mark.parametrize("name", LISTS)
def test_lists_name_every_page_of_their_kind(bench: Bench, name: str) -> None:
    bench.build()
    rows = bench.json(f"api/v1/{name}.json")[name]
    assert rows
    for row in rows:
        assert row["url"] == f"{name}/{row['id']}/"
        page = parse(bench.page(row["url"]))
        assert row["withdrawn"] or row["title"] == page.all("h1")[0].text


def test_places_are_geojson_and_only_known_coordinates_are_told(bench: Bench) -> None:
    bench.write(
        "places/own.yml",
        "- {id: here, name: 甲, kind: 应急避难场所, subdistrict: 虹桥街道, lat: 31.2, lon: 121.4}\n"
        "- {id: there, name: 乙, kind: 应急避难场所, subdistrict: 虹桥街道, lat: 31.2}\n",
    )
    bench.build()
    told = bench.json("api/v1/places.json")
    schema(bench, "places").validate(told)
    places = {one["id"]: one["geometry"] for one in told["features"]}
    assert places["here"] == {"type": "Point", "coordinates": [121.4, 31.2]}
    assert places["there"] is None


def test_a_correction_is_in_the_text_from_its_time_on(bare: Bench) -> None:
    message = {
        "sent": written(NOW),
        "action": "发布",
        "level": "黄",
        "expires": written(NOW + HOUR),
        "text": "大凤",
        "corrections": [{"at": written(NOW + HOUR / 2), "text": "大风"}],
    }
    bare.write("alerts/2026/gale.yml", {**alert("大风", NOW), "messages": [message]})
    bare.build(NOW)
    (before,) = events(bare)["gale"]["messages"]
    bare.build(NOW + HOUR / 2)
    (after,) = events(bare)["gale"]["messages"]
    assert (before["text"], before["corrections"]) == ("大凤", [])
    assert (after["text"], len(after["corrections"])) == ("大风", 1)
    assert before["digest"] == after["digest"]


def test_of_what_was_withdrawn_nothing_is_told_but_that(bare: Bench) -> None:
    gone = {"withdrawn": {"at": written(NOW), "reason": "x"}}
    bare.write("alerts/2026/quagga.yml", {**alert("斑马", NOW - HOUR), **gone})
    bare.build(NOW)
    (row,) = bare.json("api/v1/alerts.json")["alerts"]
    assert row == {
        "id": "quagga",
        "url": "alerts/quagga/",
        "withdrawn": NOW.isoformat(),
    }


@pytest.mark.parametrize(
    ("more", "mark", "foreign"),
    [
        ({"status": "演练"}, "【演练】", "[DRILL] "),
        ({"status": "测试"}, "【测试】", "[TEST] "),
        ({"sample": "是"}, "【示例】", "[SAMPLE] "),
    ],
)
def test_what_is_not_real_says_so_in_every_title(
    bare: Bench, more: dict[str, str], mark: str, foreign: str
) -> None:
    bare.write("alerts/2026/quagga.yml", {**alert("斑马", NOW), **more})
    bare.build()
    row = events(bare)["quagga"]
    (message,) = row["messages"]
    for title in (row["title"], message["title"], message["headline"]):
        assert title.startswith(mark)
    assert message["translations"]["en"]["headline"].startswith(foreign)


def test_in_production_samples_and_tests_are_nowhere_and_drills_are_called_so(bare: Bench) -> None:
    bare.write("site.yml", "name: 站\nurl: https://example.invalid/\nproduction: 是\n")
    for name, more in (
        ("sample", {"sample": "是"}),
        ("test", {"status": "测试"}),
        ("drill", {"status": "演练"}),
    ):
        bare.write(f"alerts/2026/{name}.yml", {**alert("斑马", NOW), **more})
    bare.build()
    assert list(events(bare)) == ["drill"]
    assert bare.status["in_force"] == []


def test_an_old_event_in_force_is_in_the_first_part(bare: Bench) -> None:
    """However many came after it; it is in a numbered part too, and a full part keeps its bytes."""
    old = {**alert("老", NOW - 1000 * HOUR)}
    del old["messages"][0]["expires"]
    old["messages"][0]["review"] = written(NOW - HOUR)
    bare.write("alerts/2026/old.yml", old)
    for number in range(55):
        bare.write(f"alerts/2026/n-{number}.yml", alert("新", NOW - (number + 20) * HOUR))
    bare.build()
    told = bare.json("api/v1/alerts.json")
    assert (told["total"], told["pages"], len(told["alerts"])) == (56, 2, 51)
    assert told["alerts"][-1]["id"] == "old"
    assert told["alerts"][-1]["state"] == "待核实"
    parts = [bare.json(f"api/v1/alerts/page/{number}.json") for number in (1, 2)]
    assert [len(part["alerts"]) for part in parts] == [50, 6]
    assert parts[0]["alerts"][-1]["id"] == "old"
    before = mtimes(bare.site / "api")
    bare.write("alerts/2026/newest.yml", alert("最新", NOW))
    bare.build()
    after = mtimes(bare.site / "api")
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {
        *("v1/alerts.json", "v1/alerts/page/2.json", "v1/status.json"),
        *(f"v1/status.{language}.json" for language in LANGUAGES),
    }
    bare.assert_as_fresh()


def test_a_bulletin_rewrites_only_the_bulletins(bare: Bench) -> None:
    bare.write("alerts/2026/quagga.yml", alert("斑马", NOW))
    bare.build()
    before = mtimes(bare.site / "api")
    files = media(bare, "zebra")
    bare.write("bulletins/2026/zebra.yml", bulletin("斑马", NOW - HOUR, files))
    bare.build()
    after = mtimes(bare.site / "api")
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"v1/bulletins.json"}


def test_the_usual_status_is_two_kilobytes_at_most(bare: Bench) -> None:
    """Four warnings in force at once, with their times, areas and addresses."""
    for hazard, name in (("暴雨", "rainstorm"), ("雷电", "lightning"), ("大风", "gale")):
        one = alert(hazard, NOW)
        del one["title"]
        del one["messages"][0]["headline"]
        bare.write(f"alerts/2026/{name}-20261123.yml", {**one, "hazard": hazard})
    bare.build()
    assert len(bare.status["in_force"]) == 3
    assert (bare.site / "api/v1/status.json").stat().st_size <= 2048


def test_two_hundred_in_force_are_all_told(bare: Bench) -> None:
    for number in range(200):
        bare.write(f"alerts/2026/n-{number}.yml", alert("新", NOW - number * timedelta(minutes=1)))
    bare.build()
    assert len(bare.status["in_force"]) == 200
    told = bare.json("api/v1/alerts.json")
    assert len(told["alerts"]) == 200
    assert len(parse(bare.page("alerts/")).all("li", class_="yj-alert-row")) == 200


def test_a_published_list_shows_what_changed_since(bare: Bench) -> None:
    """Where there is no git: the record is the list a release left."""
    for number in range(55):
        bare.write(f"alerts/2026/n-{number}.yml", alert("新", NOW - (number + 2) * HOUR))
    bare.build()
    record = bare.site / "api/v1/alerts.json"

    def codes() -> list[tuple[str, str]]:
        where = ["--project", str(bare.project.root), "--now", NOW.isoformat()]
        told = ["--against", str(record), "--format", "json"]
        ran = CliRunner().invoke(main, ["check", *where, *told])
        rows = json.loads(ran.stdout)["problems"]
        named = ("published-changed", "published-removed", "address-gone", "past-unknown")
        return sorted((one["code"], one["path"]) for one in rows if one["code"] in named)

    assert codes() == []
    changed = alert("新", NOW - 56 * HOUR)
    changed["messages"][0]["level"] = "红"
    path = bare.write("alerts/2026/n-54.yml", changed)
    assert codes() == [("published-changed", "content/alerts/2026/n-54.yml")]
    changed["messages"][0]["sent"] = written(NOW - 57 * HOUR)
    bare.write("alerts/2026/n-54.yml", changed)
    assert codes() == [("published-removed", "content/alerts/2026/n-54.yml")]
    path.unlink()
    assert codes() == [("address-gone", "content/alerts/n-54.yml")]
    (bare.site / "api/v1/alerts/page/1.json").unlink()
    assert codes() == [("past-unknown", "content")]

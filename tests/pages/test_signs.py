"""Signs of hazards, codes on posters, and the order of what is in force."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.pages.icons import ICONS, icon
from generator.pages.qr import qr
from tests.pages.support import parse
from tests.site.entries import HOUR, alert
from tests.site.support import NOW, ROOT, Bench, written

#: Kinds of danger for which the warning sign stands.
GENERAL = {"confined-space", "falls", "lift", "road-traffic", "work-safety"}


def test_every_hazard_of_the_table_has_a_sign() -> None:
    rows = yaml.safe_load(Path(ROOT, "content/hazards.yml").read_text(encoding="utf-8"))
    assert {row["icon"] for row in rows} == ICONS.keys() | GENERAL


@pytest.mark.parametrize("name", [*ICONS, "unknown", ""])
def test_a_sign_is_well_formed_and_says_nothing_aloud(name: str) -> None:
    (svg,) = parse(str(icon(name))).all("svg")
    assert svg.get("aria-hidden") == "true"
    assert svg.all("path")[0].get("d").startswith("M")


def test_a_code_is_the_same_each_time_and_scales() -> None:
    address = "https://yingji.example.org/alerts/rainstorm-0710/"
    assert qr(address) == qr(address)
    (svg,) = parse(str(qr(address))).all("svg")
    assert svg.get("viewbox").startswith("0 0 ")
    assert not svg.get("width")


def test_a_known_and_an_unknown_hazard_show_sign_and_word(bench: Bench) -> None:
    for name in ("暴雨", "没见过的"):
        bench.write("alerts/2026/quagga.yml", {**alert("斑马", NOW), "hazard": name})
        bench.build()
        facts = parse(bench.page("alerts/quagga/")).all("dl", class_="yj-facts")[0]
        (hazard,) = [row for row in facts.all("div") if row.all("dt")[0].text == "灾种"]
        assert name in hazard.text
        assert len(hazard.all("svg", class_="yj-icon")) == 1
        (title,) = parse(bench.page("alerts/quagga/")).all("div", class_="yj-alert-title")
        assert len(title.all("svg", class_="yj-icon")) == 1
        for url in ("", "alerts/", "en/", "en/alerts/"):
            (row,) = [
                one
                for one in parse(bench.page(url)).all("li", class_="yj-alert-row")
                if one.get("data-yj-alert") == "quagga"
            ]
            (sign,) = row.all("span", class_="yj-sign")
            assert len(sign.all("svg", class_="yj-icon")) == 1, url


def test_in_force_stand_in_the_order_of_level_then_hazard_then_time(bare: Bench) -> None:
    """On the front, on the home page and in the status alike."""
    bare.write(
        "hazards.yml",
        "- {name: 雷电, slug: lightning, order: 30}\n- {name: 台风, slug: typhoon, order: 10}\n",
    )
    for name, hazard, level, hours in (
        ("a", "雷电", "黄", 1),
        ("b", "台风", "黄", 3),
        ("c", "没见过的", "黄", 0),
        ("d", "雷电", "红", 5),
        ("e", "台风", "黄", 2),
    ):
        data = {**alert("斑马", NOW - hours * HOUR), "hazard": hazard}
        data["messages"][0]["level"] = level
        bare.write(f"alerts/2026/{name}.yml", data)
    bare.build()
    wanted = ["d", "e", "b", "a", "c"]
    assert [row["id"] for row in bare.status["in_force"]] == wanted
    for url in ("alerts/", ""):
        rows = parse(bare.page(url)).all("li", class_="yj-alert-row")
        assert [row.get("data-yj-alert") for row in rows] == wanted


@pytest.mark.parametrize(
    ("action", "steps"), [("更新", ["躲雨"]), ("解除", ["清扫"]), ("撤销", [])]
)
def test_what_to_do_goes_with_the_state(bare: Bench, action: str, steps: list[str]) -> None:
    """What the guide says of the danger is no advice once it is lifted, or never was."""
    bare.write("guides/rain.yml", "title: 雨\nhazard: 暴雨\nduring: [躲雨]\nafter: [清扫]\n")
    data = alert("斑马", NOW - HOUR)
    first = data["messages"][0]
    del first["instructions"]
    second = {**first, "sent": written(NOW), "action": action, "corrections": []}
    if action != "更新":
        del second["level"], second["expires"]
    bare.write("alerts/2026/quagga.yml", {**data, "hazard": "暴雨", "messages": [first, second]})
    bare.build()
    found = parse(bare.page("alerts/quagga/")).all("section", class_="yj-steps")
    assert [step.text for section in found for step in section.all("li")] == steps


def test_without_an_address_of_the_site_there_is_no_code(bare: Bench) -> None:
    """It would lead nowhere."""
    bare.write("alerts/2026/quagga.yml", alert("斑马", NOW))
    bare.build()
    assert not parse(bare.page("alerts/quagga/")).all("svg", class_="yj-qr")
    bare.write("site.yml", "name: 站\nurl: https://yingji.example.org/\n")
    bare.build()
    assert parse(bare.page("alerts/quagga/")).all("svg", class_="yj-qr")

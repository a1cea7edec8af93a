"""Figures of bulletins: a drawing, and of the same standing a table of the same numbers."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from tests.pages.support import Element, parse
from tests.site.support import Bench

DATA = {"电气": "12", "用火": "7.5", "电动自行车充电": "0", "燃气": None, "其他": "1234567"}
HOSTILE = "<b>甲</b> & \"乙\" 'x' </svg><script>1</script>"


def figure(**changes: Any) -> dict[str, Any]:
    return {"title": "各类接报", "unit": "起", "kind": "bar", "data": DATA, **changes}


def built(bench: Bench, *figures: dict[str, Any]) -> Element:
    entry = {
        "title": "某分析",
        "category": "形势分析",
        "published": "2026-06-01 08:00",
        "body": "甲",
    }
    bench.write("bulletins/2026/one.yml", {**entry, "figures": list(figures)})
    bench.build()
    assert bench.reports[-1].complete
    return parse(bench.page("bulletins/one/"))


def sections(page: Element) -> list[Element]:
    return page.all("section", class_="yj-figure")


def rows(section: Element) -> dict[str, str]:
    """What the table says."""
    body = section.all("tbody")[0]
    return {row.all("th")[0].text: row.all("td")[0].text for row in body.all("tr")}


def test_the_table_has_every_number_and_the_drawing_the_same_ones(bare: Bench) -> None:
    (section,) = sections(built(bare, figure()))
    table = {
        "电气": "12",
        "用火": "7.5",
        "电动自行车充电": "0",
        "燃气": "无数据",
        "其他": "1234567",
    }
    assert rows(section) == table
    words = [one.text for one in section.all("text")]
    assert words[0::2] == list(table)
    assert words[1::2] == ["12", "7.5", "0", "无数据", "123.5万"]


def test_a_drawing_is_a_picture_with_a_name_and_a_sentence(bare: Bench) -> None:
    """Its ids are its own, and no two figures share one."""
    page = built(bare, figure(), figure(title="每月", kind="line"))
    ids = [one.get("id") for one in page.walk() if one.get("id")]
    assert len(ids) == len(set(ids))
    for section, title in zip(sections(page), ("各类接报", "每月"), strict=True):
        (drawing,) = section.all("svg", class_="yj-drawing")
        assert drawing.get("role") == "img"
        named = [
            one for name in drawing.get("aria-labelledby").split() for one in page.all(id=name)
        ]
        assert [one.tag for one in named] == ["title", "desc"]
        assert named[0].text == title
        assert "最大：其他 123.5万起；最小：电动自行车充电 0起。" in named[1].text
        assert "无数据：燃气。" in named[1].text


def test_a_drawing_obeys_the_policy_of_the_page(bare: Bench) -> None:
    """No style, no script, no address; and it is well-formed XML as well."""
    built(bare, figure(), figure(kind="line", title=HOSTILE, data={HOSTILE: "1", "乙": "2"}))
    found = re.findall(
        r'<svg class="yj-drawing".*?</svg>\n(?=<p|\n|<div|<details)',
        bare.page("bulletins/one/"),
        re.DOTALL,
    )
    assert len(found) == 2
    for text in found:
        drawing = ET.fromstring(text)  # noqa: S314 - our own
        assert {one.tag for one in drawing.iter()} <= {
            *("svg", "title", "desc", "line", "rect", "polyline", "circle", "text"),
        }
        names = {name for one in drawing.iter() for name in one.attrib}
        assert not {name for name in names if name.startswith("on")} | names & {"style", "href"}
    title = ET.fromstring(found[1]).find("title")  # noqa: S314 - our own
    assert title is not None
    assert title.text == HOSTILE


def test_the_same_numbers_give_the_same_bytes(bare: Bench) -> None:
    built(bare, figure(), figure(kind="line", data={str(at): f"{at / 3:.9f}" for at in range(60)}))
    bare.assert_as_fresh()


@pytest.mark.parametrize(("many", "hidden"), [(12, 0), (13, 1)])
def test_a_long_table_waits_behind_a_word(bare: Bench, many: int, hidden: int) -> None:
    data = {f"{at}日": str(at) for at in range(many)}
    (section,) = sections(built(bare, figure(kind="line", data=data)))
    assert len(section.all("details")) == hidden
    assert len(rows(section)) == many


def test_numbers_that_nobody_knows_are_told_and_not_drawn(bare: Bench) -> None:
    (section,) = sections(built(bare, figure(data={"甲": None})))
    assert not section.all("svg")
    assert rows(section) == {"甲": "无数据"}


def test_a_comma_in_a_number_is_an_error_not_a_label(bare: Bench) -> None:
    """``{一月: 1,000}`` is, to YAML, January with 1 and a label 000 without a number."""
    text = "title: 某\ncategory: 形势分析\npublished: 2026-06-01 08:00\nfigures:\n"
    bare.write("bulletins/2026/one.yml", text + "  - {title: 图, data: {一月: 1,000, 二月: 2}}\n")
    report = bare.build()
    assert ("bad-number", 5) in {(one.code, one.line) for one in report.problems}
    assert report.left_out == ("content/bulletins/2026/one.yml",)


def test_a_scale_without_nought_says_so(bare: Bench) -> None:
    high = figure(kind="line", data={"甲": "98.1", "乙": "98.4"})
    first, second = sections(built(bare, high, figure()))
    assert "纵轴不从0开始" in first.all("svg")[0].text
    assert [one.text for one in first.all("p")] == ["纵轴不从0开始。"]
    assert "纵轴" not in second.text


def test_a_feed_says_of_an_unknown_number_that_it_is(bare: Bench) -> None:
    built(bare, figure())
    assert "无数据" in bare.page("feeds/bulletins.xml")
    assert "None" not in bare.page("feeds/bulletins.xml")

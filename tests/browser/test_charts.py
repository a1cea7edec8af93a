"""Charts as a browser shows them: words of the size of all words, none upon another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.site.support import ROOT, Bench, make_project

STYLE = (ROOT / "overrides/styles/charts.css").read_text(encoding="utf-8")
LONG = "道路运输领域重大事故隐患专项排查整治行动中发现的问题（含重复上报）"
FIGURES: list[dict[str, Any]] = [
    {"title": "长名称", "data": {LONG: "1234567", "ConstructionSites": "-8900", "丙": None}},
    {"title": "月份", "data": {f"{at}月": str(at * 7 % 12) for at in range(1, 7)}},
    {"title": "年", "data": {f"{at}年": f"{98 + at % 5 / 10}" for at in range(2010, 2025)}},
    {"title": "天", "data": {f"9月{at}日": f"{(at * 37) % 100}" for at in range(60)}},
    {"title": "日", "data": {f"9月{at}日": f"{(at * 37) % 100}000" for at in range(60)}},
]
KINDS = ("bar", "bar", "line", "line", "bar")
#: Boxes of all words of each drawing, what sticks out of it, and the smallest type.
LOOK = """() => [...document.querySelectorAll('svg.yj-drawing')].map(svg => {
  const box = svg.getBoundingClientRect(), words = [...svg.querySelectorAll('text')];
  const boxes = words.map(one => one.getBBox()).map(b => [b.x, b.y, b.x + b.width, b.y + b.height]);
  const low = 0.3 * parseFloat(getComputedStyle(svg).fontSize);
  const meeting = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
    if (a[0] < b[2] - 0.5 && b[0] < a[2] - 0.5 && a[1] < b[3] - low && b[1] < a[3] - low)
      meeting.push(words[i].textContent + '|' + words[i + 1 + j].textContent);
  }));
  return {
    width: box.width, meeting,
    out: words.filter((_, i) => boxes[i][0] < -1 || boxes[i][2] > box.width + 9)
      .map(one => one.textContent),
    type: Math.min(...words.map(one => parseFloat(getComputedStyle(one).fontSize))),
    fill: getComputedStyle(svg.querySelector('rect, circle, polyline')).fill,
  };
})"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A bulletin with figures of all sorts."""
    root: Path = tmp_path_factory.mktemp("charts")
    bench = Bench(make_project(root / "project", content=None), root / "site")
    entry = {"title": "某", "category": "形势分析", "published": "2026-06-01 08:00", "body": "甲"}
    figures = [{**one, "kind": kind} for one, kind in zip(FIGURES, KINDS, strict=True)]
    bench.write("bulletins/2026/one.yml", {**entry, "figures": figures})
    assert bench.build().complete
    return (bench.site / "bulletins/one/index.html").as_uri()


@pytest.fixture(params=[(320, 18), (390, 17), (390, 22), (1280, 17)], ids=str)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page at a width and a size of type."""
    width, size = request.param
    found = browser.new_page(viewport={"width": width, "height": 844}, bypass_csp=True)
    found.goto(address)
    found.add_style_tag(content=STYLE)
    found.add_style_tag(content=f".yj-drawing {{ font-size: {size}px }}")
    yield found
    found.close()


def test_words_are_legible_at_any_width(page: Page) -> None:
    """They keep their size, stay inside and leave each other room."""
    looked = page.evaluate(LOOK)
    assert len(looked) == len(FIGURES)
    for one in looked:
        assert one["type"] >= 16
        assert one["width"] <= 40 * 18  # the column of text
        assert not one["out"]
        assert not one["meeting"]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_a_drawing_fills_the_column_and_has_the_colours_of_the_page(
    browser: Browser, address: str
) -> None:
    """One colour, of links, in the light and in the dark; none of those of levels."""
    fills = set()
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        viewport: ViewportSize = {"width": 390, "height": 844}
        page = browser.new_page(viewport=viewport, color_scheme=scheme, bypass_csp=True)
        page.goto(address)
        page.add_style_tag(content=STYLE)
        looked = page.evaluate(LOOK)
        assert {round(one["width"]) for one in looked} == {
            round(page.evaluate("document.querySelector('.yj-figure').clientWidth"))
        }
        link = page.evaluate(
            "() => { const a = document.createElement('p'); a.style.color = 'var(--yj-link)';"
            "document.body.append(a); return getComputedStyle(a).color }"
        )
        assert looked[0]["fill"] == link
        fills.add(link)
        page.close()
    assert len(fills) == 2

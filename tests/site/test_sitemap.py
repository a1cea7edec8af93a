"""sitemap.xml names what may be found, and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import pytest

from generator.site import extras
from tests.pages.support import pages
from tests.site.support import Bench, dump, tree

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://yingji.example.org/"


def rows(path: Path, root: str = "urlset") -> dict[str, str | None]:
    """Address and lastmod of a sitemap, or of an index of some; each address once."""
    document = ET.parse(path).getroot()  # noqa: S314 - our own
    assert document.tag == NS + root
    found: dict[str, str | None] = {}
    for row in document:
        assert {child.tag for child in row} <= {f"{NS}loc", f"{NS}lastmod"}
        location = row.findtext(f"{NS}loc")
        assert location is not None
        assert location not in found
        found[location] = row.findtext(f"{NS}lastmod")
    return found


def findable(bench: Bench) -> set[str]:
    """The canonical addresses of the pages that say nothing against being found."""
    found = set()
    for url, page in pages(bench.site).items():
        robots = [one for one in page.all("meta") if one.get("name") == "robots"]
        if url != "404.html" and not robots:
            (link,) = [one for one in page.all("link") if one.get("rel") == "canonical"]
            found.add(link.get("href"))
    return found


def in_production(bench: Bench) -> None:
    """Pages of a site in production may be found."""
    bench.write("site.yml", {"name": "某", "url": BASE, "production": "true"})
    entry = {"title": "名", "category": "工作动态", "published": "2026-11-01 09:00", "body": "甲"}
    bench.write("bulletins/2026/tagged.yml", {**entry, "tags": ["标签 & <字>"]})


def test_the_sitemap_names_each_page_that_may_be_found(bench: Bench) -> None:
    """By its canonical address, with the date people wrote."""
    in_production(bench)
    bench.build()
    found = rows(bench.site / "sitemap.xml")
    assert found.keys() == findable(bench)
    assert found[f"{BASE}bulletins/drill-news/"] == "2026-03-20T09:00:00+08:00"
    assert found[f"{BASE}alerts/rainstorm-0710/"] == "2026-07-10T19:00:00+08:00"
    assert found[f"{BASE}about/"] is None
    for stamp in filter(None, found.values()):
        assert datetime.fromisoformat(stamp).utcoffset() is not None
        assert datetime.fromisoformat(stamp) <= bench.now


@pytest.mark.parametrize("size", [1, 7, 30])
def test_a_long_sitemap_is_split(bench: Bench, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """No file holds more than it may; together they hold the same; and back to one file."""
    in_production(bench)
    bench.build()
    whole = tree(bench.site)
    one = rows(bench.site / "sitemap.xml")
    assert len(one) > 30
    monkeypatch.setattr(extras, "SITEMAP_SIZE", size)
    bench.build()
    index = rows(bench.site / "sitemap.xml", "sitemapindex")
    parts = [rows(bench.site / address.removeprefix(BASE)) for address in index]
    assert all(0 < len(part) <= size for part in parts)
    joined = {address: stamp for part in parts for address, stamp in part.items()}
    assert joined == one
    assert sum(map(len, parts)) == len(one)
    bench.assert_as_fresh()
    bench.write("alerts/2026/new.yml", dump({"kind": "风险提示", "hazard": "燃气", "area": ["全区"],
        "messages": [{"sent": "2026-11-23 11:00", "action": "发布", "text": "甲",
                      "review": "2026-11-24 11:00"}]}))  # fmt: skip
    bench.build()
    bench.assert_as_fresh()
    (bench.content / "alerts/2026/new.yml").unlink()
    monkeypatch.undo()
    bench.build()
    assert tree(bench.site) == whole


def test_names_of_the_sitemap_are_those_of_robots(bench: Bench) -> None:
    """Under a path too."""
    bench.write("site.yml", {"url": "https://a.example/x/y"})
    bench.build()
    assert "Sitemap: https://a.example/x/y/sitemap.xml\n" in bench.page("robots.txt")
    assert all(one.startswith("https://a.example/x/y/") for one in rows(bench.site / "sitemap.xml"))

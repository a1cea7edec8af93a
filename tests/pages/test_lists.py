"""Lists over several pages, as they are built."""

from __future__ import annotations

import re

import pytest

from tests.pages.support import parse
from tests.site.entries import alert
from tests.site.support import Bench, at, dump, tree

SIZE = 20
LISTS = ("bulletins/", "bulletins/news/", "bulletins/archive/2026/", "tags/fire/")


def add(bench: Bench, number: int) -> None:
    """Bulletin ``number``: the higher the later."""
    published = f"2026-01-{number // 24 + 1:02} {number % 24:02}:00"
    entry = {"title": f"第{number}条", "category": "工作动态", "published": published}
    data = dump({**entry, "tags": ["消防"], "body": "正文"})
    bench.write(f"bulletins/2026/b-{number}.yml", data)


def listed(bench: Bench, url: str) -> list[str]:
    """The ids on a page of a list, in order."""
    links = (
        row.all("a")[0].get("href") for row in parse(bench.page(url)).all("li", class_="yj-row")
    )
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def numbered(bench: Bench, base: str) -> list[str]:
    """The addresses of the numbered pages of a list, by number."""
    found = (bench.site / base).glob("page/*/index.html")
    numbers = sorted(int(path.parent.name) for path in found)
    assert numbers == [*range(1, len(numbers) + 1)]
    return [f"{base}page/{number}/" for number in numbers]


@pytest.fixture
def many(bare: Bench) -> Bench:
    """45 bulletins of one category, year and tag."""
    bare.write("tags.yml", [{"name": "消防", "slug": "fire"}])
    for number in range(45):
        add(bare, number)
    bare.build()
    return bare


@pytest.mark.parametrize("base", LISTS)
def test_every_entry_stands_on_exactly_one_numbered_page(many: Bench, base: str) -> None:
    """Counted from the oldest; the front shows the newest and links to the rest."""
    ids = [f"b-{number}" for number in range(45)]
    pages = [listed(many, url) for url in numbered(many, base)]
    assert [ident for page in pages for ident in reversed(page)] == ids
    assert [len(page) for page in pages] == [20, 20, 5]
    assert listed(many, base) == ids[:-21:-1]
    links = {link.get("href") for link in parse(many.page(base)).all("a")}
    assert [url for url in numbered(many, base) if any(h.endswith(url) for h in links)]


def test_a_list_that_fits_its_front_has_no_numbered_pages(bare: Bench) -> None:
    """Twenty do, twenty-one do not; and they go again."""
    for number in range(SIZE):
        add(bare, number)
    bare.build()
    assert not numbered(bare, "bulletins/")
    add(bare, SIZE)
    bare.build()
    assert len(numbered(bare, "bulletins/")) == 2
    (bare.content / "bulletins/2026/b-0.yml").unlink()
    bare.build()
    assert not numbered(bare, "bulletins/")
    assert not (bare.site / "bulletins/page").exists()
    bare.assert_as_fresh()


def test_a_full_page_keeps_its_bytes(many: Bench) -> None:
    """A newer entry changes the front and the last page, or begins another."""
    for number in (45, 46):
        before = tree(many.site)
        add(many, number)
        many.build()
        after = tree(many.site)
        for base in LISTS:
            full = [url for url in numbered(many, base) if len(listed(many, url)) == SIZE]
            assert len(full) == 2
            assert [
                url for url in full if before[f"{url}index.html"] != after[f"{url}index.html"]
            ] == []


def test_a_new_bulletin_writes_few_files(many: Bench) -> None:
    """Its page, fronts and last pages of its lists, fronts that count, home, sitemap; feeds."""
    add(many, 45)
    report = many.build()
    assert report.written <= 31


def test_numbered_pages_stay_where_they_are_when_an_old_entry_comes(many: Bench) -> None:
    """What is put in between moves those after it, and only from there on."""
    entry = {"title": "补发", "category": "工作动态", "published": "2026-01-02 00:30", "body": "甲"}
    many.write("bulletins/2026/between.yml", entry)
    many.build()
    ids = [i for url in numbered(many, "bulletins/") for i in reversed(listed(many, url))]
    assert ids.index("between") == ids.index("b-24") + 1
    assert len(ids) == len(set(ids)) == 46
    assert re.search("补发", many.page("bulletins/page/2/"))
    many.assert_as_fresh()


def test_what_is_named_twice_is_listed_once(bare: Bench) -> None:
    """A hazard, a tag, tags that share a page; also a street and a document explained."""
    event = alert("某", at("2026-07-10 14:00"))
    twice = {"hazard": ["暴雨", "暴雨"], "area": ["虹桥", "虹桥街道"]}
    bare.write("alerts/2026/a.yml", {**event, **twice})
    bare.write("hazards.yml", [{"name": "暴雨", "slug": "rain"}])
    tags = {"tags": ["C++", "C", "C"], "hazards": ["暴雨", "暴雨"]}
    news = {"category": "政策解读", "published": "2026-07-01 08:00", "body": "甲"}
    bare.write("bulletins/2026/b.yml", {"title": "乙", **news, **tags, "explains": ["d", "d"]})
    bare.write("bulletins/2026/d.yml", {"title": "丁", **news, "category": "政策文件"})
    bare.build(at("2026-07-10 15:00"))
    for url in ("alerts/hazard/rain/", "tags/c/"):
        assert len(parse(bare.page(url)).all("li", class_="yj-row")) == 1, url
    page = parse(bare.page("bulletins/b/"))
    links = [one.get("href") for one in page.all("main", id="yj-main")[0].all("a")]
    assert links.count("../../tags/c/") == 1
    assert links.count("../../bulletins/d/") == 1
    assert "虹桥街道、虹桥街道" not in bare.page("alerts/a/")

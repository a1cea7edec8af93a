"""What every page has, whatever is written in it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages.support import Element, addresses, dead_links, pages, parse, switches
from tests.site.entries import FULL, HOUR, media, message, path_of, place
from tests.site.support import NOW, Bench, make_project
from tests.site.world import World

BASE = "https://yingji.example.org/"
#: How titles of samples begin, by language.
SAMPLES = ("【示例】", "[SAMPLE] ", "【見本】", "【예시】")
PUB_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
#: Beginnings of what one could get into a page with.
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "]]><x/><![CDATA[",
    "<!-- --> --!> <!--",
    "{{ 7 * 7 }}{% raw %}{# x #}",
    "&lt;script&gt;&amp;&#60;b&#62;",
    "javascript:alert(1)",
    "😀👨‍👩‍👧‍👦 𠮷 \ue000\uf8ff",
    "\u202eabc\u202c \u2066x\u2069 عربي",
    "\u2028\u2029\u00a0\u200b\ufeff",
    "\\u003c/script\\u003e \\ \\\\ %3Cscript%3E",
    "YJ0123456789abcdefCONTENTJY",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The good site with all kinds of full entries, built once."""
    folder = tmp_path_factory.mktemp("built")
    bench = Bench(make_project(folder / "project"), folder / "site")
    files = media(bench, "file name 图")
    for kind, make in FULL.items():
        bench.write(path_of(kind, "full"), make(f"甲 & <乙> {kind}", NOW - HOUR, files))
        bench.write(
            path_of(kind, "sampled"), make(f"丙 {kind}", NOW - HOUR, files) | {"sample": "true"}
        )
    for number in range(45):
        entry = {"title": f"第{number}条", "category": "工作动态", "published": "2025-01-01 09:00"}
        bench.write(
            f"bulletins/2025/b-{number}.yml", {**entry, "body": "见[指南](entry:guide/full)"}
        )
    report = bench.build()
    assert not report.left_out
    return bench


def metas(page: Element) -> dict[str, str]:
    """What the head says, by name or property."""
    return {one.get("name") or one.get("property"): one.get("content") for one in page.all("meta")}


def test_every_internal_link_leads_to_a_file_and_its_anchor(built: Bench) -> None:
    """Of all pages, whether we or MkDocs write them."""
    assert not dead_links(built.site, BASE)


@pytest.mark.parametrize("seed", [5, 6])
def test_random_content_has_no_dead_links(bare: Bench, seed: int) -> None:
    """Nor while entries come, go and break."""
    world = World(bare.content, seed)
    for _ in range(4):
        for _ in range(8):
            world.edit()
        (bare.content / "site.yml").write_text("url: https://yingji.example.org/\n", "utf-8")
        bare.build(world.now)
        assert not dead_links(bare.site, BASE)


def test_pages_ask_no_other_site_for_anything(built: Bench) -> None:
    """Scripts, styles, pictures and films are our own; only links and forms of address differ."""
    for url, page in pages(built.site).items():
        for element in page.walk():
            for name in ("src", "poster", "srcset", "data", "action"):
                assert not urlsplit(element.get(name)).netloc, (url, element.attributes)
            named = element.get("rel") == "canonical" or "hreflang" in element.attributes
            if element.tag == "link" and not named:
                assert not urlsplit(element.get("href")).netloc, (url, element.attributes)


def test_every_page_has_one_heading_a_title_and_its_address(built: Bench) -> None:
    """The canonical address is that of the page."""
    titles: dict[tuple[str, str], str] = {}
    for url, page in pages(built.site).items():
        assert len(page.all("h1")) == 1, url
        (title,) = page.all("head")[0].all("title")
        assert title.text.strip(), url
        ids = [one.get("id") for one in page.walk() if one.get("id")]
        assert len(ids) == len(set(ids)), (url, [one for one in ids if ids.count(one) > 1])
        language = url[:2] if url[2:3] == "/" else "zh-CN"
        assert page.all("html")[0].get("lang") == language, url
        if url == "404.html":
            continue
        (canonical,) = [one for one in page.all("link") if one.get("rel") == "canonical"]
        assert canonical.get("href") == BASE + quote(url)
        assert metas(page)["og:url"] == BASE + quote(url)
        called = language, title.text
        assert called not in titles or "withdrawn" in url, (url, titles[called])
        titles[called] = url


def test_every_page_carries_the_tags_of_government_sites(built: Bench) -> None:
    """Site and column on each; title, date, source on articles (国办发〔2017〕47号)."""
    articles = 0
    for url, page in pages(built.site).items():
        if url == "404.html":
            continue
        told = metas(page)
        assert told["SiteName"] == "测试应急", url
        assert told["SiteDomain"] == "yingji.example.org"
        assert told["SiteIDCode"] == "3101050001"
        for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"):
            assert told[name].strip(), (url, name)
        if "ArticleTitle" in told:
            articles += 1
            assert told["ArticleTitle"] == page.all("h1")[0].text.strip(), url
            assert told["ContentSource"].strip(), url
            if not url.startswith("guides/"):
                assert PUB_DATE.fullmatch(told["PubDate"]), url
            assert told["Url"] == BASE + quote(url)
    assert articles > 50
    assert metas(pages(built.site)["bulletins/drill-news/"])["PubDate"] == "2026-03-20 09:00"


def test_what_machines_read_in_pages_is_well_formed(built: Bench) -> None:
    """JSON-LD parses, names itself, and ends in the page's own address."""
    kinds: set[str] = set()
    for url, page in pages(built.site).items():
        for script in page.all("script", type="application/ld+json"):
            data = json.loads(script.text)
            assert data["@context"] == "https://schema.org"
            for one in data["@graph"]:
                kinds.add(one["@type"])
                if one["@type"] == "BreadcrumbList":
                    steps = one["itemListElement"]
                    assert [step["position"] for step in steps] == [*range(1, len(steps) + 1)]
                    assert steps[-1]["item"] == BASE + quote(url)
                else:
                    assert one["url"] == BASE + quote(url)
                    assert one["name"] == metas(page)["og:title"]
    assert kinds == {
        *("WebSite", "BreadcrumbList", "NewsArticle", "SpecialAnnouncement", "Event", "HowTo"),
    }


def test_a_sample_is_called_one_in_every_title(built: Bench) -> None:
    """Page, heads, JSON-LD and each link to it."""
    found = pages(built.site)
    for kind in FULL:
        url = f"{kind}s/sampled/"
        page, told = found[url], metas(found[url])
        titles = [page.all("h1")[0].text, page.all("title")[0].text, told["og:title"]]
        titles.append(told["ArticleTitle"])
        for script in page.all("script", type="application/ld+json"):
            graph = json.loads(script.text)["@graph"]
            titles += [one["name"] for one in graph if "name" in one]
            titles += [
                one["itemListElement"][-1]["name"]
                for one in graph
                if one["@type"] == "BreadcrumbList"
            ]
        assert all(title.startswith("【示例】") for title in titles), titles
        for other, page_of in found.items():
            switch = {id(link) for link in switches(page_of)}
            for link in page_of.all("a"):
                if link.get("href").endswith(url) and id(link) not in switch:
                    assert link.text.strip().startswith(SAMPLES), (other, link.text)


def hostile_site(bench: Bench, texts: tuple[str, ...]) -> None:
    """Each of ``texts`` in every text of an entry of every kind, all together in every table."""
    files = media(bench, "file")
    for number, text in enumerate(texts):
        for kind, make in FULL.items():
            bench.write(path_of(kind, f"full-{number}"), make(text, NOW - HOUR, files))
            gone = {"withdrawn": {"at": "2026-11-23 11:30", "reason": text}}
            bench.write(path_of(kind, f"gone-{number}"), make(text, NOW - HOUR, None) | gone)
        event = FULL["alert"](text, NOW - 3 * HOUR, None)
        event["messages"].append(message(text, NOW - HOUR) | {"action": "更新", "level": "红"})
        bench.write(path_of("alert", f"two-{number}"), {**event, "sample": "true"})
    every = " ".join(texts)
    bench.write("places/all.yml", [place(every)])
    item = {"id": "one", "text": every, "source": every}
    bench.write("objectives.yml", {"year": "2026", "items": [item]})
    bench.write("tags.yml", [{"name": text, "slug": f"t-{n}"} for n, text in enumerate(texts)])
    rows = [{"name": t, "slug": f"h-{n}", "icon": t} for n, t in enumerate(texts)]
    bench.write("hazards.yml", rows)
    column = {"name": "应急动态", "type": every, "description": every, "keywords": [every]}
    bench.write(
        "site.yml",
        {
            **dict.fromkeys(("name", "icp", "police", "host", "operator", "contact"), every),
            "url": BASE,
            "columns": [column],
            "hotlines": [{"number": every, "name": every}],
        },
    )


def scripts(page: Element) -> list[str]:
    """What runs, or could run: scripts that are no data, handlers, odd elements, odd addresses."""
    found = [
        str(one.attributes)
        for one in page.all("script")
        if one.get("type") not in ("application/ld+json", "application/json")
    ]
    for one in page.walk():
        found += [f"{one.tag} {name}" for name in one.attributes if name.startswith("on")]
        if one.tag in ("iframe", "object", "embed", "form", "base", "x", "b"):
            found.append(one.tag)
    found += [
        address
        for address in addresses(page)
        if address.lower().strip().startswith(("javascript:", "data:", "vbscript:"))
    ]
    return sorted(found)


def test_hostile_words_come_out_as_words(bench: Bench) -> None:
    """In every text of every kind: nothing runs, the page stays whole, the words are there."""
    hostile_site(bench, tuple(f"平常的话{number}" for number, _ in enumerate(HOSTILE)))
    assert bench.build().complete
    plain = {url: scripts(page) for url, page in pages(bench.site).items()}
    hostile_site(bench, HOSTILE)
    report = bench.build()
    found = pages(bench.site)
    for url, page in found.items():
        if url in plain:
            assert scripts(page) == plain[url], url
        else:
            assert url.startswith("tags/"), url
        assert len(page.all("h1")) == 1, url
        for data in page.all("script", type="application/ld+json"):
            json.loads(data.text)
    for number, text in enumerate(HOSTILE):
        for kind in FULL:
            if f"content/{path_of(kind, f'full-{number}')}" in report.left_out:
                # An address that may not be, and what Markdown makes of a text.
                assert kind != "alert"
                assert text.startswith("javascript:") or kind in ("bulletin", "campaign"), text
                continue
            (title,) = found[f"{kind}s/full-{number}/"].all("h1")
            assert title.text.strip() == text.strip(), kind
    json.loads(bench.page("api/v1/status.json"))


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12
)
PIECES = st.sampled_from(
    ["<", ">", "&", '"', "'", "</", "<!--", "-->", "]]>", "{{", "}}", "\\", "`"]
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS | PIECES, min_size=1, max_size=6).map("".join))
def test_any_words_come_out_as_words(bare: Bench, text: str) -> None:
    """The heading of a page is what was written, character for character but for spaces."""
    steps = {"during": [text], "before": ["甲"]}
    bare.write("guides/words.yml", {"title": text, "summary": text, **steps})
    report = bare.build()
    if report.left_out:
        assert not text.strip() or any(problem.severity == "error" for problem in report.problems)
        return
    page = parse(bare.page("guides/words/"))
    assert page.all("h1")[0].text == text.strip()
    assert text.strip() in [one.text for one in page.all("li")]
    assert metas(page)["og:title"] == text.strip()
    told: Any = json.loads(page.all("script", type="application/ld+json")[0].text)
    assert told["@graph"][0]["name"] == text.strip()


@pytest.mark.parametrize("url", ["https://a.example/", "https://a.example/b/c/"])
def test_the_page_for_lost_addresses_works_from_anywhere(bench: Bench, url: str) -> None:
    """Its links are absolute under the path of the site, and lead to files."""
    bench.write("site.yml", {"name": "某", "url": url})
    bench.build()
    page = parse(bench.page("404.html"))
    root = urlsplit(url).path
    found = [one for one in addresses(page) if not urlsplit(one).scheme and one[:1] != "#"]
    assert found
    for address in found:
        assert address.startswith(root), address
        path = urlsplit(address).path
        target = bench.site / path.removeprefix(root)
        assert (target / "index.html" if path.endswith("/") else target).is_file(), address
    assert metas(page)["robots"] == "noindex"
    assert not dead_links(bench.site, url)


def test_a_site_in_production_may_be_found(bench: Bench) -> None:
    """Before, no page may; then all but notices of withdrawal and pages for who is lost."""
    bench.build()
    assert all(metas(page).get("robots") == "noindex" for page in pages(bench.site).values())
    assert [
        url for url, page in pages(bench.site).items() if not page.all("p", class_="yj-demo")
    ] == []
    assert bench.page("robots.txt").splitlines()[1] == "Disallow: /"
    bench.write("site.yml", {"name": "某", "url": BASE, "production": "true"})
    bench.build()
    hidden = {url for url, page in pages(bench.site).items() if metas(page).get("robots")}
    gone = {f"{language}alerts/withdrawn-alert/" for language in ("", "en/", "ja/", "ko/")}
    assert hidden == {"404.html", "offline/", "bulletins/withdrawn-news/", *gone}
    assert [url for url, page in pages(bench.site).items() if page.all("p", class_="yj-demo")] == []
    robots = f"User-agent: *\nDisallow:\nSitemap: {BASE}sitemap.xml\n"
    assert bench.page("robots.txt") == robots


def test_no_static_text_says_that_nothing_is_in_force(bare: Bench) -> None:
    """An empty front says that it does not know."""
    bare.build()
    for url, page in pages(bare.site).items():
        text = page.all("main", id="yj-main")[0].text
        for words in ("无预警", "没有预警。", "暂无", "当前没有"):
            if words in text:
                assert "不等于没有预警" in text or url.startswith(("handbook", "subscribe")), url


def test_times_are_those_of_beijing_whatever_was_written(bare: Bench) -> None:
    """The archive goes by the year there."""
    entry = {"title": "跨年", "category": "工作动态", "body": "甲"}
    bare.write("bulletins/2026/new.yml", {**entry, "published": "2025-12-31 20:30 +00:00"})
    bare.write("bulletins/2025/old.yml", {**entry, "published": "2025-12-31 23:59:59"})
    bare.build(NOW + timedelta(days=60))
    assert "2026年1月1日" in bare.page("bulletins/new/")
    assert "bulletins/new/" in bare.page("bulletins/archive/2026/")
    assert "bulletins/old/" in bare.page("bulletins/archive/2025/")

"""`yingji build` makes the index after the pages, and says so."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.search.support import entries
from tests.site.support import Bench, tree

NOW = "2026-11-23T12:00"


def build(bench: Bench, *options: str) -> tuple[int, str]:
    where = ["--project", str(bench.project.root), "--site", str(bench.site)]
    done = CliRunner().invoke(main, ["build", *where, "--now", NOW, "--jobs", "1", *options])
    return done.exit_code, done.output


def test_a_build_indexes_and_tells_it_after_the_pages(bench: Bench) -> None:
    """Exit code 0; the pages first."""
    code, said = build(bench)
    assert code == 0
    assert said.index("写入") < said.index("搜索索引：重建")
    assert entries(bench)
    _, said = build(bench)
    assert "搜索索引" not in said


def test_no_search_makes_no_index(bench: Bench) -> None:
    """And leaves none that was not there."""
    code, said = build(bench, "--no-search")
    assert code == 0
    assert "搜索" not in said
    assert not (bench.site / "pagefind").exists()


def test_no_search_takes_away_what_is_not_true_any_more(bench: Bench) -> None:
    """The rest stays."""
    build(bench)
    (bench.content / "guides/general.yml").unlink()
    code, said = build(bench, "--no-search")
    assert code == 0
    assert "去掉 1 个" in said
    found = entries(bench)
    assert found
    assert not [url for url in found if url.startswith("guides/")]


def test_without_pagefind_the_site_stands_and_the_code_is_3(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told as a warning with what to do."""
    before = tree(bench.site)
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    code, said = build(bench)
    assert code == 3
    assert "警告：搜索索引没有全部建立：没有安装 Pagefind" in said
    assert "→" in said
    assert tree(bench.site) == before


def test_programs_are_told_too(bench: Bench) -> None:
    """One JSON object."""
    code, said = build(bench, "--format", "json")
    told = json.loads(said.splitlines()[-1] if said.startswith("搜索") else said)
    assert code == 0
    assert told["search"]["problem"] == ""
    assert "alerts-2026" in told["search"]["made"]


def test_the_page_of_the_search_leads_everywhere_without_a_script(bench: Bench) -> None:
    """Archives, categories, hazards, tags and guides, all of which are there."""
    import re

    page = bench.page("search/")
    block = page[page.index('id="yj-ways"') : page.index("</section>", page.index('id="yj-ways"'))]
    links = re.findall(r'href="\.\./([^"]+)"', block)
    for wanted in ("alerts/archive/2026/", "bulletins/archive/2021/", "alerts/hazard/", "guides/"):
        assert [link for link in links if link.startswith(wanted)], wanted
    assert "tags/" in "".join(links)
    assert "<noscript>" in page
    for link in links:
        assert (Path(bench.site) / link / "index.html").is_file(), link

"""What the search finds is what stands in the texts: against a plain search through all of them."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.model.moment import Moment
from generator.search import pagefind
from generator.search.index import index_site
from generator.search.pairs import CJK, fold
from tests.browser.support import NOON, Site
from tests.site.support import Bench, chrome_of, make_project

_OTHER = f"(?:(?![{CJK}_])\\w)"
_TOKEN = re.compile(f"[{CJK}]|{_OTHER}+")
_FIND = """async ([root, queries]) => {
  const { Index } = await import(new URL("assets/javascripts/search-index.js", root));
  const index = await Index.open(root);
  await index.load(index.parts);
  const found = [];
  for (const query of queries) {
    const { hits } = await index.find(query);
    const whole = hits.filter((hit) => hit.score >= 2e4 - 100);
    found.push(whole.map((hit) => hit.key));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The good site, with words that stand more than once in a text, in an index of many files."""
    folder = tmp_path_factory.mktemp("finds")
    bench = Bench(make_project(folder / "project"), folder / "site")
    for number, body in enumerate(
        (
            "先关阀门，再开窗。阀门关了以后，燃气不再泄漏。闻到燃气泄漏的气味，不要开灯。",
            "泄漏的燃气遇火就爆炸，燃气公司的人来以前不要回屋。灯火、火灾、火焰、火星、着火。",
            "2026 年 3 月 5 日，AED 装好 70 台；2026年3月7日装7台，7天后共17台。CO 中毒拨打120。",
            "电话12350，邮箱 info@example.org。",
        )
    ):
        bench.write(
            f"bulletins/2026/find-{number}.yml",
            {
                "title": f"找得到的第{number}条",
                "category": "工作动态",
                "published": f"2026-03-0{number + 1} 09:00",
                "body": body,
            },
        )
    bench.build(NOON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(pagefind._CHUNK, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE", "60")
        done = index_site(bench.project, chrome_of(bench.project), bench.site, Moment(NOON))
    assert not done.problem
    found = (path for path in bench.site.rglob("*") if path.is_file())
    return {path.relative_to(bench.site).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def texts(files: dict[str, bytes]) -> dict[str, str]:
    """Title, text and day of everything in the index, by the name that hits have."""
    found: dict[str, str] = {}
    for path, data in files.items():
        if path.endswith(".pf_fragment"):
            page = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            found[Path(path).stem] = f"{fold(page['meta']['title'])}\n{page['content']}"
    assert len(found) > 20
    return found


@pytest.fixture(scope="module")
def page(browser: Browser, files: dict[str, bytes]) -> Iterator[tuple[Page, str]]:
    with Site(files) as site, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site.url}about/")
        yield page, site.url


def phrases(texts: dict[str, str], count: int, length: int, seed: int) -> list[str]:
    """Pieces of ``length`` characters or words, cut from texts; no sign is in them."""
    chance = random.Random(seed)  # noqa: S311 - which phrases
    found: list[str] = []
    while len(found) < count:
        text = texts[chance.choice(sorted(texts))]
        tokens = list(_TOKEN.finditer(text))
        start = chance.randrange(len(tokens))
        cut = tokens[start : start + length]
        words = text[cut[0].start() : cut[-1].end()]
        if len(cut) == length and re.fullmatch(r"[^\W_]+", words) and not _day(words):
            found.append(words)
    return found


def _day(words: str) -> bool:
    """Whether it could be part of a date: days of entries are found without being in a text."""
    return bool(re.search(r"[0-9年月日]", words))


def standing(words: str, texts: dict[str, str]) -> set[str]:
    """Where ``words`` stand; at their ends no word of letters is cut."""
    start = f"(?<!{_OTHER})" if re.match(_OTHER, words) else ""
    end = f"(?!{_OTHER})" if re.search(f"{_OTHER}$", words) else ""
    finder = re.compile(f"{start}{re.escape(words)}{end}", re.IGNORECASE)
    return {name for name, text in texts.items() if finder.search(text)}


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 7, 9, 12])
def test_a_phrase_cut_from_a_text_finds_all_that_have_it_and_nothing_else(
    page: tuple[Page, str], texts: dict[str, str], length: int
) -> None:
    """Whole, wherever in the text and however often its parts stand in it."""
    queries = phrases(texts, 40, length, seed=length)
    found = page[0].evaluate(_FIND, [page[1], queries])
    wrong = {
        query: (set(hits), standing(query, texts))
        for query, hits in zip(queries, found, strict=True)
        if set(hits) != standing(query, texts)
    }
    assert not wrong


def test_every_character_is_found_in_every_file_of_the_index(
    page: tuple[Page, str], texts: dict[str, str]
) -> None:
    """Pagefind alone looks into one of the files that have words beginning with it."""
    letters = sorted({one for text in texts.values() for one in text if re.match(f"[{CJK}]", one)})
    chance = random.Random(1)  # noqa: S311 - which letters
    letters = ["火", "燃", "防", *chance.sample(letters, 60)]
    letters = [one for one in letters if not _day(one) and one.isalnum()]
    found = page[0].evaluate(_FIND, [page[1], letters])
    assert {one: set(hits) for one, hits in zip(letters, found, strict=True)} == {
        one: standing(one, texts) for one in letters
    }


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("燃气泄漏", {0}),
        ("阀门关了", {0}),
        ("2026年3月5日", {2}),
        ("2026-03-05", {2}),
        ("2026年03月07日", {2}),
        ("3月5日", {2}),
        ("7天", {2}),
        ("0天", set()),
        ("7台", {2}),
        ("１２３５０", {3}),
        ("12350", {3}),
        ("2350", set()),
        ("aed", {2}),
        ("AED装好", {2}),
        ("co 中毒", {2}),
        ("info@example.org", {3}),
        ("2026-03-02", {1}),
        ("3月4日", {3}),
    ],
)
def test_dates_numbers_and_words_of_other_scripts(
    page: tuple[Page, str], files: dict[str, bytes], query: str, wanted: set[int]
) -> None:
    """However a day is written, in the text or as the entry's own; numbers and words are whole."""
    names = {}
    for path, data in files.items():
        if path.endswith(".pf_fragment"):
            told = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
            if number := re.fullmatch(r"bulletins/find-(\d)/", told["url"]):
                names[Path(path).stem] = int(number[1])
    (found,) = page[0].evaluate(_FIND, [page[1], [query]])
    assert {names[name] for name in found if name in names} == wanted

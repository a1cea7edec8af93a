"""The corpus of the benchmarks: the same texts in both sites, as long as is claimed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from benchmarks.corpus import CHARACTERS, bulletins, characters
from benchmarks.ours import Ours
from benchmarks.rival import Rival

COUNT = 30


def test_every_body_has_exactly_the_claimed_number_of_chinese_characters() -> None:
    assert {characters(bulletin.body) for bulletin in bulletins(COUNT)} == {CHARACTERS}


def test_the_corpus_is_the_same_each_time_and_rises_in_time() -> None:
    first, second = list(bulletins(COUNT)), list(bulletins(COUNT))
    assert first == second
    assert all(earlier.published < later.published for earlier, later in pairwise(first))
    assert first[0].published.year == 2010
    assert first[-1].published.year == 2026


def test_related_bulletins_exist() -> None:
    rows = list(bulletins(COUNT))
    wanted = {row.related for row in rows if row.related}
    assert wanted
    assert wanted <= {row.id for row in rows}


def test_both_sites_hold_the_same_bulletins_with_the_same_words(tmp_path: Path) -> None:
    ours, rival = Ours(tmp_path), Rival(tmp_path)
    ours.write(COUNT)
    rival.write(COUNT)
    for bulletin in bulletins(COUNT):
        place = Path("bulletins", str(bulletin.published.year), bulletin.id)
        left = (ours.project / "content" / place).with_suffix(".yml").read_text(encoding="utf-8")
        right = (rival.source / "content" / place).with_suffix(".md").read_text(encoding="utf-8")
        for line in filter(None, bulletin.text("").splitlines()):
            words = line.partition("](")[0]
            assert words in left
            assert words in right

"""Text becomes pairs of characters, in which every run of it is a phrase."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.pairs import CJK, dated, pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("暴雨预警", "暴雨 雨预 预警 警"),
        ("火", "火"),
        ("燃气，泄漏 。", "燃气 气 ， 泄漏 漏 ¶ 。"),
        ("Ⅱ级 PM2.5", "II 级 PM2 . 5"),
        ("１１９报警", "119 报警 警"),
        ("  两\n\n行 ", "两 ¶ 行"),
        ("", ""),
        ("<b>&", "< b > &"),
    ],
)
def test_runs_become_overlapping_pairs_and_the_rest_stays(text: str, words: str) -> None:
    """One word a place, so that a phrase of pairs is a run of the text."""
    assert pairs(text) == words


_LETTERS = "暴雨预警燃气泄漏火灾々〇のア"


@given(st.text(alphabet=_LETTERS + "abc19 ，。<Ⅱ-", max_size=40), st.data())
def test_a_run_of_a_text_is_a_phrase_of_its_words(text: str, data: st.DataObject) -> None:
    """Whatever stands around it: so what is looked for as a phrase is found."""
    words = pairs(text).split(" ")
    for run in re.findall(f"[{CJK}]{{2,}}", text):
        start = data.draw(st.integers(0, len(run) - 2))
        part = run[start : data.draw(st.integers(start + 2, len(run)))]
        phrase = pairs(part).split(" ")[:-1]
        assert phrase in [words[at : at + len(phrase)] for at in range(len(words))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("于2026-03-05发布", "于 2026 年 3 月 5 日发 发布 布"),
        ("2026/3/15", "2026 年 3 月 15 日"),
        ("2026年03月05日", "2026 年 3 月 5 日"),
        ("2026 年 3 月", "2026 年 3 月"),
        ("AED 使用", "AED 使用 用"),
        ("20260305 3-5 1.5", "20260305 ¶ 3 - 5 ¶ 1 . 5"),
    ],
)
def test_dates_and_spaces_are_as_most_people_write_them(text: str, words: str) -> None:
    """A query may have another form of them than the text has."""
    assert pairs(text) == words


def test_a_day_is_written_as_texts_have_it() -> None:
    """In the index it stands behind the text."""
    assert dated("2026-03-05") == "2026年3月5日"
    assert pairs(dated("2026-03-05")) == pairs("2026-03-05")


def test_the_script_splits_at_the_same_characters() -> None:
    """Two programs, one table."""
    from tests.site.support import ROOT

    script = ROOT / "overrides/assets/javascripts/search-index.js"
    line = next(one for one in script.read_text(encoding="utf-8").splitlines() if "CJK =" in one)
    told = line.partition('"')[2].partition('"')[0].replace("\\\\u", "\\u")
    assert told.encode().decode("unicode_escape") == CJK

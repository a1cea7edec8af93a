"""Text becomes pairs of characters, from which it can be read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.pairs import CJK, GAP, fold, pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("暴雨预警", "暴雨 雨预 预警 警"),
        ("火", "火"),
        ("燃气，泄漏 。", "燃气 气 ， 泄漏 漏 ¶ 。"),
        ("Ⅱ级 PM2.5", "II 级 ¶ PM2 . 5"),
        ("１１９报警", "119 报警 警"),
        ("  两\n\n行 ", "两 ¶ 行"),
        ("", ""),
        ("<b>&", "< b > &"),
    ],
)
def test_runs_become_overlapping_pairs_and_the_rest_stays(text: str, words: str) -> None:
    """One word a place, so that a phrase of pairs is a run of the text."""
    assert pairs(text) == words


def joined(words: str) -> str:
    """The text of pairs, as the script of the page reads it."""
    text, before = "", ""
    for word in words.split(" "):
        if word == GAP:
            text += " "
        elif len(before) == 2 and before[1] == word[0] and word[0] in _LETTERS:
            text += word[1:]
        else:
            text += word
        before = word
    return text


_LETTERS = "暴雨预警燃气泄漏火灾々〇のア"


@given(st.text(alphabet=_LETTERS + "abc19 ，。<Ⅱ", max_size=40))
def test_the_text_can_be_read_again(text: str) -> None:
    """But for the number of spaces, and for letters that have a plain form."""
    assert joined(pairs(text)) == " ".join(fold(text).split())


def test_the_script_splits_at_the_same_characters() -> None:
    """Two programs, one table."""
    from tests.site.support import ROOT

    script = ROOT / "overrides/assets/javascripts/search-index.js"
    line = next(one for one in script.read_text(encoding="utf-8").splitlines() if "CJK =" in one)
    told = line.partition('"')[2].partition('"')[0].replace("\\\\u", "\\u")
    assert told.encode().decode("unicode_escape") == CJK

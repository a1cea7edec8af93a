"""Chinese as overlapping pairs of characters: 暴雨预警 → ``暴雨 雨预 预警 警``.

A query is split in the same way (overrides/assets/javascripts/search-index.js), and looked for as a
phrase: so whatever stands in a text is found, and nothing else. Dictionaries can not promise
that: those of browsers and that of Pagefind disagree (decisions/0021).
"""

from __future__ import annotations

import re
import unicodedata

#: What is written without spaces: Han, kana, the marks that repeat a character.
CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
#: Stands for the space between two words; Pagefind counts it as a word that nothing finds.
GAP = "¶"
#: A letter or digit of another script.
_WORD = rf"(?![{CJK}_])\w"
#: 2026-03-05, 2026/3/5, 2026.3.5; and the zero of 03月.
_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})([-/.])0?([1-9][0-9]?)\2(?:0)?([1-9][0-9]?)(?![0-9])")
_ZERO = re.compile(r"(?<![0-9])0([1-9])(?=[月日])")
#: Spaces between Chinese and letters or digits, which some write and some do not.
_SET_OFF = re.compile(rf"(?<=[{CJK}]) +(?={_WORD})|(?<={_WORD}) +(?=[{CJK}])")
_PIECE = re.compile(rf"([{CJK}]+)|((?:{_WORD})+)|(\s+)|(.)")


def fold(text: str) -> str:
    """``text`` with letters and digits in their plain forms (Ⅱ → II, full-width 5 → 5)."""
    return "".join(unicodedata.normalize("NFKC", one) if one.isalnum() else one for one in text)


def dated(day: str) -> str:
    """``2026-03-05`` as people write it: 2026年3月5日."""
    year, month, date = (int(one) for one in day.split("-"))
    return f"{year}年{month}月{date}日"


def _plain(text: str) -> str:
    """``text`` with dates and spaces as most people write them."""
    whole = _DATE.sub(r"\1年\3月\4日", fold(text).strip())
    return _SET_OFF.sub("", _ZERO.sub(r"\1", whole))


def pairs(text: str) -> str:
    """``text`` as words with single spaces between them: what a phrase is looked for in.

    Dates are as ``dated`` has them; a space that only sets off letters or digits from Chinese
    (2026 年) is none.
    """
    words: list[str] = []
    for run, word, space, sign in _PIECE.findall(_plain(text)):
        if run:
            words += (run[at : at + 2] for at in range(len(run)))
        else:
            words.append(word or (GAP if space else sign))
    return " ".join(words)

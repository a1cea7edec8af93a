"""Chinese as overlapping pairs of characters: 暴雨预警 → ``暴雨 雨预 预警 警``.

A query is split in the same way (overrides/assets/javascripts/search.js), and looked for as a
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
_PIECE = re.compile(rf"([{CJK}]+)|((?:(?![{CJK}_])\w)+)|(\s+)|(.)")


def fold(text: str) -> str:
    """``text`` with letters and digits in their plain forms (Ⅱ → II, full-width 5 → 5)."""
    return "".join(unicodedata.normalize("NFKC", one) if one.isalnum() else one for one in text)


def pairs(text: str) -> str:
    """``text`` as words with single spaces between them. The text can be read from it again."""
    words: list[str] = []
    for run, word, space, sign in _PIECE.findall(fold(text).strip()):
        if run:
            words += (run[at : at + 2] for at in range(len(run)))
        else:
            words.append(word or (GAP if space else sign))
    return " ".join(words)

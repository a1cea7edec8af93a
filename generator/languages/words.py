"""Fixed words in the reader's language, from ``words.csv``.

A phrase is found by its Chinese, within its use: a word of content that an
editor writes otherwise than the table does is not translated, and stays Chinese.
"""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from generator.model.vocabulary import LANGUAGES

TABLE = Path(__file__).parent / "words.csv"
CHINESE = "zh"
#: What HTML calls each language, and what it calls itself.
TAGS = {CHINESE: "zh-CN", "en": "en", "ja": "ja", "ko": "ko"}
OWN_NAMES = {CHINESE: "中文", "en": "English", "ja": "日本語", "ko": "한국어"}
#: What Open Graph calls each language.
LOCALES = {CHINESE: "zh_CN", "en": "en_US", "ja": "ja_JP", "ko": "ko_KR"}
#: Uses of the table that the script on a page needs.
_SCRIPT = ("脚本", "状态", "级别", "标点", "时间")


class Words:
    """The phrases of one language; those of Chinese are themselves."""

    def __init__(self, language: str, table: dict[tuple[str, str], str]) -> None:
        self.language = language
        self.tag = TAGS[language]
        self._table = table

    def __call__(self, phrase: str, use: str = "页面", **values: object) -> str:
        """``phrase`` with its places filled; a phrase that the table lacks stays as it is."""
        found = self.find(use, phrase) or phrase
        return found.format_map(values) if values else found

    def find(self, use: str, phrase: str) -> str | None:
        """``phrase`` in this language, if the table has it."""
        return self._table.get((use, phrase))

    def of(self, use: str) -> dict[str, str]:
        """All phrases of one use, by their Chinese."""
        return {phrase: said for (name, phrase), said in self._table.items() if name == use}

    @property
    def script(self) -> Markup:
        """What the script on a page says, by its Chinese, as JSON; empty for Chinese pages."""
        found = {phrase: said for use in _SCRIPT for phrase, said in self.of(use).items()}
        if not found:
            return Markup("")
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON of our own table


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], ...]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(map(tuple, csv.reader(stream)))


@lru_cache(maxsize=8)
def words(language: str) -> Words:
    """The words of ``language``, a code of :data:`TAGS`."""
    if language == CHINESE:
        return Words(CHINESE, {})
    column = 2 + LANGUAGES.index(language)
    return Words(language, {(row[0], row[1]): row[column] for row in _rows()[1:] if row[column]})

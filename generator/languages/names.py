"""What alerts, levels, hazards and areas are called in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.languages.words import Words
from generator.model.tables import Hazard
from generator.model.titles import deed
from generator.model.vocabulary import level_word


class Name(NamedTuple):
    """A word of content: as the reader should see it, and whether that is Chinese still."""

    text: str
    chinese: bool


def hazard_name(words: Words, hazards: Mapping[str, Hazard], name: str) -> Name:
    """A hazard as hazards.yml calls it in this language; an unknown one by its own name."""
    known = hazards.get(name)
    said = getattr(known.names, words.language) if known else None
    return Name(said, False) if said else Name(name, True)


def looked_up(words: Words, use: str, phrase: str) -> Name:
    """A word of content that the table may have."""
    said = words.find(use, phrase)
    return Name(said, False) if said else Name(phrase, True)


def joined(words: Words, names: Iterable[Name]) -> str:
    """Names one after the other."""
    return words("顿号", "标点").join(name.text for name in names)


def level_name(words: Words, level: str) -> str:
    """``Orange``, ``Level II``."""
    return words.find("级别", level) or level_word(level)


def event_name(words: Words, kind: str, level: str | None, hazards: str) -> str:
    """``Orange warning: Rainstorm``: made from fixed words alone, never from a translation."""
    if kind == "风险提示":
        return words(kind, "名称", hazard=hazards)
    if level is None:
        return words(f"{kind}（无级别）", "名称", hazard=hazards)
    return words(kind, "名称", hazard=hazards, level=level_name(words, level))


def message_name(words: Words, kind: str, action: str, name: str) -> str:
    """``Updated – Orange warning: Rainstorm``."""
    return words("句式", "动作", action=words(deed(kind, action), "动作"), name=name)


def prefix(words: Words, nature: str) -> str:
    """``[DRILL] `` and so on, first in every title; empty for what is 实际."""
    return "" if nature == "实际" else words(nature, "性质")

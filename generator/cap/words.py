"""The sentences of a CAP message, Chinese and translated. A table that an editor can review."""

from __future__ import annotations

from generator.languages.names import prefix as foreign_prefix
from generator.languages.words import words
from generator.model.alert import Alert, Message, Translation
from generator.model.cards import shortened
from generator.model.titles import headline, prefix
from generator.model.vocabulary import LANGUAGES, Nature

#: What the profile of public alerts takes at most.
HEADLINE = 140
_SEE = {
    "zh-CN": "怎么做，见网页 {web}",
    "en": "For what to do, see {web}",
    "ja": "とるべき行動はこちら: {web}",
    "ko": "행동 요령: {web}",
}
_NOTES: dict[Nature, str] = {
    "示例": "这是示例，不是真实的预警信息。SAMPLE, NOT A REAL ALERT.",
    "测试": "这是测试，不是真实的预警信息。TEST, NOT A REAL ALERT.",
    "演练": "这是演练，不是真实的预警信息。DRILL, NOT A REAL ALERT.",
}
#: Why something is taken back.
IN_ERROR = "此前发布的信息有误，现予撤销。"
#: Where a message holds whose area can not be read.
UNKNOWN_AREA = "范围以发布单位为准"


def mark(nature: Nature, language: str) -> str:
    """``【演练】`` or ``[DRILL] ``: first in whatever is read as a title."""
    return foreign_prefix(words(language), nature) if language in LANGUAGES else prefix(nature)


def note(nature: Nature, *more: str | None) -> str | None:
    """What is said to whoever handles the message."""
    found = [_NOTES.get(nature), *more]
    return " ".join(part for part in found if part) or None


def headline_of(alert: Alert, message: Message, nature: Nature) -> str:
    """The headline, at most 140 characters with its mark."""
    return cut(prefix(nature) + headline(alert, message))


def translated_headline(translation: Translation, event: str, nature: Nature, language: str) -> str:
    """The headline of a translation: its own, else how its text begins, else the hazard's name."""
    said = translation.headline or shortened(translation.text or event, HEADLINE)
    return cut(mark(nature, language) + said)


def cut(text: str) -> str:
    """``text`` on one line of at most 140 characters."""
    line = " ".join(text.split())
    return line if len(line) <= HEADLINE else line[: HEADLINE - 1] + "…"


def instruction(own: tuple[str, ...] | None, web: str, language: str) -> str | None:
    """What to do: the message's own words; ``None`` leads to the page, ``()`` says nothing.

    The words of a guide are not in it: a guide that is rewritten must not change a file.
    """
    if own is None:
        return _SEE[language].format(web=web)
    return "\n".join(own) or None

"""The segments (``info``) of a CAP message: which one leads, and what each says.

Segments of the leading language differ in area or severity: the severest leads, the
others go into the text behind it. Of other languages the first segment is the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from generator.model.moment import CST
from generator.model.vocabulary import LANGUAGES
from generator.relay.draft import Words
from generator.relay.tree import Element
from generator.relay.words import signals

_SEVERITY: Final = ("Extreme", "Severe", "Moderate", "Minor")
_LEVEL_NAME = re.compile("level|colou?r|级别|等级|颜色", re.IGNORECASE)
_ENGLISH: Final = {"red": "红", "orange": "橙", "yellow": "黄", "blue": "蓝"}
_NUMBERED = re.compile(r"\s*(?:[0-9]{1,2}\s*[.、)）．]|[一二三四五六七八九十]{1,3}、|[-*•·●])")
_HEADLINE: Final = 60


class Segments(NamedTuple):
    """``leading`` has the severest first; ``others`` are by language of ours."""

    language: str
    leading: tuple[Element, ...]
    others: dict[str, Element]


def segments(infos: Sequence[Element]) -> Segments:
    """Which segments lead and which translate; there may be none."""
    if not infos:
        return Segments("", (), {})
    languages = {_language(info) for info in infos}
    wanted = ("zh-cn", "zh-hans", "zh-hans-cn", "zh")
    chinese = [code for code in wanted if code in languages]
    chinese += sorted(code for code in languages if code.startswith("zh") and code not in wanted)
    language = chinese[0] if chinese else _language(infos[0])
    leading = sorted((one for one in infos if _language(one) == language), key=_rank)
    others: dict[str, Element] = {}
    for info in infos:
        code = _language(info)
        if code != language and code in LANGUAGES:
            others.setdefault(code, info)
    return Segments(language, tuple(leading), others)


def _language(info: Element) -> str:
    """Lower case; of the languages of ours without the country. CAP 1.2: en-US by default."""
    code = (info.first("language") or "en-US").lower().replace("_", "-")
    return code[:2] if code[:2] in LANGUAGES and not code[2:3].isalpha() else code


def _rank(info: Element) -> int:
    severity = info.first("severity")
    return _SEVERITY.index(severity) if severity in _SEVERITY else len(_SEVERITY)


def words_of(info: Element) -> Words:
    """The texts of one segment; a headline that is no line of ours stands in the text."""
    headline = " ".join(info.first("headline").split())
    text = info.first("description")
    if len(headline) > _HEADLINE:
        if headline not in " ".join(text.split()):
            text = f"{headline}\n\n{text}".strip()
        headline = ""
    return Words(headline, text or headline, steps(info.first("instruction")))


def all_words(leading: Sequence[Element]) -> Words:
    """The texts of every leading segment; what a later one repeats is said once."""
    if not leading:
        return Words()
    first = words_of(leading[0])
    done = list(first.instructions)
    texts = [_heading(leading[0]) if len(leading) > 1 else "", first.text]
    for info in leading[1:]:
        words = words_of(info)
        parts = [part for part in (words.headline, words.text) if part not in texts]
        if words.headline == words.text:
            parts = parts[:1]
        texts += [_heading(info) if parts else "", *parts]
        done += [step for step in words.instructions if step not in done]
    return Words(first.headline, "\n\n".join(filter(None, texts)), tuple(done))


def _heading(info: Element) -> str:
    """Where a segment holds, to stand above its text."""
    where = "；".join(filter(None, (area.first("areaDesc") for area in info.all("area"))))
    return f"【{where}】" if where else ""


def steps(text: str) -> tuple[str, ...]:
    """An instruction as a list: by paragraphs, or by lines where each is numbered."""
    found: list[str] = []
    for part in re.split(r"\n[^\S\n]*\n", text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if lines and all(_NUMBERED.match(line) for line in lines):
            found += lines
        elif lines:
            found.append("\n".join(lines))
    return tuple(found)


def colour_of(info: Element) -> str:
    """The one colour that the segment gives itself; empty where it gives none or several.

    English words count only in parameters made for it: Orange is a county, and a
    Red Flag Warning is no red warning.
    """
    found: set[str] = set()
    for parameter in info.all("parameter"):
        if _LEVEL_NAME.search(parameter.first("valueName")):
            value = parameter.first("value")
            found.update(re.findall("[红橙黄蓝](?=色|$)", value))
            words = re.findall("[a-z]+", value.lower())
            found.update(_ENGLISH[word] for word in words if word in _ENGLISH)
    for text in () if found else (info.first("event"), info.first("headline")):
        # 「更新…黄色…为…橙色…」: what it has become stands last.
        after = signals(text.rpartition("为")[2]) or signals(text)
        found = found or {colour for _, colour in after}
    return found.pop() if len(found) == 1 else ""


def read_time(text: str) -> datetime | None:
    """A CAP time with its offset, to the second; ``None`` where it is none or has no offset."""
    try:
        at = datetime.fromisoformat(text.strip())
        if at.tzinfo is None:
            return None
        at = at.astimezone(CST).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None
    return at if 1900 <= at.year <= 2199 else None


def latest(times: Iterable[datetime | None]) -> datetime | None:
    """The latest; ``None`` where one is missing or there are none."""
    found = list(times)
    known = [at for at in found if at is not None]
    return max(known) if known and len(known) == len(found) else None

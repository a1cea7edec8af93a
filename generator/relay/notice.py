"""A Chinese notice as text messages and web pages carry it → a draft.

「上海中心气象台YYYY年MM月DD日HH时MM分发布暴雨黄色预警信号：…」 and its relatives: without
the year, with the time first, the forecast before it, 更新…为…, 将…更新为…, national
「[Ⅲ级/较重]」, response levels. The notice is kept whole; what could not be read is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from generator.model.vocabulary import ENDS
from generator.relay.draft import Draft, Note, Refused, Words
from generator.relay.sentence import VERBS, Sentence, main_sentence
from generator.relay.words import (
    TIME,
    KnownHazard,
    areas_in,
    clean,
    hazard_name,
    instant,
    narrow,
    response_level,
    signals,
)

#: Bytes of a notice; it is a text message or a page's worth of text.
LARGEST = 1 << 16
_UNTIL = re.compile(rf"有效(?:期限|时间|期)?\s*(?:至|到|截至|截止到?)\s*[:：]?\s*({TIME})")
_SOURCE = re.compile("预警信息来源\\s*[:：]\\s*([一-鿿A-Za-z0-9、]+)")
#: A hazard that nobody foresaw is a short word; a longer one is a misread sentence.
_NAME = re.compile("[一-鿿A-Za-z]{1,10}")
_UNREAL = re.compile("^\\s*[【\\[（(]?\\s*(演练|测试)|[【\\[（(](演练|测试)[】\\]）)]")


def read_notice(data: bytes, now: datetime, table: Sequence[KnownHazard]) -> Draft:
    """The draft of the notice in ``data``. Raises ``Refused``."""
    text = clean(_decoded(data)).strip()
    if not text:
        raise Refused("文件是空的")
    notes: list[Note] = []
    sentence, action = main_sentence(text, now, notes)
    if sentence.time is None:
        notes.append(Note("issued", "没有读出原文的发布时间"))
    kind, hazards, level = _subject(sentence, action, table, notes)
    source = _SOURCE.search(text)
    return Draft(
        kind=kind,
        hazards=hazards,
        area=_area(sentence.issuer, text, notes),
        issuer=_issuer(sentence, kind, notes),
        source=source[1] if source else "",
        status=_status(text, notes),
        action=action,
        level=level,
        issued=sentence.time,
        expires=_until(text, sentence.time or now, action),
        words=Words(text=text),
        notes=tuple(notes),
    )


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Refused(f"文件超过 {LARGEST >> 10} KB，不像一条预警")
    for codec in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise Refused("内容不是 UTF-8，也不是 GBK 编码", "用编辑器另存为 UTF-8")


def _subject(
    sentence: Sentence, action: str, table: Sequence[KnownHazard], notes: list[Note]
) -> tuple[str, tuple[str, ...], str]:
    """Kind, hazards and level."""
    if "响应" in sentence.about:
        return _response(sentence, action, table, notes)
    found = signals(sentence.target)
    names = [name for name, _ in found if name] or [
        name for name, _ in signals(sentence.about) if name
    ]
    hazards = _hazards(sentence, names, table, notes)
    colours = {colour for _, colour in found}
    if action in ENDS:
        return "预警", hazards, ""
    if len(colours) != 1:
        said = "有几种颜色" if colours else "没有读出级别"
        notes.append(Note("level", f"{said}；照原文写 红、橙、黄、蓝", must=True))
        return "预警", hazards, ""
    return "预警", hazards, colours.pop()


def _response(
    sentence: Sentence, action: str, table: Sequence[KnownHazard], notes: list[Note]
) -> tuple[str, tuple[str, ...], str]:
    """A response level that was put into force, changed or ended."""
    name = re.sub(rf"^(?:将|{VERBS})+|[ⅠⅡⅢⅣIV一二三四]+级.*|(?:应急)?响应.*", "", sentence.about)
    hazards = _hazards(sentence, [name] if name else [], table, notes)
    if action in ENDS:
        return "应急响应", hazards, ""
    level = response_level(sentence.target)
    if not level:
        words = "没有读出响应级别；照原文写 Ⅰ、Ⅱ、Ⅲ、Ⅳ，不能从预警的颜色推出"
        notes.append(Note("level", words, must=True))
    return "应急响应", hazards, level


def _hazards(
    sentence: Sentence, names: Sequence[str], table: Sequence[KnownHazard], notes: list[Note]
) -> tuple[str, ...]:
    """What the table calls ``names``; what reads like no name is asked for."""
    if not sentence.verb:  # words of a text that was not understood are no hazard
        names = [row.name for row in table if row.name in sentence.about]
    found = [hazard_name(name, table) for name in dict.fromkeys(names)]
    good = tuple(dict.fromkeys(name for name in found if _NAME.fullmatch(name)))
    if not good:
        notes.append(Note("hazard", "没有读出灾害的种类", must=True))
    elif len(good) < len(set(found)):
        notes.append(Note("hazard", "没有读出全部灾害的种类，请照原文补上"))
    return good


def _area(issuer: str, text: str, notes: list[Note]) -> tuple[str, ...]:
    """Of the issuer where it is the district's or the city's, else what the text names."""
    if "长宁" in issuer:
        return areas_in(text.replace("全市", "").replace("本市", "")) or ("全区",)
    found = areas_in(text) or (("全市",) if "上海" in issuer else ())
    if not found:
        notes.append(Note("area", "没有读出地区；写 全区、全市，或者街镇", must=True))
    return found


def _issuer(sentence: Sentence, kind: str, notes: list[Note]) -> str:
    if not sentence.issuer:
        notes.append(Note("issuer", "没有读出发布单位", must=kind == "预警"))
    return sentence.issuer


def _status(text: str, notes: list[Note]) -> str:
    """A drill that says so at its head or in brackets is one; a word in the text asks."""
    unreal = _UNREAL.search(text)
    if unreal:
        return unreal[1] or unreal[2]
    if "演练" in text or "测试" in text:
        notes.append(Note("status", "文字里提到演练或者测试，请核对是不是真的预警"))
    return "实际"


def _until(text: str, near: datetime, action: str) -> datetime | None:
    """An end that the notice announces; 「未来6小时」 is a forecast and no end."""
    match = _UNTIL.search(narrow(text))
    if match is None or action in ENDS:
        return None
    at = instant(match.groups()[1:], near)
    if at is not None and at < near and not match[2]:  # over New Year
        at = instant((str(near.year + 1), *match.groups()[2:]), near)
    return at

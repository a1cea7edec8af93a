"""What the CAP schema can not say of an alert, told where it stands in the file.

Asked only of a site that makes CAP: who receives a message by machine sees neither our page
nor our warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.content.document import Loc
from generator.content.yaml_document import read_yaml
from generator.model.alert import Alert, Message, Translation
from generator.model.life import nature
from generator.model.titles import headline, prefix
from generator.model.vocabulary import LANGUAGES
from generator.problems import Problem

#: What the profile of public alerts takes of a headline.
_HEADLINE = 140
#: Elements and references of HTML: CAP shows them as they are.
_MARKUP = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|script|span|strong|table|td|tr|u|ul)\b[^<>]*>"
    r"|&(?:nbsp|lt|gt|amp|quot|#[0-9]+|#x[0-9a-f]+);",
    re.IGNORECASE,
)


class Fault(NamedTuple):
    """One thing to look at: where, and what."""

    loc: Loc
    code: str
    message: str
    hint: str


def cap_problems(path: str, data: bytes, alert: Alert) -> tuple[Problem, ...]:
    """Warnings about ``alert``, whose file ``path`` holds ``data``."""
    faults = [*cap_faults(alert)]
    if not faults:
        return ()
    document = read_yaml(data)
    return tuple(
        Problem(path, *document.place(one.loc), "warning", one.code, one.message, one.hint)
        for one in faults
    )


def cap_faults(alert: Alert) -> Iterator[Fault]:
    """What the receivers of this event would stumble over."""
    yield from _overrides(alert)
    for index, message in enumerate(alert.messages):
        loc = ("messages", index)
        yield from _times(message, loc)
        yield from _markup(message, loc)
        yield from _headline(alert, message, loc)
        for language in LANGUAGES:
            translation: Translation | None = getattr(message.translations, language)
            if translation is not None:
                yield from _translation(translation, (*loc, "translations", language))


def _overrides(alert: Alert) -> Iterator[Fault]:
    """``cap:`` holds for every message of the event, whatever it says."""
    levels = {message.level for message in alert.messages if message.level is not None}
    if alert.cap.severity is not None and len(levels) > 1:
        said = "级别变了，CAP 的 severity 却一直是这一个"
        yield Fault(("cap", "severity"), "cap-severity-fixed", said, "删去 severity，由级别决定")
    if alert.cap.urgency == "Past":
        said = "urgency 写 Past，收到的系统会当作已经过去"
        hint = "删去这一项；要结束就写 解除"
        yield Fault(("cap", "urgency"), "cap-urgency-past", said, hint)


def _times(message: Message, loc: Loc) -> Iterator[Fault]:
    begins = message.effective
    if message.onset is not None and begins is not None and message.onset < begins:
        said = "灾害开始的时间 onset 早于生效时间 effective"
        yield Fault((*loc, "onset"), "cap-onset-early", said, "核对 onset 和 effective")


def _markup(message: Message | Translation, loc: Loc) -> Iterator[Fault]:
    rows: list[tuple[Loc, str | None]] = [
        ((*loc, "headline"), message.headline),
        ((*loc, "text"), message.text),
    ]
    for number, words in enumerate(message.instructions or ()):
        rows.append(((*loc, "instructions", number), words))
    for where, text in rows:
        found = _MARKUP.search(text or "")
        if found:
            said = f"文字里有 HTML「{found[0][:20]}」，CAP 会原样显示"
            yield Fault(where, "cap-markup", said, "只写文字；另起一段就空一行")


def _headline(alert: Alert, message: Message, loc: Loc) -> Iterator[Fault]:
    words = prefix(nature(alert.sample, alert.status)) + headline(alert, message)
    if len(words) > _HEADLINE:
        said = f"CAP 的标题有 {len(words)} 个字，超过 {_HEADLINE} 个的会截去"
        yield Fault(loc, "cap-headline-long", said, "写一个短的 headline")


def _translation(translation: Translation, loc: Loc) -> Iterator[Fault]:
    yield from _markup(translation, loc)
    if translation.text is None and translation.headline is None:
        said = "这种外文没有 headline 和 text，CAP 里只有灾害名称"
        yield Fault(loc, "cap-translation-thin", said, "补上 text")
    if len(translation.headline or "") > _HEADLINE:
        said = f"外文标题超过 {_HEADLINE} 个字符，CAP 里会截去"
        yield Fault((*loc, "headline"), "cap-headline-long", said, "写短一些")

"""Random events as editors write them: every kind, nature, end, language and slip.

Each message and each of its translations has a word of its own (``wordsof``), so that
whatever is said of it can be found in any output.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from generator.model.moment import CST
from tests.site.support import written

Entry = dict[str, Any]
START = datetime(2026, 7, 10, 8, tzinfo=CST)
LEVELS = {"预警": "红橙黄蓝", "应急响应": "ⅠⅡⅢⅣ", "风险提示": ""}
#: Two that the table knows, two that nobody foresaw.
HAZARDS = ("暴雨", "雷电", "没听过的灾害", "陨石 & <雨>")
LANGUAGES = ("en", "ja", "ko")
NATURES: tuple[Entry, ...] = (
    *({},) * 5,
    {"status": "演练"},
    {"status": "演练"},
    {"status": "测试"},
    {"sample": "true"},
)


def word(ident: str, number: int, what: str) -> str:
    """A word that stands nowhere else: of message ``number`` of an event, for one field."""
    return f"词{ident.replace('-', '')}第{number}{what}完"


def event(rng: random.Random, ident: str) -> Entry:
    """An event of one to five messages within some days of ``START``."""
    kind = rng.choice(tuple(LEVELS))
    found: Entry = {
        "kind": kind,
        "hazard": rng.sample(HAZARDS, rng.randint(1, 2)),
        "area": rng.choice((["全区"], ["全市"], ["虹桥街道", "新泾镇"])),
        "issuer": "某台",
        **rng.choice(NATURES),
    }
    if rng.random() < 0.25:
        found["title"] = word(ident, 0, "题")
    if rng.random() < 0.2:
        found["cap"] = {"urgency": "Immediate", "certainty": "Observed"}
    sent = START + timedelta(minutes=rng.randint(0, 3000))
    count = rng.randint(1, 5)
    last = rng.choice((None, None, None, "解除", "撤销")) if count > 1 else None
    rows = []
    for number in range(count):
        action = "更新" if number else "发布"
        if last and number == count - 1:
            action = last
        rows.append(_message(rng, ident, number, sent, action, kind))
        sent += timedelta(seconds=rng.choice((1, 60, 1800, rng.randint(1, 90000))))
    found["messages"] = rows
    if rng.random() < 0.12:
        gone = START + timedelta(minutes=rng.randint(0, 6000))
        found["withdrawn"] = {"at": written(gone), "reason": "有误。"}
    if rng.random() < 0.06:
        del rows[-1]["text"]  # what is broken is left out, with all that follows it
    return found


def _message(
    rng: random.Random, ident: str, number: int, sent: datetime, action: str, kind: str
) -> Entry:
    row: Entry = {
        "sent": written(sent),
        "action": action,
        "text": word(ident, number, "文"),
    }
    if rng.random() < 0.3:
        row["issued"] = written(sent - timedelta(minutes=rng.randint(0, 40)))
    if rng.random() < 0.3:
        row["headline"] = word(ident, number, "头")
    if rng.random() < 0.4:
        row["translations"] = {
            language: _translation(rng, ident, number, language)
            for language in rng.sample(LANGUAGES, rng.randint(1, 3))
        }
    if rng.random() < 0.2:
        at = sent + timedelta(minutes=rng.randint(0, 500))
        row["corrections"] = [{"at": written(at), "text": word(ident, number, "改")}]
    if action not in ("解除", "撤销"):
        row |= _holding(rng, ident, number, sent, kind)
    return row


def _holding(rng: random.Random, ident: str, number: int, sent: datetime, kind: str) -> Entry:
    """What only a message that ends nothing says: level, when it holds, what to do."""
    row: Entry = {}
    if LEVELS[kind]:
        row["level"] = rng.choice((*LEVELS[kind], *LEVELS[kind], "白", "特急"))
    begins = sent
    if rng.random() < 0.35:
        begins += timedelta(minutes=rng.choice((0, 1, rng.randint(1, 900))))
        row["effective"] = written(begins)
    if rng.random() < 0.2:
        begins += timedelta(minutes=rng.randint(1, 60))
        row["onset"] = written(begins)
    ends = written(begins + timedelta(seconds=rng.choice((1, 60, rng.randint(2, 150000)))))
    how = rng.choice(("expires", "expires", "review", "review", None, "expires"))
    if how:
        row[how] = ends
    if rng.random() < 0.3:
        row["instructions"] = [word(ident, number, "做")] if rng.random() < 0.7 else []
    return row


def _translation(rng: random.Random, ident: str, number: int, language: str) -> Entry:
    """Any part of it may be missing, but not all."""
    parts = rng.sample(("headline", "text", "instructions"), rng.randint(1, 3))
    found: Entry = {part: word(ident, number, f"{language}{part[:4]}") for part in parts}
    if "instructions" in found:
        found["instructions"] = [found["instructions"]]
    return found


def times(entry: Entry) -> set[datetime]:
    """Every instant that a file names, and two days later."""
    names = ("sent", "effective", "onset", "expires", "review")
    texts = [row[name] for row in entry["messages"] for name in names if name in row]
    texts += [one["at"] for row in entry["messages"] for one in row.get("corrections", ())]
    if "withdrawn" in entry:
        texts.append(entry["withdrawn"]["at"])
    found = {datetime.fromisoformat(text).replace(tzinfo=CST) for text in texts}
    return found | {one + timedelta(hours=48) for one in found}


def guide(hazard: str) -> Entry:
    """What to do about a hazard; it names the newest events of it."""
    return {
        "title": f"{hazard}来了",
        "hazard": hazard,
        "during": ["上楼"],
        "after": ["清扫"],
        "translations": {"en": {"title": "What to do", "during": ["Go up"], "after": ["Clean"]}},
    }

"""A built tree at one ``now``: what its API tells of events, and what is to be said of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tests.whole.life import LIVE, Held, held, instant
from tests.whole.tree import Tree

LANGUAGES = ("en", "ja", "ko")
#: What must stand first in any title (outputs.md).
MARKS = {
    "zh": {"示例": "【示例】", "测试": "【测试】", "演练": "【演练】", "实际": ""},
    "en": {"示例": "[SAMPLE] ", "测试": "[TEST] ", "演练": "[DRILL] ", "实际": ""},
    "ja": {"示例": "【見本】", "测试": "【テスト】", "演练": "【訓練】", "实际": ""},
    "ko": {"示例": "【예시】", "测试": "【시험】", "演练": "【훈련】", "实际": ""},
}
RANK = {level: rank // 2 for rank, level in enumerate("红Ⅰ橙Ⅱ黄Ⅲ蓝Ⅳ")}
GONE = "本页内容已撤下"
WINDOW = 50
RECENT = timedelta(hours=48)
#: The end of what has none.
FAR = datetime(9999, 1, 1, tzinfo=UTC)
#: Lists of alerts that stand below alerts/.
LISTS = ("archive", "hazard", "page")


class Known(NamedTuple):
    """An event that was not withdrawn: what the API tells of it, and what is to be said."""

    row: dict[str, Any]
    held: Held

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.row["messages"]
        return found

    @property
    def real(self) -> bool:
        return bool(self.row["nature"] == "实际")

    @property
    def live(self) -> bool:
        return self.held.state in LIVE

    def guid(self, number: int) -> str:
        return f"urn:yingji:310105:alert:{self.id}:{self.messages[number]['key']}"

    def ended_lately(self, now: datetime) -> bool:
        return self.held.ended is not None and now < self.held.ended + RECENT


class Scene:
    """The tree in ``site`` at ``now``; ``base`` is the address of the site."""

    def __init__(self, site: Path, now: datetime, base: str, *, production: bool) -> None:
        self.tree, self.now, self.base, self.production = Tree(site), now, base, production
        self.gone = [ident for ident, row in self.tree.alerts.items() if row["withdrawn"]]
        self.known = {
            ident: Known(row, held(row["messages"], now))
            for ident, row in self.tree.alerts.items()
            if not row["withdrawn"]
        }

    @property
    def waiting(self) -> list[tuple[Known, int]]:
        """What no feed may drop: of each event on or to come the last message, and what holds."""
        return [
            (event, number)
            for event in self.known.values()
            if event.live or event.held.state == "未生效"
            for number in {len(event.messages) - 1, event.held.number}
        ]


def over(message: dict[str, Any]) -> datetime | None:
    """Its end in CAP; one that could not be read is none."""
    end = instant(message["expires"] or message["review"])
    begins = instant(message["effective"] or message["sent"])
    return end if end and begins and end > begins else None


def marked(text: str, mark: str) -> bool:
    """Whether a title begins with its mark; what is real must begin with none."""
    if mark:
        return text.startswith(mark.strip())
    others = {one.strip() for table in MARKS.values() for one in table.values() if one}
    return not text.startswith(tuple(others))

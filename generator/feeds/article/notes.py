"""Numbered notes: in WeChat no link leads out, so addresses stand at the end.

A link to another article of WeChat works there and stays one.
"""

from __future__ import annotations

import re

_WECHAT = re.compile(r"https?://mp\.weixin\.qq\.com/", re.IGNORECASE)


class Notes:
    """Addresses in the order in which they are first named; each has one number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._titles: list[str] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, title: str, url: str) -> int:
        """The number of ``url``; ``title`` is what the note is called if it is a new one."""
        found = self._numbers.get(url)
        if found is None:
            found = self._numbers[url] = len(self._numbers) + 1
            self._titles.append(title)
        return found

    def first(self, count: int) -> list[tuple[int, str, str]]:
        """Number, title and address of the first ``count`` notes."""
        rows = zip(self._numbers, self._titles, strict=True)
        return [(at + 1, title, url) for at, (url, title) in enumerate(rows) if at < count]


def stays(url: str) -> bool:
    """Whether a link to ``url`` works inside WeChat."""
    return _WECHAT.match(url) is not None

"""Articles as files, a line for each element that stands by itself.

``python -m tests.feeds.article.golden`` writes them anew; look at what changed before it is kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.feeds.article.render import article
from tests.feeds.article.examples import EVERY

FOLDER = Path(__file__).parent / "golden"
KEPT = ("alert-yellow", "alert-ended", "alert-sample", "text", "notice")
_STANDING = re.compile(r"(?=<(?:section|p|h[2-4]|[ou]l|li|table|tr|blockquote|hr)\b)")


def lines(html: str) -> str:
    """``html`` with a line end before each element that stands by itself."""
    return _STANDING.sub("\n", html).lstrip("\n") + "\n"


def write() -> None:
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in KEPT:
        (FOLDER / f"{name}.html").write_text(lines(article(EVERY[name])), encoding="utf-8")


if __name__ == "__main__":
    write()

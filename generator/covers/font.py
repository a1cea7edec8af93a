"""The font of covers: Debian's package ``fonts-noto-cjk``, and none but that.

Another font would give other bytes. Nothing here opens the file: whether it is
there is asked in every build, long before a cover is drawn.
"""

from __future__ import annotations

import os

PATH = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
#: The face for mainland Chinese in the collection.
FACE = "Noto Sans CJK SC"
MISSING = (
    "缺少字体 fonts-noto-cjk，没有绘制封面图。"
    "请先运行：sudo apt-get install fonts-noto-cjk，再重新生成。"
)


class NoFontError(RuntimeError):
    """Asked to draw where the font is not installed; says so to an editor."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def identity() -> tuple[int, int] | None:
    """Size and time of the font, which every copy of one package version shares.

    ``None`` where it is not installed: then no cover is drawn, and :data:`MISSING` is to be told.
    """
    try:
        found = os.stat(PATH)  # noqa: PTH116 - a Path costs more than the question
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns

"""What a cover shows."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

#: The colour of the head of every page (overrides/styles/base.css: --yj-top).
GROUND: Final = "#14385f"
Shape = Literal["wide", "square"]


class CoverSpec(NamedTuple):
    """All words of a cover; equal ones give equal bytes.

    ``title`` begins with 【示例】, 【测试】 or 【演练】 where the entry is not real; such a
    cover has no colour of a level.
    """

    title: str
    #: What kind of thing it is: 工作动态, 主题活动, 预警提示.
    label: str
    #: The level in force with this message: 红 … 蓝, Ⅰ … Ⅳ, or ``None``.
    level: str | None
    #: The level in words, the largest on the cover: 黄色预警, Ⅲ级应急响应, 预警解除.
    #: ``None`` where there is none: then ``label`` stands there.
    level_word: str | None
    date: str
    #: The name of the account.
    account: str
    shape: Shape

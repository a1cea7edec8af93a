"""Bulletins of exactly 1,200 Chinese characters, the same ones on every machine.

Each has front matter (title, category, time, tags, hazard, summary) and a body
with headings, paragraphs, bold words, a list and links, as the bureau's own
bulletins have. Times run over sixteen years up to 2026-11-01, in order of id.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

NOW = "2026-11-23T12:00"
CHARACTERS = 1_200

CATEGORIES = ("工作动态", "通知公告", "政策解读", "典型宣传")
TAGS = (
    ("安全生产", "work-safety"),
    ("消防安全", "fire-safety"),
    ("燃气安全", "gas-safety"),
    ("防灾减灾", "disaster-reduction"),
    ("应急演练", "drills"),
    ("汛期", "flood-season"),
    ("警示教育", "lessons"),
    ("监管执法", "supervision"),
)
HAZARDS = ("暴雨", "台风", "高温", "雷电", "地震")

_FIRST = datetime(2010, 11, 1, 9)  # noqa: DTZ001 - written as an editor writes it, without offset
_LAST = datetime(2026, 11, 1, 9)  # noqa: DTZ001

_WHO = (
    "区应急管理局",
    "各街道和新泾镇",
    "消防救援支队",
    "综合减灾示范社区",
    "辖区企业",
    "社区志愿者",
    "物业服务单位",
    "建设工地",
)
_WHEN = (
    "近日",
    "汛期来临之前",
    "节日期间",
    "本周",
    "按照年度计划",
    "接到报告以后",
    "夜间",
    "工作日上午",
)
_DOES = ("检查", "走访", "复查", "演练", "讲解", "更新", "整理", "通报", "核对", "完善")
_WHAT = (
    "高层建筑的疏散通道",
    "地下车库的挡水设施",
    "燃气管道和报警装置",
    "电动自行车停放场所",
    "有限空间作业的审批记录",
    "应急避难场所的标识",
    "防汛物资的储备数量",
    "危险化学品的存放条件",
    "值班值守和信息报送",
    "楼道内堆放的杂物",
    "户外广告牌和高空构筑物",
    "企业主体责任的落实情况",
    "居民家庭的应急包",
    "学校的疏散路线",
)
_THEN = (
    "并当场说明整改的时限",
    "发现的问题逐项登记",
    "由专人跟踪到完成",
    "随后向居民公开结果",
    "同时留下联系电话",
    "提醒大家遇到险情先撤离再报告",
    "要求七天之内复查",
    "与去年的记录逐条比较",
)
_HEADS = ("工作情况", "主要做法", "发现的问题", "下一步安排", "需要大家配合的事项", "有关背景")


class Bulletin(NamedTuple):
    """One bulletin. ``body`` is Markdown with ``{link}`` where the address of ``related`` goes."""

    id: str
    title: str
    category: str
    published: datetime
    tags: tuple[str, ...]
    hazard: str | None
    summary: str
    body: str
    related: str | None

    def text(self, address: str) -> str:
        """The body with the address that ``related`` has in this generator."""
        return self.body.replace("{link}", address)


def bulletins(count: int) -> Iterator[Bulletin]:
    """``count`` bulletins, oldest first; only their times depend on how many there are."""
    step = (_LAST - _FIRST) / count
    for number in range(count):
        chance = random.Random(number)
        moment = _FIRST + timedelta(minutes=int(step.total_seconds() * number / 60))
        related = _id(chance.randrange(number)) if number and number % 5 == 0 else None
        yield Bulletin(
            id=_id(number),
            title=f"{chance.choice(_WHO)}{chance.choice(_DOES)}{chance.choice(_WHAT)}",
            category=chance.choice(CATEGORIES),
            published=moment,
            tags=tuple(name for name, _ in chance.sample(TAGS, 2)),
            hazard=chance.choice(HAZARDS) if number % 3 == 0 else None,
            summary=_sentence(chance),
            body=_body(chance, related is not None),
            related=related,
        )


def _id(number: int) -> str:
    return f"b-{number:06}"


def alert_text(number: int) -> str:
    """What the alert says, in both sites; ``number`` is its minute."""
    return (
        f"上海中心气象台2026年11月23日11时{number:02}分发布暴雨黄色预警信号："
        "预计未来六小时内本区将出现五十毫米以上的降水，请注意防范。"
    )


def characters(text: str) -> int:
    """How many Chinese characters ``text`` has, without punctuation."""
    return sum("\u4e00" <= char <= "\u9fff" for char in text)


def _sentence(chance: random.Random) -> str:
    parts = (_WHEN, _WHO, _DOES, _WHAT)
    return "".join(chance.choice(part) for part in parts) + f"，{chance.choice(_THEN)}。"


def _body(chance: random.Random, with_related: bool) -> str:
    """Three sections; the last paragraph is cut so that there are 1,200 characters exactly."""
    blocks: list[str] = []
    for head in chance.sample(_HEADS, 3):
        blocks.append(f"## {head}")
        blocks.append("".join(_sentence(chance) for _ in range(4)))
        blocks.append(f"{_sentence(chance)}**{chance.choice(_THEN)}**。{_sentence(chance)}")
    blocks.append("\n".join(f"- {_sentence(chance)}" for _ in range(4)))
    blocks.append(f"全文见[市民安全手册](https://example.org/handbook/{chance.randrange(99)})。")
    if with_related:
        blocks.append("此前的情况见[相关动态]({link})。")
    missing = CHARACTERS - sum(map(characters, blocks))
    rest = ""
    while missing > 0:
        sentence = _sentence(chance)
        rest += sentence
        missing -= characters(sentence)
    while missing < 0:
        missing += characters(rest[-1])
        rest = rest[:-1]
    blocks.append(rest.rstrip("，。") + "。")
    return "\n\n".join(blocks) + "\n"

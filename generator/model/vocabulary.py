"""The closed lists of the content format, as data. Words stand as editors write them."""

from __future__ import annotations

from typing import Final, Literal

AlertKind = Literal["预警", "风险提示", "应急响应"]
Action = Literal["发布", "更新", "解除", "撤销"]
Level = Literal["红", "橙", "黄", "蓝", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"]
Status = Literal["实际", "演练", "测试"]
State = Literal["未生效", "生效中", "待核实", "已过期", "已解除", "已撤销"]
Nature = Literal["示例", "测试", "演练", "实际"]
Phase = Literal["未开始", "进行中", "已结束"]

#: Other ways to write an action (应急响应 is 启动, 调整, 终止), and the one we keep.
ACTIONS: Final[dict[str, str]] = {"启动": "发布", "调整": "更新", "终止": "解除"}
#: Roman numerals typed as letters in either case.
LEVELS: Final[dict[str, str]] = {
    "I": "Ⅰ",
    "II": "Ⅱ",
    "III": "Ⅲ",
    "IV": "Ⅳ",
}
#: Which levels a kind has; a kind with none must not be given one.
KIND_LEVELS: Final[dict[str, tuple[Level, ...]]] = {
    "预警": ("红", "橙", "黄", "蓝"),
    "应急响应": ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"),
    "风险提示": (),
}
#: Messages that end an event.
ENDS: Final = ("解除", "撤销")

#: Levels that some kind has; any other word is one that nobody foresaw and is shown as it is.
KNOWN_LEVELS: Final = frozenset(level for levels in KIND_LEVELS.values() for level in levels)


def level_word(level: str) -> str:
    """A level in words: 黄色, Ⅲ级; a colour nobody foresaw too (白色), a longer word as it is."""
    if level in tuple("ⅠⅡⅢⅣ"):
        return f"{level}级"
    return f"{level}色" if len(level) == 1 else level


#: The ten 街镇 of 长宁区 with their codes.
STREETS: Final[dict[str, str]] = {
    "华阳路街道": "310105001",
    "江苏路街道": "310105002",
    "新华路街道": "310105004",
    "周家桥街道": "310105005",
    "天山路街道": "310105006",
    "仙霞新村街道": "310105008",
    "虹桥街道": "310105009",
    "程家桥街道": "310105010",
    "北新泾街道": "310105011",
    "新泾镇": "310105102",
}
#: Areas that are no single street: the whole district, the whole city (relays).
WIDE_AREAS: Final = ("全区", "全市")

Category = Literal[
    "工作动态",
    "通知公告",
    "政策文件",
    "政策解读",
    "事故警示",
    "监管公示",
    "典型宣传",
    "形势分析",
]
#: The addresses of the bulletin categories, in the order of the site.
CATEGORY_SLUGS: Final[dict[str, str]] = {
    "工作动态": "news",
    "通知公告": "notices",
    "政策文件": "policies",
    "政策解读": "explainers",
    "事故警示": "accidents",
    "监管公示": "enforcement",
    "典型宣传": "models",
    "形势分析": "analysis",
}
#: Which categories a special field of a bulletin is meant for.
FIELD_CATEGORIES: Final[dict[str, tuple[str, ...]]] = {
    "document": ("政策文件", "通知公告"),
    "explains": ("政策解读",),
    "accident": ("事故警示",),
    "enforcement": ("监管公示",),
    "figures": ("形势分析",),
}

Validity = Literal["有效", "失效", "废止", "修改"]
AccidentGrade = Literal["一般", "较大", "重大", "特别重大"]
EnforcementKind = Literal["行政处罚", "行政检查", "挂牌督办", "行政许可"]
FigureKind = Literal["bar", "line"]
MaterialKind = Literal["海报", "视频", "手册", "课件"]
PlaceKind = Literal["应急避难场所", "应急避灾点", "综合减灾示范社区", "安全体验馆"]
ObjectiveState = Literal["未公布", "进行中", "完成"]
#: CAP 1.2 §3.2.2.
CapCategory = Literal[
    "Geo",
    "Met",
    "Safety",
    "Security",
    "Rescue",
    "Fire",
    "Health",
    "Env",
    "Transport",
    "Infra",
    "CBRNE",
    "Other",
]
CapSeverity = Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
CapUrgency = Literal["Immediate", "Expected", "Future", "Past", "Unknown"]
CapCertainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]

#: Languages beside Chinese.
LANGUAGES: Final = ("en", "ja", "ko")

#: Stems that addresses of the site itself need.
RESERVED_IDS: Final = frozenset(
    {
        *("archive", "page", "hazard", "tags", "index", "feeds"),
        *LANGUAGES,
        *CATEGORY_SLUGS.values(),
    }
)
ID_LENGTH: Final = 80

IMAGES: Final = ("jpg", "png", "webp", "gif")
#: Endings of media; ``jpeg`` is not among them: one name for one thing.
MEDIA: Final = (*IMAGES, "pdf", "docx", "xlsx", "pptx", "zip", "mp3", "mp4")

#: How the name of a parameter begins that stands for an element of somebody else's message.
UPSTREAM: Final = "upstream."

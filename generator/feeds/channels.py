"""The feeds there are. Words are a table an editor can review."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.vocabulary import CATEGORY_SLUGS


class Channel(NamedTuple):
    """A feed: ``name`` is that of its archives, ``page`` the list it stands for.

    ``title`` follows the name of the site. ``category`` narrows a feed of bulletins.
    """

    name: str
    path: str
    page: str
    title: str
    description: str
    category: str | None = None


ALL = Channel("feed", "feed.xml", "", "全部", "预警提示、应急动态和主题活动。")
ALERTS = Channel(
    "alerts",
    "feeds/alerts.xml",
    "alerts/",
    "预警提示",
    "预警信号、风险提示和应急响应，每一条信息和每一次结束各为一篇。",
)
BULLETINS = Channel(
    "bulletins",
    "feeds/bulletins.xml",
    "bulletins/",
    "应急动态",
    "工作动态、通知公告、政策、事故警示、监管公示、典型宣传和形势分析。",
)
CAMPAIGNS = Channel(
    "campaigns",
    "feeds/campaigns.xml",
    "campaigns/",
    "主题活动",
    "防灾减灾日、安全生产月等主题活动。",
)
CATEGORIES = tuple(
    Channel(
        slug, f"feeds/bulletins/{slug}.xml", f"bulletins/{slug}/", name, f"{name}。", category=name
    )
    for name, slug in CATEGORY_SLUGS.items()
)
#: The items of ALL in other formats.
ATOM = "atom.xml"
JSON = "feed.json"

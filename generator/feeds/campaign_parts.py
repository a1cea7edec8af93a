"""The parts of a campaign that stand around its text: particulars, events, materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.feeds.article.views import Link, Section
from generator.feeds.bulletin_parts import Facts, facts
from generator.pages.addresses import absolute
from generator.pages.environment import day, minute

if TYPE_CHECKING:
    from generator.model.campaign import Campaign, CampaignEvent, Material


def campaign_facts(campaign: Campaign) -> Facts:
    """When it is, what it is about and whose it is; nothing that changes as time goes by."""
    return facts(("时间", _span(campaign)), ("主题", campaign.theme), ("主办", campaign.organiser))


def _span(one: Campaign | CampaignEvent) -> str:
    """From when to when, in the words of its page: dates as whole days."""
    since = day(one.starts) if one.starts_is_date else minute(one.starts)
    if one.ends is None or (one.ends_is_date and one.last_day == one.starts.date()):
        return since
    return f"{since} 至 {day(one.last_day) if one.ends_is_date else minute(one.ends)}"


def programme(campaign: Campaign, site_url: str) -> tuple[Section, ...]:
    """The events, then the materials."""
    found: list[Section] = []
    if campaign.events:
        found += [Section("活动安排"), *map(_event, campaign.events)]
    if campaign.materials:
        links = tuple(_material(one, site_url) for one in campaign.materials)
        found.append(Section("宣传材料", links=links))
    return tuple(found)


def _event(event: CampaignEvent) -> Section:
    links = []
    if event.signup and event.signup.startswith(("http://", "https://")):
        links.append(Link("报名", event.signup))
    if isinstance(event.online, str):
        links.append(Link("线上参加", event.online))
    cancelled = event.cancelled
    return Section(
        f"{event.title}{'（已取消）' if cancelled else ''}",
        minor=True,
        facts=facts(
            ("时间", _span(event)),
            ("原定", _moved_from(event)),
            ("取消原因", cancelled if cancelled != "是" else None),
            ("地点", event.place),
            ("对象", event.audience),
            ("联系", event.contact),
            ("报名", None if links and links[0].title == "报名" else event.signup),
            ("线上", "可线上参加" if event.online is True else None),
            ("名额", None if event.capacity is None else f"{event.capacity}人"),
        ),
        links=tuple(links),
    )


def _moved_from(event: CampaignEvent) -> str | None:
    if event.moved_from is None:
        return None
    return (day if event.moved_from_is_date else minute)(event.moved_from)


def _material(material: Material, site_url: str) -> Link:
    kind = f"〔{material.kind}〕" if material.kind else ""
    url = absolute(site_url, material.file) if material.file else material.url or ""
    return Link(f"{kind}{material.title}", url)

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


def _span(campaign: Campaign) -> str:
    if not campaign.all_day:
        return f"{minute(campaign.starts)} 至 {minute(campaign.ends)}"
    if campaign.last_day == campaign.starts.date():
        return day(campaign.starts)
    return f"{day(campaign.starts)} 至 {day(campaign.last_day)}"


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
    words = day if event.all_day else minute
    when = words(event.starts)
    if event.ends is not None and not event.all_day:
        when += f" 至 {minute(event.ends)}"
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
            ("时间", when),
            ("原定", minute(event.moved_from) if event.moved_from else None),
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


def _material(material: Material, site_url: str) -> Link:
    kind = f"〔{material.kind}〕" if material.kind else ""
    url = absolute(site_url, material.file) if material.file else material.url or ""
    return Link(f"{kind}{material.title}", url)

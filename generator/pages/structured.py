"""JSON-LD (schema.org) of a page, as its kind asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from generator.model.site import Site
from generator.pages.addresses import absolute
from generator.pages.environment import corrected
from generator.pages.page import Page

_CONTEXT = "https://schema.org"


def json_ld(
    page: Page, site: Site, site_url: str, address: str, entry: object
) -> dict[str, Any] | None:
    """The page's own object and its breadcrumb; ``None`` where nothing is to be said."""
    graph: list[dict[str, Any]] = []
    if page.head.schema and page.template != "withdrawn.html":
        graph.append(_object(page, site, site_url, address, entry))
    if page.head.crumbs:
        graph.append(_breadcrumb(page, site_url, address))
    return {"@context": _CONTEXT, "@graph": graph} if graph else None


def _object(page: Page, site: Site, site_url: str, address: str, entry: object) -> dict[str, Any]:
    head = page.head
    about: dict[str, Any] = {
        "@type": head.schema,
        "url": address,
        "name": head.title,
        "description": head.description,
        "inLanguage": "zh-CN",
        # An Event has an organizer.
        "publisher": None if head.schema == "Event" else _organization(site, site_url),
    }
    if head.schema == "WebSite":
        return about
    if head.published is not None and head.schema != "Event":
        about["datePublished"] = head.published.isoformat()
        about["dateModified"] = (head.updated or head.published).isoformat()
    if head.image:
        about["image"] = absolute(site_url, head.image)
    if head.schema in ("NewsArticle", "SpecialAnnouncement"):
        about["headline"] = head.title
        about["author"] = {"@type": "Organization", "name": head.source or _name(site)}
    if head.keywords:
        about["keywords"] = list(head.keywords)
    if entry is not None:
        if head.schema == "SpecialAnnouncement":
            about |= _announcement(page, entry)
        elif head.schema == "Event":
            about |= _event(entry, site)
        elif head.schema == "HowTo":
            about |= _how_to(entry)
    return {key: value for key, value in about.items() if value not in (None, "", [])}


def _announcement(page: Page, entry: Any) -> dict[str, Any]:
    """SpecialAnnouncement: an alert; ``expires`` only where the issuer announced an end."""
    view = cast(Any, page.view)
    message = entry.messages[view.latest]
    return {
        "datePosted": _iso(message.sent),
        "text": corrected(message, view.corrections[view.latest]),
        "expires": _iso(message.expires),
        "spatialCoverage": [
            {"@type": "AdministrativeArea", "name": name} for name in entry.area_of(message)
        ],
    }


def _event(entry: Any, site: Site) -> dict[str, Any]:
    """Event: a campaign; in whole days where it was written so, the last one included."""
    starts = entry.starts.date() if entry.starts_is_date else entry.starts
    return {
        "startDate": starts.isoformat(),
        "endDate": (entry.last_day if entry.ends_is_date else entry.ends).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": "上海市长宁区", "address": "上海市长宁区"},
        "organizer": {"@type": "Organization", "name": entry.organiser or _name(site)},
    }


def _how_to(entry: Any) -> dict[str, Any]:
    """HowTo: a guide, its sections in the order of events."""
    sections = (
        ("事前准备", entry.before),
        ("事中应对", entry.during),
        ("事后注意", entry.after),
    )
    return {
        "step": [
            {
                "@type": "HowToSection",
                "name": name,
                "itemListElement": [{"@type": "HowToStep", "text": text} for text in steps],
            }
            for name, steps in sections
            if steps
        ]
    }


def _breadcrumb(page: Page, site_url: str, address: str) -> dict[str, Any]:
    steps = [(crumb.title, absolute(site_url, crumb.url)) for crumb in page.head.crumbs]
    steps.append((page.head.title, address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": url}
            for number, (title, url) in enumerate(steps, 1)
        ],
    }


def _organization(site: Site, site_url: str) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": _name(site), "url": site_url}


def _name(site: Site) -> str:
    return site.host or site.name or "长宁应急"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

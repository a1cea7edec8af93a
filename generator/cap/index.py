"""The index of CAP files as RSS 2.0: a link to each file, its identifier as guid."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from lxml import etree

from generator.cap.spec import CapIndex, CapItem
from generator.cap.write import to_bytes
from generator.feeds.item import clean
from generator.feeds.make import DEMONSTRATION
from generator.feeds.rss import GENERATOR, plain
from generator.pages.addresses import CAP_INDEX, absolute, cap_url, entry_url

if TYPE_CHECKING:
    from generator.model.site import Site

ATOM = "http://www.w3.org/2005/Atom"
CAP_TYPE = "application/cap+xml"
_TITLE = "CAP 1.2 预警消息"
_DESCRIPTION = "预警信号、风险提示和应急响应的每一条消息，CAP 1.2 格式。解除和撤销也是消息。"


def write(index: CapIndex, site: Site, site_url: str) -> bytes:
    """The document. An empty one is valid, and says nothing of what is in force."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    marked = "" if site.production else DEMONSTRATION
    _text(channel, "title", plain(f"{marked}{clean(site.name)} · {_TITLE}"))
    _text(channel, "link", absolute(site_url, "alerts/"))
    _text(channel, "description", _DESCRIPTION)
    _text(channel, "language", "zh-CN")
    if index.items:
        _text(channel, "lastBuildDate", format_datetime(index.items[0].sent))
    _text(channel, "generator", GENERATOR)
    _link(channel, "self", "application/rss+xml", absolute(site_url, CAP_INDEX))
    if site.hub is not None:
        etree.SubElement(channel, f"{{{ATOM}}}link", href=site.hub, rel="hub")
    for item in index.items:
        _item(etree.SubElement(channel, "item"), item, site_url)
    etree.indent(root)
    return to_bytes(root)


def _item(element: etree._Element, item: CapItem, site_url: str) -> None:
    _text(element, "title", plain(clean(item.title)))
    _text(element, "link", absolute(site_url, cap_url(item.ident, item.key)))
    _text(element, "description", plain(clean(item.text)))
    for word in item.categories:
        _text(element, "category", plain(clean(word)))
    guid = _text(element, "guid", item.identifier)
    guid.set("isPermaLink", "false")
    _text(element, "pubDate", format_datetime(item.sent))
    page = absolute(site_url, f"{entry_url('alert', item.ident)}#m-{item.key}")
    _link(element, "related", "text/html", page)


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


def _link(parent: etree._Element, relation: str, kind: str, address: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", href=address, rel=relation, type=kind)

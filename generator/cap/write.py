"""A message → CAP 1.2 XML. The order of elements is that of the standard and matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from generator.cap.document import Area, Info, Message, Pairs, Resource
from generator.model.moment import CST

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
#: An element: its name, and its text or what is in it.
Part = tuple[str, "str | list[Part]"]


def write(message: Message) -> etree._Element:
    """The ``alert`` element."""
    root = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    _fill(root, _alert(message))
    etree.indent(root)
    return root


def to_bytes(root: etree._Element) -> bytes:
    """The document."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def time(at: datetime) -> str:
    """CAP 1.2 §3.3.2: seconds, no fraction, an offset and never ``Z``."""
    return at.astimezone(CST).strftime("%Y-%m-%dT%H:%M:%S+08:00")


def _fill(parent: etree._Element, parts: Iterable[Part]) -> None:
    for name, value in parts:
        element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        if isinstance(value, str):
            element.text = value
        else:
            _fill(element, value)


def _alert(message: Message) -> Iterator[Part]:
    yield "identifier", message.identifier
    yield "sender", message.sender
    yield "sent", time(message.sent)
    yield "status", message.status
    yield "msgType", message.msg_type
    yield from _given("source", message.source)
    yield "scope", "Public"
    yield from _given("note", message.note)
    if message.references:
        rows = (f"{message.sender},{ident},{time(at)}" for ident, at in message.references)
        yield "references", " ".join(rows)
    for info in message.infos:
        yield "info", [*_info(info)]


def _info(info: Info) -> Iterator[Part]:
    yield "language", info.language
    for category in info.categories:
        yield "category", category
    yield "event", info.event
    for response in info.responses:
        yield "responseType", response
    yield "urgency", info.urgency
    yield "severity", info.severity
    yield "certainty", info.certainty
    yield from _pairs("eventCode", info.event_codes)
    yield "effective", time(info.effective)
    yield from _given("onset", time(info.onset) if info.onset else None)
    yield from _given("expires", time(info.expires) if info.expires else None)
    yield "senderName", info.sender_name
    yield "headline", info.headline
    yield "description", info.description
    yield from _given("instruction", info.instruction)
    yield "web", info.web
    yield from _given("contact", info.contact)
    yield from _pairs("parameter", info.parameters)
    for resource in info.resources:
        yield "resource", [*_resource(resource)]
    for area in info.areas:
        yield "area", [*_area(area)]


def _resource(resource: Resource) -> Iterator[Part]:
    yield "resourceDesc", resource.description
    yield "mimeType", resource.mime_type
    yield "uri", resource.uri


def _area(area: Area) -> Iterator[Part]:
    yield "areaDesc", area.description
    yield from _pairs("geocode", area.geocodes)


def _pairs(name: str, pairs: Pairs) -> Iterator[Part]:
    for key, value in pairs:
        yield name, [("valueName", key), ("value", value)]


def _given(name: str, value: str | None) -> Iterator[Part]:
    if value:
        yield name, value

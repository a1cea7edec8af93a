"""What CAP 1.2 says in words and its schema does not, read anew from the XML alone.

Rules: OASIS CAP 1.2 §3.2 and §3.3, the profile of public alerts (domain facts), outputs.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from lxml import etree

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("CAP-v1.2.xsd"))))
NS = "{urn:oasis:names:tc:emergency:cap:1.2}"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
_NAME = re.compile(r"[^\s,<&]+")
_URL = re.compile(r"https?://[!-~]+")
_CODE = re.compile(r"310000|310105([0-9]{3})?")
MARKS = {"Exercise": ("【演练】",), "Test": ("【示例】", "【测试】"), "Actual": ("",)}
#: What of an info is the same in every language.
SAME = ("category", "responseType", "urgency", "severity", "certainty", "effective", "onset",
        "expires", "senderName", "web", "contact")  # fmt: skip


class Cap:
    """A message, as a receiver reads it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = ET.fromstring(data)  # noqa: S314 - we wrote it
        self.infos = self.root.findall(f"{NS}info")

    def of(self, name: str) -> str | None:
        return self.root.findtext(f"{NS}{name}")

    def __getitem__(self, name: str) -> str:
        found = self.of(name)
        assert found is not None, name
        return found

    @property
    def sent(self) -> datetime:
        return datetime.fromisoformat(self["sent"])

    @property
    def references(self) -> list[tuple[str, ...]]:
        return [tuple(row.split(",")) for row in (self.of("references") or "").split()]

    def info(self, name: str, number: int = 0) -> str | None:
        return self.infos[number].findtext(f"{NS}{name}")

    def all(self, name: str, number: int = 0) -> list[str]:
        return [one.text or "" for one in self.infos[number].findall(f"{NS}{name}")]

    def pairs(self, name: str, number: int = 0) -> list[tuple[str, str]]:
        found = self.infos[number].iter(f"{NS}{name}")
        return [
            (one.findtext(f"{NS}valueName") or "", one.findtext(f"{NS}value") or "")
            for one in found
        ]

    @property
    def parameters(self) -> dict[str, str]:
        return dict(self.pairs("parameter"))

    @property
    def expires(self) -> datetime | None:
        text = self.info("expires")
        return datetime.fromisoformat(text) if text else None


def faults(data: bytes) -> list[str]:
    """What is wrong with a message."""
    if not SCHEMA.validate(etree.fromstring(data)):
        return [str(SCHEMA.error_log.last_error)]
    found = [*_document(data)]
    message = Cap(data)
    return [*found, *_alert(message), *_languages(message), *_mark(message)] + [
        f"info {number}: {fault}"
        for number in range(len(message.infos))
        for fault in _info(message, number)
    ]


def _document(data: bytes) -> Iterator[str]:
    if not data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>") or b"<!" in data:
        yield "no plain UTF-8 XML"
    data.decode("utf-8")


def _alert(message: Cap) -> Iterator[str]:
    for name in ("identifier", "sender"):
        if not _NAME.fullmatch(message[name]):
            yield f"{name} {message[name]}"
    times: list[Any] = [one for one in message.root.iter() if one.tag in _TIMES]
    yield from (f"time {one.text}" for one in times if not _TIME.fullmatch(one.text or ""))
    references = message.references
    if bool(references) != (message["msgType"] in ("Update", "Cancel")):
        yield f"{message['msgType']} with {len(references)} references"
    if any(len(row) != 3 or row[0] != message["sender"] for row in references):
        yield "references"
    if [row[2] for row in references] != sorted({row[2] for row in references}):
        yield "order of references"
    if any(row[2] >= message["sent"] for row in references):
        yield "refers to what is not earlier"
    if message["scope"] != "Public" or not message.infos:
        yield "not for everyone"
    if message["status"] in ("Exercise", "Test") and not message.of("note"):
        yield "not real, and no note"


_TIMES = {f"{NS}{name}" for name in ("sent", "effective", "onset", "expires")}


def _languages(message: Cap) -> Iterator[str]:
    languages = [one.findtext(f"{NS}language") for one in message.infos]
    if languages[0] != "zh-CN" or len(set(languages)) != len(languages):
        yield f"languages {languages}"
    if not set(languages) <= {"zh-CN", "en", "ja", "ko"}:
        yield f"languages {languages}"
    for number in range(1, len(languages)):
        for name in SAME:
            if message.all(name, number) != message.all(name):
                yield f"{name} differs in {languages[number]}"
        for name in ("eventCode", "parameter", "geocode"):
            if message.pairs(name, number) != message.pairs(name):
                yield f"{name} differs in {languages[number]}"


def _info(message: Cap, number: int) -> Iterator[str]:
    times = [message.info(name, number) for name in ("effective", "onset", "expires")]
    effective, onset, expires = (datetime.fromisoformat(one) if one else None for one in times)
    if effective is None or effective < message.sent:
        yield "effective before sent"
    elif expires is not None and expires <= max(effective, onset or effective):
        yield "over before it begins"
    headline = message.info("headline", number) or ""
    if not 0 < len(headline) <= 140 or "\n" in headline or headline != headline.strip():
        yield f"headline {headline!r}"
    for name in ("event", "description", "senderName"):
        if not (message.info(name, number) or "").strip():
            yield f"no {name}"
    if not _URL.fullmatch(message.info("web", number) or ""):
        yield "web"
    areas = message.infos[number].findall(f"{NS}area")
    codes = [code for _, code in message.pairs("geocode", number)]
    if not areas or len(codes) != len(areas) or not all(map(_CODE.fullmatch, codes)):
        yield "area"
    if not message.all("responseType", number):
        yield "no responseType"
    if message["msgType"] == "Cancel":
        yield from _cancel(message, number)


def _cancel(message: Cap, number: int) -> Iterator[str]:
    if message.all("responseType", number) != ["AllClear"]:
        yield "an end that is not all clear"
    if message.info("urgency", number) != "Past":
        yield "an end that is not past"
    if message.expires != message.sent + timedelta(hours=1):
        yield "an end that lasts"
    if message.info("instruction", number):
        yield "an end that asks for something"


def _mark(message: Cap) -> Iterator[str]:
    marks = MARKS[message["status"]]
    for name in ("headline", "description", "event"):
        if not (message.info(name) or "").startswith(marks):
            yield f"{message['status']} not marked in {name}"
    if message["status"] != "Actual":
        for number in range(1, len(message.infos)):
            for name in ("headline", "description", "event"):
                if not (message.info(name, number) or "").startswith(("[", "【")):
                    yield f"not marked in {name} of info {number}"

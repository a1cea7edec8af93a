"""``/offline.json``: what the browser of a reader keeps (overrides/sw.js), and the words of copies.

Paths with the digest and size of each file, in groups: ``first`` what is kept even by
those who save data, ``rest``, and what only readers of another language get.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from generator.languages.words import CHINESE, TAGS, words
from generator.model.vocabulary import LANGUAGES
from generator.pages.sections.offline import URL
from generator.site.artifacts import File, Part
from generator.site.store import Row, SectionHead

if TYPE_CHECKING:
    from generator.pages.sections.alert_lists import AlertExports
    from generator.theme.chrome import Chrome

PATH = "offline.json"
#: Alerts in force that are kept before anybody reads them, worst first.
ALERTS = 20
#: Sections of which pages are kept.
_SECTIONS = ("docs", "offline", "home", "alerts", "guides", "places", *LANGUAGES)
_ASSET = re.compile(r'(?:href|src)="(?:\.{1,2}/)*(assets/(?:stylesheets|javascripts)/[^"?#]+)["?#]')
_PLACES = re.compile(r"places/(page/\d+/)?index\.html")
_HEADINGS = ("当前预警", "正在生效", "即将生效")

#: Path, the first half of its SHA-256, its size in bytes.
Line = tuple[str, str, int]


def offline_part(
    chrome: Chrome, sections: Mapping[str, SectionHead], rows: Callable[[str], Mapping[str, Row]]
) -> Part:
    """The list; none where `docs/` has a file of that name, which turns the worker off."""
    if PATH in chrome.files:
        return Part("offline-list", [], [])
    key = blake2b(digest_size=16)
    for name in _SECTIONS:
        key.update(sections[name].shard.encode() + sections[name].told + b"\0")
    key.update(repr(chrome.frames["offline"]).encode())

    def make() -> bytes:
        alerts: AlertExports = pickle.loads(sections["alerts"].exports)
        live = [row.url for row in (*alerts.in_force, *alerts.coming)][:ALERTS]
        guides = [row.url for row in pickle.loads(sections["guides"].exports)]
        found = {name: rows(name) for name in _SECTIONS}
        data = offline_list(chrome, live, guides, found)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return text.encode() + b"\n"

    return Part("offline-list", [], [File(PATH, key.digest(), make)])


def offline_list(
    chrome: Chrome,
    alerts: Iterable[str],
    guides: Iterable[str],
    rows: Mapping[str, Mapping[str, Row]],
) -> dict[str, Any]:
    """The list as data; ``alerts`` and ``guides`` are site-relative addresses."""
    assets = sorted(set(_ASSET.findall("".join(chrome.frames["offline"].literals))))
    urls = ("", "alerts/", *alerts, "guides/", *guides)
    return {
        "version": 1,
        "first": _lines(rows, [*_pages([URL]), *assets]),
        "rest": _lines(rows, [*_pages(urls), *sorted(filter(_PLACES.fullmatch, rows["places"]))]),
        **{
            language: _lines(rows, _pages(f"{language}/{url}" for url in urls))
            for language in LANGUAGES
        },
        "words": {TAGS[language]: _words(language) for language in (CHINESE, *LANGUAGES)},
    }


def _pages(urls: Iterable[str]) -> list[str]:
    return [f"{url}index.html" for url in urls]


def _lines(rows: Mapping[str, Mapping[str, Row]], paths: Iterable[str]) -> list[Line]:
    known = {path: row for section in rows.values() for path, row in section.items()}
    return [
        (path.removesuffix("index.html"), known[path].digest.hex()[:32], known[path].stat.size)
        for path in paths
        if path in known
    ]


def _words(language: str) -> dict[str, object]:
    """What the worker writes into a copy of a page, in the language of the page."""
    said = words(language)
    return {
        "note": said(
            "这是{time}（北京时间）取得的离线副本，可能已经过时。"
            "其中预警的状态无法核实，请以发布单位为准。",
            "离线",
        ),
        "again": said("重新打开本页", "离线"),
        "state": said("离线副本，状态无法核实", "离线"),
        "device": said("{time}（本机时间）", "离线"),
        "minute": said.find("时间", "分") or "{year}年{number}月{day}日 {clock}",
        "months": said.find("时间", "月") or "",
        "headings": [said(heading) for heading in _HEADINGS],
    }

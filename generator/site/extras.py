"""The files of the site that no section plans: docs, theme, media, sitemap, robots, heartbeat."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import escape

from generator.languages.words import CHINESE
from generator.model.library import KINDS, Edition, Library
from generator.model.moment import Moment
from generator.model.site import Site
from generator.pages.addresses import absolute, entry_url
from generator.pages.alternates import switch
from generator.pages.page import Page
from generator.problems import Problem
from generator.project import Project
from generator.site.artifacts import File, Part
from generator.site.sources import Sources
from generator.site.store import SectionHead, Store

if TYPE_CHECKING:
    from generator.theme.chrome import Chrome, DocsPage

HEARTBEAT = "api/v1/heartbeat.json"
#: A heartbeat is written anew when it is older (outputs.md).
HEARTBEAT_AGE = timedelta(minutes=5)
#: The most addresses of one sitemap file (sitemaps.org).
SITEMAP_SIZE = 50_000
#: Top-level names of what is generated, now or by a later part of the program (outputs.md).
RESERVED = frozenset(
    {
        *(
            "alerts",
            "bulletins",
            "campaigns",
            "guides",
            "places",
            "tags",
            "objectives",
            "offline",
            "index.html",
        ),
        *(
            "en",
            "ja",
            "ko",
            "media",
            "pictures",
            "covers",
            "feeds",
            "cap",
            "api",
            "search",
            "pagefind",
            "404.html",
        ),
    }
)
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Addresses:
    """Addresses of ``entry:KIND/ID`` at ``now``, ``None`` for what is not visible."""

    def __init__(self, library: Library, now: Moment) -> None:
        self._edition = Edition(library, now, ())

    def of(self, target: str) -> str | None:
        """The site-relative address of ``entry:KIND/ID[#ANCHOR]``."""
        name, _, anchor = target.removeprefix("entry:").partition("#")
        kind, _, ident = name.partition("/")
        card = self._edition.find(kind, ident) if kind in KINDS else None
        if card is None or self._edition.withdrawn(card):
            return None
        return entry_url(kind, ident) + (f"#{anchor}" if anchor else "")


def docs_part(chrome: Chrome, addresses: Addresses) -> Part:
    """Hand-written pages with their links to entries bound, and the files of the theme."""
    files = [
        File(path, _key(chrome.digest, path), lambda path=path: chrome.files[path])  # type: ignore[misc]
        for path in chrome.files
    ]
    lines: list[str] = []
    problems: list[Problem] = []
    for path, page in chrome.docs.items():
        if path.partition("/")[0] in RESERVED:
            said = f"这一页的地址 /{path.removesuffix('index.html')} 是生成的页面用的"
            hint = "换一个文件名或文件夹"
            problems.append(Problem(page.source, 1, 1, "error", "address-taken", said, hint))
            continue
        bound = {link.target: addresses.of(link.target) for link in page.links}
        key = _key(chrome.digest, path, repr(sorted(bound.items(), key=str)))
        files.append(File(path, key, lambda page=page, bound=bound: _docs(page, bound)))  # type: ignore[misc]
        lines.append(_line(absolute(chrome.site_url, path.removesuffix("index.html")), None))
    return Part("docs", [], files, tuple(lines), tuple(problems))


def _docs(page: DocsPage, bound: Mapping[str, str | None]) -> bytes:
    root = "../" * page.path.count("/") or "./"

    def address(target: str) -> str | None:
        found = bound[target]
        return None if found is None else str(escape(root + found))

    return page.fill(address).encode()


def media_part(project: Project, sources: Sources, shown: Iterable[str]) -> Part:
    """The media that visible entries use."""
    media = sources.media
    files = [
        File(path, media[path].digest, (project.content / path).read_bytes)
        for path in sorted(shown)
        if path in media
    ]
    return Part("media", [], files)


def root_part(chrome: Chrome, site: Site, base: bytes) -> Part:
    """robots.txt and the page for addresses that lead nowhere."""
    rule = "Disallow:" if site.production else "Disallow: /"
    robots = f"User-agent: *\n{rule}\nSitemap: {chrome.site_url}sitemap.xml\n".encode()
    name = site.name or "长宁应急"
    home = urlsplit(chrome.site_url).path or "/"
    frame = chrome.frames["404"]

    def not_found() -> bytes:
        values = dict.fromkeys(frame.slots, "")
        values["head"] = (
            f"<title>没有找到这个页面 - {escape(name)}</title>\n"
            '<meta name="robots" content="noindex">'
        )
        values["topic"] = values["crumb"] = "没有找到这个页面"
        values["languages"] = switch(CHINESE, home, {})
        values["content"] = _NOT_FOUND.format(home=escape(home))
        return frame.fill(values).encode()

    files = [
        File("robots.txt", _key(robots.hex()), lambda: robots),
        File("404.html", _key(base.hex(), repr(frame)), not_found),
    ]
    return Part("root", [], files)


_NOT_FOUND = """<h1>没有找到这个页面</h1>
<p>地址可能输错了，或者页面已经不在。</p>
<ul class="yj-links">
<li><a href="{home}alerts/">查看当前预警</a></li>
<li><a href="{home}guides/">应急指南</a></li>
<li><a href="{home}">回到首页</a></li>
</ul>
<p>遇到危险请拨打 <a href="tel:119">119</a>、<a href="tel:110">110</a>、\
<a href="tel:120">120</a>。</p>"""


def sitemap_lines(site_url: str, pages: Iterable[Page]) -> tuple[str, ...]:
    """A line of the sitemap for each page that should be found."""
    return tuple(
        _line(absolute(site_url, page.url), page.lastmod)
        for page in pages
        if page.listed and page.head.indexed
    )


def _line(address: str, lastmod: datetime | None) -> str:
    stamp = f"<lastmod>{lastmod.isoformat()}</lastmod>" if lastmod else ""
    return f"<url><loc>{escape(address)}</loc>{stamp}</url>"


def sitemap_part(site_url: str, store: Store, sections: Mapping[str, SectionHead]) -> Part:
    """One sitemap.xml, or an index of several files where there are too many addresses.

    Files go by section, so that a new alert rewrites those of the alerts alone.
    """
    parts = [(name, head) for name, head in sections.items() if head.urls]
    total = sum(head.urls for _, head in parts)
    if total <= SITEMAP_SIZE:
        key = _key(*(head.sitemap for _, head in parts))
        shards = [head.sitemap for _, head in parts]
        return Part("sitemap", [], [File("sitemap.xml", key, lambda: _urlset(store, shards))])
    files: list[File] = []
    names: list[str] = []
    for name, head in parts:
        for number in range(-(-head.urls // SITEMAP_SIZE)):
            path = f"sitemap-{name}-{number + 1}.xml"
            names.append(path)
            files.append(
                File(
                    path,
                    _key(head.sitemap, str(number)),
                    lambda head=head, number=number: _urlset(store, [head.sitemap], number),  # type: ignore[misc]
                )
            )
    index = _document(
        "sitemapindex",
        (f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>" for name in names),
    )
    files.append(File("sitemap.xml", _key(index.hex()), lambda: index))
    return Part("sitemap", [], files)


def _urlset(store: Store, shards: Iterable[str], number: int | None = None) -> bytes:
    lines = [line for shard in shards for line in store.shard(shard)]
    if number is not None:
        lines = lines[number * SITEMAP_SIZE : (number + 1) * SITEMAP_SIZE]
    return _document("urlset", lines)


def _document(name: str, lines: Iterable[str]) -> bytes:
    body = "\n".join(lines)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{_XMLNS}">'
    return f"{head}\n{body}\n</{name}>\n".encode()


def heartbeat(root: str, now: Moment, incomplete: bool, *, changed: bool) -> bytes | None:
    """heartbeat.json, when it is due: another file changed, or it is five minutes old."""
    if not changed:
        try:
            with open(f"{root}/{HEARTBEAT}", "rb") as stream:
                old = json.loads(stream.read())
            fresh = abs(now.instant - datetime.fromisoformat(old["at"])) <= HEARTBEAT_AGE
            if fresh and old["incomplete"] == incomplete:
                return None
        except (OSError, ValueError, KeyError, TypeError):
            pass  # none that can be read: write one
    text = json.dumps({"at": now.instant.isoformat(timespec="seconds"), "incomplete": incomplete})
    return text.encode() + b"\n"


def _key(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

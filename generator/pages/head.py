"""The ``<head>`` of generated pages: title, government page tags, Open Graph, JSON-LD.

Tags: 国办发〔2017〕47号, «政府网站网页标签规范»: site tags on every
page, column tags on columns and articles, article tags on articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.languages.words import LOCALES
from generator.model.site import Site
from generator.pages.addresses import absolute
from generator.pages.alternates import alternate_links, alternates
from generator.pages.page import Head, Page
from generator.pages.structured import json_ld


class _Escaped(NamedTuple):
    """What several tags say, escaped once."""

    title: str
    description: str
    address: str


def render_head(page: Page, site: Site, site_url: str, entry: object, site_tags: SiteTags) -> str:
    """Everything between ``<head>`` and the theme's own styles that says what the page is."""
    head = page.head
    address = absolute(site_url, page.url)
    words = _Escaped(escape(head.title), escape(head.description), escape(address))
    title = words.title if not page.url else f"{words.title} - {escape(site.name)}"
    lines = [f"<title>{title}</title>", _meta("description", words.description)]
    if not site.production or not head.indexed:
        lines.append(_meta("robots", "noindex"))
    lines.append(f'<link rel="canonical" href="{words.address}">')
    lines += alternate_links(page, site_url)
    lines += site_tags.of(head.column)
    if head.kind == "article":
        lines += _government(head, site, site_url, words)
    lines += _open_graph(page, site, site_url, words)
    data = json_ld(page, site, site_url, address, entry)
    if data:
        lines.append(f'<script type="application/ld+json">{script_json(data)}</script>')
    return "\n".join(lines)


def script_json(data: object) -> str:
    """JSON that can stand in a script element: nothing in it ends the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


class SiteTags:
    """The tags of the site and of its columns, made once a column."""

    def __init__(self, site: Site, site_url: str) -> None:
        self._site, self._domain = site, urlsplit(site_url).netloc
        self._made: dict[str, tuple[str, ...]] = {}

    def of(self, name: str) -> tuple[str, ...]:
        """The tags of the site and of its column ``name``."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> tuple[str, ...]:
        site, column = self._site, self._site.column(name)
        keywords = ",".join(column.keywords) if column else ""
        tags = (
            ("SiteName", site.name),
            ("SiteDomain", self._domain),
            ("SiteIDCode", site.idcode or ""),
            ("ColumnName", name),
            ("ColumnDescription", (column and column.description) or name),
            ("ColumnKeywords", keywords or name),
            ("ColumnType", column.type if column else "工作动态"),
        )
        return tuple(_meta(tag, escape(content)) for tag, content in tags)


def _government(head: Head, site: Site, site_url: str, words: _Escaped) -> Iterator[str]:
    yield _meta("ArticleTitle", words.title)
    if head.published is not None:
        yield _meta("PubDate", f"{head.published:%Y-%m-%d %H:%M}")
    yield _meta("ContentSource", escape(head.source or site.host or site.name))
    if head.keywords:
        yield _meta("Keywords", escape(",".join(head.keywords)))
    if head.author:
        yield _meta("Author", escape(head.author))
    yield _meta("Description", words.description)
    if head.image:
        yield _meta("Image", escape(absolute(site_url, head.image)))
    yield _meta("Url", words.address)


def _open_graph(page: Page, site: Site, site_url: str, words: _Escaped) -> Iterator[str]:
    head = page.head
    yield _property("og:type", "article" if head.kind == "article" else "website")
    yield _property("og:title", words.title)
    yield _property("og:description", words.description)
    yield _property("og:url", words.address)
    yield _property("og:site_name", escape(site.name))
    yield _property("og:locale", LOCALES[page.language])
    for code, _ in alternates(page):
        if code != page.language:
            yield _property("og:locale:alternate", LOCALES[code])
    if head.image:
        yield _property("og:image", escape(absolute(site_url, head.image)))
    if head.kind == "article" and head.published is not None:
        yield _property("article:published_time", head.published.isoformat())
        if head.updated is not None:
            yield _property("article:modified_time", head.updated.isoformat())


def _meta(name: str, escaped: str) -> str:
    return f'<meta name="{name}" content="{escaped}">'


def _property(name: str, escaped: str) -> str:
    return f'<meta property="{name}" content="{escaped}">'

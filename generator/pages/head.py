"""The ``<head>`` of generated pages: title, government page tags, Open Graph, JSON-LD.

Tags: 国办发〔2017〕47号, «政府网站网页标签规范»: site tags on every
page, column tags on columns and articles, article tags on articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from markupsafe import escape

from generator.model.site import Site
from generator.pages.addresses import absolute
from generator.pages.page import Page
from generator.pages.structured import json_ld


def render_head(page: Page, site: Site, site_url: str, entry: object, site_tags: SiteTags) -> str:
    """Everything between ``<head>`` and the theme's own styles that says what the page is."""
    head = page.head
    address = absolute(site_url, page.url)
    name = site.name
    title = head.title if not page.url else f"{head.title} - {name}"
    lines = [f"<title>{escape(title)}</title>", _meta("description", head.description)]
    if not site.production or not head.indexed:
        lines.append(_meta("robots", "noindex"))
    lines.append(f'<link rel="canonical" href="{escape(address)}">')
    lines += site_tags.of(head.column)
    lines += _government(page, site, site_url, address)
    lines += _open_graph(page, site, site_url, address)
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
        return (
            _meta("SiteName", site.name),
            _meta("SiteDomain", self._domain),
            _meta("SiteIDCode", site.idcode or ""),
            _meta("ColumnName", name),
            _meta("ColumnDescription", (column and column.description) or name),
            _meta("ColumnKeywords", keywords or name),
            _meta("ColumnType", column.type if column else "工作动态"),
        )


def _government(page: Page, site: Site, site_url: str, address: str) -> Iterator[str]:
    head = page.head
    if head.kind != "article":
        return
    yield _meta("ArticleTitle", head.title)
    if head.published is not None:
        yield _meta("PubDate", f"{head.published:%Y-%m-%d %H:%M}")
    yield _meta("ContentSource", head.source or site.host or site.name)
    if head.keywords:
        yield _meta("Keywords", ",".join(head.keywords))
    if head.author:
        yield _meta("Author", head.author)
    yield _meta("Description", head.description)
    if head.image:
        yield _meta("Image", absolute(site_url, head.image))
    yield _meta("Url", address)


def _open_graph(page: Page, site: Site, site_url: str, address: str) -> Iterator[str]:
    head = page.head
    yield _property("og:type", "article" if head.kind == "article" else "website")
    yield _property("og:title", head.title)
    yield _property("og:description", head.description)
    yield _property("og:url", address)
    yield _property("og:site_name", site.name)
    yield _property("og:locale", "zh_CN")
    if head.image:
        yield _property("og:image", absolute(site_url, head.image))
    if head.kind == "article" and head.published is not None:
        yield _property("article:published_time", head.published.isoformat())
        if head.updated is not None:
            yield _property("article:modified_time", head.updated.isoformat())


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">'


def _property(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{escape(content)}">'

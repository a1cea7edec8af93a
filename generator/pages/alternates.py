"""A page in other languages: for machines (hreflang) and for readers (the switch)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from generator.languages.words import CHINESE, OWN_NAMES, TAGS
from generator.pages.addresses import absolute, encoded
from generator.pages.page import Page


def alternates(page: Page) -> Iterator[tuple[str, str]]:
    """Code and site-relative address of each language of a page that has several, its own too."""
    if page.languages:
        chinese = page.url.removeprefix(_folder(page.language))
        for code in (CHINESE, *page.languages):
            yield code, _folder(code) + chinese


def alternate_links(page: Page, site_url: str) -> Iterator[str]:
    """The elements of the head; Chinese is the original, so it serves everybody else as well."""
    for code, url in alternates(page):
        address = escape(absolute(site_url, url))
        yield f'<link rel="alternate" hreflang="{TAGS[code]}" href="{address}">'
        if code == CHINESE:
            yield f'<link rel="alternate" hreflang="x-default" href="{address}">'


def language_links(page: Page) -> str:
    """The rows of the switch; languages that the page lacks lead to their home page."""
    return switch(page.language, page.root, dict(alternates(page)))


def switch(own: str, root: str, urls: dict[str, str]) -> str:
    """A row for each language but ``own``; ``root`` is the way to the root of the site."""
    row = Markup('<li><a href="{}" hreflang="{}" lang="{}">{}</a></li>')
    return "\n".join(
        row.format(root + encoded(urls.get(code, _folder(code))), tag, tag, OWN_NAMES[code])
        for code, tag in TAGS.items()
        if code != own
    )


def _folder(code: str) -> str:
    return "" if code == CHINESE else f"{code}/"

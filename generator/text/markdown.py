"""Markdown → sanitized HTML: ``prose`` or ``reader`` reads, ``sanitize`` cleans."""

from __future__ import annotations

import re
from html import unescape

from generator.text.body import Body, Heading
from generator.text.prose import read_prose
from generator.text.reader import reader
from generator.text.sanitize import images, sanitize


def render_body(text: str) -> Body:
    """``text`` (Markdown, any line ends) as a sanitized fragment."""
    raw, headings = read_prose(text) or _read(text)
    html, links = sanitize(raw, (heading.anchor for heading in headings))
    pictures: tuple[tuple[str, str], ...] = ()
    if "<img" in html:
        pictures = images(raw)
        html = _BARE_IMAGE.sub("", html).replace("<img ", '<img loading="lazy" ')
    return Body(html, tuple(headings), links, pictures, _lead(html))


def _read(text: str) -> tuple[str, list[Heading]]:
    md = reader()
    return md.read(text), md.headings


_BARE_IMAGE = re.compile(r"<img(?![^>]* src=\")[^>]*>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: Characters of a lead; summaries are cut from it.
LEAD = 160


def _lead(html: str) -> str:
    """The words of the first paragraphs."""
    words = ""
    for match in _PARAGRAPH.finditer(html):
        words += unescape(_TAG.sub("", match[1])).strip() + " "
        if len(words) > LEAD:
            break
    return words[:LEAD].strip()

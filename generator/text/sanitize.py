"""The allow-list: what of HTML may come out of a text (nh3, that is ammonia)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import nh3

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "div", "dl"),
    *("dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"),
    *("kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "li": {"id"},
    "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_CELLS = {"yj-left", "yj-center", "yj-right"}
_CLASSES = {
    "td": _CELLS,
    "th": _CELLS,
    "div": {"admonition", "note", "warning", "danger", "tip", "info", "footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "entry"}
_FOOTNOTE = re.compile(r"fn(?:ref\d*)?:[\w\-]+")
_IMAGE = re.compile(r"media/")


class _Filter:
    """Ids are those we gave, images those of content/media; everything noted on the way."""

    def __init__(self) -> None:
        self.anchors: set[str] = set()
        self.links: dict[str, None] = {}

    def __call__(self, _tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if value in self.anchors or _FOOTNOTE.fullmatch(value) else None
        if attribute == "href":
            self.links[value] = None
        elif attribute == "src" and not _IMAGE.match(value):
            return None
        return value


_filter = _Filter()


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        attribute_filter=_filter,
        link_rel=None,
        strip_comments=True,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template"},
    )


def sanitize(html: str, anchors: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """``html`` with what is allowed, and every address it links to, refused ones last.

    ``anchors`` are our ids.
    """
    _filter.anchors = set(anchors)
    _filter.links = {}
    clean = _cleaner().clean(html)
    if _REFUSED.search(html):
        found = (tag.get("href", "").strip() for tag in _tags(html, "a"))
        _filter.links |= dict.fromkeys(link for link in found if ":" in link)
    return clean, tuple(_filter.links)


def images(raw: str) -> tuple[tuple[str, str], ...]:
    """Address and alt text of every image, foreign ones too (they are the checker's to refuse)."""
    return tuple((tag.get("src", ""), tag.get("alt", "")) for tag in _tags(raw, "img"))


#: A link whose scheme is not allowed: cleaning takes its address away before the filter sees it.
_REFUSED = re.compile(
    rf"<a\s[^>]*?href\s*=\s*[\"']?\s*(?!(?:{'|'.join(sorted(_SCHEMES))}):)[a-z][a-z0-9+.\-]*:",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:a|img)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)


class _Attributes(HTMLParser):
    """The tag and the attributes of one element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tag, self.found = "", dict[str, str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag
        # Of an attribute written twice the first counts (HTML, 13.2.5.33).
        self.found = {name: value or "" for name, value in reversed(attrs)}


def _tags(raw: str, tag: str) -> Iterator[dict[str, str]]:
    """The attributes of each ``tag`` as they were written, whatever cleaning makes of them."""
    for match in _TAG.finditer(raw):
        read = _Attributes(match[0])
        if read.tag == tag:
            yield read.found

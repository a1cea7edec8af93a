"""The allow-list: what of HTML may come out of a text (nh3, that is ammonia)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

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
    """``html`` with what is allowed, and every address it links to. ``anchors`` are our ids."""
    _filter.anchors = set(anchors)
    _filter.links = {}
    return _cleaner().clean(html), tuple(_filter.links)


def images(raw: str) -> tuple[tuple[str, str], ...]:
    """Address and alt text of every image, foreign ones too (they are the checker's to refuse)."""
    found: list[tuple[str, str]] = []
    current: dict[str, str] = {}

    def note(_tag: str, attribute: str, value: str) -> str:
        if attribute == "src":
            current["src"] = value
        else:
            current["alt"] = value
        return value

    for piece in raw.split("<img")[1:]:
        current = {}
        nh3.clean(
            "<img" + piece.partition(">")[0] + ">",
            tags={"img"},
            attributes={"img": {"src", "alt"}},
            attribute_filter=note,
        )
        if "src" in current:
            found.append((current["src"], current.get("alt", "")))
    return tuple(found)

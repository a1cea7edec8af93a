"""An item as a draft: what WeChat's fields hold, and HTML that it takes.

The feed writes articles for WeChat; still, whatever arrives is cleaned here by
an allow-list (nh3), for a feed is anybody's until proven otherwise. Images are
replaced by those uploaded; an article that grows beyond WeChat's limit is cut
after a block, with a word and the way to the whole.

Limits: developers.weixin.qq.com, draft/add: title 32, author 16, digest 128,
content below 20,000 characters, content_source_url 1 KB.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import NamedTuple

import nh3

from generator.wechat.cutting import cut
from generator.wechat.errors import SkipError
from generator.wechat.item import Item

TITLE, AUTHOR, DIGEST, CONTENT = 32, 16, 128, 20_000

_BLOCKS = {"p", "section", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"}
_BLOCKS |= {"figure", "dl", "pre", "div", "hr"}
_INLINE = {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "mark", "s", "small"}
_INLINE |= {"span", "strong", "sub", "sup", "u"}
_PARTS = {"caption", "colgroup", "col", "dd", "dt", "figcaption", "li", "tbody", "td", "tfoot"}
_PARTS |= {"th", "thead", "tr"}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "table": {"width", "border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan", "width", "align", "valign"},
    "th": {"colspan", "rowspan", "width", "align", "valign"},
    "col": {"width", "span"},
}
_STYLES = re.compile(
    "(?:color|background(?:-color)?|font(?:-(?:size|weight|style|family))?|line-height|letter-spacing"
    "|text-(?:align|indent|decoration)|white-space|word-(?:break|wrap)|overflow(?:-wrap|-x)?"
    "|(?:margin|padding)(?:-(?:top|right|bottom|left))?|(?:min-|max-)?(?:width|height)"
    "|border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color|radius|collapse|spacing))?"
    "|display|vertical-align|table-layout|list-style(?:-type)?|box-sizing)"
)
_UNSAFE = re.compile(r"url\s*\(|expression|javascript|@|\\|/\*|!\s*important", re.IGNORECASE)
#: nh3 writes every attribute as name="value" with ``<``, ``>`` and ``"`` escaped.
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_SRC = re.compile(r'\ssrc="([^"]*)"')
_VOID = {"br", "hr", "img", "col"}
_MORE = (
    '<p style="margin:16px 0 0;font-size:15px;line-height:1.6;color:#595959">'
    "（全文较长，这里只有前面一部分。请点“阅读原文”看全文。）</p>"
)


class Draft(NamedTuple):
    """The fields of an article of draft/add, all but the cover."""

    title: str
    author: str
    digest: str
    content: str
    content_source_url: str


def images(html: str) -> tuple[str, ...]:
    """Addresses of the images of clean HTML, each once, in order."""
    found = [_source(tag[3]) for tag in _TAG.finditer(html) if tag[2] == "img"]
    return tuple(dict.fromkeys(url for url in found if url))


def clean_html(html: str) -> str:
    """What of ``html`` WeChat may be given; one section."""
    cleaned = _cleaner().clean(html).strip()
    if cleaned.startswith("<section") and _closes_at_end(cleaned):
        return cleaned
    return f"<section>{cleaned}</section>"


def draft(item: Item, html: str, uploaded: Mapping[str, str]) -> Draft:
    """``item`` with its clean ``html``, every image replaced. Raises ``SkipError``."""
    return Draft(
        title=cut(item.title, TITLE),
        author=cut(item.author, AUTHOR),
        digest=cut(item.summary, DIGEST),
        content=shortened(with_images(html, uploaded.__getitem__), CONTENT - 1),
        content_source_url=item.link,
    )


def with_images(html: str, address: Callable[[str], str]) -> str:
    """Clean ``html`` with each image at another address."""

    def replaced(tag: re.Match[str]) -> str:
        url = _source(tag[3]) if tag[2] == "img" else None
        if url is None:
            return tag[0] if tag[2] != "img" else ""
        return tag[0].replace(_SRC.search(tag[3])[0], f' src="{escape(address(url))}"')  # type: ignore[index]

    return _TAG.sub(replaced, html)


def shortened(html: str, limit: int) -> str:
    """Clean ``html`` in at most ``limit`` characters: up to the end of a block, with a word."""
    if len(html) <= limit:
        return html
    open_tags: list[str] = []
    best: tuple[int, tuple[str, ...]] | None = None
    for tag in _TAG.finditer(html):
        if tag[1]:
            while open_tags and open_tags.pop() != tag[2]:
                continue
        elif tag[2] not in _VOID:
            open_tags.append(tag[2])
        closing = sum(len(name) + 3 for name in open_tags)
        if tag.end() + closing + len(_MORE) > limit:
            break
        whole = tag[1] and tag[2] in _BLOCKS and {*open_tags} <= {"section", "div"} and open_tags
        if whole:
            best = tag.end(), tuple(open_tags)
    if best is None:
        raise SkipError("正文太长，而且没有可以断开的地方")
    at, left = best
    return html[:at] + _MORE + "".join(f"</{name}>" for name in reversed(left))


def text_of(html: str) -> str:
    """The words of clean HTML alone."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _source(attributes: str) -> str | None:
    found = _SRC.search(attributes)
    return unescape(found[1]) if found else None


def _closes_at_end(html: str) -> bool:
    """Whether the element that ``html`` begins with is the last to close."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2] not in _VOID:
            depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end() == len(html)
    return False


def _filtered(tag: str, attribute: str, value: str) -> str | None:
    """Styles by their own allow-list; links inside WeChat alone, images by http(s) alone."""
    if attribute == "style":
        kept = [part.strip() for part in value.split(";") if _is_allowed(part)]
        return ";".join(kept) or None
    if tag == "a":
        return value if value.startswith("https://mp.weixin.qq.com/") else None
    if attribute == "src":
        return value if value.startswith(("https://", "http://")) else None
    return value


def _is_allowed(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    known = _STYLES.fullmatch(name.strip().lower())
    return bool(known and value.strip()) and not _UNSAFE.search(value)


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_BLOCKS | _INLINE | _PARTS,
        attributes={"*": {"style"}, **_ATTRIBUTES},
        attribute_filter=_filtered,
        url_schemes={"http", "https"},
        link_rel=None,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template"},
    )

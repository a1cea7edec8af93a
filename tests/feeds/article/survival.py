"""What WeChat lets live in an article, as a list of what does not hold in one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tests.feeds.article.darkmode import declarations, rgb

VOID = frozenset({"br", "hr", "img"})
TAGS = frozenset(
    {
        *("a", "blockquote", "br", "caption", "code", "del", "em", "h2", "h3", "h4", "hr", "img"),
        *("li", "ol", "p", "section", "span", "strong", "sub", "sup", "table", "tbody", "td"),
        *("th", "thead", "tr", "u", "ul"),
    }
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
PROPERTIES = frozenset(
    {
        *("background-color", "border", "border-bottom", "border-collapse", "border-left"),
        *("border-top", "color", "display", "font-family", "font-size", "font-style"),
        *("font-weight", "height", "line-height", "list-style-type", "margin", "max-width"),
        *("overflow", "padding", "text-align", "text-decoration"),
        *("vertical-align", "white-space", "width"),
    }
)
#: A cell has its sizes itself, for WeChat forgets those of its table.
CELL = frozenset({"padding", "border", "font-size", "line-height", "text-align"})
_XML = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


class _Judge(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.roots: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = declarations(given.get("style", ""))
        if not self.open:
            self.roots.append(tag)
        if tag not in TAGS:
            self.faults.append(f"element {tag}")
        self.faults += [
            f"attribute {tag}.{name}"
            for name in given.keys() - ATTRIBUTES.get(tag, set()) - {"style"}
        ]
        self.faults += [f"property {name}" for name in style.keys() - PROPERTIES]
        self.faults += [f"value {one}" for one in style.values() if re.search(r"url|var|!|\\", one)]
        if tag in ("ul", "ol") and any(name in ("ul", "ol") for name, _ in self.open):
            self.faults.append("list in a list")
        if tag == "table" and any(name == "table" for name, _ in self.open):
            self.faults.append("table in a table")
        if tag in ("td", "th") and not style.keys() >= CELL:
            self.faults.append(f"cell without sizes: {style}")
        if tag == "a" and not given.get("href", "").startswith(
            ("https://mp.weixin.qq.com/", "http://mp.weixin.qq.com/")
        ):
            self.faults.append(f"link to {given.get('href')}")
        if tag == "img":
            self._image(given, style)
        if tag not in VOID:
            self.open.append((tag, style))

    def _image(self, given: dict[str, str], style: dict[str, str]) -> None:
        if not re.match("https?://", given.get("src", "")):
            self.faults.append(f"image from {given.get('src')}")
        if "alt" not in given or style.get("max-width") != "100%":
            self.faults.append(f"image without alt or width: {given}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop()[0] != tag:
            self.faults.append(f"end of {tag}")

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        if not self.open:
            self.faults.append(f"words outside: {data}")
        elif rgb(self.open[-1][1].get("color", "")) is None:
            self.faults.append(f"words without a colour: {data}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")


def faults(html: str) -> list[str]:
    """What WeChat would take out of ``html``, refuse, or show wrongly."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    found = judge.faults + [f"never closed: {name}" for name, _ in judge.open]
    if judge.roots != ["section"]:
        found.append(f"roots {judge.roots}")
    if len(html.encode("utf-16-le")) // 2 >= 20_000:
        found.append(f"{len(html)} characters")
    if not _XML.fullmatch(html):
        found.append("characters that no XML can hold")
    return found


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words(html: str) -> str:
    """All words of ``html`` in order."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join(" ".join(reader.words).split())

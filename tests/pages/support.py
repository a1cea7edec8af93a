"""What a reader, a crawler or a machine sees of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
#: Attributes that hold addresses.
ADDRESSES = ("href", "src", "poster", "data-status", "action", "srcset")


@dataclass
class Element:
    """An element of a page with what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str | None = None, **wanted: str) -> list[Element]:
        """Elements below by tag and by attributes (``class_`` is one of the classes)."""
        return [
            one
            for one in self.walk()
            if (tag is None or one.tag == tag)
            and all(_has(one, name, value) for name, value in wanted.items())
        ]

    @property
    def text(self) -> str:
        """All the text in it; that of scripts too."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def closest(self, tag: str) -> Element | None:
        """The nearest ``tag`` around it."""
        found = self.parent
        while found is not None and found.tag != tag:
            found = found.parent
        return found


def _has(element: Element, name: str, value: str) -> bool:
    if name == "class_":
        return value in element.get("class").split()
    return element.get(name.replace("_", "-")) == value


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self._at = Element("", {})
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs}, self._at)
        self._at.children.append(element)
        if tag not in VOID:
            self._at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._at.tag != tag:
            self.faults.append(f"</{tag}> closes <{self._at.tag}>")
            up = self._at
            while up.parent is not None and up.tag != tag:
                up = up.parent
            if up.parent is None:
                return
            self._at = up
        assert self._at.parent is not None
        self._at = self._at.parent

    def handle_data(self, data: str) -> None:
        self._at.children.append(data)


@lru_cache(maxsize=128)
def parse(text: str) -> Element:
    """A page as a tree of elements, to be read only; what is not well nested is an error.

    From one second to the next most pages of a site are the same.
    """
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert not builder.faults, builder.faults[:5]
    return builder.root


def pages(site: Path) -> dict[str, Element]:
    """Every page of an output by its address (``alerts/``; ``404.html`` as such)."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        try:
            found[name.removesuffix("index.html")] = parse(path.read_text(encoding="utf-8"))
        except AssertionError as error:
            error.add_note(name)
            raise
    return found


def switches(page: Element) -> list[Element]:
    """The links of a page to itself in other languages, or to the front of each."""
    return [
        link
        for nav in page.all("nav", class_="yj-nav")
        for settings in nav.all("div", class_="yj-settings")
        for link in settings.all("a")
        if link.get("hreflang")
    ]


def addresses(page: Element) -> Iterator[str]:
    """Every address a page names, as written."""
    for element in page.walk():
        for name in ADDRESSES:
            if name == "srcset" and name in element.attributes:
                yield from (one.split()[0] for one in element.get(name).split(", "))
            elif name in element.attributes:
                yield element.get(name)


def dead_links(site: Path, base: str) -> list[str]:
    """Internal addresses of all pages that lead to no file or to no anchor of a page.

    ``base`` is the address of the site; what begins with it is internal too.
    """
    found = pages(site)
    ids = {
        url: {one.get("id") for one in page.walk() if one.get("id")} for url, page in found.items()
    }
    dead = []
    for url, page in found.items():
        for address in set(addresses(page)):
            target = urljoin(base + url, address)
            if not target.startswith(base):
                if not urlsplit(address).scheme:
                    dead.append(f"{url} → {address} leaves the site")
                continue
            place, _, anchor = target.removeprefix(base).partition("#")
            path = unquote(place.partition("?")[0])
            file = site / (path + "index.html" if path.endswith("/") or not path else path)
            if not file.is_file():
                dead.append(f"{url} → {address}")
            elif anchor and path in ids and unquote(anchor) not in ids[path]:
                dead.append(f"{url} → {address} (no such anchor)")
    return sorted(dead)

"""What readers and machines find in a built tree, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from lxml import html

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"


class Item(NamedTuple):
    """An item of a feed, whatever its format."""

    guid: str
    title: str
    link: str
    at: datetime
    words: str


class Tree:
    """A built site; nothing of the content it was built from."""

    def __init__(self, site: Path) -> None:
        self.site = site

    def json(self, path: str) -> Any:
        return json.loads((self.site / path).read_text(encoding="utf-8"))

    @cached_property
    def pages(self) -> dict[str, Any]:
        """Every page by its address."""
        found = {}
        for path in sorted(self.site.rglob("*.html")):
            url = path.relative_to(self.site).as_posix().removesuffix("index.html")
            found[url] = html.document_fromstring(path.read_bytes().decode("utf-8"))
        return found

    @cached_property
    def alerts(self) -> dict[str, Any]:
        """Events by id, from every part of the list."""
        parts = [self.json("api/v1/alerts.json")]
        folder = self.site / "api/v1/alerts/page"
        parts += [self.json(one.relative_to(self.site).as_posix()) for one in folder.glob("*.json")]
        found: dict[str, Any] = {}
        for part in parts:
            for row in part["alerts"]:
                assert found.setdefault(row["id"], row) == row, row["id"]
        return found

    def rss(self, path: str) -> list[Item]:
        """The items of an RSS feed in their order."""
        root = ET.fromstring((self.site / path).read_bytes())  # noqa: S314 - ours
        return [
            Item(
                one.findtext("guid") or "",
                one.findtext("title") or "",
                one.findtext("link") or "",
                parsedate_to_datetime(one.findtext("pubDate") or ""),
                (one.findtext("description") or "") + (one.findtext(CONTENT) or ""),
            )
            for one in root.iter("item")
        ]

    def atom(self) -> list[Item]:
        """The items of the Atom feed."""
        root = ET.fromstring((self.site / "atom.xml").read_bytes())  # noqa: S314 - ours
        return [
            Item(
                one.findtext(f"{ATOM}id") or "",
                one.findtext(f"{ATOM}title") or "",
                next(
                    link.get("href", "")
                    for link in one.findall(f"{ATOM}link")
                    if link.get("rel", "alternate") == "alternate"
                ),
                datetime.fromisoformat(one.findtext(f"{ATOM}published") or ""),
                (one.findtext(f"{ATOM}summary") or "") + (one.findtext(f"{ATOM}content") or ""),
            )
            for one in root.iter(f"{ATOM}entry")
        ]

    def json_feed(self) -> list[Item]:
        """The items of the JSON feed."""
        return [
            Item(
                one["id"],
                one["title"],
                one["url"],
                datetime.fromisoformat(one["date_published"]),
                one.get("summary", "") + one["content_html"],
            )
            for one in self.json("feed.json")["items"]
        ]

    def archived(self, name: str) -> list[Item]:
        """The items of every closed archive of a feed."""
        folder = self.site / "feeds/archive" / name
        paths = sorted(one.relative_to(self.site).as_posix() for one in folder.glob("*.xml"))
        return [item for path in paths for item in self.rss(path)]

    @cached_property
    def cap(self) -> dict[str, bytes]:
        """CAP files by identifier."""
        return {one.stem: one.read_bytes() for one in sorted((self.site / "cap").glob("*.xml"))}


def rows(page: Any) -> Iterator[tuple[str, str, str]]:
    """Alerts that a page lists: the section they stand in, id and state, in order."""
    for row in page.iterfind(".//*[@data-yj-alert]"):
        section = next(row.iterancestors("section"), None)
        name = "" if section is None else section.get("aria-labelledby") or ""
        yield name, row.get("data-yj-alert"), row.get("data-state")


def linked(page: Any, kind: str = "alerts") -> list[str]:
    """The ids of the alerts that the main part of a page links to."""
    main = page.xpath("//main | //*[@id='yj-main']")
    found = []
    for place in main[:1]:
        for link in place.iterfind(".//a[@href]"):
            parts = link.get("href").partition("#")[0].rstrip("/").split("/")
            if len(parts) > 1 and parts[-2] == kind:
                found.append(parts[-1])
    return found

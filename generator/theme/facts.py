"""What the theme says about the site itself, out of content/site.yml."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from generator.project import Project

#: What stands for the address of the site until somebody gives one (format.md, site.yml).
NOWHERE = "https://example.invalid/"


class Column(NamedTuple):
    """A column as government page tags describe it (国办发〔2017〕47号)."""

    type: str
    description: str
    keywords: str


class SiteFacts(NamedTuple):
    """The facts of content/site.yml that every page shows; empty text where not known."""

    name: str
    url: str
    production: bool
    idcode: str
    icp: str
    police: str
    host: str
    operator: str
    contact: str
    columns: dict[str, Column]

    @property
    def domain(self) -> str:
        """The host of the site's address."""
        return urlsplit(self.url).hostname or ""


def read_facts(project: Project) -> SiteFacts:
    """The facts of ``project``; what can not be read counts as not given."""
    try:
        data: Any = yaml.load((project.content / "site.yml").read_bytes(), yaml.BaseLoader)  # noqa: S506
    except (OSError, yaml.YAMLError):
        data = None
    given = data if isinstance(data, dict) else {}

    def text(key: str, within: dict[str, Any] = given) -> str:
        value = within.get(key)
        return value.strip() if isinstance(value, str) and value != "~" else ""

    columns = given.get("columns")
    rows = [row for row in columns if isinstance(row, dict)] if isinstance(columns, list) else []
    url = text("url") or NOWHERE
    return SiteFacts(
        name=text("name") or "长宁应急",
        url=url if url.endswith("/") else f"{url}/",
        production=text("production") in ("true", "是"),
        **{key: text(key) for key in ("idcode", "icp", "police", "host", "operator", "contact")},
        columns={
            text("name", row): Column(
                text("type", row), text("description", row), text("keywords", row)
            )
            for row in rows
        },
    )

"""What the headers of a site depend on, found in the site that was built."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.headers.policy import Inline, inline, stated

#: The address of a site that nobody gave one (generator.model.site).
_NO_HOST = "example.invalid"


class Survey(NamedTuple):
    """A built site: the path it stands below (``/`` at its end), and what its pages have inline.

    ``https`` is whether it is known to be reached by HTTPS alone. ``files`` are all its
    files, sorted; ``broken`` the pages that their own policy keeps from working.
    """

    base: str
    https: bool
    inline: Inline
    files: tuple[str, ...]
    broken: tuple[str, ...]


def survey(site: Path) -> Survey:
    """Read the site in ``site``. Raises ``OSError`` where it lacks what every site has."""
    url = _address((site / "robots.txt").read_text(encoding="utf-8"))
    files = sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )
    scripts: set[str] = set()
    styles: set[str] = set()
    broken: list[str] = []
    for name in files:
        if not name.endswith(".html"):
            continue
        html = (site / name).read_text(encoding="utf-8")
        has, may = inline(html), stated(html)
        if may is None or not ({*has.scripts} <= {*may.scripts} and {*has.styles} <= {*may.styles}):
            broken.append(name)
        scripts.update(has.scripts)
        styles.update(has.styles)
    parts = urlsplit(url)
    return Survey(
        base=parts.path if parts.path.endswith("/") else "/",
        https=parts.scheme == "https" and parts.hostname != _NO_HOST,
        inline=Inline(tuple(sorted(scripts)), tuple(sorted(styles))),
        files=tuple(files),
        broken=tuple(broken),
    )


def _address(robots: str) -> str:
    """The address of the site, as robots.txt has it."""
    for line in robots.splitlines():
        name, _, value = line.partition(": ")
        if name == "Sitemap":
            return value.strip().removesuffix("sitemap.xml")
    return ""

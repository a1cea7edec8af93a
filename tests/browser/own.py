"""This project's own site: the pages that tests look at, and a server without a word."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOW = "2026-11-23T12:00"
#: One of each kind; the entries are the first of their folders, so that content may come and go.
FIXED = (
    "",
    "404.html",
    "about/",
    "accessibility/",
    "alerts/",
    "bulletins/",
    "bulletins/policies/",
    "campaigns/",
    "en/",
    "guides/",
    "handbook/tables/",
    "ja/alerts/",
    "objectives/",
    "offline/",
    "places/",
    "report/",
    "subscribe/",
    "tags/",
)
FOLDERS = {
    "alerts/*/": "article.yj-alert",
    "alerts/archive/*/": ".yj-rows",
    "alerts/hazard/*/": ".yj-rows",
    "bulletins/*/": "article.yj-bulletin",
    "bulletins/archive/*/": ".yj-rows",
    "campaigns/*/": "article.yj-campaign",
    "en/alerts/*/": "article.yj-alert",
    "en/guides/*/": "article.yj-guide",
    "guides/*/": "article.yj-guide",
    "ja/alerts/*/": "article.yj-alert",
    "ko/alerts/*/": "article.yj-alert",
    "tags/*/": ".yj-rows",
}
#: The longest document, and tables with many columns.
HARD = ("bulletins/emergency-work-opinions-2021/", "handbook/alerts/")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""

"""What is sent with which file: a table of patterns, the first that fits counts.

Patterns are regular expressions over the site-relative path (as asked for: a page by its
folder) that mean the same to Python, PCRE and RE2, and hold no braces.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from generator.headers.policy import REFERRER, policy
from generator.headers.survey import Survey

#: Nothing on the site asks for any of these.
_DENIED: Final = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get"),
    *("screen-wake-lock", "usb", "xr-spatial-tracking"),
)
REVALIDATE: Final = "no-cache"
_YEAR: Final = "public, max-age=31536000, immutable"
_HOUR: Final = "public, max-age=3600"
_OPEN: Final = (
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
)


class Rule(NamedTuple):
    """Files by the shape of their path; all below each of ``folders`` are among them.

    ``kind`` is a Content-Type that servers do not give of their own accord.
    """

    pattern: str
    folders: tuple[str, ...] = ()
    cache: str = REVALIDATE
    kind: str = ""
    more: tuple[tuple[str, str], ...] = ()


#: Names that end in a digest: the file behind such an address never changes.
_DIGEST: Final = "[0-9a-f]" * 7 + "+"
RULES: Final = (
    Rule(
        r"api/v1/(status|status\.[a-z]+|heartbeat)\.json",
        cache="no-store",
        kind="application/json",
        # The page's clock is what these say.
        more=(*_OPEN, ("Access-Control-Expose-Headers", "Date, Age")),
    ),
    Rule(r"api/.*", ("api/",), more=_OPEN),
    Rule(r"feeds/.*", ("feeds/",), more=_OPEN),
    Rule(r"feed\.xml", kind="application/rss+xml", more=_OPEN),
    Rule(r"atom\.xml", kind="application/atom+xml", more=_OPEN),
    Rule(r"feed\.json", kind="application/feed+json", more=_OPEN),
    Rule(r"cap/.*\.xml", ("cap/",), kind="application/cap+xml", more=_OPEN),
    Rule(r"(.*/)?[^/]*\.ics", kind="text/calendar; charset=utf-8"),
    Rule(r"manifest\.webmanifest", kind="application/manifest+json"),
    Rule(r"sw\.js", kind="text/javascript; charset=utf-8"),
    Rule(rf"(assets|search)/(.*/)?[^/]*[._-]{_DIGEST}(\.min)?\.[a-z_]+", cache=_YEAR),
    # A folder of the search index is named by all that is in it.
    Rule(rf"pagefind/[^/]+-{_DIGEST}/.*", cache=_YEAR),
    Rule(r"(media|covers)/.*", ("media/", "covers/"), _HOUR),
)
REST: Final = Rule(".*")


def rule_of(path: str) -> Rule:
    """The rule for a site-relative path."""
    return next((rule for rule in RULES if re.fullmatch(rule.pattern, path)), REST)


def common(site: Survey) -> tuple[tuple[str, str], ...]:
    """What is sent with every file."""
    extra = ["frame-ancestors 'none'", *(["upgrade-insecure-requests"] if site.https else [])]
    return (
        ("Content-Security-Policy", policy(site.inline, extra)),
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", REFERRER),
        ("Permissions-Policy", ", ".join(f"{name}=()" for name in _DENIED)),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        *((("Strict-Transport-Security", "max-age=31536000"),) if site.https else ()),
    )


def headers_of(path: str, site: Survey) -> dict[str, str]:
    """Every header of a site-relative path but those that servers send anyway."""
    rule = rule_of(path)
    found = dict(common(site)) | {"Cache-Control": rule.cache} | dict(rule.more)
    return found | ({"Content-Type": rule.kind} if rule.kind else {})

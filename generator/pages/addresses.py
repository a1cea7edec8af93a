"""Addresses of pages: made from kind and id alone, and never changed (outputs.md)."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote, urlsplit, urlunsplit

FOLDERS = {
    "alert": "alerts",
    "bulletin": "bulletins",
    "campaign": "campaigns",
    "guide": "guides",
}
#: What a list shows on one page.
PAGE_SIZE = 20


def entry_url(kind: str, ident: str) -> str:
    """The site-relative address of an entry."""
    return f"{FOLDERS[kind]}/{ident}/"


#: The index of CAP messages.
CAP_INDEX = "feeds/cap.xml"


def cap_identifier(ident: str, key: str) -> str:
    """The CAP identifier of the message ``key`` of an alert."""
    return f"cn-310105-yingji.{ident}.{key}"


def cap_url(ident: str, key: str) -> str:
    """The site-relative address of a message as a CAP file."""
    return f"cap/{cap_identifier(ident, key)}.xml"


def page_url(base: str, number: int) -> str:
    """The address of page ``number`` of the list at ``base``."""
    return f"{base}page/{number}/"


def ascii_url(url: str) -> str:
    """A complete address in ASCII: a Chinese host by IDNA (RFC 3490), a Chinese path quoted."""
    parts = urlsplit(url)
    host, colon, port = parts.netloc.partition(":")
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    path = quote(parts.path, safe="/:=~-._!$'()*+,;@%")
    return urlunsplit((parts.scheme, f"{host}{colon}{port}", path, "", ""))


_PLAIN = re.compile(r"[a-z0-9/#._-]*")


def encoded(url: str) -> str:
    """A site-relative address, percent-encoded; ``#``, ``?`` and ``%`` in media are of the name."""
    if url.startswith("media/"):
        return quote(url, safe="/:&=~-._!$'()*+,;@")
    if _PLAIN.fullmatch(url):
        return url
    return quote(url, safe="/:#?&=%~-._!$'()*+,;@")


def absolute(site_url: str, url: str) -> str:
    """A complete, percent-encoded address; ``site_url`` ends in ``/``."""
    return site_url + encoded(url)

"""The Content-Security-Policy of a page: its own inline scripts and styles by hash, else nothing.

Source: W3C Content Security Policy Level 3. ``frame-ancestors`` works in a header alone.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

#: What a link to another site tells it: ours, and nothing of which page.
REFERRER = "strict-origin-when-cross-origin"

_ELEMENT = re.compile(
    r"<(script|style)(?=[\s>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TYPE = re.compile(r"""\btype\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_SOURCE = re.compile(r"(?:^|\s)src\s*=", re.IGNORECASE)
#: Types of elements that the browser acts on; any other is a block of data (HTML §4.12.1).
_ACTIVE = frozenset(
    ("", "module", "importmap", "speculationrules", "text/javascript", "application/javascript")
)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_CHARSET = re.compile(r'<meta charset="[^"]*">')
_HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")


class Inline(NamedTuple):
    """Hashes (``sha256-…``) of the inline scripts and styles of a page, each once, sorted."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def inline(html: str) -> Inline:
    """What ``html`` has of scripts and styles between its tags."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for name, attributes, text in _ELEMENT.findall(html):
        kind = name.lower()
        if kind == "style" or _runs(attributes):
            found[kind].add(_hash(text))
    return Inline(tuple(sorted(found["script"])), tuple(sorted(found["style"])))


def policy(has: Inline, extra: Iterable[str] = ()) -> str:
    """The policy of a page that ``has`` these; ``extra`` directives go behind."""
    scripts = "".join(f" '{one}'" for one in has.scripts)
    styles = "".join(f" '{one}'" for one in has.styles)
    return "; ".join(
        (
            "default-src 'none'",
            # The search is WebAssembly.
            f"script-src 'self' 'wasm-unsafe-eval'{scripts}",
            f"style-src 'self'{styles}",
            "img-src 'self' data:",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            *extra,
        )
    )


def with_policy(html: str) -> str:
    """A page of the theme with its policy, right behind the line that names its encoding."""
    tags = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy(inline(html))}">\n'
        f'<meta name="referrer" content="{REFERRER}">'
    )
    return _CHARSET.sub(lambda found: f"{found[0]}\n{tags}", html, count=1)


def without_policy(html: bytes) -> bytes:
    """A page as a preview serves it, which writes a script of its own into every page."""
    return _META.sub("", html.decode("utf-8", "surrogateescape"), count=1).encode(
        "utf-8", "surrogateescape"
    )


def stated(html: str) -> Inline | None:
    """What the policy in a page allows of its inline scripts and styles; ``None`` without one."""
    found = _META.search(html)
    if found is None:
        return None
    parts = {name: rest for name, _, rest in (p.partition(" ") for p in found[1].split("; "))}
    return Inline(
        tuple(sorted(_HASH.findall(parts.get("script-src", "")))),
        tuple(sorted(_HASH.findall(parts.get("style-src", "")))),
    )


def _runs(attributes: str) -> bool:
    """Whether a script is inline, and no block of data."""
    if _SOURCE.search(attributes):
        return False
    found = _TYPE.search(attributes)
    kind = next((one for one in found.groups() if one is not None), "") if found else ""
    return kind.strip().lower() in _ACTIVE


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"

"""Bind ``entry:`` and ``media/`` addresses of a fragment to those of a page.

A fragment is rendered once and knows neither how deep its page lies nor what
is visible when the page is built. It keeps the addresses as they were written;
here they become real ones, or plain text where nothing may be linked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

# In sanitized HTML every `<` outside a tag is `&lt;` and every attribute is
# double-quoted, so this matches tags only.
_ANCHOR = re.compile(
    r'<a((?: [^\s=<>"]+="[^"]*")*?) href="(entry:[^"]*|media/[^"]*)"((?: [^\s=<>"]+="[^"]*")*)>'
    r"(.*?)</a>",
    re.DOTALL,
)
_IMAGE = re.compile(
    r'(<img(?: [^\s=<>"]+="[^"]*")*? src=")(media/[^"]*)("(?: [^\s=<>"]+="[^"]*")*>)'
)


def bind(
    html: str,
    address: Callable[[str], str | None],
    image: Callable[[str, str], str] | None = None,
) -> str:
    """``html`` with each ``entry:…`` and ``media/…`` address replaced.

    ``address`` gets it as it was written and gives what a page may use (escaped for an attribute),
    or ``None`` where the target is not visible: a link then becomes its text. ``image`` gets
    the tag of each image, bound, and its address as it was written, and gives what stands there
    instead: editors give an image an address and words, all else about it is ours.
    """
    if "entry:" not in html and "media/" not in html:
        return html

    def link(match: re.Match[str]) -> str:
        before, target, after, label = match.groups()
        found = address(unescape(target))
        if found is None:
            return f'<span class="yj-unlinked">{label}</span>'
        return f'<a{before} href="{found}"{after}>{label}</a>'

    def bound(match: re.Match[str]) -> str:
        target = unescape(match[2])
        tag = f"{match[1]}{address(target) or ''}{match[3]}"
        return image(tag, target) if image else tag

    return _IMAGE.sub(bound, _ANCHOR.sub(link, html))

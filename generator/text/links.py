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
_IMAGE = re.compile(r'(<img(?: [^\s=<>"]+="[^"]*")*? src=")(media/[^"]*)(")')


def bind(html: str, address: Callable[[str], str | None]) -> str:
    """``html`` with each ``entry:…`` and ``media/…`` address replaced.

    ``address`` gets it as it was written and gives what a page may use (escaped for an attribute),
    or ``None`` where the target is not visible: a link then becomes its text.
    """
    if "entry:" not in html and "media/" not in html:
        return html

    def link(match: re.Match[str]) -> str:
        before, target, after, label = match.groups()
        found = address(unescape(target))
        if found is None:
            return f'<span class="yj-unlinked">{label}</span>'
        return f'<a{before} href="{found}"{after}>{label}</a>'

    def image(match: re.Match[str]) -> str:
        return f"{match[1]}{address(unescape(match[2])) or ''}{match[3]}"

    return _IMAGE.sub(image, _ANCHOR.sub(link, html))

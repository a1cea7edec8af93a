"""Links of rendered hand-written pages to entries: `entry:KIND/ID` (checked by content.docs)."""

from __future__ import annotations

import re

from generator.theme.chrome import EntryLink

# In what MkDocs renders every attribute is double-quoted and `<` is no text.
_ANCHOR = re.compile(
    r'<a((?: [^\s=<>"]+="[^"]*")*?) href="(entry:[^"]*)"((?: [^\s=<>"]+="[^"]*")*)>(.*?)</a>',
    re.DOTALL,
)


def split_links(html: str) -> tuple[tuple[str, ...], tuple[EntryLink, ...]]:
    """The text between the links to entries of a rendered page, and these links."""
    literals: list[str] = []
    links: list[EntryLink] = []
    position = 0
    for match in _ANCHOR.finditer(html):
        before, target, after, label = match.groups()
        literals.append(html[position : match.start()])
        links.append(EntryLink(target, before, after, label))
        position = match.end()
    literals.append(html[position:])
    return tuple(literals), tuple(links)

"""What of a CAP message has no field of ours, as lines for comments.

Every text and attribute is listed but those that went into the alert as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.relay.infos import Segments
from generator.relay.tree import Element

_SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
_TAKEN: Final = ("headline", "description", "instruction")


def kept_lines(alert: Element, found: Segments) -> Iterator[str]:
    """``path: value`` for everything that stands nowhere else."""
    taken: set[int] = set()
    for info in (*found.leading, *found.others.values()):
        for name in _TAKEN:
            # Of a repeated element the first alone was read.
            taken.update(id(one) for one in info.all(name)[:1])
    yield from _lines(alert, "", alert.space, taken)


def _lines(element: Element, path: str, space: str, taken: set[int]) -> Iterator[str]:
    name = path or "alert"
    if element.space == _SIGNATURE:
        yield f"{name}: 数字签名，没有核对"
        return
    yield from (f"{name}@{key}: {value}" for key, value in element.attributes)
    text = element.text.strip()
    if text and id(element) not in taken:
        yield f"{name}: {_shown(element, text)}"
    total: dict[str, int] = {}
    for child in element.children:
        total[child.name] = total.get(child.name, 0) + 1
    seen: dict[str, int] = {}
    for child in element.children:
        seen[child.name] = seen.get(child.name, 0) + 1
        label = child.name if child.space == space else f"{{{child.space}}}{child.name}"
        number = f"[{seen[child.name]}]" if total[child.name] > 1 else ""
        below = f"{path}.{label}{number}" if path else f"{label}{number}"
        yield from _lines(child, below, space, taken)


def _shown(element: Element, text: str) -> str:
    """An embedded file is no text; its size is told."""
    if element.name == "derefUri":
        return f"内嵌文件，{len(text)} 个字符，没有保留"
    return text

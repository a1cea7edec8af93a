"""What of a CAP message has no field of ours: parameters, and lines for comments.

Every text and attribute is in one of three places: in a field of the alert; among its
parameters; or, where a field says it in our words, as it was in a comment beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from generator.model.vocabulary import UPSTREAM
from generator.relay.infos import Segments
from generator.relay.tree import Element

_SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
_TEXTS: Final = ("headline", "description", "instruction")
#: Elements of a name and a value (CAP 1.2 §3.2.2, §3.2.4).
_PAIRS: Final = ("parameter", "eventCode", "geocode")


class Kept(NamedTuple):
    """``parameters`` are (name, value), each once; ``lines`` are ``path: value``."""

    parameters: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


class _Leaf(NamedTuple):
    """A text of ``element``: the way to it, the same without numbers, what it is called itself."""

    element: Element
    path: str
    bare: str
    text: str
    own: str = ""


def kept(alert: Element, found: Segments, said: Iterable[str], said_of_info: Iterable[str]) -> Kept:
    """What stands in no field as it is.

    ``said`` and ``said_of_info`` name the elements of the message and of the segment that
    leads whose values our fields say in our words.
    """
    leading = found.leading[:1]
    known = _first(alert, said)
    known.update(*(_first(info, said_of_info) for info in leading))
    known.update(*(_first(info, ["language"]) for info in found.others.values()))
    # Of a repeated element the first alone was read.
    taken = set[int]().union(
        *(_first(info, _TEXTS) for info in (*found.leading, *found.others.values()))
    )
    leads = {id(one) for info in leading for one in info.walk()}
    leaves = [*_leaves(alert, "", "", alert.space)]
    repeated = {(one.bare, one.text) for one in leaves if id(one.element) in leads}
    parameters: dict[tuple[str, str], None] = {}
    lines: list[str] = []
    for leaf in leaves:
        if id(leaf.element) in taken and "@" not in leaf.path:
            continue
        if id(leaf.element) in known or _unfit(leaf):
            lines.append(f"{leaf.path}: {leaf.text}")
        elif id(leaf.element) in leads or (leaf.bare, leaf.text) not in repeated:
            name = leaf.own or UPSTREAM + leaf.path
            parameters[" ".join(name.split()), leaf.text] = None
    return Kept(tuple(parameters), tuple(lines))


def _first(element: Element, names: Iterable[str]) -> set[int]:
    return {id(one) for name in names for one in element.all(name)[:1]}


def _unfit(leaf: _Leaf) -> bool:
    """Whether a leaf only tells of something that is no text."""
    return leaf.element.space == _SIGNATURE or leaf.element.name == "derefUri"


def _leaves(element: Element, path: str, bare: str, space: str) -> Iterator[_Leaf]:
    if element.space == _SIGNATURE:
        yield _Leaf(element, path or "alert", bare, "数字签名，没有核对")
        return
    for key, value in element.attributes:
        if value.strip():
            yield _Leaf(element, f"{path or 'alert'}@{key}", f"{bare}@{key}", value.strip())
    pair = _pair(element, space)
    if pair:
        name, value = pair
        own = name if element.name == "parameter" else ""
        yield _Leaf(element, f"{path}.{name}", f"{bare}.{name}", value, own)
        return
    text = element.text.strip()
    if text:
        yield _Leaf(element, path or "alert", bare, _shown(element, text))
    total: dict[str, int] = {}
    for child in element.children:
        total[child.name] = total.get(child.name, 0) + 1
    seen: dict[str, int] = {}
    for child in element.children:
        seen[child.name] = seen.get(child.name, 0) + 1
        label = child.name if child.space == space else f"{{{child.space}}}{child.name}"
        several = total[child.name] > 1 and not _pair(child, space)
        number = f"[{seen[child.name]}]" if several else ""
        # Segments say the same in other languages; areas are other areas.
        plain = label if child.name == "info" else label + number
        dot = "." if path else ""
        yield from _leaves(child, f"{path}{dot}{label}{number}", f"{bare}{dot}{plain}", space)


def _pair(element: Element, space: str) -> tuple[str, str] | None:
    """Name and value, where the element is nothing else."""
    if element.space != space or element.name not in _PAIRS or element.text.strip():
        return None
    parts = [(one.space, one.name) for one in element.children]
    if sorted(parts) != [(space, "value"), (space, "valueName")]:
        return None
    if any(one.children or one.attributes for one in element.children):
        return None
    name, value = element.first("valueName"), element.first("value")
    return (name, value) if name and value else None


def _shown(element: Element, text: str) -> str:
    """An embedded file is no text; its size is told."""
    if element.name == "derefUri":
        return f"内嵌文件，{len(text)} 个字符，没有保留"
    return text

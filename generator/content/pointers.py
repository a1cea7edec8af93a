"""Which fields point at something else, as data, and how they are found in a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.content.document import Document, Loc
from generator.content.loaded import Reference, ReferenceKind
from generator.model.names import id_fault, media_fault

#: Per kind: where in the file (``*`` is every item), at what, and for which use.
POINTERS: Final[dict[str, tuple[tuple[tuple[str, ...], ReferenceKind, str], ...]]] = {
    "alert": (
        (("hazard",), "hazard", ""),
        (("hazard", "*"), "hazard", ""),
        (("messages", "*", "image"), "media", "image"),
        (("messages", "*", "attachments", "*", "file"), "media", "attachment"),
    ),
    "bulletin": (
        (("cover",), "media", "cover"),
        (("tags", "*"), "tag", ""),
        (("hazards", "*"), "hazard", ""),
        (("campaign",), "campaign", ""),
        (("attachments", "*", "file"), "media", "attachment"),
        (("video", "file"), "media", "video"),
        (("video", "poster"), "media", "poster"),
        (("document", "replaced_by"), "bulletin", ""),
        (("explains", "*"), "bulletin", ""),
        (("accident", "report"), "media", "report"),
        (("accident", "review_of"), "bulletin", ""),
    ),
    "campaign": (
        (("observance",), "observance", ""),
        (("cover",), "media", "cover"),
        (("tags", "*"), "tag", ""),
        (("hazards", "*"), "hazard", ""),
        (("materials", "*", "file"), "media", "material"),
    ),
    "guide": ((("hazard",), "hazard", ""),),
}


def references(kind: str, document: Document) -> list[Reference]:
    """Everything the fields of an entry point at; ill-formed targets are the model's to tell."""
    found = []
    for path, target, detail in POINTERS.get(kind, ()):
        for loc, value in _values(document.value, path, ()):
            text = value.strip()
            if target == "media" and media_fault(text):
                continue
            if target in ("campaign", "bulletin", "guide", "observance") and id_fault(text):
                continue
            found.append(Reference(target, text, *document.place(loc), detail))
    return found


def _values(value: Any, path: tuple[str, ...], loc: Loc) -> Iterator[tuple[Loc, str]]:
    if not path:
        if isinstance(value, str):
            yield loc, value
    elif path[0] == "*":
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _values(item, path[1:], (*loc, index))
    elif isinstance(value, dict) and path[0] in value:
        yield from _values(value[path[0]], path[1:], (*loc, path[0]))

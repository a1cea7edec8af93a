"""The parts of a CAP message that are codes and files: areas, parameters, resources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.cap.document import Area, Pairs, Resource
from generator.cap.words import UNKNOWN_AREA
from generator.cap.write import time
from generator.model.names import media_ending
from generator.model.titles import deed
from generator.model.vocabulary import STREETS, UPSTREAM
from generator.pages.addresses import absolute

if TYPE_CHECKING:
    from generator.cap.spec import CapFile
    from generator.model.alert import Alert, Message

#: How our own names of codes and parameters begin: the bureau's area.
NAMES = "CN-310105"
#: Divisions by GB/T 2260; streets have nine digits.
_WIDE = {"全市": ("上海市", "310000"), "全区": ("上海市长宁区", "310105")}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}


def areas(names: tuple[str, ...]) -> tuple[Area, ...]:
    """Each place with its code; the whole district where the file does not say it readably."""
    if not names:
        words, code = _WIDE["全区"]
        return (Area(f"{words}（{UNKNOWN_AREA}）", _code(code)),)
    rows = (_WIDE.get(name) or (f"上海市长宁区{name}", STREETS[name]) for name in names)
    return tuple(Area(words, _code(code)) for words, code in dict.fromkeys(rows))


def _code(code: str) -> Pairs:
    return ((f"{NAMES}-code", code),)


def parameters(file: CapFile, alert: Alert, message: Message) -> Iterator[tuple[str, str]]:
    """What CAP has no element for: kind, level, the word for what was done, nature, times.

    Behind them stands what the issuer said beyond our fields.
    """
    yield f"{NAMES}-kind", alert.kind
    if file.level is not None:
        yield f"{NAMES}-level", file.level
    yield f"{NAMES}-action", deed(alert.kind, message.action)
    yield f"{NAMES}-nature", file.nature
    if message.issued is not None:
        yield f"{NAMES}-issued", time(message.issued)
    if file.msg_type != "Cancel" and message.expires is None:
        yield f"{NAMES}-end", "解除时间未公布"
    for one in message.parameters:
        # Names of ours say what we say, whoever else uses them.
        own = one.name.upper().startswith(f"{NAMES}-")
        yield f"{UPSTREAM}{one.name}" if own else one.name, one.value


def resources(site_url: str, file: CapFile, message: Message) -> Iterator[Resource]:
    """The picture and the attachments that exist. Their sizes are not told: they may be mended."""
    rows = [(one.file, one.title) for one in message.attachments]
    if message.image is not None:
        rows.insert(0, (message.image, message.image_alt or ""))
    for path, words in rows:
        if path not in file.missing:
            yield Resource(words, _TYPES[media_ending(path)], absolute(site_url, path))

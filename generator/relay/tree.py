"""XML from somebody we do not trust → elements, or a refusal.

A document type is refused at its first sign: without one there are no entities
to expand or to fetch. Size, depth and number of elements are bounded, nothing
is ever opened or fetched, and bytes are decoded here by a short list of codecs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from generator.relay.draft import Refused
from generator.relay.words import clean

#: Bytes of a message. Real ones have a few kilobytes, with polygons some hundred.
LARGEST: Final = 1 << 20
_DEEPEST, _MOST = 32, 20_000
#: Encoding as declared → codec; the Chinese ones all lie within GB 18030.
_CODECS: Final = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("us-ascii", "ascii"), "ascii"),
    **dict.fromkeys(("gbk", "gb2312", "gb18030", "cp936"), "gb18030"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-16"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "windows-1252"), "cp1252"),
    **{name: name for name in ("big5", "shift_jis", "euc-jp", "euc-kr", "iso-8859-15")},
}
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")


@dataclass(slots=True)
class Element:
    """An element: ``text`` is all text directly in it, whatever stands between; clean."""

    space: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[Element]:
        """The children called ``name`` in the element's own namespace."""
        return [one for one in self.children if one.name == name and one.space == self.space]

    def first(self, name: str) -> str:
        """The text of the first child ``name``, without spaces around it; empty without one."""
        return next((one.text.strip() for one in self.all(name)), "")

    def walk(self) -> Iterator[Element]:
        """The element and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(data: bytes) -> Element:
    """The root element of ``data``. Raises ``Refused``."""
    if len(data) > LARGEST:
        raise Refused(f"文件超过 {LARGEST >> 20} MB，不像一条预警消息")
    text = _decoded(data)
    builder = _Builder()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code) if error.code else ""
        raise Refused(f"XML 在第 {error.lineno} 行读不下去：{said}") from None
    if builder.root is None:  # expat has told of it already
        raise Refused("XML 里没有内容")
    return builder.root


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-16"
    elif data.startswith(b"\xef\xbb\xbf"):
        codec = "utf-8-sig"
    else:
        declared = _DECLARED.match(data)
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
        if name not in _CODECS:
            raise Refused(f"不认识的编码 {name}")
        codec = _CODECS[name]
    try:
        text = data.decode(codec)
        text.encode("utf-8")
    except UnicodeError:
        raise Refused(f"内容不是它所说的编码 {codec}") from None
    return text


def _refuse_doctype(*_: object) -> NoReturn:
    raise Refused("XML 里有 DOCTYPE，预警消息里不该有，可能有害")


class _Builder:
    """Makes elements of what the parser meets."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._count = 0

    def start(self, name: str, attributes: list[str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise Refused("XML 的元素太多或者套得太深，不像一条预警消息")
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        element = Element(
            *_split(name), tuple((_split(key)[1], clean(value)) for key, value in pairs)
        )
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._texts.append([])

    def end(self, _: str) -> None:
        self._open.pop().text = clean("".join(self._texts.pop()))

    def characters(self, text: str) -> None:
        self._texts[-1].append(text)


def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition(" ")
    return space, local

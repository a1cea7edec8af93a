"""The face of covers at one size: how wide words are, and which characters it has."""

from __future__ import annotations

import functools
import unicodedata

from PIL import ImageDraw, ImageFont

from generator.covers import font
from generator.covers.wrap import OPENING

#: No font has it; what is drawn for it is drawn for everything that is missing.
_NOWHERE = "\U0010fffe"


class Face:
    """One size of the font, by the basic layout: no library of the system takes part."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.font = ImageFont.truetype(
            font.PATH, size, index=_index(), layout_engine=ImageFont.Layout.BASIC
        )
        self._advances: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Pixels from the beginning to the end of ``text``."""
        advances = self._advances
        for one in text:
            if one not in advances:
                advances[one] = self.font.getlength(one)
        return sum(advances[one] for one in text)

    def write(
        self, canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str, ink: str
    ) -> None:
        """``text`` with the middle of its characters' height at ``at``."""
        # Chinese characters of this font reach from 0.88 above the baseline to 0.12 below it.
        x, y = at
        if text[:1] in OPENING:
            x -= self.size * 0.45  # An opening mark has its ink in its right half.
        canvas.text((round(x), round(y + self.size * 0.38)), text, ink, self.font, anchor="ls")


@functools.cache
def face(size: int) -> Face:
    """The face at ``size`` pixels, opened once a process."""
    if font.identity() is None:
        raise font.NoFontError
    return Face(size)


@functools.cache
def _index() -> int:
    """Which face of the collection it is."""
    for index in range(64):
        try:
            found = ImageFont.truetype(font.PATH, 10, index=index)
        except OSError:
            break
        if found.getname()[0] == font.FACE:
            return index
    raise font.NoFontError


def known(text: str) -> str:
    """``text`` without the characters that the font has not (emoji, control characters).

    Accents are composed with their letters: the basic layout sets none over another character.
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(one for one in composed if _known(one))


@functools.lru_cache(maxsize=20_000)
def _known(one: str) -> bool:
    if one == " ":
        return True
    if not one.isprintable() or one == _NOWHERE:
        return False
    drawn = face(20).font
    return bytes(drawn.getmask(one)) != bytes(drawn.getmask(_NOWHERE))

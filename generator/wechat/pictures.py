"""Images as WeChat takes them: jpg or png below 1 MB.

An editor may use webp and gif (format.md), and photographs of several megabytes.
What is fine is sent byte for byte; anything else is drawn anew by Pillow, which
reads no more than these four formats and no more pixels than a screen can need.
"""

from __future__ import annotations

import io
import warnings
from typing import NamedTuple

from PIL import Image, ImageOps

from generator.wechat.errors import SkipError

#: media/uploadimg: 「大小必须在1MB以下」.
LIMIT = (1 << 20) - 1
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_PIXELS = 60_000_000
_SIGNS = ((b"\xff\xd8\xff", "jpg", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "png", "image/png"))
#: Widest sides and qualities, tried in turn.
_SIZES = ((2160, 88), (1620, 85), (1080, 82), (720, 75))


class Picture(NamedTuple):
    """Bytes of an image, the ending of its name and its media type."""

    data: bytes
    ending: str
    kind: str


def prepared(data: bytes) -> Picture:
    """``data`` as WeChat takes it. Raises ``SkipError``."""
    for sign, ending, kind in _SIGNS:
        if data.startswith(sign) and len(data) <= LIMIT:
            return Picture(data, ending, kind)
    try:
        return _drawn(data)
    # A damaged image fails in whatever way its damage lies.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise SkipError(f"图片打不开：{type(error).__name__}") from None


def _drawn(data: bytes) -> Picture:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _PIXELS:
                raise SkipError("图片太大：像素太多")
            flat = _on_white(ImageOps.exif_transpose(image))
    for side, quality in _SIZES:
        smaller = flat.copy()
        smaller.thumbnail((side, side * 4))
        out = io.BytesIO()
        smaller.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= LIMIT:
            return Picture(out.getvalue(), "jpg", "image/jpeg")
    raise SkipError("图片太大，缩小以后还是超过 1 MB")


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: a phone's dark page would show through."""
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")

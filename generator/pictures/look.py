"""The head of a picture: its size, its form, whether it moves. No pixel is decoded."""

from __future__ import annotations

import warnings
from typing import BinaryIO, Final

# The forms that media may have (format.md), and no others: each opener is a risk.
from PIL import (
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from generator.pictures.picture import MOST_PIXELS, Sized

#: Pillow's names; photographs of some telephones (MPO) are JPEG with further pictures behind.
FORMS: Final = {
    JpegImagePlugin.JpegImageFile.format: "jpg",
    "MPO": "jpg",
    PngImagePlugin.PngImageFile.format: "png",
    WebPImagePlugin.WebPImageFile.format: "webp",
    GifImagePlugin.GifImageFile.format: "gif",
}
_OPENED: Final = ("JPEG", "PNG", "WEBP", "GIF")
#: Kinds of pixels that are brought to a screen's without loss of sense.
_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"})
_ORIENTATION: Final = 274
#: Orientations in which a picture lies on its side (EXIF 2.3, 4.6.4).
_ON_SIDE: Final = (5, 6, 7, 8)


def look(stream: BinaryIO) -> Sized:
    """What the head of a file says; a ``fault`` where it says nothing that can be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open_picture(stream) as image:
                return _sized(image)
    except Image.DecompressionBombError:
        return Sized(0, 0, "", still=False, fault="too-many-pixels")
    except Exception:  # noqa: BLE001 - a broken file makes Pillow raise anything
        return Sized(0, 0, "", still=False, fault="unreadable")


def open_picture(stream: BinaryIO) -> Image.Image:
    """The picture, not decoded yet."""
    return Image.open(stream, formats=_OPENED)


def _sized(image: Image.Image) -> Sized:
    form = FORMS[image.format or ""]
    width, height = image.size
    turned = _turned(image, form)
    if turned in _ON_SIDE:
        width, height = height, width
    moving = form != "jpg" and bool(getattr(image, "is_animated", False))
    # Browsers disagree whether a PNG or a WebP is turned: it is shown as it is, without a size.
    odd = form in ("png", "webp") and turned != 1
    return Sized(
        *((0, 0) if odd else (width, height)),
        form,
        still=not moving and not odd and image.mode in _MODES,
        fault="too-many-pixels" if width * height > MOST_PIXELS else "",
    )


def _turned(image: Image.Image, form: str) -> int:
    """The orientation (1: upright), from what stands before the pixels alone."""
    if form == "gif" or (form != "jpg" and "exif" not in image.info):
        return 1
    found = image.getexif().get(_ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1

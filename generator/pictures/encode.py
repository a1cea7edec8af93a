"""Copies of a picture in WebP: turned upright, in the colours of a screen, nothing else of it.

Where it was taken, by whom and with what (EXIF, XMP) stays in the original. One version of
Pillow gives the same bytes on every machine: its scaling is integer arithmetic, and libwebp
is built in.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageCms, ImageOps

from generator.pictures.look import open_picture
from generator.pictures.picture import Picture, Sized, widths_of

#: Qualities of libwebp: a photograph at 78 is not told from its original beside text.
_QUALITY: Final = 78
#: Between speed (0) and size (6).
_METHOD: Final = 4
#: A file so small, in bytes, is there sooner than a choice is made.
_TINY: Final = 512
#: The longest side that WebP has.
_LONGEST: Final = 16_383


def make_copies(data: bytes, sized: Sized) -> tuple[Picture, dict[int, bytes]]:
    """The picture as a page shows it, and its copies by width; none that saves nothing.

    Without the largest copy there are none at all: a large window would get a small one.
    """
    plain = Picture(sized.width, sized.height, fault=sized.fault)
    widths = widths_of(sized)
    if not widths or len(data) < _TINY:
        return plain, {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = _copies(data, sized, widths)
    except Exception:  # noqa: BLE001 - a broken file makes Pillow raise anything
        return plain._replace(fault="broken"), {}
    own = sized.form == "webp"
    kept: dict[int, bytes] = {}
    least = len(data)
    for width, copy in made.items():  # from the largest down
        if len(copy) < least:
            kept[width] = copy
            least = len(copy)
    if not kept or (widths[-1] not in kept and not own):
        return plain, {}
    return plain._replace(copies=tuple(sorted(kept)), own=own), kept


def _copies(data: bytes, sized: Sized, widths: tuple[int, ...]) -> dict[int, bytes]:
    """All copies, from the largest down: each is made from the one before."""
    with open_picture(io.BytesIO(data)) as source:
        # A JPEG is decoded at a half, a quarter or an eighth where that is still large enough.
        wanted = widths[-1], max(round(widths[-1] * sized.height / sized.width), 1)
        upright = source.size == (sized.width, sized.height)
        source.draft(None, wanted if upright else wanted[::-1])
        source.load()
        image = _upright(source)
    drawn = sized.form in ("png", "gif")
    made: dict[int, bytes] = {}
    for width in reversed(widths):
        height = max(round(width * sized.height / sized.width), 1)
        if height > _LONGEST:
            continue
        if image.size != (width, height):
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        made[width] = _webp(image, drawn=drawn)
    return made


def _upright(source: Image.Image) -> Image.Image:
    """The picture turned as it is shown, in sRGB."""
    image = ImageOps.exif_transpose(source)
    seen = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if seen else "RGB"
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert(mode)
    if image.mode not in ("RGB", "RGBA", "CMYK"):
        image = image.convert(mode)
    try:
        found = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB" if image.mode == "CMYK" else image.mode,
        )
    except (
        ImageCms.PyCMSError,
        OSError,
    ):  # a profile of another kind of pixels, or none: browsers pass it by
        return image.convert(mode)
    return (found or image).convert(mode)


def _webp(image: Image.Image, *, drawn: bool) -> bytes:
    """The bytes; of what was drawn (screenshots, posters) without loss where that is smaller."""
    lossy = _saved(image, quality=_QUALITY)
    if not drawn:
        return lossy
    exact = _saved(image, quality=60, lossless=True)
    return exact if len(exact) <= len(lossy) else lossy


def _saved(image: Image.Image, *, quality: int, lossless: bool = False) -> bytes:
    stream = io.BytesIO()
    image.save(
        *(stream, "WEBP"),
        quality=quality,
        lossless=lossless,
        method=_METHOD,
        icc_profile=b"",
        exif=b"",
        xmp=b"",
    )
    return stream.getvalue()

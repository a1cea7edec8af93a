"""Pictures to look at and to copy."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Something with detail: red at the left, bright at the top."""
    red = Image.linear_gradient("L").rotate(90).resize((width, height))
    bright = Image.linear_gradient("L").rotate(180).resize((width, height))
    noise = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (red, bright, noise)).convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of a file."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def turned(orientation: int) -> Image.Exif:
    """EXIF that says how the picture is to be held, and where it was taken."""
    exif = Image.Exif()
    exif[274] = orientation
    exif[271] = "secret maker"
    return exif


def opened(data: bytes) -> Image.Image:
    """A copy, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image

"""What the head of a picture tells."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from generator.pictures.look import look
from generator.pictures.picture import Sized
from tests.pictures.support import photo, saved, turned


def looked(data: bytes) -> Sized:
    return look(io.BytesIO(data))


def png_head(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and has hardly a pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        *(("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P")),
        *(("WEBP", "RGB"), ("GIF", "P")),
    ],
)
def test_the_size_is_told_without_decoding(form: str, mode: str) -> None:
    ending = {"JPEG": "jpg"}.get(form, form.lower())
    found = looked(saved(photo(40, 30, mode), form))
    assert found == Sized(40, 30, ending, still=True)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_on_its_side_is_as_large_as_it_is_shown(orientation: int) -> None:
    found = looked(saved(photo(40, 30), "JPEG", exif=turned(orientation)))
    assert (found.width, found.height) == ((30, 40) if orientation > 4 else (40, 30))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_turned_picture_of_another_form_has_no_size_for_browsers_disagree(form: str) -> None:
    """Chromium turns no WebP: the place that was kept for it would be that of another picture."""
    found = looked(saved(photo(40, 30), form, exif=turned(6)))
    assert (found.width, found.height, found.still, found.fault) == (0, 0, False, "")


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_is_left_alone(form: str) -> None:
    frames = [photo(40, 30), photo(40, 30).rotate(90)]
    data = saved(frames[0], form, save_all=True, append_images=frames[1:])
    assert looked(data) == Sized(40, 30, form.lower(), still=False)


def test_sixteen_bits_a_pixel_are_left_alone() -> None:
    found = looked(saved(Image.new("I;16", (40, 30), 40_000), "PNG"))
    assert (found.width, found.height, found.still) == (40, 30, False)


@pytest.mark.parametrize(
    ("width", "height", "size"), [(8000, 8000, (8000, 8000)), (60_000, 60_000, (0, 0))]
)
def test_too_many_pixels_are_told(width: int, height: int, size: tuple[int, int]) -> None:
    """Also those at which Pillow stops for fear of a bomb."""
    found = looked(png_head(width, height))
    assert (found.fault, found.width, found.height) == ("too-many-pixels", *size)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 ", b"GIF89a", b"\x89PNG\r\n\x1a\n"]
)
def test_a_head_that_says_nothing_is_a_fault_and_no_error(data: bytes) -> None:
    assert looked(data) == Sized(0, 0, "", still=False, fault="unreadable")


def test_no_other_form_is_opened() -> None:
    """Openers of old forms are where the holes are."""
    for form in ("BMP", "TIFF", "TGA", "PPM"):
        assert looked(saved(photo(40, 30), form)).fault == "unreadable"

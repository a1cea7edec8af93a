"""Images as WeChat takes them."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from generator.wechat import pictures
from generator.wechat.errors import SkipError
from generator.wechat.pictures import LIMIT, prepared
from tests.wechat.support import jpeg, picture


def test_a_small_jpg_or_png_is_sent_byte_for_byte() -> None:
    for data, kind in ((jpeg(), "image/jpeg"), (picture("PNG"), "image/png")):
        sent = prepared(data)
        assert (sent.data, sent.kind) == (data, kind)


@pytest.mark.parametrize("form", ["WEBP", "GIF"])
def test_other_formats_become_jpg(form: str) -> None:
    sent = prepared(picture(form, "red"))
    assert sent.ending == "jpg"
    with Image.open(io.BytesIO(sent.data)) as image:
        assert image.format == "JPEG"
        assert image.size == (90, 38)


def test_what_is_transparent_stands_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "WEBP")
    with Image.open(io.BytesIO(prepared(out.getvalue()).data)) as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


def test_a_large_photograph_gets_below_the_limit() -> None:
    noise = random.Random(1).randbytes(2400 * 1600 * 3)  # noqa: S311
    out = io.BytesIO()
    Image.frombytes("RGB", (2400, 1600), noise).save(out, "JPEG", quality=95)
    assert out.tell() > LIMIT
    sent = prepared(out.getvalue())
    assert len(sent.data) <= LIMIT
    assert sent.data.startswith(b"\xff\xd8\xff")
    assert prepared(out.getvalue()) == sent


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", picture("WEBP")[:40], picture("BMP")])
def test_what_is_no_image_is_refused(data: bytes) -> None:
    with pytest.raises(SkipError, match="打不开"):
        prepared(data)


def test_an_image_of_too_many_pixels_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_PIXELS", 1000)
    with pytest.raises(SkipError, match="太大"):
        prepared(picture("WEBP"))

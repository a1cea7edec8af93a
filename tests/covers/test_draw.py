"""Covers: size, colours, words, and the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator.covers import font
from generator.covers.draw import LARGEST, LOOKS, PLAIN, PLANS, UNREAL, draw
from generator.covers.font import NoFontError
from generator.covers.spec import CoverSpec, Shape
from generator.covers.type import face, known
from tests.feeds.article.darkmode import Rgb, contrast, rgb

ROOT = Path(__file__).parents[2]
SHAPES: tuple[Shape, ...] = get_args(Shape)
SPEC = CoverSpec(
    "暴雨黄色预警信号", "预警提示", "黄", "黄色预警", "2026年7月10日", "示例应急", "wide"
)
LONG = (
    "《示例办法》解读：企业主要负责人必须知道的“七项职责”与“三管三必须”，"
    "以及从业人员权利义务的若干变化（上）"
)


def colour(value: str) -> Rgb:
    found = rgb(value)
    assert found
    return found


def picture(spec: CoverSpec) -> Image.Image:
    return Image.open(io.BytesIO(draw(spec))).convert("RGB")


def close(one: object, other: Rgb) -> bool:
    """Whether a pixel is of a colour, as near as JPEG keeps it."""
    assert isinstance(one, tuple)
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))


def inked(image: Image.Image, ground: Rgb, box: tuple[int, int, int, int]) -> bool:
    """Whether anything but the ground is in a part of a picture."""
    part = image.crop(box)
    plain = Image.new("RGB", part.size, tuple(map(int, ground)))
    found = ImageChops.difference(part, plain).getextrema()
    return any(most > 24 for _, most in cast("tuple[tuple[int, int], ...]", found))


@pytest.fixture(scope="module", autouse=True)
def _font_is_there() -> None:
    """The tests install it (Makefile); without it they fail and say what to do."""
    assert font.identity(), font.MISSING


@pytest.mark.parametrize("shape", SHAPES)
def test_a_cover_is_a_jpeg_of_the_size_that_wechat_shows(shape: Shape) -> None:
    data = draw(SPEC._replace(shape=shape))
    image = Image.open(io.BytesIO(data))
    assert image.format == "JPEG"
    assert image.size == {"wide": (900, 383), "square": (500, 500)}[shape]
    assert not image.getexif()


@settings(max_examples=25)
@given(st.text("应急预警鑫龘矗鬱 a1，《", max_size=80), st.sampled_from(SHAPES))
def test_a_cover_is_never_too_large_for_a_thumb(title: str, shape: Shape) -> None:
    assert len(draw(SPEC._replace(title=title, shape=shape))) <= LARGEST


@settings(max_examples=25)
@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(SHAPES))
def test_any_words_can_be_drawn(one: str, other: str, shape: Shape) -> None:
    assert draw(CoverSpec(one, other, None, None, one, other, shape))
    assert draw(CoverSpec(one, other, "红", one * 9, other * 9, one * 9, shape))


@pytest.mark.parametrize("level", LOOKS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_level_is_told_by_the_ground_of_the_whole_cover(level: str, shape: Shape) -> None:
    image = picture(SPEC._replace(level=level, shape=shape))
    ground = colour(LOOKS[level].ground)
    assert close(image.getpixel((5, 5)), ground)
    assert close(image.getpixel((image.width - 5, 5)), ground)


def test_a_level_is_told_in_words_too() -> None:
    assert draw(SPEC) != draw(SPEC._replace(level_word="橙色预警"))


@pytest.mark.parametrize("level", ["Ⅰ", "Ⅳ", None])
def test_no_colour_is_made_up_for_a_level_that_has_none(level: str | None) -> None:
    assert close(picture(SPEC._replace(level=level)).getpixel((5, 5)), colour(PLAIN.ground))


@pytest.mark.parametrize("mark", ["【示例】", "【测试】", "【演练】"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_not_real_has_no_colour_and_a_broken_line_around_it(
    mark: str, shape: Shape
) -> None:
    image = picture(SPEC._replace(title=mark + SPEC.title, shape=shape))
    line, ground = colour(UNREAL.strip), colour(UNREAL.ground)
    assert close(image.getpixel((10, 3)), line)
    assert close(image.getpixel((29, 3)), ground)
    assert close(image.getpixel((image.width // 2, 20)), ground)


def test_the_mark_of_what_is_not_real_comes_before_the_level() -> None:
    """【示例】黄色预警, then the title: nobody reads the level first."""
    plan = PLANS["wide"]
    begin = (0, plan.margin, plan.margin + 3 * plan.word, plan.margin + plan.word)
    sample, drill, level = (
        picture(SPEC._replace(title=mark + "暴雨", level=None)).crop(begin).tobytes()
        for mark in ("【示例】", "【演练】", "")
    )
    assert len({sample, drill, level}) == 3


@pytest.mark.parametrize("look", [*LOOKS.values(), PLAIN, UNREAL])
def test_everything_can_be_read(look: object) -> None:
    ground, ink, strip, on_strip = map(colour, look)  # type: ignore[call-overload]
    assert contrast(ground, ink) >= 4.5
    assert contrast(strip, on_strip) >= 4.5


@pytest.mark.parametrize("title", ["暴雨", "2026年安全生产月", LONG, LONG * 3, "W" * 90])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("word", [None, "黄色预警"])
def test_words_stay_inside_the_margins(title: str, shape: Shape, word: str | None) -> None:
    plan = PLANS[shape]
    image = picture(SPEC._replace(title=title, shape=shape, level_word=word))
    ground, low = colour(LOOKS["黄"].ground), plan.height - plan.strip
    edge = plan.margin - 26
    assert not inked(image, ground, (0, 0, edge, low - 8))
    assert not inked(image, ground, (plan.width - edge, 0, plan.width, low - 8))
    assert not inked(image, ground, (0, 0, plan.width, edge))
    assert not inked(image, ground, (0, low - 10, plan.width, low - 6))


def test_account_and_date_stand_on_the_strip() -> None:
    plan = PLANS["wide"]
    strip = colour(LOOKS["黄"].strip)
    low = plan.height - plan.strip + 8
    image = picture(SPEC)
    assert inked(image, strip, (plan.margin, low, plan.width // 2, plan.height))
    assert inked(image, strip, (plan.width // 2, low, plan.width - plan.margin, plan.height))
    empty = picture(SPEC._replace(date="", account=""))
    assert not inked(empty, strip, (0, low, plan.width, plan.height))


def test_characters_that_the_font_has_not_are_left_out() -> None:
    assert known("应急😀演\u200b练\x00 \n一\ufe0f") == "应急演练 一"
    assert draw(SPEC._replace(title="应急😀演练")) == draw(SPEC._replace(title="应急演练"))


def test_an_accent_is_one_with_its_letter() -> None:
    assert known("cafe\u0301") == "café"


def test_the_face_is_the_one_for_mainland_chinese() -> None:
    assert face(20).font.getname() == ("Noto Sans CJK SC", "Bold")


def test_the_same_words_give_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib\n"
        "from tests.covers.test_draw import SHAPES, SPEC\n"
        "from generator.covers.draw import draw\n"
        "for one in SHAPES: print(hashlib.sha256(draw(SPEC._replace(shape=one))).hexdigest())"
    )
    here = [hashlib.sha256(draw(SPEC._replace(shape=one))).hexdigest() for one in SHAPES]
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "America/Lima"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == here


def test_without_the_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "PATH", "/nowhere/font.ttc")
    face.cache_clear()
    assert font.identity() is None
    with pytest.raises(NoFontError, match="sudo apt-get install fonts-noto-cjk"):
        draw(SPEC)
    monkeypatch.undo()
    assert draw(SPEC)

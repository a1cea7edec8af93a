"""Articles can be read, by day and after what WeChat makes of their colours by night."""

from __future__ import annotations

import pytest

from generator.feeds.article.render import article
from tests.feeds.article.darkmode import (
    PAGE_DARK,
    Rgb,
    brightness,
    contrast,
    dark_ground,
    dark_text,
    said,
    turned,
)
from tests.feeds.article.examples import EVERY

#: WCAG 2.2 AA for text of any size.
ENOUGH = 4.5


@pytest.mark.parametrize("name", EVERY)
def test_every_word_has_contrast_by_day(name: str) -> None:
    poor = [one for one in said(article(EVERY[name])) if contrast(*one.light) < ENOUGH]
    assert poor == []


@pytest.mark.parametrize("name", EVERY)
def test_every_word_has_contrast_in_dark_mode(name: str) -> None:
    poor = [one for one in said(article(EVERY[name])) if contrast(*one.dark) < ENOUGH]
    assert poor == []


@pytest.mark.parametrize(
    ("name", "hue"),
    [
        ("alert-red", lambda red, green, blue: red > 2 * green and red > 2 * blue),
        ("alert-orange", lambda red, green, blue: red > green * 1.3 and green > blue * 1.5),
        ("alert-yellow", lambda red, green, blue: red > 180 and green > 150 and blue < 100),
        ("alert-blue", lambda red, green, blue: blue > 1.5 * green and blue > 2 * red),
    ],
)
def test_a_level_keeps_its_colour_in_dark_mode(name: str, hue: object) -> None:
    first = next(iter(said(article(EVERY[name]))))
    assert callable(hue)
    assert hue(*first.dark[1]), first


def test_no_ground_dazzles_in_dark_mode() -> None:
    """Only the field of a level is bright by night."""
    for name, view in EVERY.items():
        bright = {one.dark[1] for one in said(article(view)) if brightness(one.dark[1]) > 100}
        assert len(bright) <= (name in ("alert-yellow", "alert-orange")), name


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        ((255, 255, 255), (25, 25, 25)),  # White is turned over, down to the page itself.
        ((240, 240, 240), (40, 40, 40)),  # So is every bright grey.
        ((200, 16, 46), (200, 16, 46)),  # A strong colour is kept.
        ((0, 0, 0), (56, 56, 56)),  # Black is lifted.
    ],
)
def test_the_model_turns_grounds_as_published(colour: Rgb, ground: Rgb) -> None:
    assert [round(part) for part in dark_ground(colour)] == pytest.approx(ground, abs=1)


def test_the_model_dims_grounds_that_are_too_bright() -> None:
    assert brightness(dark_ground((255, 210, 31))) == pytest.approx(190)


@pytest.mark.parametrize(
    ("colour", "text"),
    [
        ((255, 255, 255), (255, 255, 255)),  # White stays white.
        ((51, 51, 51), (179, 179, 179)),  # Dark grey is turned over.
        ((0, 200, 0), (0, 200, 0)),  # What stands out already is kept.
    ],
)
def test_the_model_turns_texts_as_published(colour: Rgb, text: Rgb) -> None:
    assert dark_text(colour, PAGE_DARK) == pytest.approx(text, abs=1)


def test_the_model_lifts_what_does_not_stand_out_to_the_least_difference() -> None:
    """Neither dark enough to be turned over nor bright enough to be seen."""
    lifted = dark_text((10, 60, 220), PAGE_DARK)
    assert brightness(lifted) - brightness(PAGE_DARK) == pytest.approx(65)


def test_the_model_writes_what_it_measured() -> None:
    html = '<section style="color:#333333"><p style="color:#333333">字</p></section>'
    assert turned(html) == html.replace("#333333", "#b2b2b2")

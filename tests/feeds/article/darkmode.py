"""What WeChat does to the colours of an article for its dark mode, as a model.

After the published description of the algorithm (wechatjs/mp-darkmode 1.2,
doc/cn/principle.md): grounds first, then what stands on them. Colours are opaque
and written ``#rrggbb``; gradients and pictures as grounds do not occur.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

Rgb = tuple[float, float, float]

PAGE_LIGHT: Rgb = (255, 255, 255)
PAGE_DARK: Rgb = (25, 25, 25)
INK_LIGHT: Rgb = (25, 25, 25)
#: Perceived brightness: from where a colour is white, the most of a ground, the least between a
#: ground and what stands on it, from where a ground is bright.
WHITE, MOST, BETWEEN, BRIGHT = 250, 190, 65, 100
#: Lightness (HSL, %): greys above are inverted, texts above are not; grounds are not darker than.
GREY, DARKEST = 40, 22
#: What default text has over the default ground: nothing needs more.
FARTHEST = 255 - 25


def brightness(colour: Rgb) -> float:
    """Perceived brightness, 0–255 (W3C AERT)."""
    red, green, blue = colour
    return (red * 299 + green * 587 + blue * 114) / 1000


def _lightness(colour: Rgb) -> tuple[float, float, float]:
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    return hue, light * 100, saturation


def _with_lightness(colour: Rgb, light: float) -> Rgb:
    hue, _, saturation = _lightness(colour)
    red, green, blue = colorsys.hls_to_rgb(hue, light / 100, saturation)
    return red * 255, green * 255, blue * 255


def _with_brightness(colour: Rgb, target: float) -> Rgb:
    """``colour`` brought to a perceived brightness, a channel at its limit made up for."""
    ratio = target / (brightness(colour) or 1)
    red, green, blue = (min(255.0, part * ratio) for part in colour)
    if green == 0 or red == 255 or blue == 255:
        green = (target * 1000 - red * 299 - blue * 114) / 587
    elif red == 0:
        red = (target * 1000 - green * 587 - blue * 114) / 299
    elif blue == 0 or green == 255:
        blue = (target * 1000 - red * 299 - green * 587) / 114
    return red, green, blue


def dark_ground(colour: Rgb) -> Rgb:
    """What a ground becomes."""
    _, light, saturation = _lightness(colour)
    if (saturation == 0 and light > GREY) or brightness(colour) > WHITE:
        grey = min(100.0, 100 + _lightness(PAGE_DARK)[1] - light) * 2.55
        return grey, grey, grey
    if brightness(colour) > MOST:
        return _with_brightness(colour, MOST)
    return _with_lightness(colour, DARKEST) if light < DARKEST else colour


def dark_text(colour: Rgb, ground: Rgb) -> Rgb:
    """What a text, or a border, becomes on a ground that was already turned."""
    mine, its = brightness(colour), brightness(ground)
    if mine >= WHITE:
        return colour
    if abs(its - mine) > FARTHEST and its <= brightness(PAGE_DARK) + 2:
        return _with_brightness(colour, FARTHEST + its)
    if abs(its - mine) >= BETWEEN:
        return colour
    light = _lightness(colour)[1]
    # Turning the lightness over is tried first; brightness makes up for what is left.
    if light > 90 - GREY if its >= BRIGHT else light <= GREY:
        return dark_text(_with_lightness(colour, 90 - light), ground)
    return _with_brightness(colour, min(FARTHEST, its + (-BETWEEN if its >= BRIGHT else BETWEEN)))


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Rgb) -> float:
    parts = [part / 255 for part in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Said(NamedTuple):
    """Some words, with their colour and ground in light and in dark."""

    words: str
    light: tuple[Rgb, Rgb]
    dark: tuple[Rgb, Rgb]


class _State(NamedTuple):
    """Colours that hold inside an element: of text and ground, in light and in dark."""

    ink: Rgb
    ground: Rgb
    dark_ink: Rgb
    dark_ground: Rgb


_COLOUR = re.compile(r"#([0-9a-f]{6})\b")
_VOID = frozenset({"br", "hr", "img"})


def declarations(style: str) -> dict[str, str]:
    """The declarations of an inline style."""
    pairs = (one.partition(":") for one in style.split(";") if one.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def rgb(value: str) -> Rgb | None:
    """A literal colour in a value."""
    match = _COLOUR.search(value)
    if match is None:
        return None
    number = int(match[1], 16)
    return number >> 16, number >> 8 & 255, number & 255


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.states = [_State(INK_LIGHT, PAGE_LIGHT, INK_LIGHT, PAGE_DARK)]
        self.said: list[Said] = []
        self.styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = declarations(dict(attrs).get("style") or "")
        state = self.states[-1]
        ground = rgb(style.get("background-color", ""))
        if ground:
            state = state._replace(ground=ground, dark_ground=dark_ground(ground))
        ink = rgb(style.get("color", "")) or state.ink
        state = state._replace(ink=ink, dark_ink=dark_text(ink, state.dark_ground))
        self.styles.append(self.get_starttag_text() or "")
        if tag not in _VOID:
            self.states.append(state)

    def handle_endtag(self, tag: str) -> None:
        self.states.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            state = self.states[-1]
            light, dark = (state.ink, state.ground), (state.dark_ink, state.dark_ground)
            self.said.append(Said(data, light, dark))


def said(html: str) -> Iterator[Said]:
    """All words of an article with their colours."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.said


_STYLE = re.compile(r'style="([^"]*)"')


class _Turner(_Reader):
    """Writes the article again with the colours of the dark mode."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        state = self.states[-1]

        def turned(match: re.Match[str]) -> str:
            style = declarations(match[1])
            for name, value in style.items():
                colour = rgb(value)
                if colour and name != "background-color":
                    outer = state.dark_ground if name == "color" else PAGE_DARK
                    style[name] = _COLOUR.sub(_hex(dark_text(colour, outer)), value)
            if rgb(style.get("background-color", "")):
                style["background-color"] = _hex(state.dark_ground)
            return 'style="' + ";".join(f"{name}:{value}" for name, value in style.items()) + '"'

        self.out.append(_STYLE.sub(turned, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.out.append(data.replace("&", "&amp;").replace("<", "&lt;"))


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{max(0, min(255, round(part))):02x}" for part in colour)


def turned(html: str) -> str:
    """``html`` as it is shown in dark mode."""
    turner = _Turner()
    turner.feed(html)
    turner.close()
    return "".join(turner.out)

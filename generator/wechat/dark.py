"""WeChat's dark conversion of an article, approximated for the preview.

After the published description (wechatjs/mp-darkmode, doc/cn/principle.md, and its
constants): a ground is turned first, then text against the ground it stands on and borders
against the page, by perceived brightness. Gradients, background images and text shadows,
which our articles do not use, are left alone; so is what WeChat may have changed
since. What counts is the phone.
"""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

Rgb = tuple[float, float, float]

#: The page and its text, in light and dark.
PAGE, INK = (255.0, 255.0, 255.0), (25.0, 25.0, 25.0)
DARK_PAGE = (25.0, 25.0, 25.0)
_PAGE_LIGHTNESS = 25 / 255
#: Perceived brightness: white-like; the most a ground may have; the least that text must
#: differ from its ground; from where a ground counts as bright.
_WHITE, _MOST, _APART, _BRIGHT = 250, 190, 65, 100
#: Lightness: greys above are inverted and texts above not; no ground is darker.
_GREY, _DARKEST = 0.40, 0.22
#: What text may differ from its ground at most.
_FARTHEST = 230

_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_STYLE = re.compile(r'\sstyle="([^"]*)"')
_COLOUR = re.compile(
    r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)"
    r"|\b(white|black)\b",
    re.IGNORECASE,
)
_VOID = {"br", "hr", "img", "col"}


class _Inside(NamedTuple):
    """What holds inside an element: its name, the ground in the dark, the text in the light."""

    name: str
    ground: Rgb
    ink: Rgb


def darkened(html: str) -> str:
    """Clean HTML as it is shown on a dark page; every text has a colour of its own."""
    stack = [_Inside("", DARK_PAGE, INK)]

    def turned(tag: re.Match[str]) -> str:
        if tag[1]:
            while len(stack) > 1 and stack.pop().name != tag[2]:
                continue
            return tag[0]
        style = _STYLE.search(tag[3])
        inside, declarations = _element(tag[2], style[1] if style else "", stack[-1])
        if tag[2] not in _VOID:
            stack.append(inside)
        rest = _STYLE.sub("", tag[3])
        return f'<{tag[2]}{rest} style="{declarations}">'

    return _TAG.sub(turned, html)


def _element(name: str, style: str, outer: _Inside) -> tuple[_Inside, str]:
    """What holds inside an element, and its style in the dark."""
    pairs = [part.partition(":")[::2] for part in style.split(";") if ":" in part]
    ground, ink = outer.ground, outer.ink
    for key, value in pairs:
        colour = _read(value, outer.ground)
        if key.strip() in ("background", "background-color") and colour:
            ground = dark_ground(colour)
        elif key.strip() == "color" and colour:
            ink = colour
    done = [_declaration(key.strip(), value.strip(), ground) for key, value in pairs]
    done.append(f"color:{_hex(dark_text(ink, ground))}")
    return _Inside(name, ground, ink), ";".join(part for part in done if part)


def _declaration(key: str, value: str, ground: Rgb) -> str:
    if key == "color":
        return ""  # written last, for every element
    if key in ("background", "background-color"):
        return f"{key}:{_COLOUR.sub(_hex(ground), value)}"
    if key.startswith("border"):
        return f"{key}:" + _COLOUR.sub(
            lambda found: _hex(dark_text(_read(found[0], ground) or INK, DARK_PAGE)), value
        )
    return f"{key}:{value}"


def dark_ground(colour: Rgb) -> Rgb:
    """What a ground becomes."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    if (saturation == 0 and lightness > _GREY) or brightness(colour) > _WHITE:
        grey = min(1.0, 1 + _PAGE_LIGHTNESS - lightness) * 255
        return grey, grey, grey
    if brightness(colour) > _MOST:
        return _brought(colour, _MOST)
    return _lit(hue, _DARKEST, saturation) if lightness < _DARKEST else colour


def dark_text(colour: Rgb, ground: Rgb) -> Rgb:
    """What a text or a border becomes on a ground that was turned already."""
    mine, its = brightness(colour), brightness(ground)
    if mine >= _WHITE:
        return colour
    apart = abs(mine - its)
    if apart > _FARTHEST and its <= brightness(DARK_PAGE) + 2:
        return _brought(colour, _FARTHEST + its)
    if apart >= _APART:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    bright = its >= _BRIGHT
    # First by lightness, which keeps the hue; what is still too near is brought away.
    if lightness > 0.9 - _GREY if bright else lightness <= _GREY:
        return dark_text(_lit(hue, 0.9 - lightness, saturation), ground)
    return _brought(colour, min(_FARTHEST, its - _APART if bright else its + _APART))


def brightness(colour: Rgb) -> float:
    """Perceived brightness from 0 to 255 (W3C AERT)."""
    return (colour[0] * 299 + colour[1] * 587 + colour[2] * 114) / 1000


def _brought(colour: Rgb, target: float) -> Rgb:
    """``colour`` at another perceived brightness."""
    ratio = target / (brightness(colour) or 1)
    red, green, blue = (min(255.0, part * ratio) for part in colour)
    if green == 0 or red == 255 or blue == 255:
        green = (target * 1000 - red * 299 - blue * 114) / 587
    elif red == 0:
        red = (target * 1000 - green * 587 - blue * 114) / 299
    elif blue == 0 or green == 255:
        blue = (target * 1000 - red * 299 - green * 587) / 114
    return red, green, blue


def _lit(hue: float, lightness: float, saturation: float) -> Rgb:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return red * 255, green * 255, blue * 255


def _read(value: str, ground: Rgb) -> Rgb | None:
    """The first colour in a value, over what shows through it."""
    found = _COLOUR.search(value)
    if found is None:
        return None
    if found[6]:
        return PAGE if found[6].lower() == "white" else (0.0, 0.0, 0.0)
    if found[1]:
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    alpha = min(1.0, float(found[5])) if found[5] and found[5] != "." else 1.0
    red, green, blue = (
        min(255, int(part)) * alpha + under * (1 - alpha)
        for part, under in zip(found.groups()[1:4], ground, strict=True)
    )
    return red, green, blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{max(0, min(255, round(part))):02x}" for part in colour)

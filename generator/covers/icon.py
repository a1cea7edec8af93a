"""The site's icon as PNG: a shield with a house in it, white on the blue of the site.

Drawn from numbers alone: same size, same bytes.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageDraw

from generator.covers.spec import GROUND

INK: Final = "#ffffff"
#: Drawn this many times as large, then made smaller: so edges are smooth.
_FINER: Final = 4
#: Share of the picture that no platform cuts off (W3C, Web Application Manifest, "maskable").
_SAFE: Final = 0.8
#: Share that the sign takes of what is safe.
_SIGN: Final = 0.82
#: The shield and the house, in a square of one; the shield's sides end in a curve.
_SHIELD: Final = ((0.5, 0.0), (0.91, 0.18), (0.91, 0.46))
_CURVE: Final = ((0.91, 0.46), (0.91, 0.78), (0.5, 1.0))
_ROOF: Final = ((0.5, 0.24), (0.75, 0.48), (0.25, 0.48))
_WALLS: Final = (0.33, 0.46, 0.67, 0.7)
_DOOR: Final = (0.45, 0.54, 0.55, 0.7)
_STEPS: Final = 24
_COLOURS: Final = 48


def draw_icon(size: int, *, maskable: bool = False) -> bytes:
    """The icon, ``size`` pixels square; ``maskable`` fills the square and keeps its edge free."""
    large = size * _FINER
    image = Image.new("RGBA", (large, large), "#00000000")
    canvas = ImageDraw.Draw(image)
    radius = 0 if maskable else large * 0.18
    canvas.rounded_rectangle((0, 0, large - 1, large - 1), radius, fill=GROUND)
    side = large * _SIGN * (_SAFE if maskable else 0.95)
    start = (large - side) / 2

    def place(x: float, y: float) -> tuple[float, float]:
        return start + x * side, start + y * side

    canvas.polygon([place(*point) for point in _shield()], fill=INK)
    canvas.polygon([place(*point) for point in _ROOF], fill=GROUND)
    canvas.rectangle((*place(*_WALLS[:2]), *place(*_WALLS[2:])), fill=GROUND)
    canvas.rectangle((*place(*_DOOR[:2]), *place(*_DOOR[2:])), fill=INK)
    stream = io.BytesIO()
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    # Two colours and what lies between them: a palette makes a quarter of the bytes.
    few = (small.convert("RGB") if maskable else small).quantize(
        _COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    few.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _shield() -> list[tuple[float, float]]:
    """The outline: the right half, and its mirror on the left."""
    right = [*_SHIELD, *(_bend(step / _STEPS) for step in range(1, _STEPS + 1))]
    return [*right, *((1 - x, y) for x, y in reversed(right))]


def _bend(at: float) -> tuple[float, float]:
    """A point of the quadratic Bézier curve of one side."""
    (ax, ay), (bx, by), (cx, cy) = _CURVE
    back = 1 - at
    return (
        back * back * ax + 2 * back * at * bx + at * at * cx,
        back * back * ay + 2 * back * at * by + at * at * cy,
    )

"""A cover as JPEG: a field of colour, the level in words, the title, account and date.

Same words, same bytes: one font, its own layout, no library of the system.
"""

from __future__ import annotations

import io
from typing import Final, NamedTuple

from PIL import Image, ImageDraw

from generator.covers.spec import CoverSpec
from generator.covers.type import Face, face, known
from generator.covers.wrap import cut, wrap

#: Bytes of the largest picture that WeChat takes as a thumb.
LARGEST: Final = 64_000
_QUALITIES: Final = (85, 75, 60, 45)


class Look(NamedTuple):
    """Colours: of the ground and what stands on it, of the strip below and what stands there."""

    ground: str
    ink: str
    strip: str
    on_strip: str = "#ffffff"


#: The colours of levels are those of the site. 应急响应 has numbers, no colours.
LOOKS: Final = {
    "红": Look("#c8102e", "#ffffff", "#860a1e"),
    "橙": Look("#ff8c21", "#1c1003", "#1c1003"),
    "黄": Look("#ffd21f", "#1c1603", "#1c1603"),
    "蓝": Look("#1560bd", "#ffffff", "#0c3c78"),
}
PLAIN: Final = Look("#14385f", "#ffffff", "#0b2340")
#: What is not real has no colour and a broken line around it.
UNREAL: Final = Look("#ffffff", "#1f2329", "#4a535d")
_UNREAL_TITLES: Final = ("【示例】", "【测试】", "【演练】")


class Plan(NamedTuple):
    """Where things stand in a shape, in pixels: margins, heights, sizes of type."""

    width: int
    height: int
    margin: int
    strip: int
    #: Size of the level's words; of the label where there is no level.
    word: int
    label: int
    #: Sizes of the title to try, and the most lines at each.
    title: tuple[tuple[int, int], ...]
    foot: int


_TYPE: Final = ((92, 1), (78, 1), (64, 2), (56, 3), (50, 3), (44, 3), (38, 4))
PLANS: Final = {
    "wide": Plan(900, 383, 48, 66, 74, 32, _TYPE, 30),
    "square": Plan(500, 500, 36, 70, 66, 30, ((104, 1), (84, 1), (70, 2), (58, 3), (48, 4)), 26),
}
#: From line to line, in sizes of the type.
_STEP: Final = 1.26


def draw(spec: CoverSpec) -> bytes:
    """The cover of ``spec`` as JPEG of at most 64 KB; raises ``NoFontError`` without the font."""
    plan, look = PLANS[spec.shape], _look(spec)
    image = Image.new("RGB", (plan.width, plan.height), look.ground)
    canvas = ImageDraw.Draw(image)
    first, title = _words(spec, look)
    top = _above(canvas, plan, look, first, big=spec.level_word is not None)
    _title(canvas, plan, look, title, top)
    _foot(canvas, plan, look, spec)
    if look is UNREAL:
        _broken_line(canvas, plan, look)
    return _jpeg(image)


def _look(spec: CoverSpec) -> Look:
    if spec.title.startswith(_UNREAL_TITLES):
        return UNREAL
    return LOOKS.get(spec.level or "", PLAIN)


def _words(spec: CoverSpec, look: Look) -> tuple[str, str]:
    """What stands above, and the title; 【示例】 comes before the words of the level."""
    title = spec.title
    if spec.level_word is None:
        return known(spec.label), known(title)
    mark = title[:4] if look is UNREAL else ""
    return known(mark + spec.level_word), known(title.removeprefix(mark))


def _above(canvas: ImageDraw.ImageDraw, plan: Plan, look: Look, text: str, *, big: bool) -> float:
    """The words of the level, or the label; returns where the room of the title begins."""
    size, room = (plan.word if big else plan.label), plan.width - 2 * plan.margin
    while face(size).width(text) > room and size > plan.label:
        size -= 2
    line = _one_line(text, room, face(size))
    if big:
        face(size).write(canvas, (plan.margin, plan.margin + size / 2), line, look.ink)
        return plan.margin + size
    pad = size // 2
    right, bottom = plan.margin + face(size).width(line) + 2 * pad, plan.margin + size + pad
    canvas.rectangle((plan.margin, plan.margin, right, bottom), fill=look.ink)
    face(size).write(canvas, (plan.margin + pad, (plan.margin + bottom) / 2), line, look.ground)
    return bottom


def _title(canvas: ImageDraw.ImageDraw, plan: Plan, look: Look, text: str, top: float) -> None:
    """The title in the middle of the room between ``top`` and the strip."""
    room = plan.height - plan.strip - top - plan.margin // 2
    used, lines = _set(text, plan, room)
    step = used.size * _STEP
    y = top + plan.margin // 4 + (room - step * len(lines)) / 2 + step / 2
    for line in lines:
        used.write(canvas, (plan.margin, y), line, look.ink)
        y += step


def _set(text: str, plan: Plan, room: float) -> tuple[Face, list[str]]:
    """The largest type in which ``text`` fits, and its lines; in the smallest it may be cut."""
    width = plan.width - 2 * plan.margin
    for size, most in plan.title:
        used = face(size)
        lines = wrap(text, width, used.width)
        count = min(most, int(room / (size * _STEP)))
        if len(lines) <= count:
            return used, lines
    return used, cut(lines, count, width, used.width)


def _foot(canvas: ImageDraw.ImageDraw, plan: Plan, look: Look, spec: CoverSpec) -> None:
    """The account on the left of the strip, the date on its right."""
    top = plan.height - plan.strip
    canvas.rectangle((0, top, plan.width, plan.height), fill=look.strip)
    middle, used = top + plan.strip / 2, face(plan.foot)
    date, account = known(spec.date), known(spec.account)
    end = plan.width - plan.margin - used.width(date)
    room = end - plan.margin - plan.foot
    used.write(canvas, (end, middle), date, look.on_strip)
    used.write(canvas, (plan.margin, middle), _one_line(account, room, used), look.on_strip)


def _one_line(text: str, room: float, used: Face) -> str:
    return text if used.width(text) <= room else cut([text, ""], 1, room, used.width)[0]


def _broken_line(canvas: ImageDraw.ImageDraw, plan: Plan, look: Look) -> None:
    """A line of dashes along all four sides."""
    right, bottom = plan.width - 1, plan.height - 1
    for start in range(0, max(right, bottom), 36):
        end = start + 22
        for box in (
            (start, 0, end, 7),
            (start, bottom - 7, end, bottom),
            (0, start, 7, end),
            (right - 7, start, right, end),
        ):
            canvas.rectangle(box, fill=look.strip)


def _jpeg(image: Image.Image) -> bytes:
    """``image`` in the best quality that is small enough."""
    for quality in _QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, subsampling=0)
        if stream.tell() <= LARGEST:
            break
    return stream.getvalue()

"""What is known of a picture."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

#: Copies are made in these widths, in pixels: telephones, their double resolution, large windows.
WIDTHS: Final = (480, 960, 1600)
#: Pixels of the largest picture that is copied; a page with a larger one is slow everywhere.
MOST_PIXELS: Final = 50_000_000
FOLDER: Final = "pictures/"

Fault = Literal["", "unreadable", "too-many-pixels", "broken"]


class Sized(NamedTuple):
    """What the head of a file says: the size as it is shown, after any turning (EXIF).

    ``still``: neither moving nor of a sort that copies would change.
    """

    width: int
    height: int
    form: str
    still: bool
    fault: Fault = ""


class Picture(NamedTuple):
    """A picture on a page: its size and the widths of its copies, the smallest first.

    ``own``: it is in WebP itself and may be chosen among its copies.
    """

    width: int
    height: int
    copies: tuple[int, ...] = ()
    own: bool = False
    fault: Fault = ""


def widths_of(sized: Sized) -> tuple[int, ...]:
    """The widths in which copies are worth trying, the smallest first; none where it is left alone.

    The largest is the picture's own width or that of a large window. A width that is nearly
    the next one is left out.
    """
    if not sized.still or sized.fault:
        return ()
    top = min(sized.width, WIDTHS[-1])
    smaller = [width for width in WIDTHS if width <= 0.8 * top]
    # A second copy of a WebP file at its own size would win nothing.
    return (*smaller, *(() if sized.form == "webp" and top == sized.width else (top,)))


def copy_path(path: str, width: int) -> str:
    """Where the copy of ``media/…`` lies on the site. No two pictures share one.

    Nothing that editors name can lie there, and the width at the end tells copies of one
    picture apart.
    """
    return f"{FOLDER}{path.removeprefix('media/')}-{width}.webp"

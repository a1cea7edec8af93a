"""Copies: upright, in the colours of a screen, smaller, the same each time."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from generator.pictures.encode import make_copies
from generator.pictures.look import look
from generator.pictures.picture import Picture, copy_path
from tests.pictures.support import opened, photo, saved, turned


def made(data: bytes) -> tuple[Picture, dict[int, bytes]]:
    return make_copies(data, look(io.BytesIO(data)))


def far(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, 0 to 255."""
    same = other.convert("RGB").resize(one.size)
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), same)).mean)


@pytest.mark.parametrize(
    ("width", "copies"),
    [
        (300, (300,)),
        (480, (480,)),
        (700, (480, 700)),
        (1100, (480, 1100)),
        (2400, (480, 960, 1600)),
    ],
)
def test_copies_are_no_larger_than_the_picture_nor_nearly_alike(
    width: int, copies: tuple[int, ...]
) -> None:
    picture, files = made(saved(photo(width, width // 2), "JPEG", quality=95))
    assert picture == Picture(width, width // 2, copies)
    for wide, data in files.items():
        copy = opened(data)
        assert copy.format == "WEBP"
        assert copy.size == (wide, round(wide / 2))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_copies_are_upright_and_tell_nothing_of_where_they_were_taken(orientation: int) -> None:
    data = saved(photo(1200, 600), "JPEG", quality=90, exif=turned(orientation))
    shown = opened(data)
    shown = shown.transpose(TURNS[orientation]) if orientation > 1 else shown
    picture, files = made(data)
    assert (picture.width, picture.height) == shown.size
    assert files
    for copy in map(opened, files.values()):
        assert far(copy, shown) < 4
        assert not copy.getexif()
    assert all(b"secret maker" not in copy for copy in files.values())


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def test_a_large_photograph_keeps_its_detail() -> None:
    """It is decoded at a half, which is still larger than the largest copy."""
    _, files = made(saved(photo(3600, 2400), "JPEG", quality=90))
    assert far(opened(files[1600]), photo(3600, 2400)) < 3


def test_printers_colours_become_those_of_a_screen() -> None:
    picture, files = made(saved(photo(600, 300, "CMYK"), "JPEG", quality=95))
    assert picture.copies
    assert far(opened(files[600]), photo(600, 300)) < 8


def test_a_profile_is_carried_out_and_not_carried_along() -> None:
    """By a profile with its primaries exchanged red is what a screen calls blue."""
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = screen.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    shown = photo(600, 300)
    red, green, blue = shown.split()
    wanted = Image.merge("RGB", (blue, green, red))
    picture, files = made(saved(wanted, "PNG", icc_profile=other))
    assert picture.copies
    assert far(opened(files[600]), shown) < 4
    assert all("icc_profile" not in opened(copy).info for copy in files.values())


def test_a_profile_that_does_not_fit_is_passed_by() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (lab, b"no profile"):
        _, files = made(saved(photo(600, 300), "JPEG", quality=95, icc_profile=profile))
        assert far(opened(files[600]), photo(600, 300)) < 4


def test_what_can_be_seen_through_stays_so() -> None:
    image = photo(600, 300).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize((600, 300)))
    for data in (saved(image, "PNG"), saved(image.quantize(), "PNG")):
        _, files = made(data)
        copy = opened(files[600])
        assert copy.mode == "RGBA"
        assert far(copy.getchannel("A"), opened(data).convert("RGBA").getchannel("A")) < 2


def test_what_was_drawn_is_kept_exactly_where_that_is_smaller() -> None:
    image = Image.new("RGB", (800, 400), "white")
    image.paste((200, 16, 46), (100, 100, 300, 300))
    _, files = made(saved(image, "PNG", compress_level=1))
    assert far(opened(files[800]), image) == 0


def test_no_copy_is_larger_than_what_is_there() -> None:
    """Where the largest saves nothing there is none: a large window would get a small picture."""
    noise = Image.effect_noise((700, 350), 90)
    picture, files = made(saved(noise, "JPEG", quality=10))
    assert (picture.copies, files) == ((), {})
    data = saved(photo(2000, 1000), "JPEG", quality=70)
    sizes = [len(copy) for copy in made(data)[1].values()]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] < len(data)


def test_a_webp_is_not_copied_at_its_own_size_but_chosen_among_its_copies() -> None:
    picture, _ = made(saved(photo(1200, 600), "WEBP", quality=90))
    assert picture == Picture(1200, 600, (480, 960), own=True)
    assert made(saved(photo(400, 200), "WEBP", quality=90))[0] == Picture(400, 200)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_file_is_a_fault_and_no_error(form: str, share: float) -> None:
    data = saved(photo(900, 600, "P" if form == "GIF" else "RGB"), form)
    data = data[: int(len(data) * share)]
    picture, files = made(data)
    assert picture.fault in ("broken", "unreadable")
    assert (picture.copies, files) == ((), {})


def test_a_photograph_with_more_behind_it_is_a_photograph() -> None:
    """Some telephones put a second picture into the file (MPO); it is no film."""
    data = saved(photo(900, 600), "MPO", save_all=True, append_images=[photo(90, 60)])
    picture, files = made(data)
    assert picture == Picture(900, 600, (480, 900))
    assert far(opened(files[900]), photo(900, 600)) < 4


def test_what_moves_has_a_size_and_no_copies() -> None:
    frames = [photo(640, 480), photo(640, 480).rotate(180)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert made(data) == (Picture(640, 480), {})


def test_the_same_picture_gives_the_same_bytes() -> None:
    for form in ("JPEG", "PNG"):
        data = saved(photo(1000, 700), form)
        assert made(data) == made(data)


def test_no_two_pictures_share_an_address() -> None:
    names = ("media/a.jpg", "media/a.png", "media/a.jpg-480.webp", "media/a", "media/media/a.jpg")
    paths = [copy_path(name, width) for name in names for width in (480, 960)]
    assert len(set(paths)) == len(paths)
    assert all(path.startswith("pictures/") for path in paths)

"""Pictures as a browser takes them: the copy that fits, and nothing moves when it comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.pictures.support import photo, saved, turned
from tests.site.support import ROOT, Bench, make_project

STYLE = (ROOT / "overrides/styles/article.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A bulletin that begins with a photograph and has one far below."""
    root: Path = tmp_path_factory.mktemp("pictures")
    bench = Bench(make_project(root / "project", content=None), root / "site")
    bench.write("media/a.jpg", saved(photo(2400, 1200), "JPEG", quality=90))
    bench.write("media/b.jpg", saved(photo(2000, 1500), "JPEG", quality=90))
    body = "甲\n\n" * 400 + "![丙](media/b.jpg)\n\n乙"
    entry = {"title": "某", "category": "工作动态", "published": "2026-06-01 08:00", "body": body}
    bench.write("bulletins/2026/one.yml", {**entry, "cover": "media/a.jpg", "cover_alt": "乙"})
    assert bench.build().complete
    return (bench.site / "bulletins/one/index.html").as_uri()


@pytest.mark.parametrize(
    ("width", "density", "copy"),
    [(320, 1, 480), (390, 1, 480), (390, 2, 960), (390, 3, 1600), (1280, 1, 960), (1280, 2, 1600)],
)
def test_the_copy_that_fits_is_taken_and_has_its_place(
    browser: Browser, address: str, width: int, density: int, copy: int
) -> None:
    """What is far below is not loaded until one comes near."""
    viewport = {"width": width, "height": 800}
    page = browser.new_page(
        viewport=viewport,  # type: ignore[arg-type]
        device_scale_factor=density,
        bypass_csp=True,
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    held: list[Route] = []
    page.route("**/pictures/**", lambda route: held.append(route))  # noqa: PLW0108 - it marks what it gets
    page.goto(address, wait_until="domcontentloaded")
    page.add_style_tag(content=STYLE)
    cover, text = page.locator("img[alt=乙]"), page.locator(".yj-body p").first
    before = cover.bounding_box(), text.bounding_box()
    for route in held:
        route.continue_()
    page.unroute("**/pictures/**")
    page.wait_for_function("document.querySelector('img[alt=乙]').naturalWidth > 0")
    assert (cover.bounding_box(), text.bounding_box()) == before
    assert [name for name in asked if name.startswith("a.jpg")] == [f"a.jpg-{copy}.webp"]
    assert not [name for name in asked if name.startswith("b.jpg")]
    page.locator("img[alt=丙]").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('img[alt=丙]').naturalWidth > 0")
    box = page.locator("img[alt=丙]").bounding_box()
    assert box is not None
    assert box["width"] <= width
    assert box["width"] / box["height"] == pytest.approx(4 / 3, rel=0.02)
    page.close()


def test_the_width_that_is_told_is_the_width_that_is_shown(browser: Browser, address: str) -> None:
    """Else a copy is taken that is too small, or larger than what can be seen."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page.goto(address)
    cover = page.locator("img[alt=乙]")
    told = cover.evaluate("(one) => one.parentElement.querySelector('source').sizes")
    box = cover.bounding_box()
    assert box is not None
    assert f" {box['width']:.0f}px," in told
    page.close()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_no_place_is_kept_for_a_picture_of_another_shape(
    browser: Browser, tmp_path: Path, form: str, orientation: int
) -> None:
    """Browsers turn some pictures that lie on their side, and others not."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    name = f"a.{form.lower().replace('jpeg', 'jpg')}"
    bench.write(f"media/{name}", saved(photo(600, 300), form, exif=turned(orientation)))
    entry = {"title": "某", "category": "工作动态", "published": "2026-06-01 08:00"}
    bench.write("bulletins/2026/one.yml", {**entry, "body": f"![丙](media/{name})"})
    bench.build()
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((bench.site / "bulletins/one/index.html").as_uri())
    page.wait_for_function("document.querySelector('img[alt=丙]').naturalWidth > 0")
    told, shown = page.locator("img[alt=丙]").evaluate(
        "(one) => [one.attributes.width ? one.attributes.width.value / one.attributes.height.value"
        " : null,"
        " one.naturalWidth / one.naturalHeight]"
    )
    if form == "JPEG" or orientation == 1:
        assert told == pytest.approx(2 if orientation < 5 else 0.5, rel=0.02)
    assert told is None or told == pytest.approx(shown, rel=0.02)
    page.close()

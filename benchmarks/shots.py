"""Pictures of the key pages (make shots): a phone and a desk, light and dark, to be looked at.

The site is built for a fixed moment, so that pictures of two versions can be laid side by side.
`--keep` writes the small set that the README shows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser

from benchmarks.browser import chromium, serving
from benchmarks.ours import REPOSITORY

NOW = "2026-11-23T12:00"
#: A few seconds after the site was built.
_LOOKED = datetime.fromisoformat(f"{NOW}:08+08:00")
_VIEWS = {"phone": (390, 844), "desk": (1280, 800)}
_SCHEMES = ("light", "dark")
_PAGES = {
    "home": "",
    "alerts": "alerts/",
    "alert": "alerts/sample-cold-wave-1122/",
    "alert-en": "en/alerts/sample-cold-wave-1122/",
    "guides": "guides/",
    "guide": "guides/rainstorm/",
    "campaign": "campaigns/sample-open-day/",
    "bulletins": "bulletins/",
    "bulletin": "bulletins/emergency-work-opinions-2021/",
    "analysis": "bulletins/sample-analysis-autumn/",
    "archive": "alerts/archive/2026/",
    "places": "places/",
    "handbook": "handbook/alerts/",
}
#: Page, view, scheme and whether it is the elder view, of the set that the README shows.
_KEPT = (
    ("home", "phone", "light", False),
    ("alert", "phone", "light", False),
    ("guide", "phone", "dark", False),
    ("home", "phone", "light", True),
    ("home", "desk", "light", False),
)
_COLOURS = 64


def main() -> None:
    """Build, photograph, and say where the pictures are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--to", type=Path, default=REPOSITORY / "shots")
    parser.add_argument("--keep", action="store_true", help="renew the pictures of the README")
    chosen = parser.parse_args()
    everything = [(*one, False) for one in product(_PAGES, _VIEWS, _SCHEMES)]
    wanted = _KEPT if chosen.keep else (*everything, *(one for one in _KEPT if one[3]))
    folder = REPOSITORY / "pictures" if chosen.keep else chosen.to
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        site = Path(scratch, "site")
        command = [sys.executable, "-m", "generator", "build", "--project", str(REPOSITORY)]
        command += ["--site", str(site), "--now", NOW, "--no-search"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with serving(site, _LOOKED) as address, chromium() as browser:
            for page, view, scheme, elder in wanted:
                name = "-".join((page, view, scheme, *(["elder"] if elder else [])))
                picture = _picture(browser, address + _PAGES[page], view, scheme, elder=elder)
                _write(folder / f"{name}.png", picture)
    print(f"{len(wanted)} pictures in {folder}")


def _picture(browser: Browser, address: str, view: str, scheme: str, *, elder: bool) -> bytes:
    width, height = _VIEWS[view]
    context = browser.new_context(viewport={"width": width, "height": height})
    if elder:
        context.add_init_script("localStorage.setItem('yj-elder', '1')")
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address, wait_until="networkidle")
    page.locator(".yj-banner-title").wait_for()
    picture = page.screenshot()
    context.close()
    return picture


def _write(path: Path, picture: bytes) -> None:
    """A palette is enough for text and plain grounds, and a quarter of the bytes."""
    with Image.open(BytesIO(picture)) as image:
        image.convert("RGB").quantize(_COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()

"""``/manifest.webmanifest`` and its icons: the site on the home screen of a phone."""

from __future__ import annotations

import json
from functools import partial
from hashlib import blake2b

from generator.covers.spec import GROUND
from generator.model.site import Site
from generator.site.artifacts import File, Part

PATH = "manifest.webmanifest"
#: Size, and whether the platform may cut its edge off.
ICONS = ((180, False), (192, False), (512, False), (512, True))


def manifest_part(site: Site, epoch: bytes) -> Part:
    """The manifest and the icons; ``epoch`` digests the code that draws."""
    text = json.dumps(manifest(site), ensure_ascii=False, indent=1).encode() + b"\n"
    files = [File(PATH, blake2b(text, digest_size=16).digest(), lambda: text)]
    for size, maskable in ICONS:
        path = icon_path(size, maskable=maskable)
        key = blake2b(epoch + path.encode(), digest_size=16).digest()
        files.append(File(path, key, partial(_drawn, size, maskable=maskable)))
    return Part("manifest", [], files)


def _drawn(size: int, *, maskable: bool) -> bytes:
    from generator.covers.icon import draw_icon  # Pillow is slow to import, and rarely needed here

    return draw_icon(size, maskable=maskable)


def manifest(site: Site) -> dict[str, object]:
    """The manifest (W3C Web Application Manifest); its addresses are relative to itself."""
    name = site.name or "长宁应急"
    return {
        "name": name if site.production else f"{name}（演示）",
        "short_name": name,
        "description": "正在生效的预警、求助电话、应急指南、避难场所。",
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        # With a way back and a way to load again, which a page about alerts needs.
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": GROUND,
        "icons": [
            {
                "src": icon_path(size, maskable=maskable),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if maskable else "any",
            }
            for size, maskable in ICONS
            if size != 180
        ],
    }


def icon_path(size: int, *, maskable: bool = False) -> str:
    """The site-relative address of an icon."""
    return f"assets/icons/icon-{'maskable-' if maskable else ''}{size}.png"

"""What was taken back, and what pages say where no script runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.cap.rules import Cap
from tests.whole.scene import GONE, Scene


def withdrawn_faults(scene: Scene) -> Iterator[str]:
    for ident in scene.gone:
        for folder in ("", "en/", "ja/", "ko/"):
            page = scene.tree.pages.get(f"{folder}alerts/{ident}/")
            if page is None or page.find(".//article[@data-yj-alert]") is not None:
                yield f"{folder}alerts/{ident}/ is no notice"
        chain = [Cap(data) for name, data in scene.tree.cap.items() if f".{ident}." in name]
        chain.sort(key=lambda one: one.sent)
        for cap in chain:
            if GONE not in (cap.info("headline") or "") or (cap.expires or scene.now) > max(
                scene.now, cap.sent + timedelta(hours=1)
            ):
                yield f"cap: {cap['identifier']} still holds"


def static_faults(scene: Scene) -> Iterator[str]:
    """No page says by itself that nothing is in force (outputs.md)."""
    for url, page in scene.tree.pages.items():
        for words in ("没有生效中的预警", "无预警"):
            for text in page.xpath(f"//text()[contains(., '{words}')]"):
                if text.getparent().tag != "script" and "handbook" not in url:
                    yield f"{url or 'home'}: {text.strip()}"

"""Pictures as pages show them: their true size, no sooner than needed, in WebP if smaller."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from generator.pages.addresses import encoded
from generator.pictures.picture import Picture, copy_path

#: How wide a picture is shown: as the column of text (overrides/styles/base.css), which on
#: telephones is the window.
SIZES: Final = "(min-width: 752px) 720px, 100vw"


class Pictures:
    """The pictures of one page; ``root`` is its way to the root of the site."""

    def __init__(self, root: str, known: Callable[[str], Picture | None]) -> None:
        self._root, self._known = root, known

    def __call__(self, path: str, alt: str | None, *, lead: bool = False) -> Markup:
        """The picture ``path`` (``media/…``); the ``lead`` one of a page is loaded at once."""
        loading = 'fetchpriority="high"' if lead else 'loading="lazy"'
        tag = f'<img {loading} src="{self._address(path)}" alt="{escape(alt or "")}">'
        return Markup(self.dressed(tag, path))  # noqa: S704 - every value is escaped

    def dressed(self, tag: str, path: str) -> str:
        """The ``<img>`` of a picture with its size, inside the choice of its copies."""
        found = self._known(path)
        size = f'width="{found.width}" height="{found.height}" ' if found and found.width else ""
        tag = f'<img {size}decoding="async" {tag.removeprefix("<img ")}'
        if found is None or not found.copies:
            return tag
        choice = [f"{self._copy(path, width)} {width}w" for width in found.copies]
        if found.own:
            choice.append(f"{self._address(path)} {found.width}w")
        source = f'<source type="image/webp" srcset="{", ".join(choice)}" sizes="{SIZES}">'
        return f"<picture>{source}{tag}</picture>"

    def _address(self, path: str) -> str:
        return str(escape(self._root + encoded(path)))

    def _copy(self, path: str, width: int) -> str:
        # Quoted as media are, whose names may hold what divides addresses elsewhere.
        quoted = "media/" + copy_path(path, width)
        return str(escape(self._root + encoded(quoted).removeprefix("media/")))

"""Pages → bytes: the template, the head, the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment
from markupsafe import Markup, escape

from generator.languages.words import words
from generator.model.site import NO_URL, Site
from generator.pages.addresses import absolute, encoded
from generator.pages.alternates import language_links
from generator.pages.environment import Href, make_environment
from generator.pages.frame import Frame
from generator.pages.head import SiteTags, render_head
from generator.pages.page import Page, Source
from generator.pages.pictures import Pictures
from generator.text.links import bind
from generator.text.scrolling import scrolling

if TYPE_CHECKING:
    from generator.content.load import Loaded
    from generator.pictures.picture import Picture


class Press(NamedTuple):
    """All that rendering needs besides the page: the same for every page of a build."""

    site: Site
    site_url: str
    edit_uri: str
    site_tags: SiteTags
    frames: Mapping[str, Frame]
    environment: Environment
    entry: Callable[[str, bytes], Loaded]
    picture: Callable[[str], Picture | None]


class Supply(NamedTuple):
    """Where a press gets what pages name: entries by file, pictures by ``media/…``."""

    entry: Callable[[str, bytes], Loaded]
    picture: Callable[[str], Picture | None]


def make_press(
    site: Site,
    site_url: str,
    edit_uri: str,
    frames: Mapping[str, Frame],
    supply: Supply,
    cache: Path | None,
) -> Press:
    """A press whose compiled templates are kept in ``cache``."""
    tags = SiteTags(site, site_url)
    return Press(site, site_url, edit_uri, tags, frames, make_environment(cache), *supply)


def page_key(page: Page, frame_digest: bytes, epoch: bytes) -> bytes:
    """The digest of all that goes into the page's bytes."""
    text = repr(page).encode("utf-8", "surrogatepass")
    return blake2b(epoch + frame_digest + text, digest_size=16).digest()


def frame_digest(frame: Frame) -> bytes:
    """The digest of a frame."""
    return blake2b(repr(frame).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def render(press: Press, page: Page) -> bytes:
    """The page as it is served."""
    return press.frames[page.frame].fill_encoded(slots(press, page))


def slots(press: Press, page: Page) -> dict[str, str]:
    """What goes into each place of the frame, escaped for it."""
    root = page.root
    loaded = press.entry(*page.source) if page.source else None
    entry = loaded.entry if loaded else None
    pictures = Pictures(root, press.picture)
    context: dict[str, object] = {
        "view": page.view,
        "page": page,
        "head": page.head,
        "site": press.site,
        "root": root,
        "href": Href(root),
        "address": absolute(press.site_url, page.url),
        "no_url": NO_URL,
        "entry": entry,
        "picture": pictures,
        "body": _body(loaded, page, pictures) if loaded else None,
        "headings": loaded.body.headings if loaded and loaded.body else (),
        "other": lambda source: _other(press, source),
        "w": words(page.language),
    }
    template = press.environment.get_template(page.template)
    return {
        "head": render_head(page, press.site, press.site_url, entry, press.site_tags),
        "body_attrs": "",
        "languages": language_links(page),
        "crumb": str(escape(page.head.title)),
        "edit_url": _edit_url(press, page.source),
        "content": template.render(context),
    }


def _body(loaded: Loaded, page: Page, pictures: Pictures) -> Markup:
    """The Markdown body with the addresses of this page."""
    if loaded.body is None:
        return Markup("")

    def address(target: str) -> str | None:
        if target.startswith("media/"):
            return str(escape(page.root + encoded(target)))
        name, _, anchor = target.removeprefix("entry:").partition("#")
        if name not in page.linked:
            return None
        kind, _, ident = name.partition("/")
        return str(
            escape(f"{page.root}{kind}s/{ident}/" + (f"#{encoded(anchor)}" if anchor else ""))
        )

    html = scrolling(bind(loaded.body.html, address, pictures.dressed))
    return Markup(html)  # noqa: S704 - sanitized by generator.text


def _other(press: Press, source: Source | None) -> object:
    """The entry of another file that a page shows a part of."""
    return press.entry(*source).entry if source else None


def _edit_url(press: Press, source: Source | None) -> str:
    if source is None or not press.edit_uri:
        return ""
    return str(escape(press.edit_uri + encoded(source.path)))

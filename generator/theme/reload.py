"""A preview writes a script into each page that loads it again; no policy of a page knows it."""

from __future__ import annotations

from mkdocs.livereload import LiveReloadServer

from generator.headers.policy import without_policy


def reload_allowed(server: LiveReloadServer) -> None:
    """Have ``server`` leave out the policies of the pages that it writes its script into."""
    write = server._inject_js_into_html

    def without(content: bytes, epoch: int) -> bytes:
        page: bytes = write(without_policy(content), epoch)  # type: ignore[no-untyped-call]
        return page

    server._inject_js_into_html = without  # type: ignore[method-assign]

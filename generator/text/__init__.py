"""Markdown bodies → safe HTML fragments.

``markdown`` renders and sanitizes, ``slug`` makes anchors, ``links`` binds the
addresses that only a finished page knows, ``characters`` looks at what a text
is written with. Imports nothing of ours.
"""

from generator.text.body import Body, Heading
from generator.text.links import bind

__all__ = ["Body", "Heading", "bind", "render_body"]


def render_body(markdown: str) -> Body:
    """``markdown`` as a sanitized fragment; loads the Markdown machinery on first use."""
    from generator.text.markdown import render_body as render

    return render(markdown)

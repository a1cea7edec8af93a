"""Addresses as QR codes, for what is printed."""

from __future__ import annotations

from markupsafe import Markup


def qr(address: str) -> Markup:
    """``address`` as an SVG that scales; the same bytes each time."""
    import segno

    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(scale=1, border=4, omitsize=True, svgclass="yj-qr", lineclass=None)
    return Markup(svg)  # noqa: S704 - squares alone

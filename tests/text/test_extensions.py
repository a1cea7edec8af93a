"""Hand-written pages and bodies of entries are read alike."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.text.reader import EXTENSIONS

ROOT = Path(__file__).resolve().parents[2]


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml without doing what its tags ask for."""


_Tolerant.add_multi_constructor("", lambda _loader, suffix, _node: suffix)


def test_bodies_have_the_extensions_of_the_site() -> None:
    """mkdocs.yml lists what bodies are read with, and ``toc``, which bodies have of their own."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = yaml.load(text, _Tolerant)["markdown_extensions"]  # noqa: S506 - does nothing
    names = [next(iter(one)) if isinstance(one, dict) else one for one in listed]
    assert sorted(names) == sorted([*EXTENSIONS, "toc"])

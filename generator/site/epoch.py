"""The digest of all that makes pages but content: a new one voids every store."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from generator.covers import font

_CODE = Path(__file__).parent.parent
_ENDINGS = (".py", ".html", ".css", ".js", ".json", ".yml", ".csv")


def epoch() -> bytes:
    """Digest of generator/, of the names (with versions) of what is installed, of the font."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    for path in _files(str(_CODE)):
        with open(path, "rb") as stream:
            digest.update(path.removeprefix(str(_CODE)).encode() + b"\0" + stream.read() + b"\0")
    for name in _installed():
        digest.update(name.encode() + b"\0")
    digest.update(repr(font.identity()).encode())
    return digest.digest()


def _files(folder: str) -> list[str]:
    found: list[str] = []
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _files(entry.path)
        elif entry.name.endswith(_ENDINGS):
            found.append(entry.path)
    return found


def _installed() -> list[str]:
    """Folders like ``jinja2-3.1.6.dist-info``; reading their metadata would take 20 ms."""
    spec = find_spec("jinja2")
    if spec is None or spec.origin is None:
        return []
    names = os.listdir(Path(spec.origin).parent.parent)
    return sorted(name for name in names if name.endswith(".dist-info"))

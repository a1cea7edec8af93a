"""The digest of all that the chrome is made from. Computed at every build: no mkdocs, few reads."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.project import Project

#: Files up to this size are read; larger ones are taken by size and time.
READ = 65_536
_TABLES = ("content/site.yml", "content/hazards.yml", "content/tags.yml")
_ENV = re.compile(rb"!ENV\s+(\[[^\]]*\]|\S+)")
_NAME = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
_LIBRARIES = re.compile(
    r"(mkdocs|mkdocs_material|jinja2|markdown|markupsafe|pyyaml|pymdown_extensions|rcssmin|rjsmin)-"
    r"[^-]+\.dist-info",
    re.IGNORECASE,
)


def chrome_digest(project: Project, site_url: str | None = None) -> str:
    """32 hexadecimal digits; ``site_url`` only where it is not that of `content/site.yml`."""
    digest = hashlib.blake2b(digest_size=16)
    for name, value in _parts(project):
        digest.update(b"%d %s %d " % (len(name), name, len(value)))
        digest.update(value)
    digest.update((site_url or "").encode())
    return digest.hexdigest()


def _parts(project: Project) -> Iterator[tuple[bytes, bytes]]:
    root = project.root
    config = _content(project.config)
    yield b"mkdocs.yml", config
    for name in sorted(_environment(config)):
        yield b"!ENV " + name, os.environb.get(name, b"\0")
    for table in _TABLES:
        yield table.encode(), _content(root / table)
    for folder in ("overrides", "docs"):
        yield from _tree(root / folder, folder)
    code = Path(__file__).parents[1]
    # content and model read content/site.yml.
    for package in ("content", "model", "theme"):
        yield from _tree(code / package, package, ".py")
    yield from _tree(code / "languages", "languages")
    for name_of in ("pages/frame.py", "text/slug.py", "text/scrolling.py", "headers/policy.py"):
        yield name_of.encode(), _content(code / name_of)
    yield b"libraries", " ".join(sorted(_libraries())).encode()


def _environment(config: bytes) -> set[bytes]:
    """Names of every variable that `!ENV` of mkdocs.yml may read (a few too many do no harm)."""
    return {name for value in _ENV.findall(config) for name in _NAME.findall(value)}


def _tree(folder: Path, name: str, ending: str = "") -> Iterator[tuple[bytes, bytes]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        inner = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _tree(Path(entry.path), inner, ending)
        elif entry.name.endswith(ending):
            stat = entry.stat()
            large = b"%d %d" % (stat.st_size, stat.st_mtime_ns)
            yield os.fsencode(inner), large if stat.st_size > READ else _content(Path(entry.path))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b"\0"


def _libraries() -> set[str]:
    """Names and versions of what renders, as their folders say; importing metadata takes 20 ms."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                found.update(e.name for e in entries if _LIBRARIES.fullmatch(e.name))
        except OSError:
            continue
    return found

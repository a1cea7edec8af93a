"""A project to build in a test, its output as data, and what a fresh build of it gives."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.covers import draw, icon
from generator.model.moment import CST, Moment
from generator.pages import environment, qr
from generator.project import Project
from generator.site.build import Report, build_into
from generator.site.extras import HEARTBEAT
from generator.theme.chrome import Chrome, load_chrome
from generator.theme.digest import chrome_digest

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests/sites/good/content"
NOW = datetime(2026, 11, 23, 12, tzinfo=CST)
#: A picture of one grey point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da6360000000020001e221bc330000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n%%EOF\n"

_CHROMES: dict[str, Chrome] = {}
#: Compiled templates by name: compiling them takes longer than a small site.
_TEMPLATES: dict[str, bytes] = {}

#: What is drawn from a few words alone, and takes half the time of a small site.
_ICON = cache(icon.draw_icon)
_QR = lru_cache(maxsize=1000)(qr.qr)
_COVER = lru_cache(maxsize=500)(draw.draw)


def chrome_of(project: Project) -> Chrome:
    """The chrome of ``project``; MkDocs runs once for all projects that look alike."""
    digest = chrome_digest(project)
    if digest not in _CHROMES:
        _CHROMES[digest] = load_chrome(project)
    return _CHROMES[digest]


def lend_templates(cache: Path) -> None:
    """Put the compiled templates of earlier builds into ``cache``."""
    folder = cache / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    for name in _TEMPLATES.keys() - {path.name for path in folder.iterdir()}:
        (folder / name).write_bytes(_TEMPLATES[name])


def keep_templates(cache: Path) -> None:
    """Remember the templates that a build compiled."""
    for path in (cache / "templates").glob("*.cache"):
        if path.name not in _TEMPLATES:
            _TEMPLATES[path.name] = path.read_bytes()


@contextmanager
def one_of_many() -> Iterator[None]:
    """Around one of the many builds of a process.

    A build takes it that its process ends soon, and keeps its garbage. And it draws pictures: those
    of another site are taken where the words are the same (tests/covers is about the drawing).
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(icon, "draw_icon", _ICON)
        patch.setattr(draw, "draw", _COVER)
        patch.setattr(environment, "qr", _QR)
        try:
            yield
        finally:
            gc.unfreeze()


def make_project(root: Path, content: Path | None = GOOD) -> Project:
    """Our own theme and hand-written pages around ``content`` (a folder that is copied)."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    if content is None:
        (root / "content").mkdir()
    else:
        shutil.copytree(content, root / "content")
    lend_templates(root / ".cache")
    return Project(root)


class Apart(Project):
    """The same project with another cache: what is built from it knows of no earlier build."""

    @property
    def cache(self) -> Path:
        return self.root / ".cache-apart"


def at(text: str) -> datetime:
    """``2026-07-10 14:20`` in 北京时间."""
    return datetime.fromisoformat(text).replace(tzinfo=CST)


def later(moment: datetime, **amount: float) -> datetime:
    """``moment`` and ``amount`` as for :class:`~datetime.timedelta`."""
    return moment + timedelta(**amount)


def tree(folder: Path) -> dict[str, bytes]:
    """Everything in ``folder`` but the heartbeat: files, links as such, folders with a ``/``."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_dir():
            found[f"{name}/"] = b""
        elif name != HEARTBEAT:
            found[name] = path.read_bytes()
    return found


def differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> list[str]:
    """Where two trees differ, one line a path."""
    lines = [f"missing: {path}" for path in wanted.keys() - found.keys()]
    lines += [f"too much: {path}" for path in found.keys() - wanted.keys()]
    lines += [f"differs: {p}" for p in found.keys() & wanted.keys() if found[p] != wanted[p]]
    return sorted(lines)


def mtimes(folder: Path) -> dict[str, int]:
    """When each file of ``folder`` was written, in ns."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


@dataclass
class Bench:
    """A project and the output it is built into."""

    project: Project
    site: Path
    now: datetime = NOW
    reports: list[Report] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.project.content

    def build(self, now: datetime | None = None, jobs: int = 1) -> Report:
        """Bring the output up to date for ``now`` (and stay there)."""
        self.now = now or self.now
        with one_of_many():
            chrome = partial(chrome_of, self.project)
            report = build_into(self.project, chrome, self.site, Moment(self.now), jobs=jobs)
        keep_templates(self.project.cache)
        self.reports.append(report)
        return report

    def fresh(self) -> tuple[Report, dict[str, bytes]]:
        """What a build into nothing, with nothing remembered, gives for the same ``now``."""
        folder = self.project.root / "fresh"
        apart = Apart(self.project.root)
        for path in (folder, apart.cache):
            shutil.rmtree(path, ignore_errors=True)
        lend_templates(apart.cache)
        with one_of_many():
            report = build_into(apart, partial(chrome_of, self.project), folder, Moment(self.now))
        return report, tree(folder)

    def assert_as_fresh(self) -> None:
        """The output is what a build from scratch gives, and the report tells the same."""
        report, wanted = self.fresh()
        told = self.reports[-1]
        assert not (found := differences(tree(self.site), wanted)), found[:20]
        for name in ("entries", "pages", "problems", "left_out", "withheld", "complete"):
            assert getattr(told, name) == getattr(report, name), name

    def write(self, path: str, value: object) -> Path:
        """Write a file of content: bytes, text, or data as YAML."""
        full = self.content / path
        full.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, bytes):
            full.write_bytes(value)
        else:
            text = value if isinstance(value, str) else dump(value)
            full.write_text(text, encoding="utf-8", newline="\n")
        return full

    def page(self, url: str) -> str:
        """The text of a page by its address (``alerts/``) or of a file."""
        path = self.site / (f"{url}index.html" if url.endswith("/") or not url else url)
        return path.read_text(encoding="utf-8")

    def json(self, path: str) -> Any:
        """A JSON file of the output."""
        return json.loads((self.site / path).read_text(encoding="utf-8"))

    @property
    def status(self) -> Any:
        """``/api/v1/status.json``."""
        return self.json("api/v1/status.json")

    def mentions(self, word: str) -> list[str]:
        """The files of the output whose name or bytes have ``word`` in them."""
        found = tree(self.site).items()
        return [path for path, data in found if word in path or word.encode() in data]


def dump(value: object) -> str:
    """``value`` as YAML."""
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000))


def written(moment: datetime) -> str:
    """An instant as editors write it."""
    return f"{moment.astimezone(CST):%Y-%m-%d %H:%M:%S}"


def start(bench: Bench, jobs: int = 2) -> subprocess.Popen[str]:
    """A build in a process (and a process group) of its own; the index has tests of its own."""
    where = ("--project", str(bench.project.root), "--site", str(bench.site))
    now = f"{bench.now:%Y-%m-%dT%H:%M:%S}"
    many = ("--jobs", str(jobs), "--no-search")
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", *where, "--now", now, *many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code of a build, and what it said."""
    out, err = process.communicate(timeout=90)
    return process.returncode, out + err

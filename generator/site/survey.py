"""Look whether an output is still as the last build left it, without opening a file.

A page is a folder with one ``index.html``. The folder's own times tell whether
anything came into it or went, the file's whether it was touched: two ``lstat``
a page instead of a listing. Folders that hold more (*inner* folders) are listed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b

from generator.site.output import APART, MARKER

_PAGE = "index.html"


def survey(root: str, inner: frozenset[str]) -> dict[str, bytes]:
    """The digest of each top-level folder of ``root``, and of root's files as ``""``.

    ``inner`` are the folders (relative, ``/``) known to hold more than a page.
    Equal digests mean: nothing came, went or was written since.
    """
    tops: dict[str, bytes] = {}
    files: list[str] = []
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return {}
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name in APART:
                continue
            tops[entry.name] = survey_top(root, entry.name, inner)
        elif entry.name != MARKER:
            files.append(_file(entry.path, entry.name))
    tops[""] = _digest(files)
    return tops


def is_empty(found: dict[str, bytes]) -> bool:
    """Whether there was nothing at all in the output that ``survey`` looked at."""
    return found == {"": _digest([])}


def survey_top(root: str, top: str, inner: frozenset[str]) -> bytes:
    """The digest of one top-level folder."""
    rows: list[str] = []
    _folder(f"{root}/{top}", top, inner, rows)
    return _digest(rows)


def survey_files(root: str) -> bytes:
    """The digest of root's own files."""
    entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    return _digest(
        [
            _file(entry.path, entry.name)
            for entry in entries
            if entry.name != MARKER and not entry.is_dir(follow_symlinks=False)
        ]
    )


def _folder(full: str, path: str, inner: frozenset[str], rows: list[str]) -> None:
    lstat = os.lstat
    names = os.listdir(full)
    names.sort()
    for name in names:
        below = f"{path}/{name}"
        place = f"{full}/{name}"
        if below in inner:
            if os.path.islink(place) or not os.path.isdir(place):
                rows.append(f"{below} is no folder")
            else:
                rows.append(below)
                _folder(place, below, inner, rows)
            continue
        one = lstat(place)
        if one.st_mode & 0o170000 != 0o040000:
            rows.append(f"{name} {one.st_mode} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}")
            continue
        try:
            page = lstat(f"{place}/{_PAGE}")
        except OSError:
            rows.append(f"{name} has no page")
            continue
        rows.append(
            f"{name} {one.st_mtime_ns} {one.st_ctime_ns} {page.st_mode} {page.st_size}"
            f" {page.st_mtime_ns} {page.st_ctime_ns}"
        )


def _file(full: str, name: str) -> str:
    one = os.lstat(full)
    return f"{name} {one.st_mode} {one.st_size} {one.st_mtime_ns} {one.st_ctime_ns}"


def _digest(rows: list[str]) -> bytes:
    return blake2b("\n".join(rows).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def inner_folders(paths: Iterable[str]) -> frozenset[str]:
    """The folders of ``paths`` (files, relative) that hold more than one ``index.html``."""
    inner: set[str] = set()
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name == _PAGE:
            folder = folder.rpartition("/")[0]
        while folder and folder not in inner:
            inner.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(inner)

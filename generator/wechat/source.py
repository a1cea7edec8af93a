"""Where a feed is read from, and the images it names.

An image is looked for where the feed itself was read: what the feed calls
``https://site/media/x.jpg`` lies beside it, be that a folder or another address
of the same site; then at its own address. An image that is not of the site is
not read at all, so a feed can not send us anywhere else.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from generator import net
from generator.net import NetError

#: Our feed has 50 items of some ten kilobytes; a thousand of the longest fit.
FEED_LIMIT = 64 << 20
IMAGE_LIMIT = 20 << 20


class Base(NamedTuple):
    """``site`` is the site's own address, ``here`` the address or folder it is read from."""

    site: str
    here: str


def read_feed(place: str) -> bytes:
    """The bytes of the feed at an address or in a file. Raises ``NetError``."""
    if _is_address(place):
        return _fetched(place, FEED_LIMIT)
    return _read_file(Path(place), FEED_LIMIT)


def base_of(place: str, site: str, own: str | None) -> Base:
    """Where the site of a feed is read. ``own`` is the address the feed has according to itself."""
    site = site if site.endswith("/") else site + "/"
    if _is_address(place):
        here = place.partition("#")[0].partition("?")[0]
    else:
        here = Path(place).resolve().as_posix()
    tail = own[len(site) :] if own and own.startswith(site) else ""
    if tail and here.endswith("/" + tail):
        return Base(site, here[: -len(tail)])
    return Base(site, site)


def read_image(url: str, base: Base) -> bytes:
    """The bytes of an image of the site. Raises ``NetError``."""
    if not url.startswith(base.site):
        raise NetError("不是本站的图片")
    file = local_image(url, base)
    if file is not None:
        return _read_file(file, IMAGE_LIMIT)
    if _is_address(base.here) and base.here != base.site:
        try:
            return _fetched(base.here + url[len(base.site) :].partition("#")[0], IMAGE_LIMIT)
        except NetError:
            return _fetched(url, IMAGE_LIMIT)
    return _fetched(url, IMAGE_LIMIT)


def local_image(url: str, base: Base) -> Path | None:
    """The file of an image of the site, where the site is a folder here and has it."""
    if _is_address(base.here) or not url.startswith(base.site):
        return None
    try:
        file = _inside(Path(base.here), unquote(url[len(base.site) :].partition("?")[0]))
    except NetError:
        return None
    return file if file.is_file() else None


def _is_address(place: str) -> bool:
    return "://" in place


def _inside(folder: Path, name: str) -> Path:
    """``name`` below ``folder``, links followed."""
    file = Path(os.path.realpath(folder / name.lstrip("/"))) if "\0" not in name else folder
    if file == folder or not file.is_relative_to(os.path.realpath(folder)):
        raise NetError("图片的路径不对")
    return file


def _fetched(url: str, limit: int) -> bytes:
    answer = net.get(url, limit)
    if answer.status != 200:
        raise NetError(f"网站回答 {answer.status}")
    return answer.body


def _read_file(file: Path, limit: int) -> bytes:
    """A regular file of at most ``limit`` bytes."""
    try:
        # Asked before it is opened: a pipe would wait for ever.
        if not file.is_file():
            raise NetError("没有这个文件")
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise NetError(f"打不开：{error.strerror}") from None
    if len(data) > limit:
        raise NetError(f"超过 {limit >> 10} KB")
    return data

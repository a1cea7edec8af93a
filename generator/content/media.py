"""Media files: whether they are what their ending says, and not too large; pictures readable."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.content.scan import shown
from generator.model.names import media_ending
from generator.model.vocabulary import IMAGES
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.pictures.picture import Sized

#: So much of the beginning tells the type.
HEAD = 4096
_MB = 1024 * 1024
#: The largest file per ending, in bytes.
LIMITS: Final[dict[str, int]] = {
    **dict.fromkeys(("jpg", "png", "webp", "gif"), 5 * _MB),
    **dict.fromkeys(("docx", "xlsx", "pptx", "zip", "mp3"), 30 * _MB),
    "pdf": 50 * _MB,
    "mp4": 200 * _MB,
}
_STARTS: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"ID3", "mp3"),
)
#: The part of an Office file that tells which one it is (ECMA-376).
_OFFICE: Final = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}


def sniff(head: bytes) -> str | None:
    """The ending that the first bytes of a file call for; every zip is ``zip``."""
    for start, ending in _STARTS:
        if head.startswith(start):
            return ending
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "mp4"
    # An MPEG audio frame, layer 3: eleven set bits, then the version, then 01.
    frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    return "mp3" if frame else None


def check_media(root: str, path: str) -> tuple[tuple[Problem, ...], Sized | None]:
    """What is wrong with the media file ``path`` (relative to ``root``), and what picture it is.

    A picture that can not be read, or has too many pixels, is shown all the same: a warning.
    """
    problem = _check_file(root, path)
    if problem is not None:
        return (problem,), None
    if media_ending(path) not in IMAGES:
        return (), None
    from generator.pictures.look import look

    try:
        with Path(root, path).open("rb") as stream:
            sized = look(stream)
    except OSError:
        return (_problem(path, "file-unreadable", "文件读不出来", "检查文件的权限"),), None
    fault = _FAULTS.get(sized.fault)
    return ((_problem(path, *fault, severity="warning"),) if fault else ()), sized


#: What the head of a picture shows: code, words and hint.
_FAULTS: Final = {
    "unreadable": ("picture-unreadable", "图片读不出来，可能坏了", "另存一份再放"),
    "too-many-pixels": (
        "picture-too-large",
        "图片的像素太多，手机打开很慢，也没有做小图",
        "缩小到宽 2400 像素以内再放",
    ),
}


def _check_file(root: str, path: str) -> Problem | None:
    """What is wrong with the file as such."""
    ending = media_ending(path)
    full = Path(root, path)
    try:
        size = full.stat().st_size
        with full.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return _problem(path, "file-unreadable", "文件读不出来", "检查文件的权限")
    if size == 0:
        return _problem(path, "media-empty", "文件是空的", "重新放一份")
    if size > LIMITS[ending]:
        said = f"文件有 {size / _MB:.1f} MB，{ending} 最大 {LIMITS[ending] // _MB} MB"
        return _problem(path, "media-too-large", said, "压缩以后再放")
    found = sniff(head)
    if found == "zip" and ending in _OFFICE:
        found = ending if _is_office(full, _OFFICE[ending]) else "zip"
    if found == ending:
        return None
    said = f"内容是 {found}，扩展名却是 {ending}" if found else f"内容不是 {ending}"
    return _problem(path, "media-not-as-named", said, "另存为正确的格式，不要只改扩展名")


def _is_office(full: Path, part: str) -> bool:
    try:
        with zipfile.ZipFile(full) as archive:
            return any(name.startswith(part) for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _problem(
    path: str, code: str, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    return Problem(shown(path), 1, 1, severity, code, message, hint)

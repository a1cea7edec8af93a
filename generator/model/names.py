"""Ids, media paths, addresses, telephone numbers: what is wrong with one, without any model."""

from __future__ import annotations

import re
import unicodedata

from generator.model.vocabulary import ID_LENGTH, MEDIA

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def id_fault(value: str) -> str | None:
    """What is wrong with ``value`` as an id, in words; ``None`` when nothing is."""
    if not _ID.fullmatch(value):
        return "只能用小写英文字母、数字和单个连字符"
    if len(value) > ID_LENGTH:
        return f"超过 {ID_LENGTH} 个字符"
    if value.isdigit():
        return "不能全是数字"
    return None


_URL = re.compile(
    r"https?://[^\s/?#<>\"\\^`{|}@:\[\]]+(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?", re.IGNORECASE
)


def is_url(value: str) -> bool:
    """Whether ``value`` is an http or https address with a host."""
    return _URL.fullmatch(value) is not None


def media_ending(value: str) -> str:
    """The ending of a media path, lower case, without the dot."""
    return value.rpartition(".")[2].lower() if "." in value.rpartition("/")[2] else ""


def media_fault(value: str) -> tuple[str, str, str] | None:
    """(code, message, hint) where ``value`` can not be a file of content/media."""
    parts = value.split("/")
    if parts[0] != "media" or len(parts) < 2:
        return "bad-media-path", "附件和图片的路径要以 media/ 开头", "文件放进 content/media/"
    if any(part in ("", ".", "..") for part in parts) or "\\" in value:
        return "bad-media-path", "路径里不能有 ..、空的一段或反斜杠", "例如 media/2026/poster.jpg"
    if media_ending(value) not in MEDIA:
        return "bad-media-type", "不能用这种文件", "可以用：" + "、".join(MEDIA)
    return None


_DIALLED = re.compile(r"\+?\(?[0-9][0-9()\s-]*")
#: No number to call is shorter.
_SHORTEST = 3


def dialled(written: str) -> str:
    """What to dial of a number as people write it; empty where there is nothing to dial.

    ``021-2205 0000 转 8001``: the extension is for the person to ask for.
    """
    match = _DIALLED.search(unicodedata.normalize("NFKC", written))
    number = re.sub(r"[^+0-9]", "", match[0]) if match else ""
    return number if len(number) >= _SHORTEST else ""

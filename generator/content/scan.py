"""What may lie where below ``content/``, and what does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.content.words import printable, quoted
from generator.model.names import id_fault
from generator.model.vocabulary import MEDIA, RESERVED_IDS
from generator.problems import Problem

#: Tables that are one file each.
SINGLE: Final = {
    "content/site.yml": "site",
    "content/hazards.yml": "hazards",
    "content/tags.yml": "tags",
    "content/calendar.yml": "calendar",
    "content/objectives.yml": "objectives",
}
#: Folders → kind, ending, and whether there may be folders in them.
FOLDERS: Final = {
    "alerts": ("alert", "yml", True),
    "bulletins": ("bulletin", "yml", True),
    "campaigns": ("campaign", "yml", False),
    "guides": ("guide", "yml", False),
    "places": ("places", "yml", False),
    "history": ("history", "csv", False),
    "attention": ("attention", "csv", False),
}
#: Kinds whose files are entries with an address.
ENTRIES: Final = ("alert", "bulletin", "campaign", "guide")

_ID_HINT = "只用小写英文字母、数字和连字符，例如 rainstorm-0710.yml"


class Content(NamedTuple):
    """What lies below ``content/``: project-relative paths, sorted."""

    sources: tuple[str, ...]
    media: tuple[str, ...]
    problems: tuple[Problem, ...]


def passed_over(name: str) -> bool:
    """Names that editors and systems leave behind."""
    return name.startswith((".", "~")) or name.endswith("~")


def kind_of(path: str) -> str | Problem:
    """The kind of content that the place of ``path`` says it is, whatever its id."""
    parts = path.split("/")
    if path in SINGLE:
        return SINGLE[path]
    if parts[0] == "content" and len(parts) > 2:
        if parts[1] == "media":
            return _media(path)
        if parts[1] in FOLDERS:
            return _in_folder(path, parts)
    places = "、".join((*FOLDERS, "media"))
    single = "、".join(name.rpartition("/")[2] for name in SINGLE)
    hint = f"放进 content/ 下的 {places}；单独的表只有 {single}"
    return _problem(path, "wrong-place", "文件放错了地方，不会被读取", hint)


def _in_folder(path: str, parts: list[str]) -> str | Problem:
    kind, ending, deep = FOLDERS[parts[1]]
    if not path.endswith("." + ending):
        said, hint = f"这里的文件应以 .{ending} 结尾", f"把扩展名改为 .{ending}"
        return _problem(path, "wrong-ending", said, hint)
    if len(parts) > 3 and not deep:
        hint = f"直接放进 content/{parts[1]}/"
        return _problem(path, "wrong-place", "这里不能有下级文件夹", hint)
    return kind


def _media(path: str) -> str | Problem:
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    if ending not in MEDIA:
        hint = "可以用：" + "、".join(MEDIA)
        return _problem(path, "wrong-ending", "媒体文件夹里不能放这种文件", hint)
    if "\\" in path or not path.isprintable():
        return _problem(path, "wrong-place", "文件名里有不能用的字符", "换一个文件名")
    return "media"


def id_problem(path: str) -> Problem | None:
    """What is wrong with the stem of ``path`` as the id of an entry."""
    stem = stem_of(path)
    if stem in RESERVED_IDS:
        said = f"{quoted(stem)}是网站自己用的地址"
        return _problem(path, "reserved-id", said, "换一个文件名")
    reason = id_fault(stem)
    if reason is None:
        return None
    return _problem(path, "bad-id", f"文件名{quoted(stem)}不能做编号：{reason}", _ID_HINT)


def stem_of(path: str) -> str:
    """The name of a file without folders and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def classify(path: str) -> str | Problem:
    """The kind of ``path``, ``"media"``, or why there may be no such file."""
    kind = kind_of(path)
    if isinstance(kind, str) and kind in ENTRIES:
        return id_problem(path) or kind
    return kind


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(shown(path), 1, 1, "error", code, message, hint)


def refuse_link(path: str) -> Problem:
    """The problem of a symbolic link, or of what is no file at all."""
    return _problem(path, "symbolic-link", "不能用符号链接", "放进文件本身")


def refuse_folder(path: str) -> Problem:
    """The problem of a folder that can not be listed."""
    hint = "检查文件夹的权限；里面的内容现在都不在网站上"
    return _problem(path, "folder-unreadable", "文件夹读不出来", hint)


def shown(path: str) -> str:
    """``path`` as it can be printed, whatever bytes and signs are in it."""
    return printable(os.fsencode(path).decode("utf-8", "backslashreplace"))


def scan(root: str) -> Content:
    """Everything below ``root``/content, without opening a file."""
    sources: list[str] = []
    media: list[str] = []
    problems: list[Problem] = []
    for path, linked in _files(root, "content"):
        if linked is None:
            problems.append(refuse_folder(path))
            continue
        if linked:
            problems.append(refuse_link(path))
            continue
        kind = kind_of(path)
        if isinstance(kind, Problem):
            problems.append(kind)
        else:
            (media if kind == "media" else sources).append(path)
    return Content(tuple(sources), tuple(media), tuple(problems))


def _files(root: str, folder: str) -> Iterator[tuple[str, bool | None]]:
    """Every file below ``folder`` in order, and whether it is a link or no file at all.

    ``None`` with the path of a folder that can not be listed.
    """
    try:
        entries = sorted(os.scandir(f"{root}/{folder}"), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError:
        yield folder, None
        return
    for entry in entries:
        if passed_over(entry.name):
            continue
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(root, path)
        else:
            yield path, not entry.is_file(follow_symlinks=False)

"""What MkDocs says, as problems an editor can act on: in Chinese, at the place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem, Severity
from generator.project import CONFIG, Project


class _Saying(NamedTuple):
    """A sentence of MkDocs 1.6; ``file`` and ``target`` name what it found and where."""

    pattern: re.Pattern[str]
    code: str
    message: str
    hint: str


def _saying(pattern: str, code: str, message: str, hint: str) -> _Saying:
    return _Saying(re.compile(pattern, re.DOTALL), code, message, hint)


_FILE = r"Doc file '(?P<file>[^']+)' contains an? "
_SAYINGS = (
    _saying(
        r"A reference to '(?P<target>[^']+)' is included in the 'nav' configuration, which is not",
        "docs-nav-target",
        "导航里的 {target} 在 docs/ 里没有。",
        "写这一页，或者从 mkdocs.yml 的 nav 里去掉它。",
    ),
    _saying(
        _FILE + r"link '(?P<target>[^']*)', but the target (?:'.*' )?is not found",
        "docs-link-target",
        "链接 {target} 指向的文件不存在。",
        "核对文件名；指向条目的链接写成 entry:KIND/ID。",
    ),
    _saying(
        _FILE + r"link '(?P<target>[^']*)', but (?:there is no such anchor|the doc .* anchor)",
        "docs-link-anchor",
        "链接 {target} 指向的小标题不存在。",
        "# 后面写那个小标题的文字，空格写成 -。",
    ),
    _saying(
        _FILE + r"(?:absolute|unrecognized relative) link '(?P<target>[^']*)'",
        "docs-link-form",
        "链接 {target} 不能这样写。",
        "写成指向 .md 文件的相对路径，或者完整的 https 地址。",
    ),
    _saying(
        r'The following pages exist in the docs directory, but .*"nav".*\n  - (?P<target>.+)',
        "docs-nav-missing",
        "docs/{target} 不在导航里，读者找不到它。",
        "写进 mkdocs.yml 的 nav。",
    ),
)
#: How MkDocs begins an item of a list.
_ITEM = "\n  - "
_NAMED = re.compile(r"(?:reading|building) page '(?P<file>[^']+)'")
_VALUE = re.compile(r"Config value '(?P<target>[^']+)': (?P<text>.*)", re.DOTALL)


def problems(
    project: Project, sentences: Iterable[str], severity: Severity = "error"
) -> list[Problem]:
    """What MkDocs said about ``project``; a sentence with a list becomes one for each item."""
    found: list[Problem] = []
    for sentence in sentences:
        head, *items = sentence.split(_ITEM)
        said = [f"{head}{_ITEM}{item}" for item in items] or [sentence]
        found.extend(_problem(project, text, severity) for text in said)
    return found


def _problem(project: Project, text: str, severity: Severity) -> Problem:
    for saying in _SAYINGS:
        found = saying.pattern.match(text)
        if found:
            path = f"docs/{found['file']}" if "file" in found.groupdict() else CONFIG
            place = _place(project.root / path, found["target"])
            message = saying.message.format(target=found["target"])
            return Problem(path, *place, severity, saying.code, message, saying.hint)
    value = _VALUE.match(text)
    if value:
        place = _place(project.config, f"{value['target']}:")
        return Problem(CONFIG, *place, severity, "settings-value", f"设置有误：{value['text']}")
    named = _NAMED.search(text)
    path = f"docs/{named['file']}" if named else CONFIG
    return Problem(path, 1, 1, severity, "mkdocs", f"MkDocs：{text}")


def _place(path: Path, text: str) -> tuple[int, int]:
    """Line and column of the first ``text`` in a file; its beginning where there is none."""
    try:
        source = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return 1, 1
    before, found, _ = source.partition(text)
    return (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1) if found else (1, 1)

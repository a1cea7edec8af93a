"""Links of hand-written pages to entries: `entry:KIND/ID`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.problems import Problem
from generator.project import Project
from generator.theme.chrome import EntryLink

# In what MkDocs renders every attribute is double-quoted and `<` is no text.
_ANCHOR = re.compile(
    r'<a((?: [^\s=<>"]+="[^"]*")*?) href="(entry:[^"]*)"((?: [^\s=<>"]+="[^"]*")*)>(.*?)</a>',
    re.DOTALL,
)
_TARGET = re.compile(r"entry:(alert|bulletin|campaign|guide)/([a-z0-9]+(?:-[a-z0-9]+)*)(?:#\S*)?")
#: `](entry:…`, `<entry:…>`, `[name]: entry:…` and `href="entry:…"` of Markdown sources.
_WRITTEN = re.compile(r"""(?:\]\(\s*<?|<|\]:\s*<?|=\s*["']?)(entry:[^\s<>)"']*)""")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def split_links(html: str) -> tuple[tuple[str, ...], tuple[EntryLink, ...]]:
    """The text between the links to entries of a rendered page, and these links."""
    literals: list[str] = []
    links: list[EntryLink] = []
    position = 0
    for match in _ANCHOR.finditer(html):
        before, target, after, label = match.groups()
        literals.append(html[position : match.start()])
        links.append(EntryLink(target, before, after, label))
        position = match.end()
    literals.append(html[position:])
    return tuple(literals), tuple(links)


class Written(NamedTuple):
    """A link in a Markdown source; line and column are 1-based."""

    path: str
    line: int
    column: int
    target: str


def written_links(project: Project) -> Iterator[Written]:
    """Every link to an entry in `docs/`, as it was written; code is passed over."""
    for path in sorted(project.docs.rglob("*.md")):
        name = path.relative_to(project.root).as_posix()
        fence = ""
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            mark = _FENCE.match(line)
            if mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            elif not fence and "entry:" in line:
                bare = _CODE.sub(lambda code: " " * len(code[0]), line)
                for found in _WRITTEN.finditer(bare):
                    yield Written(name, number, found.start(1) + 1, found[1])


def check_links(project: Project, exists: Callable[[str, str], bool]) -> list[Problem]:
    """What is wrong with links of `docs/` to entries; ``exists`` is asked for kind and id."""
    problems = []
    for link in written_links(project):
        target = _TARGET.fullmatch(link.target)
        if target is None:
            problems.append(
                Problem(
                    *link[:3],
                    "error",
                    "docs-link-form",
                    f"链接 {link.target} 不成样子。",
                    "写成 entry:KIND/ID，KIND 为 alert、bulletin、campaign 或 guide。",
                )
            )
        elif not exists(target[1], target[2]):
            problems.append(
                Problem(
                    *link[:3],
                    "error",
                    "docs-link-target",
                    f"链接 {link.target} 指向的条目不存在。",
                    "核对条目的文件名；条目的编号就是文件名去掉 .yml。",
                )
            )
    return problems

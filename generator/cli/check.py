"""``yingji check``: every problem in the content."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    DONE,
    FAILED,
    misused,
    option,
    processors,
    the_moment,
    the_project,
    told_plainly,
)
from generator.problems import Format, Problem, has_errors, show

if TYPE_CHECKING:
    from generator.content.check import Checked, Findings, Withheld
    from generator.project import Project

#: Below so many files one process is quicker than several.
_FEW = 200
_CHUNK = 48
DETAILS = "errors.txt"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--project", metavar="DIR", help="项目目录")
@click.option("--now", metavar="TIME", help="按这个时间检查")
@click.option("--strict", is_flag=True, help="有警告也算失败")
@click.option(
    "--against",
    metavar="REF",
    help="和这个 git 版本，或网站的 api/v1/alerts.json 文件比较（默认：对应的远程分支）",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), help="输出格式")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    project: str | None,
    now: str | None,
    strict: bool,
    against: str | None,
    form: str | None,
) -> None:
    """列出内容里的全部问题：位置、问题和怎么改。给出 PATH 时只报告这些文件。

    已经发布的消息、编号和网址有改动的，也在其中。
    """
    where = the_project(ctx, project)
    moment = the_moment(ctx, now)
    chosen = [_inside(path, where) for path in paths]
    with told_plainly(where):
        from generator.content.check import check_project
        from generator.content.compare import compare

        findings = check_project(str(where.root), moment.instant, _spread)
        _keep_traces(findings, where)
        findings = _with_settings(findings, where)
        compared = compare(str(where.root), against, moment.instant)
        findings = findings._replace(problems=tuple({*findings.problems, *compared.problems}))
        if chosen:
            findings = _only(findings, chosen)
        click.echo(_told(findings, compared.unknown, option(ctx, "form", form) or "text"))
        if compared.unknown:
            click.echo(f"没有和已发布的内容比较：{compared.unknown}。", err=True)
        problems = [*findings.urgent, *findings.problems]
        failed = bool(problems) if strict else has_errors(problems)
        sys.exit(FAILED if failed else DONE)


def _inside(path: str, project: Project) -> str:
    """``path`` as written on the command line, relative to the project."""
    written = Path(path)
    tries = (written.parent.resolve() / written.name, project.root / path)
    found = [full for full in tries if full.is_relative_to(project.root) and full.exists()]
    if not found:
        misused(f"项目 {project.root} 里没有 {path} 这个文件或目录。")
    relative = found[0].relative_to(project.root).as_posix()
    return "" if relative == "." else relative


def _only(findings: Findings, chosen: Sequence[str]) -> Findings:
    """What is about one of the ``chosen`` files or folders."""

    def wanted(path: str) -> bool:
        return path == "content" or any(
            not one or path == one or path.startswith(one + "/") for one in chosen
        )

    return findings._replace(
        urgent=tuple(problem for problem in findings.urgent if wanted(problem.path)),
        problems=tuple(problem for problem in findings.problems if wanted(problem.path)),
        withheld=tuple(one for one in findings.withheld if wanted(one.path)),
    )


def _spread(function: Callable[[str], Checked], paths: Sequence[str]) -> Iterable[Checked]:
    """``map`` over as many processes as there are processors."""
    if len(paths) < _FEW:
        yield from map(function, paths)
        return
    from generator.site.workers import fork_map

    chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
    for found in fork_map(lambda chunk: [*map(function, chunk)], chunks, processors()):
        yield from found


def _with_settings(findings: Findings, project: Project) -> Findings:
    """The problems of mkdocs.yml among those of the content.

    That plugin or theme are not there at all is for the build to say: content
    can be checked before anybody has set up pages.
    """
    from generator.theme.settings import check_settings

    told = [problem for problem in check_settings(project) if problem[1:3] != (1, 1)]
    return findings._replace(problems=tuple(sorted({*findings.problems, *told})))


def _keep_traces(findings: Findings, project: Project) -> None:
    """What went wrong inside the program, for those who mend it."""
    if not findings.traces:
        return
    project.cache.mkdir(parents=True, exist_ok=True)
    text = "\n".join(f"{path}\n{trace}" for path, trace in findings.traces)
    (project.cache / DETAILS).write_text(text, encoding="utf-8")


def _told(findings: Findings, unknown: str, form: str) -> str:
    """Everything in one of the three forms; what is urgent first."""
    if form == "json":
        told = json.loads(show([*findings.urgent, *findings.problems], "json"))
        told["withheld"] = [
            {**one._asdict(), "until": one.until.isoformat()} for one in findings.withheld
        ]
        # Why nothing was compared with what was published; null where it was.
        told["not_compared"] = unknown or None
        return json.dumps(told, ensure_ascii=False, indent=1)
    shape: Format = "github" if form == "github" else "text"
    parts = [show(findings.urgent, shape), show(findings.problems, shape)]
    if shape == "text":
        parts += [*map(_waiting, sorted(findings.withheld))]
        parts.append(_sum([*findings.urgent, *findings.problems]))
    return "\n".join(part for part in parts if part)


def _waiting(one: Withheld) -> str:
    until = f"{one.until:%Y-%m-%d %H:%M}"
    return f"{one.path}:{one.line}:{one.column}: 未到发布时间：{one.what}，{until} 起显示"


def _sum(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in set(problems))
    warnings = len(set(problems)) - errors
    if not problems:
        return "没有发现问题。"
    return f"共 {errors} 个错误，{warnings} 个警告。"

"""``yingji build``: content → site."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    DONE,
    FAILED,
    LEFT_OUT,
    misused,
    option,
    processors,
    the_moment,
    the_project,
    told_plainly,
)

if TYPE_CHECKING:
    from generator.model.moment import Moment
    from generator.project import Project
    from generator.search.told import Indexed
    from generator.site.build import Report


@click.command()
@click.option("--project", metavar="DIR", help="项目目录")
@click.option("--site", metavar="DIR", help="输出目录（默认 site/）")
@click.option("--now", metavar="TIME", help="按这个时间生成")
@click.option("--jobs", type=click.IntRange(1, 64), help="进程数（默认：处理器个数）")
@click.option("--no-search", is_flag=True, help="不建立搜索索引")
@click.option(
    "--copies",
    metavar="SECONDS",
    type=click.IntRange(0, 86_400),
    help="缩小图片最多用几秒，没做完的留给下一次（默认：全部做完）",
)
@click.option("--strict", is_flag=True, help="有警告也算失败")
@click.option("--timings", is_flag=True, help="最后输出一行 JSON，说明时间花在哪里")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="输出格式")
@click.pass_context
def build(
    ctx: click.Context,
    project: str | None,
    site: str | None,
    now: str | None,
    jobs: int | None,
    no_search: bool,
    copies: int | None,
    strict: bool,
    timings: bool,
    form: str | None,
) -> None:
    """生成网站：只改动有变化的文件；有问题的条目略过并说明（退出码 3）。"""
    started = time.perf_counter()
    where = the_project(ctx, project)
    moment = the_moment(ctx, now)
    target = Path(site).resolve() if site else where.site
    if target == where.root or where.root.is_relative_to(target):
        misused(f"不能把网站生成到 {target}：那里有项目本身的文件。")
    with told_plainly(where):
        from generator.site.build import Builder
        from generator.site.output import BusyError, NotOursError
        from generator.theme.chrome import load_chrome

        count = jobs or processors()
        builder = Builder(where, lambda: load_chrome(where), target, count, _say)
        try:
            report = builder.pages(moment)
        except NotOursError:
            misused(f"{target} 不是空目录，也不是本程序生成的网站。请换一个目录，或先清空它。")
        except BusyError:
            misused("另一次生成一分钟内没有结束，本次没有做任何改动。")
        seconds = time.perf_counter() - started
        form = option(ctx, "form", form) or "text"
        if form == "text":
            _tell(report, seconds, strict=strict)
        # The pages are out: nothing of the index is waited for by a reader.
        indexed = _index(where, target, moment, count, none=no_search)
        if report.due:
            pages, report = report, builder.copies(report, lambda: the_moment(ctx, now), copies)
            if form == "text":
                _tell_copies(pages, report)
            indexed = _index(where, target, the_moment(ctx, now), count, none=no_search)
        if form == "json":
            _tell_data(report, seconds, indexed)
        if timings:
            click.echo(json.dumps({key: round(value, 4) for key, value in report.timings.items()}))
        if strict and report.problems:
            sys.exit(FAILED)
        sys.exit(DONE if report.complete and not indexed.problem else LEFT_OUT)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _index(project: Project, site: Path, now: Moment, jobs: int, *, none: bool) -> Indexed:
    """Bring the search index up to date and tell of it; with ``none`` only drop what is stale."""
    started = time.perf_counter()
    from generator.theme.chrome import load_chrome

    if none:
        if not (site / "pagefind").exists():
            from generator.search.told import Indexed

            return Indexed()
        from generator.search.index import prune_site

        indexed = prune_site(project, lambda: load_chrome(project), site, now)
    else:
        from generator.search.index import index_site

        indexed = index_site(project, load_chrome(project), site, now, jobs=jobs)
    if indexed.problem:
        click.echo(f"警告：搜索索引没有全部建立：{indexed.problem}\n    → {indexed.hint}", err=True)
    if indexed.made or indexed.dropped:
        click.echo(
            f"搜索索引：重建 {len(indexed.made)} 个部分，保留 {len(indexed.kept)} 个，"
            f"去掉 {len(indexed.dropped)} 个，用时 {time.perf_counter() - started:.2f} 秒。",
            err=True,
        )
    return indexed


def _tell_copies(before: Report, report: Report) -> None:
    """What was found only then, and whether pictures are left without their copies."""
    from generator.problems import show

    told = [one for one in report.problems if one not in before.problems]
    if told:
        click.echo(show(told), err=True)
    if report.due:
        click.echo(
            f"还有 {len(report.due)} 张图片没有缩小好，页面上先用原图；下一次生成接着做。", err=True
        )


def _tell_data(report: Report, seconds: float, indexed: Indexed) -> None:
    """What was done, for programs."""
    click.echo(
        json.dumps(
            {
                "version": 1,
                "entries": report.entries,
                "pages": report.pages,
                "written": report.written,
                "kept": report.kept,
                "removed": report.removed,
                "copies_due": len(report.due),
                "seconds": round(seconds, 3),
                "left_out": list(report.left_out),
                "withheld": [[*row] for row in report.withheld],
                "problems": [problem._asdict() for problem in report.problems],
                "search": indexed._asdict(),
            },
            ensure_ascii=False,
        )
    )


def _tell(report: Report, seconds: float, *, strict: bool) -> None:
    """What was done. Warnings of the content are for ``check``, unless they count."""
    from generator.problems import show

    told = [
        problem
        for problem in report.problems
        if strict or problem.severity == "error" or not problem.path.startswith("content/")
    ]
    if told:
        click.echo(show(told), err=True)
    if report.left_out:
        click.echo(f"略过了 {len(report.left_out)} 个有问题的文件：", err=True)
        for path in report.left_out:
            click.echo(f"  {path}", err=True)
    for path, until in report.withheld:
        click.echo(f"未到发布时间：{path}（{until} 起显示）", err=True)
    click.echo(
        f"条目 {report.entries}，页面 {report.pages}：写入 {report.written} 个文件，"
        f"保留 {report.kept} 个，删除 {report.removed} 个，用时 {seconds:.2f} 秒。"
    )

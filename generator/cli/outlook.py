"""``yingji next``: when the site has to be built again though nobody writes anything."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import processors, the_moment, the_project, told_plainly


@click.command("next")
@click.option("--project", metavar="DIR", help="项目目录")
@click.option("--site", metavar="DIR", help="输出目录（默认 site/）：上次生成时记下的，不必再读")
@click.option("--now", metavar="TIME", help="从这个时间看起")
@click.option("--jobs", type=click.IntRange(1, 64), help="进程数（默认：处理器个数）")
@click.pass_context
def next_(
    ctx: click.Context, project: str | None, site: str | None, now: str | None, jobs: int | None
) -> None:
    """下一次要重新生成的时间和原因，中间以制表符隔开；没有就不输出。"""
    where = the_project(ctx, project)
    moment = the_moment(ctx, now)
    output = Path(site).resolve() if site else where.site.resolve()
    with told_plainly(where):
        from generator.site.outlook import next_change

        found = next_change(where, output, moment, jobs or processors())
        if found is not None:
            click.echo(f"{found.at.isoformat()}\t{found.reason}")

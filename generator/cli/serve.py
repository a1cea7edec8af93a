"""``yingji serve``: a preview that follows every edit."""

from __future__ import annotations

from datetime import datetime

import click

from generator.cli.common import misused, option, read_time, the_project, told_plainly
from generator.model.moment import CST, Moment


@click.command()
@click.option("--project", metavar="DIR", help="项目目录")
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="地址和端口")
@click.option("--now", metavar="TIME", help="按这个时间生成（默认每次用当时的时间）")
@click.pass_context
def serve(ctx: click.Context, project: str | None, addr: str, now: str | None) -> None:
    """本机预览：保存文件后页面自动更新。"""
    where = the_project(ctx, project)
    given = option(ctx, "now", now)
    try:
        fixed = read_time(given) if given else None
    except ValueError:
        misused(f"--now 不是时间：{given}（应写成 2026-07-10T14:20，北京时间）")
    with told_plainly(where):
        from generator.problems import show
        from generator.site.build import Memory, build_into
        from generator.theme.chrome import load_chrome
        from generator.theme.serve import preview_url
        from generator.theme.serve import serve as run

        try:
            url = preview_url(addr)
        except ValueError as error:
            misused(str(error))

        memory: Memory = {}

        def build() -> None:
            moment = Moment(fixed or datetime.now(CST))
            site = where.cache / "serve"
            report = build_into(where, lambda: load_chrome(where, url), site, moment, memory=memory)
            if report.problems:
                click.echo(show(report.problems), err=True)
            click.echo(f"已更新 {report.written} 个文件。", err=True)

        run(where, addr, build)

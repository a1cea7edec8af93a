"""``yingji headers``: what a web server should send with the files of the built site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.common import FAILED, misused, the_project, told_plainly


@click.command()
@click.argument("server", type=click.Choice(["nginx", "caddy", "netlify"]))
@click.option("--project", metavar="DIR", help="项目目录")
@click.option("--site", metavar="DIR", help="已生成的网站（默认 site/）")
@click.pass_context
def headers(ctx: click.Context, server: str, project: str | None, site: str | None) -> None:
    """按已生成的网站写出服务器要发送的响应头，输出到标准输出。

    netlify 是 _headers 文件，Cloudflare Pages 也用它。
    """
    where = the_project(ctx, project)
    folder = Path(site) if site else where.site
    if not (folder / "robots.txt").is_file():
        misused(f"{folder} 不是已生成的网站。请先运行 yingji build，或用 --site 指明。")
    with told_plainly(where):
        from generator.headers.survey import survey
        from generator.headers.write import FORMATS

        found = survey(folder)
        if found.broken:
            click.echo("这些页面里有它们自己的策略不允许的脚本或样式，没有写出：", err=True)
            for name in found.broken:
                click.echo(f"  {name}", err=True)
            sys.exit(FAILED)
        click.echo(FORMATS[server](found), nl=False)

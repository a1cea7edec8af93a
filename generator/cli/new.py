"""``yingji new``: a file to fill in."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from generator.cli.common import FAILED, the_moment, the_project, told_plainly
from generator.content.starters import KINDS


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ident", metavar="ID")
@click.option("--project", metavar="DIR", help="项目目录")
@click.option("--now", metavar="TIME", help="写上这个时间")
@click.pass_context
def new(ctx: click.Context, kind: str, ident: str, project: str | None, now: str | None) -> None:
    """新建一个合格的文件，等着填写：预警 alert、动态 bulletin、活动 campaign、指南 guide。"""
    where = the_project(ctx, project)
    moment = the_moment(ctx, now).instant
    with told_plainly(where):
        from generator.content.scan import id_problem, kind_of, scan, stem_of
        from generator.content.starters import starter, starter_path
        from generator.model.names import id_fault
        from generator.relay.draft import Refused
        from generator.relay.files import create

        path = starter_path(kind, ident, moment)
        fault = id_fault(ident)
        if fault is not None:
            _refuse(f"编号 {ident} 不能用：{fault}")
        reserved = id_problem(path)
        if reserved is not None:
            _refuse(reserved.message)
        same = [one for one in scan(str(where.root)).sources if kind_of(one) == kind]
        taken = next((one for one in same if stem_of(one) == ident), None)
        if taken is not None:
            _refuse(f"已经有 {taken}")
        try:
            made = create(where.root / path, starter(kind, moment).encode())
        except Refused as refused:
            _refuse(str(refused))
        if not made:
            _refuse(f"已经有 {path}")
        click.echo(f"已新建：{path}")


def _refuse(text: str) -> NoReturn:
    click.echo(f"没有写：{text}。", err=True)
    sys.exit(FAILED)

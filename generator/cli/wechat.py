"""``yingji wechat``: articles as WeChat will show them, and drafts in the account."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from generator.cli.common import (
    DONE,
    FAILED,
    LEFT_OUT,
    MISUSED,
    misused,
    option,
    read_time,
    the_moment,
    the_project,
    told_plainly,
)
from generator.project import Project, find_project

if TYPE_CHECKING:
    from generator.wechat.feed import Feed
    from generator.wechat.report import Report
    from generator.wechat.state import State


@click.group()
def wechat() -> None:
    """微信公众号：预览文章，把订阅源里的内容同步成草稿。"""


@wechat.command()
@click.argument("ident", metavar="ID")
@click.option("--feed", metavar="URL|FILE", help="订阅源（默认 site/feed.xml）")
@click.option("--to", metavar="FILE", help="写到这个文件（默认 .cache/wechat/ID.html）")
@click.option("--project", metavar="DIR", help="项目目录")
@click.pass_context
def preview(
    ctx: click.Context, ident: str, feed: str | None, to: str | None, project: str | None
) -> None:
    """预览一篇文章在手机微信里的样子：写成一个网页，浅色和深色各一份。"""
    where = the_project(ctx, project)
    with told_plainly(where):
        from generator.wechat.preview import choose, page
        from generator.wechat.source import base_of, local_image

        place = feed or str(where.site / "feed.xml")
        if not feed and not Path(place).is_file():
            misused(f"没有 {place}。请先运行 yingji build，或用 --feed 指明订阅源。")
        source = _read(place)
        item, others = choose(source, ident)
        if item is None:
            near = f"最接近的是：{'、'.join(others)}。" if others else ""
            misused(f"订阅源里没有 {ident}。{near}更早的内容在存档里，用 --feed 指明。")
        target = Path(to) if to else where.cache / "wechat" / f"{ident.replace(':', '-')}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        base = base_of(place, source.site, source.own)

        def address(url: str) -> str:
            """An image beside the feed, where there is one: it may not be published yet."""
            file = local_image(url, base)
            return quote(os.path.relpath(file, target.parent)) if file else url

        target.write_text(page(item, source, address), encoding="utf-8")
        click.echo(os.path.relpath(target))


@wechat.command()
@click.option("--feed", required=True, metavar="URL|FILE", help="本站的订阅源，例如 …/feed.xml")
@click.option("--state", required=True, metavar="FILE", help="状态文件：记着做过什么，不能丢")
@click.option("--dry-run", is_flag=True, help="只说会做什么，什么也不做")
@click.option("--since", metavar="TIME", help="从这个时间发布的开始（默认：第一次运行的三天前）")
@click.option(
    "--credentials",
    metavar="FILE",
    envvar="YINGJI_WECHAT_CREDENTIALS",
    help="AppID 和 AppSecret 的文件，权限 600（默认用环境变量）",
)
@click.option("--now", metavar="TIME", help="按这个时间处理")
@click.option("--format", "form", type=click.Choice(["text", "json"]), help="输出格式")
@click.pass_context
def sync(
    ctx: click.Context,
    feed: str,
    state: str,
    dry_run: bool,
    since: str | None,
    credentials: str | None,
    now: str | None,
    form: str | None,
) -> None:
    """把订阅源里的内容同步成公众号的草稿；只建草稿，不发布。"""
    moment = the_moment(ctx, now).instant
    start = _since(since)
    file = Path(state).resolve()
    where = find_project(Path.cwd()) or Project(file.parent)
    with told_plainly(where), _refusals():
        from generator.wechat.feed import refuse
        from generator.wechat.state import load, locked
        from generator.wechat.sync import dry_run as look

        source = _read(feed)
        refuse(source)
        if dry_run:
            report = look(source, load(file), moment, start)
        else:
            with locked(file):
                report = _run(source, feed, load(file), moment, start, credentials)
        _tell(report, option(ctx, "form", form) or "text")


def _run(
    source: Feed,
    place: str,
    state: State,
    now: datetime,
    since: datetime | None,
    credentials: str | None,
) -> Report:
    from generator.wechat.api import Client
    from generator.wechat.keys import api_address, read_keys
    from generator.wechat.session import Session
    from generator.wechat.source import base_of
    from generator.wechat.sync import Run, account_of

    keys = read_keys(os.environ, Path(credentials) if credentials else None)
    client = Client(Session(keys, api_address(os.environ), time.sleep))
    run = Run(source, state, client, lambda text: click.echo(text, err=True), time.sleep)
    base = base_of(place, source.site, source.own)
    return run.go(base, account_of(keys.appid), now, since)


def _read(place: str) -> Feed:
    """The feed at ``place``; leaves with 1 where there is none."""
    from generator.net import NetError
    from generator.wechat.checking import FeedError
    from generator.wechat.feed import parse
    from generator.wechat.source import read_feed

    try:
        return parse(read_feed(place))
    except (NetError, FeedError) as error:
        click.echo(f"订阅源不能用：{error}。", err=True)
        sys.exit(FAILED)


def _since(given: str | None) -> datetime | None:
    try:
        return read_time(given) if given else None
    except ValueError:
        misused(f"--since 不是时间：{given}（应写成 2026-07-10T14:20，北京时间）")


@contextmanager
def _refusals() -> Iterator[None]:
    """What makes a run impossible before it began, in a line."""
    from generator.wechat.checking import FeedError
    from generator.wechat.keys import KeysError
    from generator.wechat.state import StateError

    try:
        yield
    except (FeedError, StateError) as error:
        click.echo(f"没有同步：{error}。", err=True)
        sys.exit(FAILED)
    except KeysError as error:
        click.echo(f"没有同步：{error}。", err=True)
        sys.exit(MISUSED)


def _tell(report: Report, form: str) -> None:
    """The report, and the exit code that goes with it."""
    if form == "json":
        click.echo(json.dumps(report.data(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(report.lines()))
    if report.stopped:
        sys.exit(FAILED)
    sys.exit(DONE if report.complete else LEFT_OUT)

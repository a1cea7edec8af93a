"""``yingji import``: upstream messages become alert files."""

from __future__ import annotations

import http
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import (
    DONE,
    FAILED,
    LEFT_OUT,
    misused,
    option,
    the_moment,
    the_project,
    told_plainly,
)
from generator.problems import has_errors, show

if TYPE_CHECKING:
    from datetime import datetime

    from generator.relay.draft import Draft
    from generator.relay.place import Outcome
    from generator.relay.words import KnownHazard

_DID = {"created": "已新建", "appended": "已接上", "known": "已经导入过，没有再写"}


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """What both commands take."""
    for one in (
        click.pass_context,
        click.option("--project", metavar="DIR", help="项目目录"),
        click.option("--format", "form", type=click.Choice(["text", "json"]), help="输出格式"),
        click.option("--now", metavar="TIME", help="按这个时间导入；它就是本站的发布时间 sent"),
        click.option("--id", "ident", metavar="ID", help="另建一个文件，用这个编号"),
        click.option(
            "--event", metavar="ID", help="接在这次过程后面（默认：看消息自己引用哪一次）"
        ),
    ):
        command = one(command)
    return command


@click.group("import")
def import_() -> None:
    """把上游的预警变成 content/alerts/ 里的文件。"""


@import_.command()
@click.argument("place", metavar="FILE|URL")
@_options
def cap(
    ctx: click.Context,
    place: str,
    event: str | None,
    ident: str | None,
    now: str | None,
    project: str | None,
    form: str | None,
) -> None:
    """导入一条 CAP 1.2 消息：新的一次过程，或者接在它所引用的那一次后面。"""
    from generator.relay.cap import read_cap

    _run(
        *(ctx, place, project, now, form, (event, ident)),
        lambda data, _, table: read_cap(data, table),
    )


@import_.command()
@click.argument("place", metavar="FILE")
@_options
def warning(
    ctx: click.Context,
    place: str,
    event: str | None,
    ident: str | None,
    now: str | None,
    project: str | None,
    form: str | None,
) -> None:
    """导入一条通常写法的中文预警，例如短信原文；FILE 写 - 时从标准输入读。"""
    from generator.relay.notice import read_notice

    _run(ctx, place, project, now, form, (event, ident), read_notice)


def _run(
    ctx: click.Context,
    place: str,
    project: str | None,
    now: str | None,
    form: str | None,
    chosen: tuple[str | None, str | None],
    read: Callable[[bytes, datetime, Sequence[KnownHazard]], Draft],
) -> None:
    """Read, write, tell; leaves with the exit code that fits."""
    event, ident = chosen
    if event is not None and ident is not None:
        misused("--event 和 --id 只能写一个：接在一次过程后面，或者另建一个文件。")
    where = the_project(ctx, project)
    moment = the_moment(ctx, now).instant
    with told_plainly(where):
        from generator.relay.draft import Refused
        from generator.relay.place import bring, known_hazards

        try:
            draft = read(_bytes(place), moment, known_hazards(where.root))
            outcome = bring(where.root, draft, moment, event, ident)
        except Refused as refused:
            click.echo(f"没有写：{refused}。", err=True)
            if refused.hint:
                click.echo(f"    → {refused.hint}", err=True)
            sys.exit(FAILED)
        _tell(outcome, option(ctx, "form", form) or "text")


def _bytes(place: str) -> bytes:
    """What is at an address, in a file or on standard input, no more than a message may have."""
    from generator.net import NetError, get
    from generator.relay.draft import Refused
    from generator.relay.tree import LARGEST

    if place.lower().startswith(("http://", "https://")):
        try:
            answer = get(place, LARGEST)
        except NetError as error:
            raise Refused(f"取不到：{error}") from None
        if answer.status != http.HTTPStatus.OK:
            raise Refused(f"取不到：对方回答 {answer.status}")
        return answer.body
    if place == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(place).open("rb") as stream:
        return stream.read(LARGEST + 1)


def _tell(outcome: Outcome, form: str) -> None:
    """What was done and what is left to do; the exit code that goes with it."""
    click.echo(_data(outcome) if form == "json" else _text(outcome))
    asked = has_errors(outcome.problems) or any(note.must for note in outcome.notes)
    sys.exit(LEFT_OUT if asked else DONE)


def _text(outcome: Outcome) -> str:
    count = f"（第 {outcome.number} 条，{outcome.action}）" if outcome.did == "appended" else ""
    lines = [f"{_DID[outcome.did]}：{outcome.path}{count}"]
    lines += [
        f"{'请填写' if note.must else '请核对'} {note.field}：{note.words}"
        for note in outcome.notes
    ]
    if outcome.problems:
        lines.append(show(outcome.problems))
    return "\n".join(lines)


def _data(outcome: Outcome) -> str:
    problems = json.loads(show(outcome.problems, "json"))["problems"]
    notes = [note._asdict() for note in outcome.notes]
    told = {"version": 1, **outcome._asdict(), "notes": notes, "problems": problems}
    return json.dumps(told, ensure_ascii=False, indent=1)

"""What the commands share: the project, the time, and how failures are told."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from generator.model.moment import CST, Moment
from generator.problems import ContentError, show
from generator.project import CONFIG, Project, find_project
from generator.refusals import why

#: Exit codes (design §4).
DONE, FAILED, MISUSED, LEFT_OUT = 0, 1, 2, 3


def option(ctx: click.Context, name: str, own: str | None) -> str | None:
    """An option of the command, else the same one given before it."""
    outer = ctx.obj or {}
    value = own if own is not None else outer.get(name)
    return str(value) if value is not None else None


def the_project(ctx: click.Context, own: str | None) -> Project:
    """The project the command is about; leaves with 2 where there is none."""
    given = option(ctx, "project", own)
    if given is not None:
        folder = Path(given)
        if not (folder / CONFIG).is_file():
            misused(f"{given} 里没有 {CONFIG}，不是项目目录。")
        return Project(folder.resolve())
    found = find_project(Path.cwd())
    if found is None:
        misused(f"这里和上级目录都没有 {CONFIG}。请在项目目录里运行，或用 --project 指明。")
    return found


def the_moment(ctx: click.Context, own: str | None) -> Moment:
    """``--now``, else the clock; leaves with 2 where it is no time."""
    given = option(ctx, "now", own)
    if given is None:
        return Moment(datetime.now(CST))
    try:
        return Moment(read_time(given))
    except ValueError:
        misused(f"--now 不是时间：{given}（应写成 2026-07-10T14:20，北京时间）")


def read_time(text: str) -> datetime:
    """An instant as it is written in content. Raises ``ValueError``."""
    from generator.model.times import read_instant_or_day

    return read_instant_or_day(text.strip())


def processors() -> int:
    """How many processes may run at once."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system tells
        return os.cpu_count() or 1


def misused(text: str) -> NoReturn:
    """Say what is wrong with the call, and leave with 2."""
    click.echo(text, err=True)
    sys.exit(MISUSED)


@contextmanager
def told_plainly(project: Project) -> Iterator[None]:
    """Turn every failure into words: problems as such, the unexpected in one line with its file."""
    try:
        yield
    except ContentError as error:
        click.echo(show(error.problems), err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        click.echo("已中断。", err=True)
        sys.exit(FAILED)
    except OSError as error:
        name = f"{error.filename}：" if error.filename else ""
        click.echo(f"读写文件失败：{name}{why(error)}", err=True)
        sys.exit(FAILED)
    except Exception:  # noqa: BLE001 - whatever it is, an editor gets a line, not a traceback
        click.echo(f"程序出错，详情见 {_details(project)}。请把它交给维护人员。", err=True)
        sys.exit(FAILED)


def _details(project: Project) -> str:
    """Keep the traceback below .cache/; the file's name."""
    file = project.cache / "errors.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(traceback.format_exc(), encoding="utf-8")
    return os.path.relpath(file)

"""What click says of wrong use, in Chinese: which option, what it takes, where to read more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click


class Misused(click.UsageError):
    """Wrong use in words for whoever typed it; exit code 2 as ever."""

    def show(self, file: IO[Any] | None = None) -> None:
        """The words, then how the command is to be used."""
        click.echo(f"用法不对：{self.message}。", file=file, err=file is None)
        if self.ctx is not None:
            usage = self.ctx.get_usage().partition(":")[2].strip()
            click.echo(f"    → {usage}", file=file, err=file is None)
            more = f"    → 说明：{self.ctx.command_path} --help"
            click.echo(more, file=file, err=file is None)


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Wrong use that click finds is raised as :class:`Misused`."""
    try:
        yield
    except (Misused, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        raise Misused(_words(error), error.ctx) from None


def _words(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"没有命令 {error.command_name}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要写一个值，或者不该写值"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_hint(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_hint(error)} 不能这样写{_wanted(error.param)}"
    said = error.format_message()
    extra = re.search(r"unexpected extra arguments? \((.*)\)", said)
    return f"多写了 {extra[1]}" if extra else said


def _hint(error: click.BadParameter) -> str:
    if error.param is None:
        return "参数"
    if isinstance(error.param, click.Option):
        return "、".join(error.param.opts)
    return error.param.make_metavar(error.ctx) if error.ctx else error.param.human_readable_name


def _wanted(param: click.Parameter | None) -> str:
    kind = param.type if param is not None else None
    if isinstance(kind, click.Choice):
        return "，可以写：" + "、".join(str(one) for one in kind.choices)
    if isinstance(kind, click.IntRange):
        return f"，应是 {kind.min} 到 {kind.max} 的整数" if kind.max else "，应是整数"
    return ""

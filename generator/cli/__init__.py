"""The command ``yingji``; one module a command, loaded when it is called.

The only place besides the preview that reads the clock.
"""

from __future__ import annotations

import builtins
import os
import sys
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click

from generator import __version__
from generator.cli.usage import told_in_chinese
from generator.encoding import ensure_utf8

#: Command → module of generator.cli with a click command of the same name; with ``_`` behind
#: it where Python has a word or a function of that name.
COMMANDS = {
    "build": "build",
    "check": "check",
    "headers": "headers",
    "import": "relay",
    "new": "new",
    "next": "outlook",
    "serve": "serve",
    "wechat": "wechat",
}


def _taken(name: str) -> bool:
    """Whether Python itself has something called ``name``."""
    return iskeyword(name) or hasattr(builtins, name)


class _Lazy(click.Group):
    """A group that imports a command only to run it or to tell of it."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        with told_in_chinese():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with told_in_chinese():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"generator.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name + "_" * _taken(cmd_name))
        return command


def run() -> NoReturn:
    """``main`` as a program of its own, which ends at once.

    Python would take apart all that was loaded, object by object: 30 ms at the end of an alert.
    """
    try:
        main(prog_name="yingji")
        code: str | int | None = 0
    except SystemExit as end:
        code = end.code
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="yingji")
@click.option("--project", metavar="DIR", help="项目目录（默认：向上最近的 mkdocs.yml 所在目录）")
@click.option("--now", metavar="TIME", help="按这个时间处理，例如 2026-07-10T14:20（北京时间）")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), help="输出格式")
@click.pass_context
def main(ctx: click.Context, project: str | None, now: str | None, form: str | None) -> None:
    """长宁应急网站生成器：把 content/ 里的 YAML 变成网站。"""
    ensure_utf8()
    ctx.ensure_object(dict).update(project=project, now=now, form=form)

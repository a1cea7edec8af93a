"""The preview: pages are made anew when a file changes, and browsers load them again."""

from __future__ import annotations

import sys
from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from generator.problems import ContentError, show
from generator.project import Project
from generator.theme.reload import reload_allowed
from generator.theme.writing import watched

#: Seconds between two looks at the files. With the wait for further changes (0.1 s)
#: and the build it stays below the two seconds an editor is promised.
LOOK = 0.25


def preview_url(addr: str) -> str:
    """The address of the site in a preview at ``addr`` (``HOST:PORT``)."""
    host, port = _split(addr)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(project: Project, addr: str, build: Callable[[], None]) -> None:
    """Serve `.cache/serve/` at ``addr`` until interrupted; ``build`` fills it.

    Where ``build`` fails, what is wrong is told and the last good pages stay.
    Raises ``OSError`` where the address can not be had, ``ValueError`` where it is none.
    """
    host, port = _split(addr)
    root = project.cache / "serve"
    root.mkdir(parents=True, exist_ok=True)
    builder = guarded(build)
    server = LiveReloadServer(
        builder=builder, host=host, port=port, root=str(root), polling_interval=LOOK
    )

    def error_page(code: int) -> bytes | None:
        page = root / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    server.error_handler = error_page
    reload_allowed(server)
    builder()
    for place in (*watched(project), project.docs, project.config):
        if place.exists():
            server.watch(str(place))
    _say(f"预览：{preview_url(addr)}（按 Ctrl+C 结束）")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def guarded(build: Callable[[], None]) -> Callable[[], None]:
    """``build`` that tells what is wrong; on one that raises the server waits for ever."""

    def run() -> None:
        try:
            build()
        except ContentError as error:
            _say(show(error.problems))
            _say("页面没有更新，还是上一次的样子。")
        except Exception as error:  # noqa: BLE001 - a preview outlives whatever fails in it
            _say(f"构建失败（{type(error).__name__}）：{error}\n页面没有更新，还是上一次的样子。")

    return run


def _split(addr: str) -> tuple[str, int]:
    host, _, port = addr.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError(f"地址应写成 主机:端口，如 127.0.0.1:8000，而不是 {addr}")
    return host.strip("[]"), int(port)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()

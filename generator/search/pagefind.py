"""One run of Pagefind: pages in, the files of an index out.

The binary is spoken to by its service protocol (a line of base64 a message, ended by a
comma): its Python client sleeps a tenth of a second for each page.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Event, Thread, Timer
from typing import IO, Any

#: Seconds for one part of the index, and for each page of it: a page takes one or two ms.
PATIENCE = 60.0
_PER_PAGE = 0.05
#: Places of words in a file of the index (20,000 by default). A reader fetches a file for each
#: pair of a query: 4,000 are 6 KB of 625 long bulletins, and smaller ones make the list of them
#: grow by what they save. "Unstable" by its name, so a test sees that it is heeded.
_CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "4000"}
_AGAIN = "再运行一次；仍然如此就交给维护人员"


class PagefindError(Exception):
    """Why there is no index, in Chinese; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def find_binary() -> Path:
    """The binary of the wheel. Raises :class:`PagefindError`."""
    try:
        from pagefind_bin_extended import get_executable

        return Path(get_executable())
    except (ImportError, OSError) as error:
        hint = "重新运行 make site，它会按 lock/ 装好 pagefind"
        raise PagefindError("没有安装 Pagefind", hint) from error


def run(
    binary: Path, language: str, pages: Iterable[Mapping[str, Any]], patience: float = PATIENCE
) -> dict[str, bytes]:
    """The files of the index of ``pages`` (url, content, meta), by their path.

    ``language`` goes into the names of its files. No filters and no sorts: their files come out
    in another order each time. Raises :class:`PagefindError`.
    """
    rows = [{**page, "language": language} for page in pages]
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"keep_index_url": True}}]
    requests += ({"type": "AddRecord", "index_id": 0, **row} for row in rows)
    # It would also write them itself, but says so before they are written.
    requests.append({"type": "GetFiles", "index_id": 0})
    try:
        process = subprocess.Popen(  # noqa: S603 - the binary of the lock file
            [str(binary), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        hint = "检查它能否在这台机器上运行：pagefind_extended --version"
        raise PagefindError(f"Pagefind 不能运行（{error.strerror}）", hint) from error
    with process:
        answers = _converse(process, requests, patience + _PER_PAGE * len(rows))
    if len(answers) < len(requests):
        raise PagefindError("Pagefind 中途停下了", _AGAIN)
    try:
        files = {one["path"]: base64.b64decode(one["content"]) for one in answers[-1]["files"]}
    except (ValueError, KeyError, TypeError) as error:
        raise PagefindError("Pagefind 的应答看不懂", _AGAIN) from error
    return dict(sorted(files.items()))


def _environment() -> dict[str, str]:
    """Ours without what is meant for another Pagefind."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
    return kept | _CHUNK


def _converse(
    process: subprocess.Popen[bytes], requests: Sequence[Mapping[str, Any]], limit: float
) -> list[dict[str, Any]]:
    """The answers to ``requests``, fewer where it ended before its time.

    Raises :class:`PagefindError` where one was refused or the time ran out.
    """
    out, into = process.stdout, process.stdin
    if out is None or into is None:
        return []
    late = Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = Timer(limit, stop)
    timer.start()
    teller = Thread(target=_tell, args=(into, requests), daemon=True)
    teller.start()
    try:
        answers = list(islice(_answers(out), len(requests)))
    finally:
        timer.cancel()
        process.kill()
        teller.join()
        with suppress(OSError):  # what it did not read is still to be flushed
            into.close()
    if late.is_set():
        raise PagefindError("Pagefind 太久没有结束，已经停掉", _AGAIN)
    return answers


def _tell(stream: IO[bytes], requests: Iterable[Mapping[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests):
            message = json.dumps({"message_id": number, "payload": request})
            stream.write(base64.b64encode(message.encode()) + b",")
        stream.flush()
    except OSError:
        pass  # it is gone: whoever listens will hear


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """One payload after the other, until the stream ends."""
    parts: list[bytes] = []
    while data := os.read(stream.fileno(), 1 << 20):
        *messages, rest = data.split(b",")
        for message in messages:
            yield _understood(b"".join((*parts, message)))
            parts.clear()
        parts.append(rest)


def _understood(message: bytes) -> dict[str, Any]:
    try:
        payload: dict[str, Any] = json.loads(base64.b64decode(message, validate=True))["payload"]
        kind = payload["type"]
    except (ValueError, KeyError, TypeError) as error:
        raise PagefindError("Pagefind 的应答看不懂", _AGAIN) from error
    if kind == "Error":
        raise PagefindError(f"Pagefind 报错：{payload.get('message', '')}", _AGAIN)
    return payload

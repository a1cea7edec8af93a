"""Spread work over forked processes; what a child inherits it need not be sent.

Children take the numbers of chunks from a shared pipe, so that a slow chunk
holds nobody up, and answer through pipes of their own. They end by themselves
when the parent is gone: reading finds the end, writing finds nobody.
"""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import struct
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, TypeVar

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

_NUMBER = struct.Struct("<I")
_LENGTH = struct.Struct("<Q")
_CAN_FORK = hasattr(os, "fork")


class WorkerError(RuntimeError):
    """A child failed; the text is its traceback, or says that it vanished.

    An ``OSError`` of a child is raised as it is.
    """


def fork_map(
    function: Callable[[Chunk], Result], chunks: Sequence[Chunk], jobs: int
) -> Generator[Result, None, None]:
    """``function`` of every chunk, in the order in which they get done.

    With one job, one chunk or no ``fork`` the work is done right here.
    ``chunks`` are inherited, results are pickled.
    """
    jobs = min(jobs, len(chunks))
    if jobs < 2 or not _CAN_FORK:
        yield from map(function, chunks)
        return
    take, give = os.pipe()
    children = [
        _Child(lambda tell: _serve(tell, function, chunks, take), close=give) for _ in range(jobs)
    ]
    os.close(take)
    try:
        yield from _collect(children, _Queue(give, len(chunks), ahead=2 * jobs))
    finally:
        for child in children:
            child.close()


class Later:
    """Calls under way in a child, one after the other; ``result()`` waits for the next of them."""

    def __init__(self, *functions: Callable[[], Any]) -> None:
        self._left = list(functions)
        self._child = _Child(lambda tell: [*map(tell, functions)]) if _CAN_FORK else None

    def result(self) -> Any:
        function = self._left.pop(0)
        if self._child is None:
            return function()
        message = self._child.read_message()
        if not self._left:
            self._child.close()
        return _unpack(message)


class _Child:
    """A forked process that does ``work`` and tells results through a pipe."""

    def __init__(
        self,
        work: Callable[[Callable[[Callable[[], Any]], None]], object],
        close: int | None = None,
    ) -> None:
        self.answers, told = os.pipe()
        gc.freeze()
        self.pid = os.fork()
        if self.pid:
            os.close(told)
            return
        status = 1
        try:
            os.close(self.answers)
            if close is not None:
                os.close(close)
            work(lambda function: _write(told, _pack(function)))
            status = 0
        except BrokenPipeError:
            pass  # the parent is gone: nobody to tell
        finally:
            os._exit(status)

    def read_message(self) -> bytes:
        """The next message; empty when the child has ended."""
        head = _read(self.answers, _LENGTH.size)
        return _read(self.answers, _LENGTH.unpack(head)[0]) if head else b""

    def close(self) -> int:
        """Wait for the end; the exit status."""
        if self.pid:
            os.close(self.answers)
            _, self._status = os.waitpid(self.pid, 0)
            self.pid = 0
        return self._status


class _Queue:
    """Chunk numbers going out through a pipe, a few ahead of the answers."""

    def __init__(self, give: int, count: int, ahead: int) -> None:
        self.left = count
        self._give, self._next, self._count = give, 0, count
        for _ in range(min(ahead, count)):
            self.hand_out()

    def hand_out(self) -> None:
        if self._next < self._count:
            os.write(self._give, _NUMBER.pack(self._next))
            self._next += 1
            if self._next == self._count:
                self.close()

    def close(self) -> None:
        if self._give >= 0:
            os.close(self._give)
            self._give = -1


def _serve(
    tell: Callable[[Callable[[], Any]], None],
    function: Callable[[Chunk], Any],
    chunks: Sequence[Chunk],
    take: int,
) -> None:
    while number := os.read(take, _NUMBER.size):
        chunk = chunks[_NUMBER.unpack(number)[0]]
        tell(lambda chunk=chunk: function(chunk))  # type: ignore[misc]


def _collect(children: list[_Child], queue: _Queue) -> Iterator[Any]:
    try:
        with selectors.DefaultSelector() as selector:
            for child in children:
                selector.register(child.answers, selectors.EVENT_READ, child)
            while queue.left:
                if not selector.get_map():
                    raise WorkerError("a worker process ended before its work was done")
                for key, _ in selector.select():
                    message = key.data.read_message()
                    if not message:
                        selector.unregister(key.fileobj)
                        continue
                    queue.left -= 1
                    queue.hand_out()
                    yield _unpack(message)
    finally:
        queue.close()


def _pack(function: Callable[[], Any]) -> bytes:
    try:
        message = pickle.dumps((True, function()), pickle.HIGHEST_PROTOCOL)
    except OSError as error:  # a full disk is the same to whoever meets it
        message = pickle.dumps((False, error))
    except Exception:  # noqa: BLE001 - told to the parent, which raises
        message = pickle.dumps((False, WorkerError(traceback.format_exc())))
    return _LENGTH.pack(len(message)) + message


def _unpack(message: bytes) -> Any:
    if not message:
        raise WorkerError("a worker process ended before its work was done")
    good, value = pickle.loads(message)
    if not good:
        raise value
    return value


def _read(descriptor: int, size: int) -> bytes:
    """Exactly ``size`` bytes, or none at the end."""
    parts: list[bytes] = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]

"""One file of content, read: the per-entry work of a build, done in any process."""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Iterable
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, NamedTuple

from generator.model.cards import Card
from generator.problems import Problem
from generator.refusals import why
from generator.site.output import Stat, stat_of

if TYPE_CHECKING:
    from generator.content.load import Loaded, Reference
    from generator.pictures.picture import Sized


class Record(NamedTuple):
    """What is kept of a file of content; ``stat`` is ``None`` where it can not be trusted.

    Entries are kept as a card, tables whole, of pictures what their head says.
    """

    stat: Stat | None
    digest: bytes
    kind: str
    id: str | None
    card: Card | None
    table: object
    problems: tuple[Problem, ...]
    references: tuple[Reference, ...]
    incomplete: bool
    picture: Sized | None = None


class Kept(NamedTuple):
    """Where a loaded entry lies until its page is made."""

    file: str
    offset: int
    length: int


#: A file touched less than this long before it was read may change again unseen.
_TICK = 50_000_000


def read_record(root: str, path: str, started: int) -> tuple[Record, Loaded | None]:
    """Read and load ``path`` (relative to ``root``). Never raises: what fails is a problem.

    ``started`` is when the build began, in ns.
    """
    from generator.content.scan import refuse_link

    full = f"{root}/{path}"
    stat = stat_of(full)
    if stat is None:
        if os.path.lexists(full):
            return _refused(refuse_link(path), None)
        return _failed(path, "file-unreadable", "文件在读取时不见了", "再生成一次")
    trusted = stat if max(stat.mtime, stat.ctime) <= started - _TICK else None
    try:
        return _read(root, path, stat, trusted)
    except OSError as error:
        said = f"文件读不出来：{why(error)}"
        return _failed(path, "file-unreadable", said, "检查文件的权限")
    except Exception:  # noqa: BLE001 - one file must not keep the others from the site
        keep_details(root, path)
        hint = f"详情见 {DETAILS}，请交给维护人员"
        return _failed(path, "unexpected-failure", "程序处理这个文件时出错", hint)


def _read(root: str, path: str, stat: Stat, trusted: Stat | None) -> tuple[Record, Loaded | None]:
    from generator.content.load import load_source
    from generator.content.scan import kind_of

    kind = kind_of(path)
    if isinstance(kind, Problem):
        return _refused(kind, trusted)
    if kind == "media":
        return _media(root, path, stat, trusted)
    with open(f"{root}/{path}", "rb") as stream:
        data = stream.read()
    loaded = load_source(path, data)
    return record_of(loaded, path, sha256(data).digest(), trusted), loaded


def _media(root: str, path: str, stat: Stat, trusted: Stat | None) -> tuple[Record, None]:
    """A media file: its times stand for its content. A picture is read, for copies take long."""
    from generator.content.media import check_media

    found, picture = check_media(root, path)
    digest = sha256(repr(stat).encode()).digest()
    if picture is not None:
        with open(f"{root}/{path}", "rb") as stream:
            digest = file_digest(stream, "sha256").digest()
    record = Record(trusted, digest, "media", None, None, None, found, (), incomplete=False)
    return record._replace(picture=picture), None


def _refused(problem: Problem, trusted: Stat | None) -> tuple[Record, None]:
    """A file that has no place below content/."""
    return Record(trusted, b"", "refused", None, None, None, (problem,), (), incomplete=False), None


#: Where what went wrong inside the program is told in full.
DETAILS = ".cache/errors.txt"


def keep_details(root: str, path: str) -> None:
    """Add the traceback of the exception at hand to the file for those who mend the program."""
    os.makedirs(f"{root}/.cache", exist_ok=True)
    with open(f"{root}/{DETAILS}", "a", encoding="utf-8") as stream:
        stream.write(f"{path}\n{traceback.format_exc()}\n")


def _failed(path: str, code: str, said: str, hint: str) -> tuple[Record, Loaded]:
    """The record of a file that gave nothing; it is read again next time."""
    from generator.content.load import Loaded
    from generator.content.scan import kind_of, stem_of

    kind = kind_of(path)
    problem = Problem(path, 1, 1, "error", code, said, hint)
    name = kind if isinstance(kind, str) else "unknown"
    loaded = Loaded(name, stem_of(path), None, None, (problem,), (), incomplete=False)
    return record_of(loaded, path, b"", None), loaded


def for_rendering(loaded: Loaded) -> Loaded:
    """What a page needs of ``loaded``: not the Markdown, nor what its record holds."""
    loaded = loaded._replace(problems=(), references=())
    if loaded.body is None:
        return loaded
    return loaded._replace(entry=loaded.entry.model_copy(update={"body": ""}))


def record_of(loaded: Loaded, path: str, digest: bytes, stat: Stat | None) -> Record:
    """What is kept of ``loaded``."""
    from generator.model.card_of import Found, card_of

    is_entry = loaded.kind in ("alert", "bulletin", "campaign", "guide")
    card = None
    if is_entry and loaded.entry is not None:
        found = Found(path, digest, incomplete=loaded.incomplete)
        if loaded.body is not None:
            found = found._replace(
                links=loaded.body.links,
                images=tuple(source for source, _ in loaded.body.images),
                lead=loaded.body.lead,
            )
        card = card_of(loaded.entry, loaded.kind, found)
    return Record(
        stat=stat,
        digest=digest,
        kind=loaded.kind,
        id=loaded.id,
        card=card,
        table=None if is_entry else loaded.entry,
        problems=loaded.problems,
        references=() if card is not None and card.withdrawn else loaded.references,
        incomplete=loaded.incomplete,
    )


class Entries:
    """Loaded entries on their way from reading to rendering.

    They are spilled to files, since a hundred thousand of them do not fit into
    memory; what was not read in this build is read when it is asked for. A
    preview, which builds again and again, hands in a ``memory`` that stays.
    """

    def __init__(
        self, root: str, spill: str, memory: dict[str, tuple[bytes, Loaded]] | None = None
    ) -> None:
        self._root = root
        self._spill = spill
        self._memory = memory
        self._kept: dict[str, Kept] = {}
        self._files: dict[str, int] = {}
        #: Files that were written to while the site was built.
        self.changed: set[str] = set()

    def keep(self, kept: Iterable[tuple[str, Kept]]) -> None:
        """Know of entries that were spilled."""
        self._kept.update(kept)

    def spill(self, rows: list[tuple[str, bytes, Loaded]], name: str) -> list[tuple[str, Kept]]:
        """Put aside loaded entries (path, digest, entry); where each of them lies."""
        if self._memory is not None:
            self._memory.update((path, (digest, loaded)) for path, digest, loaded in rows)
            return []
        os.makedirs(self._spill, exist_ok=True)
        file = f"{self._spill}/{name}"
        kept: list[tuple[str, Kept]] = []
        with open(file, "wb") as stream:
            for path, _, loaded in rows:
                data = pickle.dumps(loaded, pickle.HIGHEST_PROTOCOL)
                kept.append((path, Kept(file, stream.tell(), len(data))))
                stream.write(data)
        return kept

    def get(self, path: str, digest: bytes) -> Loaded:
        """The loaded entry of a file whose content has ``digest``."""
        if self._memory is not None and path in self._memory:
            known, loaded = self._memory[path]
            if known == digest:
                return loaded
        kept = self._kept.get(path)
        if kept is not None:
            data = os.pread(self._open(kept.file), kept.length, kept.offset)
            return pickle.loads(data)  # type: ignore[no-any-return]
        record, found = read_record(self._root, path, 0)
        if found is None:
            raise LookupError(f"{path} is gone")
        if record.digest != digest:
            self.changed.add(path)
        if self._memory is not None:
            self._memory[path] = (record.digest, found)
        return found

    def _open(self, file: str) -> int:
        if file not in self._files:
            if len(self._files) > _OPEN:
                for descriptor in self._files.values():
                    os.close(descriptor)
                self._files.clear()
            self._files[file] = os.open(file, os.O_RDONLY)
        return self._files[file]


#: Spill files held open at a time.
_OPEN = 64

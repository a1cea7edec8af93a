"""Bring the index of an output up to date, after a build."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.refusals import why
from generator.search.files import core_of, meta_of, pages_of, part_of
from generator.search.pagefind import PATIENCE, PagefindError, find_binary, run
from generator.search.records import EVERYWHERE, KINDS
from generator.search.shelf import CORE, FOLDER, Part, Shelf
from generator.search.snapshot import UNDATED, Item, Snapshot
from generator.search.texts import ChangedError, records
from generator.search.told import Indexed
from generator.site.epoch import epoch
from generator.site.output import BusyError, NotOursError, claimed
from generator.site.store import DamagedError, Store

if TYPE_CHECKING:
    from generator.model.moment import Moment
    from generator.project import Project
    from generator.theme.chrome import Chrome

#: Files of one part have its name in theirs, by a language nobody speaks (ISO 639-2: qaa to qtz).
_LANGUAGE = "qaa"
_STATE = "search"
#: Pagefind makes no index of nothing, and its first one is read in the page's language. So the
#: first is of this, which no part knows and no result shows.
_NOTHING = {"url": "", "content": CORE, "meta": {}}


def index_site(
    project: Project,
    chrome: Chrome,
    output: Path,
    now: Moment,
    *,
    jobs: int = 1,
    binary: Path | None = None,
    patience: float = PATIENCE,
) -> Indexed:
    """The index of what ``output`` shows at ``now``. Never raises for what goes wrong with it.

    ``binary`` stands for the one that is installed.
    """
    output = output.resolve()
    try:
        with claimed(output, lambda _text: None):
            work = _Work(project, chrome, output, now, jobs)
            return work.index(binary, patience)
    except (BusyError, DamagedError):
        return Indexed(problem="另一次生成正在进行", hint="再运行一次")
    except NotOursError:
        return Indexed(problem=f"{output} 里没有生成好的网站", hint="先生成网站")
    except OSError as error:
        return _refused(error)


def prune_site(project: Project, chrome: Any, output: Path, now: Moment) -> Indexed:
    """Without making anything: what the index says and the site no longer does goes out of it.

    ``chrome`` is called for only where there is an index.
    """
    if not (output / FOLDER).exists():
        return Indexed()
    output = output.resolve()
    try:
        with claimed(output, lambda _text: None):
            return _Work(project, chrome(), output, now, 1).settle({}, Indexed())
    except (BusyError, DamagedError):
        return Indexed(problem="另一次生成正在进行", hint="再运行一次")
    except OSError as error:
        return _refused(error)


def _refused(error: OSError) -> Indexed:
    return Indexed(problem=f"读写文件失败：{why(error)}", hint="检查磁盘空间和权限")


class _Work:
    """One run: what there is to be found, what the index has of it."""

    def __init__(
        self, project: Project, chrome: Chrome, output: Path, now: Moment, jobs: int
    ) -> None:
        self._root, self._jobs = project.root, jobs
        self._shelf = Shelf(output)
        self._epoch = epoch()
        store = Store(project.cache, str(output), self._epoch)
        self._state = project.cache / _STATE / f"{store.folder.name}.json"
        self._items: dict[str, list[Item]] = defaultdict(list, {CORE: []})
        for item in Snapshot(store, chrome, now).items():
            self._items[item.unit].append(item)
        self._keys = {unit: self._key(items) for unit, items in self._items.items()}
        self._old = self._remembered()

    def index(self, binary: Path | None, patience: float) -> Indexed:
        """Make the parts that changed, then put all in place."""
        made: dict[str, Part] = {}
        told = Indexed()
        try:
            for unit in sorted(self._items, key=_newest):
                if not self._stands(unit):
                    made[unit] = self._make(unit, binary or find_binary(), patience)
        except PagefindError as error:
            told = Indexed(problem=str(error), hint=error.hint)
        except OSError as error:
            told = _refused(error)
        except ChangedError:
            told = Indexed(problem="生成网站以后内容又改过", hint="再生成一次")
        return self.settle(made, told)

    def settle(self, made: dict[str, Part], told: Indexed) -> Indexed:
        """The loader of ``made`` and of what is still true of the rest."""
        parts = {unit: made.get(unit) or self._true(unit) for unit in {*self._items, *self._old}}
        whole = {unit: part for unit, part in parts.items() if part is not None}
        if CORE not in whole or len(whole) == 1:
            gone = self._shelf.clear()
            self._remember({})
            return told._replace(dropped=tuple(sorted(self._old)), changed=gone)
        changed = self._shelf.load(self._loader(whole))
        self._remember(whole)
        return told._replace(
            made=tuple(sorted(made)),
            kept=tuple(sorted(whole.keys() - made.keys())),
            dropped=tuple(sorted(self._old.keys() - whole.keys())),
            changed=changed,
        )

    def _stands(self, unit: str) -> bool:
        """Whether a part lies there as it would be made."""
        old = self._old.get(unit)
        return old is not None and old.key == self._keys[unit] and self._lies(old)

    def _true(self, unit: str) -> Part | None:
        """An old part, unless it says what the site does not say any more."""
        old = self._old.get(unit)
        if old is None or not self._lies(old):
            return None
        now = {item.key for item in self._items.get(unit, ())}
        return old if now.issuperset(old.keys) else None

    def _lies(self, part: Part) -> bool:
        return self._shelf.listing(part.folder) == part.listing

    def _make(self, unit: str, binary: Path, patience: float) -> Part:
        items = self._items[unit]
        found = records(self._root, items, self._jobs)
        pages = pages_of(found) if unit != CORE else [_NOTHING]
        made = run(binary, f"{_LANGUAGE}-{unit}", pages, patience)
        try:
            files = core_of(made) if unit == CORE else part_of(made, found)
            version, meta = meta_of(files)
        except (EOFError, ValueError, KeyError) as error:
            hint = "检查 pagefind 的版本是不是 lock/ 里的那一个"
            raise PagefindError("Pagefind 写出的文件不对", hint) from error
        name = self._shelf.place(unit, files)
        keys = tuple(sorted(item.key for item in items))
        listing = self._shelf.listing(name)
        return Part(self._keys[unit], name, keys, listing, version, meta)

    def _key(self, items: Iterable[Item]) -> str:
        digest = blake2b(self._epoch, digest_size=16)
        for key in sorted(item.key for item in items):
            digest.update(key.encode())
        return digest.hexdigest()

    def _loader(self, parts: dict[str, Part]) -> dict[str, Any]:
        """What the page is told of the index: its parts, the newest first."""
        names = sorted((unit for unit in parts if unit != CORE), key=_newest)
        return {
            "version": 2,
            "pagefind": parts[CORE].version,
            "core": _told(CORE, parts[CORE]),
            "kinds": KINDS,
            "everywhere": EVERYWHERE,
            "parts": [
                {
                    **_told(name, parts[name]),
                    "year": _year(name) or None,
                    "pages": len(parts[name].keys),
                }
                for name in names
            ],
        }

    def _remembered(self) -> dict[str, Part]:
        try:
            known = json.loads(self._state.read_bytes())
            return {
                unit: Part(**{**row, "keys": tuple(row["keys"])}) for unit, row in known.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _remember(self, parts: dict[str, Part]) -> None:
        data = json.dumps({unit: part._asdict() for unit, part in sorted(parts.items())}).encode()
        if parts == self._old and self._state.exists():
            return
        self._state.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._state.with_suffix(".new")
        temporary.write_bytes(data)
        temporary.replace(self._state)


def _told(unit: str, part: Part) -> dict[str, str]:
    return {"folder": part.folder, "language": f"{_LANGUAGE}-{unit}", "meta": part.meta}


def _year(unit: str) -> int:
    """The year of a part, 0 for what has none."""
    return 0 if unit in (UNDATED, CORE) else int(unit.rpartition("-")[2])


def _newest(unit: str) -> tuple[int, int, str]:
    """Parts without a date first, then by year, the newest first; alerts before the rest."""
    year = _year(unit)
    return (1 if year else 0, -year, unit)

"""Items of the live feeds, kept from build to build: one new item needs one entry, not fifty."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator.feeds.item import FeedItem


class Shelf:
    """A folder of items by the digest of all that is in them; deleting it changes no byte.

    ``base`` digests what all items depend on. ``changed`` tells whether content was
    written to during the build: then nothing is put aside, for no digest can be trusted.
    """

    def __init__(self, folder: Path, base: bytes, changed: Callable[[], bool]) -> None:
        self._folder, self._base, self._changed = folder, base, changed

    def get(self, key: bytes) -> FeedItem | None:
        """The item of a post, if it is there."""
        try:
            found = pickle.loads(self._path(key).read_bytes())  # noqa: S301 - written by put
        except Exception:  # noqa: BLE001 - what can not be read is made; pickle raises anything
            return None
        return found if isinstance(found, FeedItem) else None

    def put(self, key: bytes, item: FeedItem) -> None:
        """Keep an item. Other processes may be doing the same."""
        if self._changed():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f"new-{os.getpid()}"
        temporary.write_bytes(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))
        temporary.replace(self._path(key))

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Forget all items but those of the posts with these ``keys``."""
        if self._folder.is_dir():
            kept = {self._path(key).name for key in keys}
            for path in self._folder.iterdir():
                if path.name not in kept:
                    with suppress(FileNotFoundError):
                        path.unlink()

    def _path(self, key: bytes) -> Path:
        return self._folder / blake2b(self._base + key, digest_size=16).hexdigest()

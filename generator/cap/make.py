"""CAP files and their index, made for what is due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.cap.compose import Desk, compose
from generator.cap.index import write as write_index
from generator.cap.spec import CapFile, CapIndex
from generator.cap.table import load_table
from generator.cap.write import to_bytes, write
from generator.pages.addresses import ascii_url

if TYPE_CHECKING:
    from generator.cap.sign import Signer
    from generator.content.loaded import Loaded
    from generator.model.site import Site


class CapMaker:
    """Makes the CAP files of one build; ``entry`` loads an entry by path and digest."""

    def __init__(
        self,
        site: Site,
        site_url: str,
        entry: Callable[[str, bytes], Loaded],
        signer: Signer | None = None,
    ) -> None:
        self._site, self._site_url = site, ascii_url(site_url)
        self._entry, self._signer = entry, signer

    def make(self, what: CapFile | CapIndex) -> bytes:
        """The bytes of a file."""
        if isinstance(what, CapIndex):
            return write_index(what, self._site, self._site_url)
        if self._site.cap_sender is None:
            raise LookupError("no sender, no CAP")
        desk = Desk(self._site, self._site_url, self._site.cap_sender, load_table())
        root = write(compose(desk, what, self._entry(*what.source).entry))
        return to_bytes(self._signer.sign(root) if self._signer else root)

"""Lists over several pages whose addresses keep what they show.

Pages are counted from the oldest entry: page 1 holds the first twenty that
were ever published, and once full it never changes. The list's front shows the
newest twenty and leads to the numbered pages. A new entry therefore touches
the front and the last page, not every page behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from generator.pages.addresses import PAGE_SIZE, page_url

T = TypeVar("T")


class Pager(NamedTuple):
    """Where a page of a list stands: ``number`` 0 is the front.

    Only the front knows how many numbered ``pages`` and entries in all there
    are: what a full page says must not change when an entry is added.
    ``forward``: the list has an order of its own; its front is page 1, and page 2 goes on.
    """

    base: str
    number: int
    pages: int = 0
    total: int = 0
    last: bool = False
    forward: bool = False

    @property
    def shown(self) -> bool:
        """Whether there is anywhere to go."""
        return bool(self.pages or self.number)

    @property
    def newer(self) -> str | None:
        """The address of the page with newer entries; forward, of the page before."""
        if self.number == 0:
            return None
        if self.forward:
            return self.base if self.number < 3 else page_url(self.base, self.number - 1)
        return self.base if self.last else page_url(self.base, self.number + 1)

    @property
    def older(self) -> str | None:
        """The address of the page with older entries; forward, of the page that goes on."""
        if self.forward:
            more = bool(self.pages) if self.number == 0 else not self.last
            return page_url(self.base, max(self.number, 1) + 1) if more else None
        if self.number == 0:
            # The front holds the newest page's worth: what follows it begins one page back.
            return page_url(self.base, self.pages - 1) if self.pages else None
        return page_url(self.base, self.number - 1) if self.number > 1 else None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pages worth a link, newest first; 0 marks a gap."""
        if not self.shown:
            return ()
        if self.number == 0:
            near = {1, 2, self.pages - 1, self.pages}
        else:
            near = {1, self.number - 1, self.number, self.number + (not self.last)}
        out: list[int] = []
        for number in sorted(number for number in near if number > 0):
            if out and number - out[-1] > 1:
                out.append(0)
            out.append(number)
        return tuple(out) if self.forward else tuple(reversed(out))


class Slice(NamedTuple, Generic[T]):
    """The entries of one page, newest first, and where it stands."""

    url: str
    entries: tuple[T, ...]
    pager: Pager


def paginate(entries: Sequence[T], base: str, size: int = PAGE_SIZE) -> list[Slice[T]]:
    """``entries``, newest first, as the front and (if they do not fit there) numbered pages."""
    total = len(entries)
    count = 0 if total <= size else -(-total // size)
    slices = [Slice(base, tuple(entries[:size]), Pager(base, 0, count, total))]
    for number in range(1, count + 1):
        newest = total - number * size
        part = tuple(entries[max(newest, 0) : newest + size])
        pager = Pager(base, number, last=number == count)
        slices.append(Slice(page_url(base, number), part, pager))
    return slices

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
    """Where a page of a list stands: ``number`` 0 is the front, ``pages`` how many are numbered."""

    base: str
    number: int
    pages: int
    total: int

    @property
    def newer(self) -> str | None:
        """The address of the page with newer entries."""
        if self.number == 0:
            return None
        return page_url(self.base, self.number + 1) if self.number < self.pages else self.base

    @property
    def older(self) -> str | None:
        """The address of the page with older entries."""
        if self.number == 0:
            # The front holds the newest page's worth: what follows it begins one page back.
            return page_url(self.base, self.pages - 1) if self.pages else None
        return page_url(self.base, self.number - 1) if self.number > 1 else None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pages worth a link: first, last and those around; 0 marks a gap."""
        if not self.pages:
            return ()
        near = {1, 2, self.pages, self.pages - 1}
        near |= {self.number - 1, self.number, self.number + 1} if self.number else set()
        wanted = sorted(number for number in near if 1 <= number <= self.pages)
        out: list[int] = []
        for number in wanted:
            if out and number - out[-1] > 1:
                out.append(0)
            out.append(number)
        return tuple(reversed(out))


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
        slices.append(Slice(page_url(base, number), part, Pager(base, number, count, total)))
    return slices

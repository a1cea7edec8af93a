"""Lists over several pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.paginate import paginate


@given(st.integers(0, 200), st.integers(1, 30))
def test_every_entry_is_on_one_numbered_page_and_the_newest_on_the_front(
    total: int, size: int
) -> None:
    """Numbered pages part the list; the front shows its newest page's worth."""
    entries = list(range(total))[::-1]
    front, *numbered = paginate(entries, "x/", size)
    assert front.entries == tuple(entries[:size])
    assert (front.url, front.pager.number) == ("x/", 0)
    if total <= size:
        assert not numbered
        return
    assert [entry for page in reversed(numbered) for entry in page.entries] == entries
    assert [page.url for page in numbered] == [
        f"x/page/{number}/" for number in range(1, len(numbered) + 1)
    ]
    assert all(len(page.entries) == size for page in numbered[:-1])


@given(st.integers(1, 200), st.integers(1, 30))
def test_a_new_entry_changes_the_front_and_the_last_page_alone(total: int, size: int) -> None:
    """Full pages keep their entries, and what they say about the way."""
    before = {page.url: page for page in paginate(list(range(total))[::-1], "x/", size)}
    after = {page.url: page for page in paginate(list(range(total + 1))[::-1], "x/", size)}
    changed = {url for url in before if before[url] != after[url]}
    assert changed <= {"x/", list(before)[-1]}


@given(st.integers(0, 200), st.integers(1, 30))
def test_older_and_newer_lead_through_everything(total: int, size: int) -> None:
    """From the front, «older» reaches every entry; «newer» leads back."""
    slices = {part.url: part for part in paginate(list(range(total))[::-1], "x/", size)}
    seen: set[int] = set()
    url: str | None = "x/"
    while url is not None:
        part = slices[url]
        seen.update(part.entries)
        if part.pager.older is not None:
            assert part.pager.older in slices
        url = part.pager.older
    assert seen == set(range(total))
    for part in slices.values():
        assert (part.pager.newer is None) == (part.pager.number == 0)
        assert part.pager.newer is None or part.pager.newer in slices
        assert set(part.pager.numbers) <= {0, *range(1, len(slices))}


@given(st.integers(0, 200), st.integers(1, 30))
def test_a_list_with_an_order_of_its_own_is_read_forward(total: int, size: int) -> None:
    """From the front on «next» shows each entry once, and «previous» leads back the same way."""
    entries = list(range(total))
    slices = {
        part.url: part._replace(pager=part.pager._replace(forward=True))
        for part in paginate(entries[::-1], "x/", size)
    }
    seen, url, before = list(entries[:size]), "x/", None
    while (following := slices[url].pager.older) is not None:
        assert slices[url].pager.newer == before
        before, url = url, following
        seen += reversed(slices[url].entries)
    assert seen == entries
    for part in slices.values():
        assert list(part.pager.numbers) == sorted(part.pager.numbers) or 0 in part.pager.numbers

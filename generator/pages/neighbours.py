"""Which entries a page leads to because they share something with it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from generator.model.cards import Card

#: The most neighbours of one entry.
RELATED = 5


class Neighbours:
    """Related bulletins: those that share campaign, hazard or tag, the nearest before it.

    What comes later does not change what an older page shows, unless the page
    has too few neighbours before it.
    """

    def __init__(self, newest_first: Sequence[Card]) -> None:
        self._cards = newest_first[::-1]
        #: Places in ``_cards``, rising: comparing these is cheaper than comparing times.
        self._by: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._place: dict[str, int] = {}
        for place, card in enumerate(self._cards):
            self._place[card.id] = place
            for key in _keys(card):
                self._by[key].append(place)

    def of(self, card: Card) -> list[Card]:
        """At most five, those that share most first, then the newest."""
        shared: dict[int, int] = defaultdict(int)
        place = self._place[card.id]
        for key in _keys(card):
            row = self._by[key]
            at = bisect_left(row, place)
            near = row[max(at - RELATED, 0) : at]
            near += row[at + 1 : at + 1 + RELATED - len(near)]
            for one in near:
                shared[one] += 1
        ordered = sorted(((count, one) for one, count in shared.items()), reverse=True)
        return [self._cards[one] for _, one in ordered[:RELATED]]


def _keys(card: Card) -> list[tuple[str, str]]:
    keys = [("tag", tag) for tag in card.tags] + [("hazard", hazard) for hazard in card.hazards]
    if card.campaign:
        keys.append(("campaign", card.campaign))
    return keys

"""The library of everything published, and the edition of it that ``now`` sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, cast

from generator.model.cards import AlertMore, Card, MessageCard
from generator.model.life import current, ended_at, nature, state, visible
from generator.model.moment import Moment
from generator.model.vocabulary import Nature, State

KINDS = ("alert", "bulletin", "campaign", "guide")


class Library:
    """Every sound entry as a card, whatever its time; immutable.

    Kinds are loaded when first asked for. In production, samples and tests are
    not part of the library at all (outputs.md).
    """

    def __init__(
        self,
        load: Callable[[str], Iterable[Card]],
        find: Callable[[str, str], Card | None],
        production: bool,
    ) -> None:
        self._load = load
        self._find = find
        self.production = production
        self._cards: dict[str, dict[str, Card]] = {}

    def cards(self, kind: str) -> Mapping[str, Card]:
        """The cards of ``kind`` by id."""
        if kind not in self._cards:
            cards = (card for card in self._load(kind) if self._belongs(card))
            self._cards[kind] = {card.id: card for card in cards}
        return self._cards[kind]

    def card(self, kind: str, ident: str) -> Card | None:
        """One card; does not load its whole kind."""
        if kind in self._cards:
            return self._cards[kind].get(ident)
        card = self._find(kind, ident) if kind in KINDS else None
        return card if card is not None and self._belongs(card) else None

    def _belongs(self, card: Card) -> bool:
        if not self.production:
            return True
        return not card.sample and getattr(card.more, "status", "") != "测试"


class Life(NamedTuple):
    """An alert at ``now``: its state and nature, the message that counts, the end if it came."""

    state: State
    nature: Nature
    message: MessageCard
    ended: datetime | None


class Edition:
    """The library at ``now``. Remembers until when its answers hold, and what was looked up.

    ``needs`` are the kinds it may list; single entries of other kinds can be
    looked up, and every look-up is noted in ``looked_up`` with its answer.
    """

    def __init__(self, library: Library, now: Moment, needs: Iterable[str] = KINDS) -> None:
        self.library = library
        self.now = now
        self._needs = frozenset(needs)
        self.looked_up: dict[tuple[str, str], Card | None] = {}
        #: What others made of a card in this edition, so that it is made once.
        self.made: dict[tuple[str, str], object] = {}

    def all(self, kind: str) -> list[Card]:
        """Every entry of ``kind`` that has a page at ``now``, newest first, withdrawn ones too."""
        if kind not in self._needs:
            raise LookupError(f"{kind} is not among the needs {sorted(self._needs)}")
        cards = self.library.cards(kind).values()
        found = [card for card in cards if self.now.reached(card.published)]
        found.sort(key=lambda card: (card.published, card.id), reverse=True)
        return found

    def listed(self, kind: str) -> list[Card]:
        """What lists show of ``kind``: everything with a page that was not withdrawn."""
        return [card for card in self.all(kind) if not self.withdrawn(card)]

    def withdrawn(self, card: Card) -> bool:
        return card.withdrawn is not None and self.now.reached(card.withdrawn)

    def find(self, kind: str, ident: str) -> Card | None:
        """One entry, if it has a page at ``now``."""
        key = (kind, ident)
        if key not in self.looked_up:
            card = self.library.card(kind, ident)
            self.looked_up[key] = card if card and self.now.reached(card.published) else None
        return self.looked_up[key]

    def life(self, card: Card) -> Life:
        """The state of an alert that has a page."""
        more = cast(AlertMore, card.more)
        message = current(more.messages, self.now)
        now = state(more.messages, self.now)
        if message is None or now is None:
            raise LookupError(f"alert {card.id} has no message yet")
        ended = ended_at(more.messages, self.now)
        return Life(now, nature(card.sample, more.status), message, ended)

    def text(self, message: MessageCard) -> str:
        """The beginning of a message with what was corrected by ``now``."""
        text = message.text
        for at, corrected in message.corrections:
            if self.now.reached(at):
                text = corrected
        return text

    def messages(self, card: Card) -> tuple[MessageCard, ...]:
        """The messages of an alert sent by ``now``, oldest first."""
        return tuple(visible(cast(AlertMore, card.more).messages, self.now))

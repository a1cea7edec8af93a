"""Which CAP files there are at ``now``, and what the index holds: a section of the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, cast

from generator.cap.spec import CapFile, CapIndex, CapItem, Form, HazardFacts, MsgType
from generator.feeds.posts import WITHDRAWN, unique
from generator.feeds.windows import SIZE
from generator.model.cards import AlertMore, Card, MessageCard
from generator.model.life import nature, state
from generator.model.moment import Moment
from generator.model.titles import message_key, prefix
from generator.model.vocabulary import ENDS, LANGUAGES
from generator.pages.addresses import CAP_INDEX, cap_identifier, cap_url
from generator.pages.items import level_of
from generator.pages.page import Source
from generator.pages.plan import Desk, Made, Plan, Section

if TYPE_CHECKING:
    from generator.model.library import Edition
    from generator.model.tables import Hazard

#: What receivers must not lose from the index.
_LIVE = ("生效中", "待核实", "未生效")


def plan(desk: Desk) -> Plan:
    """Every file and the index. Without a sender there is no CAP at all."""
    if desk.site.cap_sender is None:
        return Plan([])
    hazards = cast("dict[str, Hazard]", desk.tables["hazards"])
    rows: list[tuple[CapFile, CapItem]] = []
    held: set[str] = set()
    for card in desk.edition.all("alert"):
        missing = tuple(sorted({path for path, _ in card.media} & desk.missing))
        event = _Event(desk.edition, card, _facts(hazards, card), missing)
        rows += event.rows()
        held |= {cap_identifier(card.id, key) for key in _live_keys(desk.edition, card)}
    made = [_made(cap_url(file.ident, file.key), file) for file, _ in rows]
    made.append(_made(CAP_INDEX, CapIndex(_window([item for _, item in rows], held))))
    return Plan([], made=tuple(made))


SECTION = Section("cap", ("alert",), ("hazards",), (), plan)


def cap_end(message: MessageCard) -> datetime | None:
    """When a message is over for who receives it: at ``expires``, else when it is looked at again.

    An end that was not readable is none: nothing may be over before it began.
    """
    end = message.expires or message.review
    return end if end is not None and end > (message.effective or message.sent) else None


def references(before: Sequence[MessageCard], sent: datetime) -> tuple[MessageCard, ...]:
    """The earlier messages not yet over at ``sent``, oldest first; always at least the last."""
    ends = [cap_end(one) for one in before]
    return tuple(
        one
        for one, end in zip(before, ends, strict=True)
        if one is before[-1] or end is None or end > sent
    )


class _Event(NamedTuple):
    """An event at ``now``."""

    edition: Edition
    card: Card
    hazards: tuple[HazardFacts, ...]
    missing: tuple[str, ...]

    def rows(self) -> Iterator[tuple[CapFile, CapItem]]:
        """A file and an item for each message that was sent; and for the end by being withdrawn."""
        card = self.card
        at = card.withdrawn if self.edition.withdrawn(card) else None
        sent = [
            message
            for number, message in enumerate(self.edition.messages(card))
            if at is None or message.sent <= at or number == 0
        ]
        if sent and sent[0].action in ENDS:
            return  # a withdrawn event whose messages are no longer in its file
        for number, message in enumerate(sent):
            yield self._message(sent[:number], message, at)
        if at is not None and sent:
            yield from self._taken_back(sent, at)

    def _message(
        self, before: Sequence[MessageCard], message: MessageCard, withdrawn: datetime | None
    ) -> tuple[CapFile, CapItem]:
        kind: MsgType = "Update" if before else "Alert"
        if message.action in ENDS:
            kind = "Cancel"
        form: Form = "message"
        end = cap_end(message)
        if withdrawn is not None:
            form = "notice"
            end = withdrawn if withdrawn > message.sent else message.sent + timedelta(seconds=1)
        return self._row(before, message, kind, form, end)

    def _taken_back(
        self, sent: Sequence[MessageCard], at: datetime
    ) -> Iterator[tuple[CapFile, CapItem]]:
        """The end of an event that was in force when it was withdrawn."""
        last = sent[-1]
        at = max(at, last.sent + timedelta(seconds=1))
        if self.edition.now.reached(at) and state(sent, Moment(at)) in _LIVE:
            end = last._replace(key=message_key(at), sent=at, action="撤销")
            yield self._row(sent, end, "Cancel", "taken-back", None)

    def _row(
        self,
        before: Sequence[MessageCard],
        message: MessageCard,
        kind: MsgType,
        form: Form,
        end: datetime | None,
    ) -> tuple[CapFile, CapItem]:
        card = self.card
        more = cast(AlertMore, card.more)
        identifier = cap_identifier(card.id, message.key)
        earlier = references(before, message.sent) if kind != "Alert" else ()
        file = CapFile(
            identifier=identifier,
            ident=card.id,
            key=message.key,
            sent=message.sent,
            form=form,
            msg_type=kind,
            nature=nature(card.sample, more.status),
            references=tuple((cap_identifier(card.id, one.key), one.sent) for one in earlier),
            level=level_of(more, message.sent),
            hazards=self.hazards,
            source=Source(card.source, card.digest),
            number=len(before),
            expires=end,
            missing=self.missing,
        )
        return file, _item(card, message, self.edition.text(message), file)


def _item(card: Card, message: MessageCard, text: str, file: CapFile) -> CapItem:
    more = cast(AlertMore, card.more)
    marked = prefix(file.nature)
    whole = file.form == "message"
    real = None if file.nature == "实际" else file.nature
    return CapItem(
        identifier=file.identifier,
        ident=file.ident,
        key=file.key,
        sent=file.sent,
        title=marked + (message.title if whole else WITHDRAWN),
        text=marked + (text if whole else f"{WITHDRAWN}。"),
        categories=unique((more.kind, *card.hazards, real) if whole else ("预警提示", real)),
    )


def _facts(hazards: Mapping[str, Hazard], card: Card) -> tuple[HazardFacts, ...]:
    """What the table says of the hazards of an event; of an unknown one only its name."""
    return tuple(_hazard(name, hazards.get(name)) for name in card.hazards)


def _hazard(name: str, known: Hazard | None) -> HazardFacts:
    if known is None:
        return HazardFacts(name, "Other", None, ())
    names = ((language, getattr(known.names, language)) for language in LANGUAGES)
    return HazardFacts(
        name, known.category, known.event_code, tuple((key, said) for key, said in names if said)
    )


def _live_keys(edition: Edition, card: Card) -> set[str]:
    """The messages that are not over: the last one sent, and the one that holds."""
    if edition.withdrawn(card):
        return set()
    life = edition.life(card)
    return {edition.messages(card)[-1].key, life.message.key} if life.state in _LIVE else set()


def _window(items: Iterable[CapItem], held: set[str]) -> tuple[CapItem, ...]:
    """The newest, and beyond them whatever is in force."""
    found = sorted(items, key=lambda one: one.identifier)
    found.sort(key=lambda one: one.sent, reverse=True)
    return (*found[:SIZE], *(one for one in found[SIZE:] if one.identifier in held))


def _made(path: str, what: CapFile | CapIndex) -> Made:
    text = repr(what).encode("utf-8", "surrogatepass")
    return Made(path, blake2b(text, digest_size=16).digest(), what)

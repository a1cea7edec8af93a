"""What all pages of one language are planned from, and how they call things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

from generator.languages.names import (
    Name,
    event_name,
    hazard_name,
    joined,
    looked_up,
    prefix,
)
from generator.languages.words import Words, words
from generator.model.cards import AlertMore, Card, GuideMore, MessageCard
from generator.model.library import Edition
from generator.model.tables import Hazard
from generator.pages.addresses import entry_url
from generator.pages.items import card_title, level_of
from generator.pages.page import Crumb
from generator.pages.plan import Desk


class GuideLink(NamedTuple):
    """A guide named beside an alert; ``chinese`` where it has no translation."""

    url: str
    title: str
    chinese: bool


class Translated(NamedTuple):
    """The words of one message and none other; empty where nobody translated them."""

    headline: str
    text: str


class Context:
    """The desk of a language. Addresses are site-relative."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.language = language
        self.words: Words = words(language)
        self.edition: Edition = desk.edition
        self.missing = desk.missing
        self.hazards = cast("Mapping[str, Hazard]", desk.tables["hazards"])
        self.listed = desk.edition.listed("alert")
        self.lives = {card.id: desk.edition.life(card) for card in self.listed}
        self.guides: dict[str, Card] = {}
        self.general: Card | None = None
        for card in sorted(desk.edition.listed("guide"), key=lambda one: one.id):
            for hazard in card.hazards:
                self.guides.setdefault(hazard, card)
            if card.id == "general":
                self.general = card
        self.home = Crumb(self.words("首页", "框架"), f"{language}/")
        self.alerts = Crumb(self.words("预警提示"), f"{language}/alerts/")

    def url(self, card: Card) -> str:
        """The page of an entry in this language."""
        return f"{self.language}/{entry_url(card.kind, card.id)}"

    def hazard_names(self, card: Card) -> tuple[Name, ...]:
        return tuple(hazard_name(self.words, self.hazards, name) for name in card.hazards)

    def signs(self, card: Card) -> tuple[str, ...]:
        """The icons of the hazards of an event; an unknown one has none of its own."""
        known = (self.hazards.get(name) for name in card.hazards)
        return tuple((one.icon or one.slug) if one else "" for one in known)

    def area(self, message: MessageCard, more: AlertMore) -> tuple[Name, ...]:
        return tuple(looked_up(self.words, "范围", one) for one in message.area or more.area)

    def title(self, card: Card, message: MessageCard, nature: str) -> str:
        """What an event is called as of ``message``: fixed words, its nature first."""
        more = cast(AlertMore, card.more)
        hazards = joined(self.words, self.hazard_names(card))
        level = level_of(more, message.sent)
        return prefix(self.words, nature) + event_name(self.words, more.kind, level, hazards)

    def translated(self, message: MessageCard) -> Translated:
        """The translation of this very message."""
        for language, headline, text in message.translations:
            if language == self.language:
                return Translated(headline, text)
        return Translated("", "")

    def guide_title(self, card: Card) -> str | None:
        """The title of a guide in this language, if it is translated."""
        for language, title, _ in cast(GuideMore, card.more).translations:
            if language == self.language:
                return prefix(self.words, "示例" if card.sample else "实际") + title
        return None

    def guide_link(self, card: Card) -> GuideLink:
        """A guide in this language, else the Chinese one."""
        title = self.guide_title(card)
        if title is None:
            return GuideLink(entry_url("guide", card.id), card_title(card), chinese=True)
        return GuideLink(self.url(card), title, chinese=False)

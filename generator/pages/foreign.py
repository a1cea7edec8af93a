"""Filters of the templates of pages in other languages. All take the words of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from markupsafe import Markup, escape

from generator.languages.names import Name, event_name, looked_up, message_name, prefix
from generator.languages.times import day, minute
from generator.languages.words import Words
from generator.model.changes import NO_END, Value, differences
from generator.model.vocabulary import level_word

if TYPE_CHECKING:
    from generator.model.alert import Alert, Message, Translation

#: Stands for the hazards in a name while it is escaped; the table can not hold it.
_PLACE = "\x02"


class Named(Protocol):
    """What of an event its title needs."""

    @property
    def kind(self) -> str: ...
    @property
    def nature(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def hazards(self) -> tuple[Name, ...]: ...


def chinese(text: str) -> Markup:
    """Chinese words within a page of another language."""
    return Markup('<span lang="zh-CN">{}</span>').format(text)


def shown(name: Name) -> Markup:
    """A name, marked where it is Chinese still."""
    return chinese(name.text) if name.chinese else escape(name.text)


def named(text: str, words: Words, use: str) -> Markup:
    """A word of content: translated where the table has it, else Chinese and marked."""
    return shown(looked_up(words, use, text))


def level_named(level: str, words: Words) -> Markup:
    """A level; one that nobody foresaw in Chinese and marked."""
    said = words.find("级别", level)
    return escape(said) if said else chinese(level_word(level))


def listed(names: Iterable[Name], words: Words) -> Markup:
    """Names one after the other."""
    return escape(words("顿号", "标点")).join(map(shown, names))


def titled(event: Named, words: Words) -> Markup:
    """The title of an event as it stands, its nature first."""
    return escape(prefix(words, event.nature)) + _event(event, event.level, words)


def message_titled(message: Message, event: Named, level: str | None, words: Words) -> Markup:
    """The title of one message, its nature first; ``level`` is the event's as of it."""
    name = message_name(words, event.kind, message.action, _PLACE)
    title = escape(prefix(words, event.nature) + name)
    return Markup(title.replace(_PLACE, _event(event, level, words)))  # noqa: S704 - all escaped


def _event(event: Named, level: str | None, words: Words) -> Markup:
    name = escape(event_name(words, event.kind, level, _PLACE))
    return Markup(name.replace(_PLACE, listed(event.hazards, words)))  # noqa: S704 - all escaped


def stamp(at: datetime | date, words: Words, form: str = "minute") -> Markup:
    """A ``<time>`` element in the words of the page."""
    said = minute(words, at) if form == "minute" and isinstance(at, datetime) else day(words, at)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), said)


class Changed(NamedTuple):
    """One thing that is not as it was, in the words of the page; ``before`` may be empty."""

    name: str
    before: Markup
    after: Markup


def changed(alert: Alert, number: int, words: Words) -> list[Changed]:
    """What message ``number`` changed, from the fixed words alone."""
    return [
        Changed(
            words(one.name, "变化"),
            _value(one.name, one.before, words),
            _value(one.name, one.after, words),
        )
        for one in differences(alert, number)
    ]


def _value(name: str, value: Value, words: Words) -> Markup:
    if value is None:
        return escape(words(NO_END))
    if isinstance(value, datetime):
        return stamp(value, words)
    if isinstance(value, tuple):
        return listed((looked_up(words, "范围", one) for one in value), words)
    if not value:
        return Markup("")
    return level_named(value, words) if name.startswith("级别") else chinese(value)


def sentence(phrase: str, words: Words, **values: Markup) -> Markup:
    """A phrase with elements in its places."""
    return escape(words(phrase)).format_map(values)


def translated(entry: Any, words: Words) -> Translation | None:
    """The translation of a message or a guide, of nothing else; ``None`` where there is none."""
    found: Translation | None = getattr(entry.translations, words.language)
    return found


FILTERS = {
    "changed": changed,
    "chinese": chinese,
    "named": named,
    "shown": shown,
    "level_named": level_named,
    "listed": listed,
    "titled": titled,
    "message_titled": message_titled,
    "stamp": stamp,
    "sentence": sentence,
    "translated": translated,
}

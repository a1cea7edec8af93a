"""Compares an event with itself as it was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from generator.content.document import Document, Loc
from generator.content.loaded import Loaded
from generator.content.past import OldEvent
from generator.content.words import quoted
from generator.model.facts import HEAD, Facts, head_facts, message_facts, published_digest
from generator.model.titles import message_key
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.model.alert import Alert, Message

_ADD = "改回原来的内容，有变化就加一条 更新；只是错字，写 corrections"
_TRANSLATED = "外文页面会用上；已经发出的 CAP 文件里没有。以后请和消息一起写"


class _Event:
    """Today's event, and where everything in it stands."""

    def __init__(self, loaded: Loaded, path: str, document: Document) -> None:
        self.alert: Alert = loaded.entry
        self.incomplete = loaded.incomplete
        self._path, self._document = path, document
        self.numbers = {message_key(one.sent): n for n, one in enumerate(self.alert.messages)}

    def problem(
        self, loc: Loc, code: str, said: str, hint: str, severity: Severity = "error"
    ) -> Problem:
        """A problem at ``loc``, or at what is nearest above it."""
        place = self._document.place(loc)
        return Problem(self._path, *place, severity, code, said, hint)

    def lost(self, key: str) -> Iterator[Problem]:
        """The published message ``key`` is not there; what can not be read is told as such."""
        if not self.incomplete:
            said = f"已经发布的消息（sent {_clock(key)}）没有了，或者 sent 改了"
            hint = "放回来，sent 不能改；发错了的，加一条 撤销，或写 withdrawn"
            yield self.problem(("messages",), "published-removed", said, hint)

    def added(self, published: set[str]) -> Iterator[Problem]:
        """Messages put before published ones."""
        last = max(published, default="")
        for key, number in self.numbers.items():
            if key < last and key not in published:
                said = "这条消息插在已经发布的消息之前"
                hint = "新的消息写在最后，sent 写现在的时间"
                loc = ("messages", number, "sent")
                yield self.problem(loc, "published-inserted", said, hint)

    def translated(self, number: int, before: frozenset[str], now: Facts) -> Iterator[Problem]:
        """Languages that came, and those that went."""
        after = frozenset(now)
        loc = ("messages", number, "translations")
        if before - after:
            said = f"已经发布的译文没有了：{'、'.join(sorted(before - after))}"
            yield self.problem(loc, "published-changed", said, "把译文放回来")
        if after - before:
            said = "消息发布以后才加了译文"
            yield self.problem(loc, "translated-late", said, _TRANSLATED, "warning")


def changed_event(
    before: Loaded, after: Loaded, path: str, document: Document, now: datetime
) -> Iterator[Problem]:
    """What may not have changed in an event since ``before`` was published."""
    event, old = _Event(after, path, document), before.entry
    if event.alert.withdrawn is not None:
        return
    if old.withdrawn is not None and old.withdrawn.at <= now:
        said, hint = "已经撤下的预警又登出来了", "写回 withdrawn；要重新发布，另建一个文件"
        yield event.problem(("kind",), "published-changed", said, hint)
        return
    heads = head_facts(old), head_facts(event.alert)
    for name in HEAD:
        if heads[0][name] != heads[1][name]:
            said = f"已经发布的 {name} 改了，原来是 {_shown(heads[0][name])}"
            hint = "改回来；内容有变的加一条 更新，发错了的加一条 撤销并另建文件"
            yield event.problem((name,), "published-changed", said, hint)
    published: set[str] = set()
    for message in old.messages:
        if message.sent > now:
            break
        key = message_key(message.sent)
        published.add(key)
        number = event.numbers.get(key)
        if number is None:
            yield from event.lost(key)
        else:
            yield from _message(event, number, old, message)
            yield from _corrections(event, number, message, now)
    yield from event.added(published)


def _message(event: _Event, number: int, alert: Alert, message: Message) -> Iterator[Problem]:
    was = message_facts(alert, message)
    now = message_facts(event.alert, event.alert.messages[number])
    for name in was:
        if name != "translations" and was[name] != now[name]:
            said = f"已经发布的消息改了 {name}，原来是 {_shown(was[name])}"
            yield event.problem(("messages", number, name), "published-changed", said, _ADD)
    old, new = was["translations"], now["translations"]
    for code in old.keys() & new.keys():
        if old[code] != new[code]:
            loc = ("messages", number, "translations", code)
            said = f"已经发布的译文 {code} 改了"
            yield event.problem(loc, "published-changed", said, "改回来，新的写在下一条 更新 里")
    yield from event.translated(number, frozenset(old), new)


def _corrections(event: _Event, number: int, message: Message, now: datetime) -> Iterator[Problem]:
    kept = event.alert.messages[number].corrections
    if any(one.at <= now and one not in kept for one in message.corrections):
        loc = ("messages", number, "corrections")
        said = "已经发布的更正改了或者没有了"
        yield event.problem(loc, "published-changed", said, "放回来，在下面再加一条更正")


def changed_since(old: OldEvent, after: Loaded, path: str, document: Document) -> Iterator[Problem]:
    """What may not have changed in an event since a release told of it."""
    event = _Event(after, path, document)
    if event.alert.withdrawn is not None:
        return
    for key, known in old.digests.items():
        number = event.numbers.get(key)
        if number is None:
            yield from event.lost(key)
            continue
        facts = message_facts(event.alert, event.alert.messages[number])
        if published_digest(event.alert, event.alert.messages[number]) != known:
            said = "这条消息和网站上已经发布的不一样"
            yield event.problem(("messages", number), "published-changed", said, _ADD)
        yield from event.translated(number, old.translated[key], facts["translations"])
    yield from event.added(set(old.digests))


def _clock(key: str) -> str:
    at = datetime.strptime(key, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - only to be shown again
    return f"{at:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "没有写"
    if value is True:
        return "「是」"
    return quoted("、".join(map(str, value)) if isinstance(value, list) else value)

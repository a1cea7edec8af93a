"""One run: the feed is read, compared with the state, and the draft box brought up to date.

Killed at any point and run again, nothing is drafted twice and nothing is lost:

1. what is to be uploaded is uploaded; done twice it does no harm;
2. ``sending`` is written down, draft/add is called, ``drafted`` is written down;
3. a run that finds ``sending`` asks the draft box before it does anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from generator.wechat import traces
from generator.wechat.api import Client
from generator.wechat.article import TITLE
from generator.wechat.cutting import cut
from generator.wechat.drafting import Drafting, GoneError, described
from generator.wechat.errors import SkipError, StopError
from generator.wechat.feed import Feed
from generator.wechat.item import Item
from generator.wechat.plan import Plan, make_plan, updated_of
from generator.wechat.report import Report
from generator.wechat.source import Base
from generator.wechat.state import Record, Stage, State, StateError
from generator.wechat.traces import Trace
from generator.wechat.uploads import Uploads

#: How far back the first run goes.
FIRST = timedelta(days=3)

_GONE = "草稿已不在草稿箱（发布了或删去了），网站上又作了更正，请在公众号里处理"

_LOST = "还没有建成草稿，就已经不在订阅源里了"


def account_of(appid: str) -> str:
    """What the state remembers of an account."""
    return hashlib.sha256(f"yingji-wechat:{appid}".encode()).hexdigest()[:16]


def dry_run(feed: Feed, state: State, now: datetime, since: datetime | None) -> Report:
    """What :class:`Run` would do."""
    plan = make_plan(feed, state, since or state.since or now - FIRST)
    report = _opened(feed, plan)
    report.dry = True
    report.drafted = [item.title for item in plan.adds]
    report.updated = [item.title for item in plan.updates]
    report.gone = [(item.title, _GONE) for item in plan.gone]
    return report


class Run:
    """A run over one feed. ``say`` tells progress, ``pause`` waits; nobody else has the state."""

    def __init__(
        self,
        feed: Feed,
        state: State,
        client: Client,
        say: Callable[[str], None],
        pause: Callable[[float], None],
    ) -> None:
        self._feed, self._state, self._client = feed, state, client
        self._say, self._pause = say, pause
        self._report = Report()

    def go(self, base: Base, account: str, now: datetime, since: datetime | None) -> Report:
        """Do it all. Raises ``StateError`` where the state is another account's."""
        state = self._state
        if state.account and state.account != account:
            raise StateError(f"{state.file} 是另一个公众号的状态文件")
        uploads = Uploads(self._client, base, state)
        written = now.isoformat(timespec="seconds")
        drafting = Drafting(state, self._client, uploads, self._pause, written)
        try:
            if any(record.stage == "sending" for _, record in state.records()):
                self._say("上次运行没有做完，先核对草稿箱……")
                drafting.settle()
            start = since or state.since or now - FIRST
            plan = make_plan(self._feed, state, start)
            self._report = _opened(self._feed, plan)
            self._begin(plan, account)
            self._note(plan, start)
            self._work(plan, drafting)
        except StopError as error:
            self._report.stopped = str(error)
        self._report.calls = self._client.calls
        return self._report

    def _begin(self, plan: Plan, account: str) -> None:
        """See that the account opens; before the first run, what its draft box has already.

        The state may have been lost: such a draft is taken over and not made again.
        """
        if not (plan.adds or plan.updates):
            return
        self._client.open()
        self._state.account = account
        if self._state.since is not None or not plan.adds:
            return
        wanted = {item.guid: Trace(item.link, cut(item.title, TITLE)) for item in plan.adds}
        for guid, media_id in traces.find(self._client, wanted, ()).items():
            item = next(item for item in plan.adds if item.guid == guid)
            # Nobody knows of what version it is: the next run brings it up to date.
            record = described(item, Record("drafted", media_id=media_id))
            self._state.put(guid, record.became("drafted", version=""))

    def _note(self, plan: Plan, start: datetime) -> None:
        """Write down what needs no call."""
        self._state.since = start
        for item in plan.before:
            self._state.put(item.guid, Record("before"))
        for item in plan.passed:
            self._set(item.guid, "passed")
        for guid, _ in plan.lost:
            self._set(guid, "lost")
        self._state.save()

    def _set(self, guid: str, stage: Stage) -> None:
        record = self._state.get(guid) or Record(stage)
        self._state.put(guid, record.became(stage))

    def _work(self, plan: Plan, drafting: Drafting) -> None:
        total = len(plan.adds) + len(plan.updates)
        for number, item in enumerate((*plan.adds, *plan.updates), 1):
            act = self._add if number <= len(plan.adds) else self._update
            try:
                done = act(item, drafting)
            except SkipError as error:
                self._report.skipped.append((item.title, str(error)))
                done = f"略过：{error}"
            self._say(f"（{number}/{total}）《{item.title}》{done}")
        for item in plan.gone:
            self._tell_gone(item)

    def _add(self, item: Item, drafting: Drafting) -> str:
        """Draft it, unless it was found in the draft box; what was done, in a word."""
        record = self._state.get(item.guid)
        if record is not None and record.stage == "drafted":
            self._report.found.append(item.title)
            return "草稿箱里已有"
        drafting.add(item)
        self._report.drafted.append(item.title)
        return "已新建草稿"

    def _update(self, item: Item, drafting: Drafting) -> str:
        try:
            drafting.update(item)
        except GoneError:
            self._tell_gone(item)
            return "草稿已不在草稿箱"
        self._report.updated.append(item.title)
        return "已更新草稿"

    def _tell_gone(self, item: Item) -> None:
        """Tell of it, and remember what was told; only a correction asks for somebody to act."""
        record = self._state.get(item.guid) or Record("gone")
        corrected = record.updated != updated_of(item)
        self._state.keep(item.guid, described(item, record).became("gone", images={}))
        if corrected:
            self._report.gone.append((item.title, _GONE))
        else:
            self._report.closed.append(item.title)


def _opened(feed: Feed, plan: Plan) -> Report:
    """A report of what is known before anything is done."""
    return Report(
        passed=[item.title for item in plan.passed],
        skipped=[*feed.faults, *((title, _LOST) for _, title in plan.lost)],
        stale=list(plan.stale),
        before=len(plan.before),
        marked=len(plan.marked),
        unchanged=plan.unchanged,
    )

"""One item's way into the draft box, each step written down.

``sending`` is written before draft/add and ``drafted`` after it. Where no answer
came, the draft box is asked before anything is sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.wechat import traces
from generator.wechat.api import NO_MEDIA, Client
from generator.wechat.article import TITLE, Draft, clean_html, draft, images
from generator.wechat.cutting import cut
from generator.wechat.errors import SkipError, StopError, UnsureError
from generator.wechat.item import Item
from generator.wechat.plan import updated_of, version_of
from generator.wechat.state import Record, Stage, State
from generator.wechat.traces import Trace
from generator.wechat.uploads import Uploads

#: Seconds before the draft box is asked about a request whose answer is missing.
SETTLE = (3.0, 10.0, 30.0)


class GoneError(Exception):
    """The draft is no longer in the draft box: published, or removed by an editor."""


class Drafting:
    """Adds and updates drafts. ``pause`` waits; ``now`` is the time to write down."""

    def __init__(
        self,
        state: State,
        client: Client,
        uploads: Uploads,
        pause: Callable[[float], None],
        now: str,
    ) -> None:
        self._state, self._client, self._uploads = state, client, uploads
        self._pause, self._now = pause, now

    def add(self, item: Item) -> None:
        """Draft ``item``. Raises ``SkipError``."""
        record = self._state.get(item.guid) or Record("waiting")
        article, record = self._prepared(item, record.became("waiting"))
        media_id, record = self._submitted(item, article, described(item, record))
        self._state.keep(item.guid, record.became("drafted", media_id=media_id, at=self._now))

    def update(self, item: Item) -> None:
        """Bring a draft to what the site says. Raises ``SkipError`` and ``GoneError``."""
        record = self._state.get(item.guid)
        if record is None:
            raise ValueError(item.guid)
        article, record = self._prepared(item, record)
        try:
            self._client.update_draft(record.media_id, article, _cover(record))
        except SkipError as error:
            if error.number != NO_MEDIA:
                raise
            # The number may mean the draft or its cover.
            if not self._client.has_draft(record.media_id):
                raise GoneError from None
            record = self._uploads.cover(item.cover, record.became("drafted", cover=None))
            self._client.update_draft(record.media_id, article, _cover(record))
        self._state.keep(item.guid, described(item, record).became("drafted", at=self._now))

    def look_for(self, records: Mapping[str, Record]) -> dict[str, str]:
        """The media_id of those that are in the draft box, by guid."""
        wanted = {guid: Trace(one.url, one.title) for guid, one in records.items()}
        known = [one.media_id for _, one in self._state.records() if one.media_id]
        return traces.find(self._client, wanted, known, loose=True)

    def settle(self) -> None:
        """Find out what became of every request whose answer was not written down."""
        self._client.open()
        # A request that was under way when its sender died may still be carried out.
        self._pause(SETTLE[0])
        asked = {guid: one for guid, one in self._state.records() if one.stage == "sending"}
        found = self.look_for(asked)
        for guid, record in asked.items():
            media_id = found.get(guid, "")
            stage: Stage = "drafted" if media_id else "waiting"
            self._state.put(guid, record.became(stage, media_id=media_id, at=self._now))
        self._state.save()

    def _submitted(self, item: Item, article: Draft, record: Record) -> tuple[str, Record]:
        """The media_id of the draft, and the record of what it was made with."""
        state, renewed = self._state, False
        for seconds in SETTLE:
            state.keep(item.guid, record.became("sending", at=self._now))
            try:
                return self._client.add_draft(article, _cover(record)), record
            except UnsureError:
                self._pause(seconds)
                found = self.look_for({item.guid: record})
                if item.guid in found:
                    return found[item.guid], record
            except (SkipError, StopError) as error:
                # An answer, so there is no draft.
                state.keep(item.guid, record)
                if not isinstance(error, SkipError) or error.number != NO_MEDIA or renewed:
                    raise
                # The cover is no longer in the library: it is sent once more.
                record, renewed = self._uploads.cover(item.cover, _bare(record)), True
        raise StopError("微信几次没有回音。请检查网络，再运行一次；不会重复")

    def _prepared(self, item: Item, record: Record) -> tuple[Draft, Record]:
        """The article and its record, with everything it needs uploaded. Raises ``SkipError``."""
        html = clean_html(item.content)
        addresses: dict[str, str] = {}
        sent: dict[str, str] = {}
        try:
            for url in images(html):
                digest, addresses[url] = self._uploads.image(url)
                sent[digest] = addresses[url]
            record = self._uploads.cover(item.cover, record)
            return draft(item, html, addresses), record.became(record.stage, images=sent)
        except SkipError:
            # What was uploaded is not uploaded again by the next run.
            kept = record.became(record.stage, images={**record.images, **sent})
            title = record.title or cut(item.title, TITLE)
            self._state.keep(item.guid, kept.became(kept.stage, title=title))
            raise


def described(item: Item, record: Record) -> Record:
    """``record`` with what the draft of ``item`` is known by."""
    return record.became(
        record.stage,
        version=version_of(item),
        updated=updated_of(item),
        title=cut(item.title, TITLE),
        url=item.link,
    )


def _bare(record: Record) -> Record:
    return record.became(record.stage, cover=None)


def _cover(record: Record) -> str:
    return record.cover[1] if record.cover else ""

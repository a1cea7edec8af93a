"""The times of a message as the site publishes it, from those of upstream's.

``sent`` is ours and is now; upstream's is ``issued``. Rules: format.md, alerts.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from generator.model.vocabulary import ENDS
from generator.relay.draft import Draft, Note, Refused

#: When we look again where upstream announces no end; the editor is asked to set it.
REVIEW: Final = timedelta(hours=6)


class Times(NamedTuple):
    """The times of one message, and what to look at."""

    sent: datetime
    issued: datetime | None = None
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    review: datetime | None = None
    notes: tuple[Note, ...] = ()


def times_of(draft: Draft, now: datetime, last: datetime | None) -> Times:
    """The times of ``draft`` published now, after a message of ``last``. Raises ``Refused``."""
    sent = now.replace(microsecond=0)
    notes: list[Note] = []
    if last is not None and sent <= last:
        sent = last + timedelta(seconds=1)
        words = f"上一条的 sent 是 {last:%Y-%m-%d %H:%M:%S}，晚于现在；这一条只能更晚，请核对上一条"
        notes.append(Note("sent", words))
    issued = draft.issued
    if issued is not None and issued > sent:
        notes.append(Note("issued", f"原文的发布时间 {issued:%Y-%m-%d %H:%M} 晚于现在"))
        issued = None
    if draft.action in ENDS:
        return Times(sent, issued, notes=tuple(notes))
    if draft.expires is not None and draft.expires <= sent:
        raise Refused(
            f"这条消息已在 {draft.expires:%Y-%m-%d %H:%M} 到期，不再发布",
            "确要补记，用 --now 写明当时的时间",
        )
    effective = draft.effective if draft.effective and draft.effective > sent else None
    onset, expires = draft.onset, draft.expires
    for name, at in (("effective", effective), ("onset", onset)):
        if expires is not None and at is not None and at >= expires:
            notes.append(Note(name, f"原文的 {name}（{at:%Y-%m-%d %H:%M}）不早于结束时间，没有写"))
    if expires is not None:
        effective = effective if effective and effective < expires else None
        onset = onset if onset and onset < expires else None
        return Times(sent, issued, effective, onset, expires, notes=tuple(notes))
    notes.append(Note("review", "原文没有写结束时间；到这个时间再核实一次，请改成合适的时间"))
    review = max(at for at in (sent, effective, onset) if at is not None) + REVIEW
    return Times(sent, issued, effective, onset, review=review, notes=tuple(notes))

"""The instant a site is built for, and until when the answers it gave stay true."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

#: 北京时间. Every datetime of the model is aware and in this zone.
CST = timezone(timedelta(hours=8))


class Moment:
    """``now``: answers whether an instant has come, and remembers what it was asked.

    ``horizon`` is the earliest instant asked about that has not come yet:
    until then every question gets the same answer, so whatever was made from
    the answers stays as it is. Intervals are half-open: at its end a thing is over.
    """

    __slots__ = ("horizon", "instant")

    def __init__(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self.instant = instant.astimezone(CST)
        self.horizon: datetime | None = None

    def reached(self, at: datetime) -> bool:
        """Whether ``at`` has come."""
        if self.instant >= at:
            return True
        if self.horizon is None or at < self.horizon:
            self.horizon = at
        return False

    def fresh(self) -> Moment:
        """The same instant that has not been asked anything."""
        return Moment(self.instant)

"""The moment of a preview: `YINGJI_NOW`, else the clock."""

from __future__ import annotations

import os
from datetime import datetime

from generator.model.moment import CST, Moment
from generator.model.times import read_instant_or_day


def preview_moment() -> Moment:
    """A fresh moment. `YINGJI_NOW` is `YYYY-MM-DD HH:MM[:SS]`, 北京时间 where no offset is given.

    Raises ``ValueError`` where it is set to anything else.
    """
    given = os.environ.get("YINGJI_NOW", "").strip()
    if not given:
        return Moment(datetime.now(CST))
    try:
        return Moment(read_instant_or_day(given))
    except ValueError as error:
        raise ValueError(f"YINGJI_NOW 不是时间：{given}（应写成 2026-07-10 14:20）") from error

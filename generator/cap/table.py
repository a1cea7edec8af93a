"""``table.yml``: severity, urgency, certainty and response, unless an entry has its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from generator.model.vocabulary import (
    AlertKind,
    CapCertainty,
    CapSeverity,
    CapUrgency,
)

TABLE = Path(__file__).with_name("table.yml")
Response = Literal[
    "Shelter",
    "Evacuate",
    "Prepare",
    "Execute",
    "Avoid",
    "Monitor",
    "Assess",
    "AllClear",
    "None",
]
#: What stands for the level of a kind that has none.
NO_LEVEL = "无"


class Values(BaseModel):
    """One row: how bad, how soon, how sure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    severity: CapSeverity = "Unknown"
    urgency: CapUrgency = "Unknown"
    certainty: CapCertainty = "Unknown"


class Table(BaseModel):
    """All of it. What it does not know is ``Unknown``, never a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    levels: Mapping[AlertKind, Mapping[str, Values]]
    #: 种类: by kind; 灾种: by hazard, which goes first.
    response: Mapping[Literal["种类", "灾种"], Mapping[str, tuple[Response, ...]]]
    end_hours: float

    def values(self, kind: str, level: str | None) -> Values:
        """The row of a kind and a level."""
        rows = next((rows for name, rows in self.levels.items() if name == kind), {})
        return rows.get(level or NO_LEVEL, Values())

    def responses(self, kind: str, hazard: str) -> tuple[Response, ...]:
        """What to do about a hazard."""
        return self.response["灾种"].get(hazard) or self.response["种类"].get(kind, ())


@cache
def load_table() -> Table:
    """The table of this installation, checked."""
    return Table.model_validate(yaml.safe_load(TABLE.read_text(encoding="utf-8")))

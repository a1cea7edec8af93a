"""``/api/v1/status.LANGUAGE.json``: the status in the words of a language.

States, levels, kinds and times are those of status.json itself, so that the two can
never differ; address, headline, hazard and area are what a reader of the language sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from generator.languages.names import joined, prefix
from generator.model.cards import AlertMore
from generator.pages.sections.languages.context import Context


def status_file(context: Context, status: Mapping[str, Any]) -> tuple[str, bytes]:
    """Path and bytes of the status of this language, made from the Chinese one."""
    cards = {card.id: card for card in context.listed}

    def translated(row: Mapping[str, Any]) -> dict[str, Any]:
        card, life = cards[row["id"]], context.lives[row["id"]]
        headline = context.translated(life.message).headline
        words, title = context.words, context.title(card, life.message, life.nature)
        return {
            **row,
            "url": context.url(card),
            "hazard": joined(words, context.hazard_names(card)),
            "area": [name.text for name in context.area(life.message, cast(AlertMore, card.more))],
            "headline": prefix(words, life.nature) + headline if headline else title,
        }

    found = {**status, "language": context.language}
    for key in ("in_force", "exercises"):
        found[key] = [translated(row) for row in status[key]]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"api/v1/status.{context.language}.json", text.encode() + b"\n"

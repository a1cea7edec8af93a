"""What of a published message never changes, as plain data with a digest.

A slip of the pen goes into ``corrections``, everything else into a further message
(format.md, alerts); so all of a message but its corrections stays as it was sent.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from generator.model.alert import Alert, Message

Facts = dict[str, Any]

#: Fields of a message in the order in which editors write them.
MESSAGE = (
    *("sent", "issued", "action", "level", "effective", "onset", "expires", "review"),
    *("headline", "text", "instructions", "image", "image_alt", "attachments", "parameters"),
    "translations",
)
#: Fields of the event; those of a message that stand over them are added to the message.
HEAD = ("kind", "hazard", "title", "status", "sample", "cap")


def head_facts(alert: Alert) -> Facts:
    """What an event says of itself, but for what each message may say of its own."""
    return {name: plain(getattr(alert, name)) for name in HEAD}


def message_facts(alert: Alert, message: Message) -> Facts:
    """All of a message but its corrections; ``None`` for what is not given."""
    facts = {name: plain(getattr(message, name)) for name in MESSAGE}
    facts["area"] = plain(alert.area_of(message))
    facts["issuer"] = alert.issuer_of(message)
    facts["source"] = alert.source_of(message)
    return facts


def digest(facts: Facts) -> str:
    """SHA-256 of ``facts``; the translations, which may come later, are left out."""
    kept = {name: value for name, value in facts.items() if name != "translations"}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def published_digest(alert: Alert, message: Message) -> str:
    """The digest by which a release remembers a message of an event."""
    return digest({**head_facts(alert), **message_facts(alert, message)})


def plain(value: Any) -> Any:
    """A value of the model as JSON has it; of a part only the fields that are given."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, BaseModel):
        fields = {name: plain(getattr(value, name)) for name in type(value).model_fields}
        return {name: one for name, one in fields.items() if one is not None}
    return value

"""Anchors that keep Chinese."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w\- ]+")
_GAPS = re.compile(r"[\s\-]+")
#: Ids of the pages themselves begin with these; anchors of texts must not.
_RESERVED = re.compile(r"(?:yj|m|h|fn|fnref|__)(?:-|:|_)|__")


@lru_cache(maxsize=4096)
def slugify(value: str, separator: str = "-") -> str:
    """``value`` as an anchor: lower case, words kept in any script, gaps as ``separator``."""
    text = unicodedata.normalize("NFKC", value).lower()
    text = _GAPS.sub(separator, _NOT_WORD.sub("", text).strip()).strip(separator)
    if not text:
        return "section"
    return f"h{separator}{text}" if _RESERVED.match(text) else text

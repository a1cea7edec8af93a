"""The Jinja environment of our templates: everything is escaped, nothing may be missing."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.model.changes import changes
from generator.model.names import dialled
from generator.model.vocabulary import level_word
from generator.pages import drawings
from generator.pages.addresses import cap_url, encoded
from generator.pages.foreign import FILTERS
from generator.pages.icons import icon
from generator.pages.qr import qr

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.alert import Message
    from generator.pages.page import Item

TEMPLATES = Path(__file__).parent / "templates"


def day(at: datetime | date) -> str:
    """``2026年7月10日``."""
    return f"{at.year}年{at.month}月{at.day}日"


def minute(at: datetime) -> str:
    """``2026年7月10日 14:20``, with seconds only where there are some."""
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return f"{day(at)} {clock}"


@lru_cache(maxsize=4096)
def time_tag(at: datetime, form: str = "minute") -> Markup:
    """A ``<time>`` element with the instant for machines and 北京时间 for people."""
    words = day(at) if form == "day" else minute(at)
    return Markup(f'<time datetime="{at.isoformat()}">{words}</time>')  # noqa: S704 - digits


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: an empty line parts them, a single line end stays one."""
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in part.split("\n")))
        for part in parted(text)
    )


def parted(text: str) -> list[str]:
    """The paragraphs of a plain text; a line of spaces alone is as good as an empty one."""
    return [part.strip() for part in _EMPTY_LINE.split(text) if part.strip()]


def prose(text: str) -> Markup:
    """Plain text inside something else, such as an item of a list: paragraphs if there are some."""
    return paragraphs(text) if len(parted(text)) > 1 else escape(text)


_EMPTY_LINE = re.compile(r"\n\s*\n")


def number(value: float) -> str:
    """``value`` in plain digits, however large or small: 1234567.5, never 1.23457e+06."""
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0")


def corrected(message: Message, count: int) -> str:
    """The text of a message after its first ``count`` corrections."""
    return message.corrections[count - 1].text if count else message.text


class Href:
    """Addresses as seen from a page: ``root`` is its way to the root of the site."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __call__(self, url: str) -> str:
        return self.root + encoded(url)


class Once:
    """Rows are made once: an entry stands in several lists, only the way to the root differs."""

    def __init__(self) -> None:
        self._made: dict[tuple[Item, str], str] = {}

    def __call__(self, macro: Callable[..., str], row: Item, href: Href, heading: str) -> Markup:
        key = row, heading
        html = self._made.get(key)
        if html is None:
            if len(self._made) > _ROWS:
                self._made.clear()
            html = self._made[key] = str(macro(row, Href(_ROOT), heading))
        return Markup(html.replace(_ROOT, href.root))  # noqa: S704 - a template made it


#: Stands for the way to the root; content can not hold it.
_ROOT = "\x02"
#: Rows kept; one takes less than 2 KB.
_ROWS = 20_000


def make_environment(cache: Path | None) -> Environment:
    """The environment; ``cache`` keeps compiled templates between runs."""
    bytecode = None
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        bytecode = FileSystemBytecodeCache(str(cache))
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=bytecode,
    )
    environment.filters.update(
        day=day, minute=minute, time_tag=time_tag, paragraphs=paragraphs, encoded=encoded
    )
    environment.filters.update(
        level_word=level_word, corrected=corrected, dialled=dialled, number=number
    )
    environment.filters.update(parted=parted, prose=prose, cap_url=cap_url)
    environment.filters.update(FILTERS)
    environment.filters.update(drawings.FILTERS)
    environment.globals.update(drawings.GLOBALS)
    environment.globals.update(changes=changes, icon=icon, qr=qr)
    environment.globals["once"] = Once()
    return environment

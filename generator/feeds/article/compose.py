"""A view → the parts of its article, in order and not yet styled."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from generator.feeds.article.clean import incoming
from generator.feeds.article.fragment import Block, fit
from generator.feeds.article.notes import Notes
from generator.feeds.article.shorten import address, short, some
from generator.feeds.article.tables import NARROW, width
from generator.feeds.article.views import (
    AlertArticle,
    Article,
    Link,
    NoticeArticle,
    Section,
    Table,
    TextArticle,
)
from generator.model.vocabulary import level_word


class Draft(NamedTuple):
    """What an article is made of; only ``blocks`` may be left out, from the end."""

    head: str
    blocks: list[Block]
    #: What follows the blocks: what to do, whom to call.
    after: str
    notes: Notes
    #: How many notes do not depend on how many blocks are shown.
    fixed: int
    url: str


#: The colour of each level: those of the site. 应急响应 has numbers, no colours.
_COLOURS: Final = {"红": "red", "橙": "orange", "黄": "yellow", "蓝": "blue"}
#: Rows of one table; a longer one goes on below with its head again.
_ROWS: Final = 20


def compose(view: Article) -> Draft:
    """The parts of the article of ``view``."""
    if isinstance(view, AlertArticle):
        return _alert(view)
    if isinstance(view, TextArticle):
        return _text(view)
    return _notice(view)


def ending(draft: Draft, count: int) -> str:
    """The end of the article that shows the first ``count`` blocks of ``draft``."""
    shown = draft.blocks[count - 1].notes if count else 0
    notes = draft.notes.first(max(shown, draft.fixed))
    return str(_parts().end(notes, draft.url, count < len(draft.blocks)))


def _alert(view: AlertArticle) -> Draft:
    parts, notes = _parts(), Notes()
    colour = "over" if view.ended else _COLOURS.get(view.level or "", "deep")
    if view.nature != "实际":
        colour = "exercise"
    nature = "" if view.nature == "实际" else f"{view.nature}，不是真实的{view.kind}"
    blocks = [Block(parts.paragraph(text)) for text in view.paragraphs]
    if view.image:
        blocks.append(Block(parts.picture(view.image)))
    after = [parts.paragraph(short(text), "correction") for text in view.corrections[-5:]]
    if view.instructions:
        after.append(parts.steps(some(view.instructions)))
    if view.hotlines:
        after.append(parts.hotlines(view.hotlines[:12]))
    if view.source:
        after.append(parts.paragraph(f"来源：{short(view.source)}", "beside"))
    after += [_link(link, notes, "附件：") for link in view.attachments[:20]]
    head = parts.alert_head(view, colour, nature, _level(view))
    return Draft(head, blocks, "".join(after), notes, len(notes), view.url)


def _level(view: AlertArticle) -> str:
    """黄色预警 · 更新."""
    level = level_word(view.level) if view.level else ""
    return f"{level}{view.kind} · {view.action}"


def _text(view: TextArticle) -> Draft:
    parts, notes = _parts(), Notes()
    head = parts.text_head(view, _not_real(view))
    blocks = []
    if view.image:
        blocks.append(Block(parts.picture(view.image)))
    if view.lead:
        blocks.append(Block(parts.paragraph(view.lead, "lead")))
    if view.facts:
        blocks.append(Block(parts.facts(view.facts)))
    blocks += fit(incoming(view.body), notes)
    for section in view.sections:
        blocks += (Block(html, len(notes)) for html in _section(section, notes))
    return Draft(head, blocks, "", notes, 0, view.url)


def _not_real(view: TextArticle | NoticeArticle) -> str:
    if view.nature == "实际":
        return ""
    return f"【{view.nature}】本文是{view.nature}内容，不是真实信息。"


def _section(section: Section, notes: Notes) -> Iterator[str]:
    """The blocks of a section, each of which may be the last one shown."""
    parts = _parts()
    yield parts.heading(section.title, section.minor)
    if section.facts:
        yield parts.facts(section.facts)
    for text in section.paragraphs:
        yield parts.paragraph(text)
    if section.items:
        yield parts.items(section.items)
    if section.table:
        yield from _table(section.table)
    if section.note:
        yield parts.paragraph(section.note, "beside")
    for link in section.links:
        yield _link(link, notes)


def _table(table: Table) -> Iterator[str]:
    """A table, or where it has too many columns for a phone, a record for each row."""
    parts = _parts()
    if len(table.head) > NARROW:
        for row in table.rows:
            yield parts.record(table.head, row)
        return
    for start in range(0, len(table.rows), _ROWS):
        some_rows = Table(table.head, table.rows[start : start + _ROWS])
        yield parts.table(some_rows, width(len(table.head)))


def _link(link: Link, notes: Notes, label: str = "") -> str:
    return str(_parts().link(label + link.title, notes.number(link.title, link.url)))


def _notice(view: NoticeArticle) -> Draft:
    parts, notes = _parts(), Notes()
    head = parts.notice_head(view, _not_real(view))
    blocks = [Block(parts.paragraph(text)) for text in view.paragraphs]
    return Draft(head, blocks, "", notes, 0, view.url)


def keep_compiled(folder: Path) -> None:
    """Keep the compiled template in ``folder`` from run to run; called before the first article.

    Compiling it takes as long as fifty articles.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _environment().bytecode_cache = FileSystemBytecodeCache(str(folder))


@functools.cache
def _parts() -> Any:
    """The macros of the template."""
    return _environment().get_template("parts.html").module


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(short=short, address=address)
    return environment

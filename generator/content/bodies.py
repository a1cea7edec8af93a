"""Markdown bodies: rendered, and their links and images checked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.document import Document
from generator.content.loaded import Reference
from generator.content.report import Report
from generator.content.source import place
from generator.content.words import quoted
from generator.model.names import media_ending, media_fault
from generator.model.vocabulary import IMAGES
from generator.text.body import Body

ENTRY = re.compile(r"entry:(alert|bulletin|campaign|guide)/([a-z0-9]+(?:-[a-z0-9]+)*)(?:#.*)?")
_ALLOWED = re.compile(r"https?://|mailto:|tel:|#", re.IGNORECASE)
ENTRY_HINT = "写成 entry:guide/编号，种类有 alert、bulletin、campaign、guide"


def render(text: str, report: Report) -> tuple[Body | None, list[Reference]]:
    """The body ``text`` of a file as a fragment, and what it points at."""
    from generator.text import render_body

    where = _Places(report.document)
    try:
        body = render_body(text)
    except Exception as error:  # noqa: BLE001 - whatever Markdown makes of it, the file is named
        said = f"正文处理不了（{type(error).__name__}）"
        hint = "检查 Markdown 的列表和引用是不是套得太深"
        report.add("error", where.start, "body-unreadable", said, hint)
        return None, []
    found = [*_links(body, where, report), *_images(body, where, report)]
    return body, found


def _links(body: Body, where: _Places, report: Report) -> Iterator[Reference]:
    for link in body.links:
        at = where.find(link)
        if link.startswith("entry:"):
            reference = entry_reference(link, at)
            if reference is None:
                message = f"链接{quoted(link)}写法不对"
                report.add("error", at, "bad-entry-link", message, ENTRY_HINT)
            else:
                yield reference
        elif link.startswith("media/"):
            fault = media_fault(link)
            if fault:
                report.add("error", at, *fault)
            else:
                yield Reference("media", link, *at, "body")
        elif not _ALLOWED.match(link):
            message = f"链接{quoted(link)}不能用，只显示文字"
            hint = "写 https:// 开头的网址、entry:种类/编号 或 media/ 开头的文件"
            report.add("warning", at, "bad-link", message, hint)


def entry_reference(link: str, at: tuple[int, int]) -> Reference | None:
    """``entry:KIND/ID`` as a reference; ``None`` where it is none."""
    match = ENTRY.fullmatch(link)
    return Reference("entry", f"{match[1]}/{match[2]}", *at) if match else None


def _images(body: Body, where: _Places, report: Report) -> Iterator[Reference]:
    for source, alt in body.images:
        at = where.find(source)
        fault = media_fault(source)
        if not source.startswith("media/"):
            message = f"正文里的图片{quoted(source)}不在本站"
            hint = "把图片放进 content/media/，写成 media/…"
            report.add("error", at, "foreign-image", message, hint)
        elif fault:
            report.add("error", at, *fault)
        elif media_ending(source) not in IMAGES:
            hint = "可以用：" + "、".join(IMAGES)
            report.add("error", at, "bad-media-type", "这里要用图片", hint)
        else:
            yield Reference("media", source, *at, "body")
        if not alt.strip():
            hint = "写成 ![图上的内容](media/…)"
            report.add("error", at, "image-alt", "正文里的图片没有文字说明", hint)


class _Places:
    """Where the parts of the body stand in the source."""

    def __init__(self, document: Document) -> None:
        self.start = document.place(("body",))
        self._text = document.text
        lines = document.text.split("\n")
        self._offset = sum(len(line) + 1 for line in lines[: self.start[0] - 1])
        self._next: dict[str, int] = {}

    def find(self, written: str) -> tuple[int, int]:
        """The next place of ``written``; the body's own where it is written in another way."""
        offset = self._text.find(written, self._next.get(written, self._offset))
        if offset < 0 or not written:
            return self.start
        self._next[written] = offset + len(written)
        return place(self._text, offset)

"""The short way for plain prose, which most texts are: headings, paragraphs, lists of one line.

Python-Markdown builds a tree, walks it a dozen times and writes it out again. Where every
block of a text is one of the few below there is nothing to find out, and the HTML is the
same (a property test compares). Any other text, in doubt too, is Python-Markdown's to read.

=========  ==============================================================
paragraph  lines of plain words, ``**words**`` and ``[words](address)``
heading    ``## words``, alone or right above its paragraph
list       ``- words`` or ``1. words``, a line an item, not beside another
=========  ==============================================================
"""

from __future__ import annotations

import re

from generator.text.body import Heading
from generator.text.outline import outlined

#: Words hold no character that may begin markup of another sort.
_WORD = r"[^*_\[\]\n\x00-\x1f\x7f`\\<>&|]"
_BOLD = rf"\*\*(?=\S)({_WORD}+)(?<=\S)\*\*(?!\*)"
_LINK = rf"(?<!!)\[(?!\^)({_WORD}+)\]\(([A-Za-z0-9:/.?=%#~+\-]+)\)"
# No possessive quantifiers: before 3.11.5 they miss matches. Each part begins with a character
# that no other holds, so there is one way to read a line, and a failure is told in linear time.
_WORDS = rf"(?=[^\n]){_WORD}*(?:(?:{_BOLD}|{_LINK}){_WORD}*)*(?<!\s)"
_START = r"(?!\s|[#\-+=>:!]|\d+\.\s)"
_LINE = _START + _WORDS
#: The indent of Chinese paragraphs makes words of whatever follows it.
_INDENTED = rf"(?:\u3000+(?!\s)|{_START}){_WORDS}"
_PARAGRAPH = re.compile(rf"{_INDENTED}(?:\n{_INDENTED})*")
_HEADING = re.compile(rf"(#{{1,6}}) *((?![ #]){_WORD[:-1]}#]+)(?:\n|\Z)")
_BULLETS = re.compile(rf"- +{_LINE}(?:\n- +{_LINE})*")
_NUMBERS = re.compile(rf"1\. +{_LINE}(?:\n\d+\. +{_LINE})*")
_ITEM = re.compile(r"(?:-|\d+\.) +(.*)")
_BLANK = re.compile(r"\n{2,}")
_LINK_TOKEN = re.compile(_LINK)


def read_prose(text: str) -> tuple[str, list[Heading]] | None:
    """The HTML and the headings of ``text``; ``None`` where it is more than plain prose."""
    parts: list[str | tuple[int, str]] = []
    listed = False
    for block in _BLANK.split(text.strip("\n")):
        if match := _HEADING.match(block):
            parts.append((len(match[1]), match[2].strip()))
            listed = False
            block = block[match.end() :]  # noqa: PLW2901 - what stands right below it
            if not block:
                continue
        if _PARAGRAPH.fullmatch(block):
            parts.append(f"<p>{_inline(block.lstrip())}</p>")
            listed = False
            continue
        tag = "ul" if _BULLETS.fullmatch(block) else "ol" if _NUMBERS.fullmatch(block) else ""
        if not tag or listed:
            return None
        parts.append(_list(tag, block))
        listed = True
    return _joined(parts)


def _list(tag: str, block: str) -> str:
    items = "\n".join(f"<li>{_inline(item)}</li>" for item in _ITEM.findall(block))
    return f"<{tag}>\n{items}\n</{tag}>"


def _inline(words: str) -> str:
    if "[" in words:
        words = _LINK_TOKEN.sub(r'<a href="\2">\1</a>', words)
    if "*" not in words:
        return words
    # Asterisks stand in pairs here, and every second piece between them is bold.
    pieces = words.split("**")
    pieces[1::2] = [f"<strong>{piece}</strong>" for piece in pieces[1::2]]
    return "".join(pieces)


def _joined(parts: list[str | tuple[int, str]]) -> tuple[str, list[Heading]]:
    headings = outlined([part for part in parts if isinstance(part, tuple)])
    rest = iter(headings)
    html = "\n".join(
        part if isinstance(part, str) else _heading(next(rest), part[1]) for part in parts
    )
    return html, headings


def _heading(heading: Heading, words: str) -> str:
    return f'<h{heading.level} id="{heading.anchor}">{words}</h{heading.level}>'

"""Flat lists: WeChat knows one level, so an inner item is a line of the item around it."""

from __future__ import annotations

from generator.feeds.article.tokens import Tag


class Lists:
    """The lists that are open at one place of a body."""

    def __init__(self) -> None:
        #: The next number of each; ``None`` for one without numbers.
        self._numbers: list[int | None] = []
        #: Stands before the next words: the mark of an inner item.
        self._mark = ""

    def begin(self, tag: Tag) -> tuple[str, str]:
        """What begins and ends the list of ``tag``."""
        ordered = tag.name == "ol"
        start = tag.get("start")
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        self._numbers.append(first if ordered else None)
        if len(self._numbers) > 1:
            return "", ""
        counted = f' start="{first}"' if ordered and first != 1 else ""
        return f"<{tag.name}{counted}>", f"</{tag.name}>"

    def end(self) -> None:
        """The innermost list is over."""
        self._numbers.pop()
        self._mark = ""

    def item(self) -> tuple[str, str]:
        """What begins and ends an item of the innermost list."""
        depth = len(self._numbers)
        if depth == 0:
            return "<section>", "</section>"
        if depth == 1:
            return "<li>", "</li>"
        number = self._numbers[-1]
        self._mark = "– " if number is None else f"({number}) "
        if number is not None:
            self._numbers[-1] = number + 1
        return f'<section class="{"sub" if depth == 2 else "sub2"}">', "</section>"

    def marked(self, text: str) -> str:
        """``text`` behind the mark that waits for it."""
        if not self._mark:
            return text
        text, self._mark = self._mark + text.lstrip(), ""
        return text

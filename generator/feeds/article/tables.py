"""Tables: WeChat keeps the widths of cells and forgets those of tables and columns.

Cells take the ``width`` they are given as a wish. What no column of a wide table may fall below is
said by a box in each cell of the first row: readers and validators have no objection to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.feeds.article.tokens import Tag, Token

NAMES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
#: Up to so many columns share the width of a phone; more are moved sideways.
NARROW = 4
WIDE = "wide"
_INNER = {"table": "section", "tr": "section", "td": "span", "th": "span", "caption": "section"}
_SIDES = {"yj-center": " center", "yj-right": " right"}


class Tables:
    """The tables that are open at one place of a body; one inside another is lines of words."""

    def __init__(self) -> None:
        self._widths: list[str] = []
        #: Rows of the outermost table that were begun.
        self._rows = 0

    def begin(self, tag: Tag, rest: Sequence[Token]) -> tuple[str, str]:
        """What begins and ends the part of a table of ``tag``; ``rest`` follows it."""
        name = tag.name
        if name == "table":
            self._widths.append(width(columns(rest)))
            self._rows = 0 if len(self._widths) == 1 else self._rows
        if len(self._widths) != 1:
            inner = _INNER.get(name)
            return (f"<{inner}>", f"</{inner}> ") if inner else ("", "")
        if name == "table":
            return '<section class="scroll"><table>', "</table></section>"
        if name in ("td", "th"):
            spans = "".join(f' {one}="{tag.get(one)}"' for one in _SPANS if tag.get(one).isdigit())
            side = _SIDES.get(tag.get("class"), "")
            begin, end = f'<{name}{spans} class="{self._widths[-1]}{side}">', f"</{name}>"
            if self._widths[-1] == WIDE and self._rows == 1 and "colspan" not in spans:
                return f'{begin}<section class="least">', f"</section>{end}"
            return begin, end
        self._rows += name == "tr"
        name = "tbody" if name == "tfoot" else name
        return f"<{name}>", f"</{name}>"

    def end(self) -> None:
        """The innermost table is over."""
        self._widths.pop()


_SPANS = ("colspan", "rowspan")


def width(count: int) -> str:
    """The class of the cells of a table of ``count`` columns."""
    return f"w{max(count, 1)}" if count <= NARROW else WIDE


def columns(rest: Sequence[Token]) -> int:
    """How many columns the first row of a table has."""
    count = 0
    for token in rest:
        if isinstance(token, str):
            continue
        if token.closes and token.name in ("tr", "table"):
            break
        if not token.closes and token.name in ("td", "th"):
            span = token.get("colspan")
            count += min(int(span), 100) if span.isascii() and span.isdigit() else 1
    return count

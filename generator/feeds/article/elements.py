"""What each element of a body becomes in an article, and how it behaves there."""

from __future__ import annotations

from typing import Final


def become(name: str, kind: str = "") -> tuple[str, str]:
    """What begins and ends an element of ``name``, with a class of the stylesheet."""
    return f'<{name} class="{kind}">' if kind else f"<{name}>", f"</{name}>"


#: What begins and ends an element instead of its tags.
BECOMES: Final[dict[str, tuple[str, str]]] = {
    **{name: become(name) for name in ("p", "blockquote", "strong", "em", "span", "u", "del")},
    **{name: become(name) for name in ("sup", "sub", "code", "h2", "h3", "h4", "section")},
    **{name: become("h4") for name in ("h5", "h6")},
    **{name: become("span") for name in ("abbr", "cite", "small", "mark")},
    **{name: become("section") for name in ("div", "dl", "figure")},
    "h1": become("h2"),
    "b": become("strong"),
    "i": become("em"),
    "ins": become("u"),
    "s": become("del"),
    "kbd": become("code"),
    "dt": become("section", "term"),
    "dd": become("section", "under-term"),
    "figcaption": become("section", "beside"),
    "pre": become("section", "pre"),
    "q": ("<span>“", "”</span>"),
}
#: The same for classes of ours.
MARKED: Final[dict[str, tuple[str, str]]] = {
    "admonition": become("section", "box"),
    "admonition-title": become("p", "box-title"),
    "footnote": ('<section class="end"><p class="end-title">注释</p>', "</section>"),
}
INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark"),
        *("q", "s", "small", "span", "strong", "sub", "sup", "u"),
    }
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: White space between the children of these is nothing, and WeChat would show it.
BARE: Final = frozenset({"ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "dl"})
#: A line end between the children of these is nothing either.
HOLDERS: Final = frozenset({"blockquote", "dd", "div", "figure", "li", "section", "td", "th"})
VOID: Final = frozenset({"br", "hr", "img"})
#: Beyond this depth elements are left out and their words stay.
DEPTH: Final = 40

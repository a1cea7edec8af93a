"""An article as HTML: its parts from the template, styled, cleaned, short enough.

Nothing is left in it that WeChat takes out: one ``<section>``, every style in
its element, no class, no id, no script, no link that leads out of WeChat. It depends
on the view alone.
"""

from __future__ import annotations

import functools
from pathlib import Path

import css_inline

from generator.feeds.article.clean import outgoing, printable
from generator.feeds.article.compose import Draft, compose, ending
from generator.feeds.article.excerpt import fitting, units
from generator.feeds.article.views import Article

#: Characters of a finished article, UTF-16 code units as the strictest count. WeChat takes
#: fewer than 20,000, and its addresses of pictures may be longer than ours.
LIMIT = 19_500


def article(view: Article) -> str:
    """``view`` as one ``<section>``; an excerpt where all of it would be too long."""
    draft = compose(view)
    html = _whole(draft, len(draft.blocks))
    if units(html) <= LIMIT:
        return html
    return fitting(draft, LIMIT, _whole)


def styled(html: str) -> str:
    """``html`` with the stylesheet in its elements and without classes."""
    return outgoing(_inliner().inline_fragment(printable(html), _sheet()))


def _whole(draft: Draft, count: int, last: str = "") -> str:
    """The article with the first ``count`` blocks of ``draft`` and, of the next one, ``last``."""
    return styled(
        "".join(
            (
                '<section class="article">',
                draft.head,
                *(block.html for block in draft.blocks[:count]),
                last,
                draft.after,
                ending(draft, count),
                "</section>",
            )
        )
    )


@functools.cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        inline_style_tags=False, load_remote_stylesheets=False, minify_css=True
    )


@functools.cache
def _sheet() -> str:
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")

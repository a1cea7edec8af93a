"""Whatever is in a body or in a word, an article survives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.feeds.article.clean import IN, printable
from generator.feeds.article.render import article
from generator.feeds.article.views import Picture, Section, Table
from generator.text import render_body
from tests.feeds.article.darkmode import contrast, said
from tests.feeds.article.examples import ALERT, SITE, TEXT
from tests.feeds.article.survival import faults

PIECES = (
    *("<p>", "</p>", "<ul>", "<ol start=7>", "<li>", "</li>", "</ul>", "</ol>", "<div>", "</div>"),
    *("<section>", "</section>", "<h1>", "<h4>", "</h4>", "<b>", "</b>", "<i>", "</i>", "<q>"),
    *("<table>", "<tr>", "<td>", "<th colspan=9>", "</td>", "</tr>", "</table>", "<caption>"),
    *("<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>", "<dl>", "<dt>"),
    *("<dd>", "</dl>", "<figure>", "<figcaption>", "</figure>", "<br>", "<hr>", "<sup>", "<ins>"),
    *("<mark>", "</mark>", '<a href="https://a.example/?x=1&y=2">', "<a href='#x'>", "</a>"),
    *('<a href="https://mp.weixin.qq.com/s/x">', '<a href="javascript:alert(1)">', "<a>"),
    *('<a class="footnote-backref" href="#fn">', '<a class="footnote-ref" href="#fn">'),
    *('<div class="footnote">', '<div class="admonition note">', '<p class="admonition-title">'),
    *('<img src="https://a.example/x.png" alt="图">', "<img src=x onerror=alert(1)>", "<img>"),
    *("<style>p{color:red}</style>", "<script>alert(1)</script>", "<iframe src=x></iframe>"),
    *('<p style="color:#fff;position:fixed" class="red" id="x" onclick="y()">', "<svg><p>"),
    *("<math><mi>", "<template><p>", "<noscript>", "<textarea>", "<plaintext>", "<!--", "-->"),
    *("<![CDATA[", "]]>", "<?xml?>", "<!doctype html>", "</body>", "</html>", "<select><option>"),
    *("字", " ", "\n", "<", ">", "&", '"', "'", "&lt;b&gt;", "&#0;", "&#x1f;", "&nbsp;", "\x00"),
    *("\x0b", "\ud800", "\ufffe", "\U0001f600", "\u202e", "{{ 1 }}", "</section>"),
)
bodies = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
texts = st.text(st.characters() | st.sampled_from("<>&\"'\n\x00\ud800\U0001f600"), max_size=40)


@given(bodies)
def test_any_body_survives(body: str) -> None:
    html = article(TEXT._replace(body=body))
    assert faults(html) == []


@given(bodies)
def test_any_body_can_be_read_by_day_and_by_night(body: str) -> None:
    for one in said(article(TEXT._replace(body=body, sections=()))):
        assert min(contrast(*one.light), contrast(*one.dark)) >= 4.5, one


@given(bodies)
def test_any_markdown_survives(markdown: str) -> None:
    body = render_body(printable(markdown)).html
    assert faults(article(TEXT._replace(body=body))) == []


@given(bodies, st.integers(1, 60))
@example("<h1><li><h1><ul>", 1)  # A heading in a heading ends it, with all around it.
def test_any_body_of_any_length_survives(body: str, times: int) -> None:
    assert faults(article(TEXT._replace(body=(body + "<p>字。</p>") * times * 20))) == []


@given(texts, texts, st.lists(texts, max_size=3).map(tuple))
def test_any_words_survive(one: str, other: str, many: tuple[str, ...]) -> None:
    alert = ALERT._replace(
        title=one,
        area=other,
        until=one,
        paragraphs=many,
        instructions=many,
        corrections=many,
        source=other,
        image=Picture(f"{SITE}{one}", other),
        url=f"{SITE}{one}",
    )
    section = Section(one, facts=((one, other),), items=many, table=Table((one,), ((other,),)))
    text = TEXT._replace(kicker=one, lead=other, sections=(section,), url=f"{SITE}{other}")
    assert faults(article(alert)) == []
    assert faults(article(text)) == []


def test_elements_without_end_survive() -> None:
    for tag in ("div", "b", "a href=https://a.example/", "ul><li", "table><tr><td", "blockquote"):
        assert faults(article(TEXT._replace(body=f"<{tag}>" * 3_000 + "字"))) == []


@pytest.mark.parametrize("name", sorted(IN))
def test_every_element_of_the_allow_list_survives_with_words_in_it(name: str) -> None:
    body = f"<{name}>字</{name}>"
    for around in (
        "{}",
        "<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<table><tr><td>{}</td></tr></table>",
    ):
        assert faults(article(TEXT._replace(body=around.format(body)))) == []
    assert faults(article(TEXT._replace(body=f"<table>{body}</table>"))) == []

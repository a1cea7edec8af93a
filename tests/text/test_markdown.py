"""Markdown bodies: what they may hold, and that the short cuts change nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import bind, render_body
from generator.text.prose import read_prose
from generator.text.reader import reader

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<form action='https://example.org'><input></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<p style='position:fixed'>x</p>",
    "<div onclick='x()'>x</div>",
    "<style>body{display:none}</style>",
    "<b id='yj-banner'>x</b>",
    "<base href='https://example.org'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<object data='x'></object><embed src='x'>",
    "<math><mi xlink:href='javascript:alert(1)'></mi></math>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "<!-- --!><script>alert(1)</script>",
    "`<script>`",
]


class _Seen(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def check_harmless(html: str) -> None:
    seen = _Seen(html)
    bad = {"script", "style", "iframe", "form", "input", "object", "embed", "svg", "math", "base"}
    assert not seen.tags & (bad | {"meta", "link", "template", "noscript", "h1"})
    for tag, name, value in seen.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name != "style"
        if name in ("href", "src"):
            scheme = value.split(":")[0].lower().strip() if ":" in value else ""
            assert scheme in ("", "http", "https", "mailto", "tel", "entry"), value
        if tag == "img" and name == "src":
            assert value.startswith("media/")


def test_nothing_hostile_survives() -> None:
    """No script, handler, style, frame, form or odd address comes out, alone or together."""
    for text in HOSTILE:
        check_harmless(render_body(text).html)
        check_harmless(render_body(f"- a {text}\n\n> {text}\n\n|a|\n|-|\n|{text}|\n").html)
    check_harmless(render_body("\n\n".join(HOSTILE)).html)


@given(st.lists(st.sampled_from([*HOSTILE, "文字", "\n", "*", "<", ">", '"', "](", "media/a.png"])))
def test_no_mixture_is_harmful(parts: list[str]) -> None:
    """Whatever is put together from such pieces comes out harmless."""
    check_harmless(render_body("".join(parts)).html)


def test_headings_stand_below_the_title_and_keep_chinese_anchors() -> None:
    """The top heading becomes h2, no level is skipped, equal headings get numbers."""
    body = render_body(
        "# 总体目标\n\n#### 任务\n\n# 总体目标\n\n## A & B <b>x</b>\n\n# m-1\n\n# ！\n"
    )
    assert [heading[:2] for heading in body.headings] == [
        (2, "总体目标"),
        (3, "任务"),
        (2, "总体目标-2"),
        (3, "a-b-x"),
        (2, "h-m-1"),
        (2, "section"),
    ]
    assert body.headings[3].text == "A & B x"
    for heading in body.headings:
        assert f'<h{heading.level} id="{heading.anchor}">' in body.html


def test_ids_of_raw_html_are_dropped() -> None:
    """A text can not take an id that the page needs."""
    assert " id=" not in render_body('<h2 id="yj-banner">x</h2>\n\n<p id="m-1">y</p>').html


def test_tables_footnotes_and_lists_come_out_whole() -> None:
    """Cells keep their alignment as a class, footnotes their links."""
    body = render_body("|甲|乙|\n|:-|-:|\n|1|2|\n\n见注[^1]。\n\n[^1]: 出处。\n")
    assert '<th class="yj-left">甲</th>' in body.html
    assert '<td class="yj-right">2</td>' in body.html
    assert 'href="#fn:1"' in body.html
    assert 'id="fn:1"' in body.html


def test_links_and_images_are_told() -> None:
    """The checker gets every address, the refused ones too where they are images."""
    body = render_body("[a](entry:guide/typhoon#x) ![图](media/a.png) ![](https://x.org/y.png)")
    assert body.links == ("entry:guide/typhoon#x",)
    assert body.images == (("media/a.png", "图"), ("https://x.org/y.png", ""))
    assert "x.org" not in body.html


def test_links_to_what_is_not_visible_become_text() -> None:
    """``bind`` gives real addresses, and plain text where there is none."""
    html = render_body('[看](entry:guide/a "题") [否](entry:guide/b) ![图](media/a.png)').html
    bound = bind(html, lambda target: None if target.endswith("/b") else f"../x/{target[-1]}")
    assert '<a href="../x/a" title="题">看</a>' in bound
    assert '<span class="yj-unlinked">否</span>' in bound
    assert 'src="../x/g"' in bound


def test_code_that_looks_like_a_link_stays_text() -> None:
    """An address in text is no link, whatever it looks like."""
    html = render_body('`<a href="entry:guide/a">x</a>`').html
    assert bind(html, lambda _: "BOUND") == html


PIECES = [
    *("# 题\n", "## 题 #\n", "\n\n", "文字", "- 项\n", "1. 项\n", "    缩进\n", "> 引\n", "**粗**"),
    *("_斜_", "`码`", "[链](entry:guide/a)", "![图](media/a.png)", "<b>x</b>", "&amp;", "\\*"),
    *("|a|b|\n|-|-|\n|1|2|\n", "[^1]", "[^1]: 注\n", "!!! note\n    x\n", "词\n:   义\n", "  \n"),
    *("[r]: https://x.org\n", "[r]", "---\n", "<https://x.org>", "题\n===\n", "***", "\t", "a_b_c"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_short_cuts_change_nothing(parts: list[str]) -> None:
    """Leaving out what a text can not need gives the same HTML as running everything."""
    text = "".join(parts)
    md = reader()
    assert md.read(text) == md.read(text, short_cuts=False)


PROSE = [
    *("文字", "字。", "A b", "- 项\n", "- ", "1. 甲\n", "2. 乙\n", "２. 丙", "## 题\n", "#"),
    *("**粗**", "**", "*", "[链](https://x.org/a_b)", "[链](entry:guide/a#b)", "[", "](", ")"),
    *("\u3000\u3000", " ", "\n", "\n\n", "\n\n\n", "!", ":", "：", "-", "=", "+", "_", "~"),
    *("\xa0", "\u2028", "\x85", "\f"),
]


@given(st.lists(st.sampled_from([*PROSE, *PROSE, *PIECES]), max_size=12))
def test_prose_is_read_as_the_reader_reads_it(parts: list[str]) -> None:
    """The short way gives what Python-Markdown gives, or leaves the text to it."""
    text = "".join(parts)
    found = read_prose(text)
    if found is not None:
        md = reader()
        assert found == (md.read(text, short_cuts=False), md.headings)


LISTS = ["- 甲\n- **乙**\n- [丙](entry:guide/rainstorm)", "1. 一\n2. 二"]
BLOCKS = [
    *("　　各街道和新泾镇：\n请按要求办理。", "**一是**排查，**二是**整改。", "第一行\n第二行"),
    *("## 工作情况", "### 二、重点\n紧跟着的一段。", "见[原文](https://example.org/a?b=1)。"),
]


@given(st.lists(st.sampled_from(BLOCKS), max_size=8), st.sampled_from(LISTS))
def test_the_usual_bulletin_goes_the_short_way(blocks: list[str], steps: str) -> None:
    """Headings, paragraphs, bold words, links and simple lists need no tree."""
    text = "\n\n".join([*blocks, steps, "末段。"]) + "\n"
    md = reader()
    assert read_prose(text) == (md.read(text, short_cuts=False), md.headings)


def test_long_lines_of_half_a_markup_are_left_to_the_reader() -> None:
    """What is no prose is found out in one go, however much of it looks like prose."""
    for part in ("**", "[a](b)", "**甲**", "\u3000", "1. 甲\n", "- 甲\n", "[a](", " **甲"):
        assert read_prose(part * 20_000 + "*") is None


@given(st.text(max_size=200))
def test_any_text_renders(text: str) -> None:
    """No text is too odd to be rendered, and the reader is as good as new after it."""
    check_harmless(render_body(text).html)
    assert render_body("**a**").html == "<p><strong>a</strong></p>"


@pytest.mark.parametrize(
    "address",
    [
        *("https://x.org/y.png", "//x.org/y.png", "ftp://x.org/y.png", "file:///c/y.png"),
        *("data:image/png;base64,xx", "javascript:1", "y.png", "/media/y.png", ""),
    ],
)
def test_every_foreign_image_is_told_and_leaves_nothing(address: str) -> None:
    """Whatever its scheme; an image without an address would be an empty frame."""
    for text in (
        f"![图]({address})",
        f'<img alt="图 > 表" src="{address}">',
        f"<IMG src='{address}'>",
    ):
        body = render_body(f"甲 {text} 乙")
        assert [one[0] for one in body.images] == [address], text
        assert "<img" not in body.html, text


@pytest.mark.parametrize("scheme", ["javascript", "ftp", "file", "weixin", "data", "JavaScript"])
def test_links_of_refused_schemes_are_told(scheme: str) -> None:
    """The link goes; that it went is for the editor to know."""
    for text in (f"[甲]({scheme}:x)", f"<a href='{scheme}:x'>甲</a>"):
        body = render_body(f"[乙](https://x.org/) {text}")
        assert body.links == ("https://x.org/", f"{scheme}:x"), text
        assert f'href="{scheme}' not in body.html
    assert render_body("[乙](https://x.org/a:b) [甲](tel:119)").links == (
        *("https://x.org/a:b", "tel:119"),
    )


def test_addresses_are_bound_as_they_were_written() -> None:
    """Not as HTML writes them: the file is called a&b, whatever stands in the attribute."""
    html = render_body("[甲](<media/a&b.pdf>) ![乙](<media/a&b.png>)").html
    bound = bind(html, lambda target: f"x/{target.count(';')}")
    assert 'href="x/0"' in bound
    assert 'src="x/0"' in bound

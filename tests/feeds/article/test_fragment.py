"""Bodies become what WeChat can show: lists, links, tables, pictures, odd elements."""

from __future__ import annotations

from html import unescape

import pytest

from generator.feeds.article.clean import incoming
from generator.feeds.article.fragment import fit
from generator.feeds.article.notes import Notes
from tests.feeds.article.examples import body


def fitted(html: str, notes: Notes | None = None) -> str:
    """The blocks of a body, one a line."""
    blocks = fit(incoming(html), Notes() if notes is None else notes)
    return "\n".join(block.html for block in blocks)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<ul><li>一<ul><li>二<ol><li>三</li><li>四</li></ol></li></ul></li></ul>",
            (
                '<ul><li>一<section class="sub">– 二<section class="sub2">(1) 三</section>'
                '<section class="sub2">(2) 四</section></section></li></ul>'
            ),
        ),
        (
            "<ol start=3><li>一<ol start=2><li><p>二</p></li></ol></li></ol>",
            '<ol start="3"><li>一<section class="sub"><p>(2) 二</p></section></li></ol>',
        ),
        (
            "<ul>\n<li>一</li>\n<li><ul><li><b>二</b></li></ul></li></ul>",
            '<ul><li>一</li><li><section class="sub"><strong>– 二</strong></section></li></ul>',
        ),
        ("<li>无主</li>", "<section>无主</section>"),
        ("<ol start=1><li>一</li></ol>", "<ol><li>一</li></ol>"),
        ("<ol start=-2><li>一</li></ol>", "<ol><li>一</li></ol>"),
    ],
)
def test_lists_are_flat(before: str, after: str) -> None:
    assert fitted(before) == after


def test_a_link_becomes_a_note_and_the_same_address_keeps_its_number() -> None:
    notes = Notes()
    html = fitted(
        '<p><a href="https://a.example/?x=1&amp;y=2"><b>甲</b></a>、'
        '<a href="https://b.example/">乙</a>、<a href="https://a.example/?x=1&amp;y=2">丙</a></p>',
        notes,
    )
    assert html == (
        '<p><strong>甲</strong><sup class="mark">[1]</sup>、乙<sup class="mark">[2]</sup>、'
        '丙<sup class="mark">[1]</sup></p>'
    )
    assert notes.first(9) == [
        (1, "甲", "https://a.example/?x=1&y=2"),
        (2, "乙", "https://b.example/"),
    ]


def test_an_address_that_is_written_out_needs_no_note() -> None:
    notes = Notes()
    assert fitted('<p><a href="https://a.example/">https://a.example/</a></p>', notes) == (
        "<p>https://a.example/</p>"
    )
    assert len(notes) == 0


def test_a_link_inside_wechat_stays_one() -> None:
    link = '<a href="https://mp.weixin.qq.com/s/abc?a=1&amp;b=2">文章</a>'
    assert fitted(f"<p>{link}</p>") == f"<p>{link}</p>"


@pytest.mark.parametrize(
    "target",
    [
        *("#part", "javascript:alert(1)", "mailto:a@b.example", "tel:110", "data:text/html,x"),
        "//mp.weixin.qq.com/",
    ],
)
def test_a_link_that_leads_nowhere_is_its_words(target: str) -> None:
    assert fitted(f'<p><a href="{target}">字</a></p>') == "<p>字</p>"


def test_a_site_that_only_sounds_like_wechat_is_a_note() -> None:
    notes = Notes()
    fitted('<a href="https://mp.weixin.qq.com.evil.example/">字</a>', notes)
    assert len(notes) == 1


def test_cells_share_the_width_of_a_phone() -> None:
    row = "<tr><th>一</th><td class='yj-center'>二</td><td colspan=2>三</td></tr>"
    assert fitted(f"<table>{row}</table>") == (
        '<section class="scroll"><table><tbody><tr><th class="w4">一</th>'
        '<td class="w4 center">二</td><td colspan="2" class="w4">三</td></tr>'
        "</tbody></table></section>"
    )


def test_many_columns_may_be_moved_sideways() -> None:
    """The boxes in the first row are what no column falls below."""
    cells = "<td>格</td>" * 6
    html = fitted(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")
    assert html.count('<td class="wide">') == 12
    assert html.count('<td class="wide"><section class="least">格</section></td>') == 6
    assert '</tr><tr><td class="wide">格</td>' in html


def test_a_cell_across_columns_and_narrow_tables_have_no_box() -> None:
    wide = fitted(f"<table><tr><td colspan=2>双</td>{'<td>格</td>' * 4}</tr></table>")
    assert '<td colspan="2" class="wide">双</td>' in wide
    assert wide.count("least") == 4
    narrow = f"<table><tr>{'<td>格</td>' * 4}</tr></table>"
    assert "least" not in fitted(narrow + f"<table><tr><td>一</td></tr></table>{narrow}")


def test_a_table_in_a_table_is_words() -> None:
    inner = "<table><tr><td>内</td><td>层</td></tr></table>"
    html = fitted(f"<table><tr><td>外{inner}</td></tr></table>")
    assert html.count("<table>") == 1
    assert "<section><span>内</span> <span>层</span> </section>" in html


def test_a_picture_needs_an_absolute_address() -> None:
    assert fitted('<p><img src="https://a.example/x.png" alt="a&quot;b" width=9></p>') == (
        '<p><img src="https://a.example/x.png" alt="a&quot;b"></p>'
    )
    assert fitted('<p><img src="media/x.png" alt="图"></p>') == "<p><span>图</span></p>"
    assert fitted('<p><img src="data:image/png;base64,AA"></p>') == "<p></p>"


def test_words_of_the_first_level_share_a_paragraph() -> None:
    assert fitted("一<b>二</b> <i>三</i><p>四</p>五\n") == (
        '<section class="para">一<strong>二</strong> <em>三</em></section>\n<p>四</p>\n'
        '<section class="para">五\n</section>'
    )


def test_footnotes_are_told_from_notes_and_lead_nowhere() -> None:
    html = fitted(body("甲[^1]。\n\n[^1]: 注释。"))
    assert "<p>甲<sup>注1</sup>。</p>" in html
    assert html.endswith(
        '<section class="end"><p class="end-title">注释</p>'
        "<ol><li><p>注释。</p></li></ol></section>"
    )


def test_lines_of_code_stay_lines() -> None:
    html = fitted("<pre><code>一  二\n三\n</code></pre>")
    assert html == '<section class="pre"><code>一  二<br>三</code></section>'


def test_depth_has_an_end_and_words_have_none() -> None:
    html = fitted("<blockquote>" * 500 + "深" + "</blockquote>" * 500)
    assert html.count("<blockquote>") == 40
    assert "深" in html


def test_a_body_has_a_block_for_each_part() -> None:
    html = fitted("<h2>题</h2>\n<p>一</p>\n<ul><li>二</li></ul>\n<hr>\n<p>三</p>")
    parts = ["<h2>题</h2>", "<p>一</p>", "<ul><li>二</li></ul>", "<hr>", "<p>三</p>"]
    assert html.split("\n") == parts


def test_blocks_know_how_many_notes_there_are_up_to_them() -> None:
    html = "<p>一</p><p><a href='https://a.example/'>二</a></p><p>三</p>"
    assert [block.notes for block in fit(incoming(html), Notes())] == [0, 1, 1]


def test_entities_are_what_they_stand_for() -> None:
    assert unescape(fitted("<p>&lt;b&gt; &amp;amp; &#x1F600;</p>")) == "<p><b> &amp; 😀</p>"

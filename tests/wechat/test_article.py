"""An item's HTML as WeChat takes it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.wechat.article import clean_html, images, shortened, text_of, with_images
from generator.wechat.errors import SkipError

_VOID = {"br", "hr", "img", "col"}


class Balance(HTMLParser):
    """Tags that are open, and every fault."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        self.faults += [name for name, _ in attrs if name in ("class", "id") or name[:2] == "on"]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def well_formed(html: str) -> bool:
    reader = Balance()
    reader.feed(html)
    reader.close()
    return not reader.open and not reader.faults


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>字", "<section><p>字</p></section>"),
        ("<section><p>字</p></section>", "<section><p>字</p></section>"),
        ("<section>一</section><section>二</section>",
         "<section><section>一</section><section>二</section></section>"),
        ('<section id="a" class="b" onclick="x()">字<script>x()</script></section>',
         "<section>字</section>"),
        ('<a href="https://mp.weixin.qq.com/s/a">甲</a><a href="https://b.cn/">乙</a>',
         '<section><a href="https://mp.weixin.qq.com/s/a">甲</a><a>乙</a></section>'),
        ('<section><img src="javascript:x"><iframe src="https://b.cn"></iframe></section>',
         "<section><img></section>"),
    ],
)  # fmt: skip
def test_only_what_is_allowed_remains_in_one_section(html: str, clean: str) -> None:
    assert clean_html(html) == clean


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color:#222;margin:0 0 14px", "color:#222;margin:0 0 14px"),
        ("position:fixed;color:#222;top:0", "color:#222"),
        ("background:url(https://b.cn/a.png)", ""),
        ("color:expression(x)", ""),
        ("color:#222 !important", ""),
        ("width:c\\alc(1px)", ""),
        ("--x:1;color:var(--x);display:none", "color:var(--x);display:none"),
    ],
)
def test_styles_have_their_own_allow_list(style: str, kept: str) -> None:
    shown = f'<section style="{kept}">字</section>' if kept else "<section>字</section>"
    assert clean_html(f'<section style="{style}">字</section>') == shown


@given(st.text(alphabet="<>/\"'= abpsiecmgtl&;:#0x-!", max_size=120))
def test_clean_html_is_well_formed_and_clean(html: str) -> None:
    cleaned = clean_html(html)
    assert well_formed(cleaned)
    assert clean_html(cleaned) == cleaned


def test_images_are_replaced_address_by_address() -> None:
    html = clean_html(
        '<section><img src="https://a.cn/1.jpg?a=1&amp;b=2" alt="甲 &gt; &quot;乙&quot;">'
        '<img alt="无"><img src="https://a.cn/1.jpg?a=1&amp;b=2"></section>'
    )
    assert images(html) == ("https://a.cn/1.jpg?a=1&b=2",)
    assert with_images(html, {"https://a.cn/1.jpg?a=1&b=2": "http://q.cn/x?y&z"}.__getitem__) == (
        '<section><img src="http://q.cn/x?y&amp;z" alt="甲 &gt; &quot;乙&quot;">'
        '<img src="http://q.cn/x?y&amp;z"></section>'
    )


def test_an_address_in_words_is_not_an_image() -> None:
    html = clean_html('<section><p>&lt;img src="https://a.cn/1.jpg"&gt;</p></section>')
    assert images(html) == ()
    assert text_of(html) == '<img src="https://a.cn/1.jpg">'


_block = st.builds(
    lambda tag, words: f'<{tag} style="color:#222">{words}</{tag}>',
    st.sampled_from(["p", "h2", "blockquote", "section"]),
    st.text(alphabet="字，。&<", min_size=1, max_size=60).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    ),
)
_list = st.lists(_block, min_size=1, max_size=4).map(
    lambda rows: "<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>"
)


@settings(max_examples=60)
@given(st.lists(st.one_of(_block, _list), min_size=8, max_size=40), st.integers(400, 1500))
def test_what_is_too_long_ends_after_a_block_and_says_so(blocks: list[str], limit: int) -> None:
    html = clean_html("<section>" + "".join(blocks) + "</section>")
    try:
        cut = shortened(html, limit)
    except SkipError:
        return
    assert len(cut) <= limit
    assert well_formed(cut)
    assert (cut == html) == (len(html) <= limit)
    if cut != html:
        assert cut.endswith("看全文。）</p></section>")
        kept = cut[: cut.rindex('<p style="margin:16px')]
        assert html.startswith(kept)
        assert kept.endswith((">", "<section>"))
        assert kept.count("<ul>") == kept.count("</ul>")


def test_an_article_in_a_single_piece_is_not_cut_anywhere() -> None:
    with pytest.raises(SkipError, match="太长"):
        shortened(clean_html("字" * 500), 400)

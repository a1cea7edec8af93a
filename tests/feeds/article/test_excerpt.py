"""Articles that are too long for WeChat end early, at a good place, and say so."""

from __future__ import annotations

import re

import pytest

from generator.feeds.article.excerpt import units
from generator.feeds.article.render import LIMIT, article
from generator.feeds.article.shorten import clipped
from generator.feeds.article.views import Link, Section, Table
from tests.feeds.article.examples import ALERT, NOTICE, SITE, TEXT
from tests.feeds.article.survival import faults, words

SENTENCE = "各单位要压实责任，落实措施，加强值守。"
PLAIN = TEXT._replace(image=None, lead=None, facts=(), sections=())
CUT = "以上为节选，全文请看“阅读原文”。"


def long(paragraphs: int) -> str:
    """A body of numbered paragraphs, a heading before every fifth."""
    parts = []
    for number in range(paragraphs):
        if number % 5 == 0:
            parts.append(f"<h2>第{number}节</h2>")
        parts.append(f"<p>第{number}段。{SENTENCE * 3}</p>")
    return "".join(parts)


def test_what_fits_is_whole() -> None:
    html = article(PLAIN._replace(body=long(100)))
    assert CUT not in html
    assert "第99段" in html


def test_an_excerpt_ends_with_a_whole_paragraph_and_the_way_to_the_rest() -> None:
    said = words(article(PLAIN._replace(body=long(400))))
    shown = said.partition("通知公告")[2].partition(CUT)[0].split()
    last = re.fullmatch(r"第(\d+)段。(.*)", shown[-1])
    assert last
    assert last[2] == SENTENCE * 3
    assert said.endswith(f"{CUT} 阅读原文：{TEXT.url}")


def test_an_excerpt_is_as_long_as_may_be() -> None:
    html = article(PLAIN._replace(body=long(400)))
    assert LIMIT - 400 < units(html) <= LIMIT
    assert faults(html) == []


@pytest.mark.parametrize("paragraphs", range(120, 160, 3))
def test_no_excerpt_ends_with_a_heading(paragraphs: int) -> None:
    html = article(PLAIN._replace(body=long(paragraphs)))
    before = html.partition(CUT)[0] if CUT in html else html.partition("阅读原文")[0]
    assert re.findall(r"<(h2|p)\b", before)[-2 if CUT in html else -1] == "p"


def test_one_paragraph_without_end_is_cut_after_a_sentence() -> None:
    html = article(PLAIN._replace(body=f"<p>{SENTENCE * 2_000}</p>"))
    assert re.search(rf"{SENTENCE}…</p><p [^>]*>{CUT}", html)
    assert units(html) > LIMIT * 2 / 3
    assert faults(html) == []


def test_notes_are_those_of_what_is_shown() -> None:
    body = "".join(f'<p>{SENTENCE}<a href="{SITE}{n}">甲{n}</a></p>' for n in range(400))
    said = words(article(PLAIN._replace(body=body)))
    last = re.findall(r"\[(\d+)\] 甲\d+：", said)[-1]
    assert said.count(f"[{last}]") == 2
    assert f"[{int(last) + 1}]" not in said


def test_emoji_count_twice() -> None:
    html = article(PLAIN._replace(body="<p>😀😀😀😀😀。</p>" * 1_500))
    assert CUT in html
    assert len(html.encode("utf-16-le")) // 2 < 20_000


def test_rows_without_end_end_with_a_whole_row() -> None:
    rows = tuple((f"示例企业{n}", "甲", "乙", "丙", "丁") for n in range(900))
    table = Table(("当事人", "代码", "事由", "依据", "处理"), rows)
    html = article(PLAIN._replace(sections=(Section("处罚", table=table),)))
    assert CUT in html
    assert faults(html) == []
    assert re.search(r"处理：</span>丁</p></section><p [^>]*>以上为节选", html)


def test_a_long_table_goes_on_under_its_head() -> None:
    table = Table(("项目", "数值"), tuple((f"第{n}项", "1") for n in range(25)))
    said = words(article(PLAIN._replace(body="", sections=(Section("检查", table=table),))))
    assert said.count("项目 数值") == 2


def test_what_to_do_and_whom_to_call_stay_however_long_an_alert_is() -> None:
    said = words(article(ALERT._replace(paragraphs=(SENTENCE * 40,) * 60)))
    assert CUT in said
    assert "怎么做 绕行下沉式立交和地下通道。 停止户外作业。" in said
    assert "求助电话 110 报警" in said


def test_instructions_without_end_leave_room_for_the_rest() -> None:
    said = words(article(ALERT._replace(instructions=(SENTENCE * 5,) * 500)))
    assert "其余内容见网页。" in said
    assert "求助电话 110 报警" in said
    assert "可达50毫米以上" in said


@pytest.mark.parametrize(
    "view",
    [
        ALERT._replace(
            title="&" * 50_000,
            area="&" * 50_000,
            until="&" * 50_000,
            instructions=("&" * 50_000,) * 30,
            corrections=("&" * 50_000,) * 30,
            attachments=tuple(Link("&" * 9_999, f"{SITE}{n}{'&' * 550}") for n in range(99)),
        ),
        TEXT._replace(kicker="字" * 30_000, byline=(("来源", "字" * 30_000),) * 9),
        TEXT._replace(body=f'<p><a href="{SITE}{"a" * 30_000}">字</a></p>'),
        TEXT._replace(facts=(("文号", "字" * 30_000),)),
        NOTICE._replace(title="字" * 30_000, paragraphs=("字" * 30_000,), url=SITE + "a" * 30_000),
    ],
)
def test_nothing_makes_an_article_too_long(view: object) -> None:
    assert faults(article(view)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("一二三。四五六。", 8, "一二三。四五六。"),
        ("一二三。四五六。", 7, "一二三。…"),
        ("一。二三四五六七", 7, "一。二三四五…"),
    ],
)
def test_words_are_clipped_after_a_sentence_where_one_ends_late_enough(
    text: str, limit: int, short: str
) -> None:
    assert clipped(text, limit) == short

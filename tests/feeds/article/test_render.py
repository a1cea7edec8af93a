"""Articles as a whole: their words, their order, their bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.feeds.article.render import article
from generator.feeds.article.views import Hotline, Link
from tests.feeds.article.examples import ALERT, ENDED, EVERY, NOTICE, SITE, TEXT
from tests.feeds.article.golden import FOLDER, KEPT, lines
from tests.feeds.article.survival import faults, words

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", KEPT)
def test_an_article_is_the_one_that_was_looked_at(name: str) -> None:
    assert lines(article(EVERY[name])) == (FOLDER / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EVERY)
def test_every_article_survives(name: str) -> None:
    assert faults(article(EVERY[name])) == []


def test_the_same_view_gives_the_same_bytes_in_every_process() -> None:
    """Neither Python nor the libraries let an order of their own through."""
    program = (
        "from tests.feeds.article.examples import EVERY\n"
        "from generator.feeds.article.render import article\n"
        "print([article(one) for one in EVERY.values()])"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1
    assert made == {f"{[article(one) for one in EVERY.values()]}\n".encode()}


def test_an_alert_begins_with_its_end_and_where_the_latest_is() -> None:
    said = words(article(ALERT))
    assert said.startswith(
        "有效至 2026年7月10日 20:20 最新状态见网页 暴雨 黄色预警 · 更新 示例气象台"
    )


def test_an_alert_that_is_not_real_says_so_first_and_has_no_colour_of_a_level() -> None:
    html = article(ALERT._replace(nature="演练"))
    assert words(html).startswith("【演练】有效至")
    assert "演练，不是真实的预警" in words(html)
    assert "#ffd21f" not in html


def test_a_text_that_is_not_real_says_so_first() -> None:
    assert words(article(TEXT)).startswith("【示例】本文是示例内容，不是真实信息。")
    assert words(article(NOTICE._replace(nature="测试"))).startswith("【测试】已过期")


@pytest.mark.parametrize(
    ("level", "kind", "said"),
    [
        ("红", "预警", "红色预警 · 更新"),
        ("Ⅲ", "应急响应", "Ⅲ级应急响应 · 更新"),
        (None, "风险提示", "风险提示 · 更新"),
    ],
)
def test_the_words_carry_the_level(level: str | None, kind: str, said: str) -> None:
    view = ALERT._replace(level=level, kind=kind)  # type: ignore[arg-type]
    assert said in words(article(view))


def test_a_card_has_times_area_what_to_do_hotlines_corrections_and_source() -> None:
    said = words(article(ALERT._replace(effective="2026年7月10日 18:00")))
    for part in (
        "范围 全区",
        "发布单位 示例气象台",
        "发布 2026年7月10日 14:05 本站发布 2026年7月10日 14:20 生效 2026年7月10日 18:00",
        "2026年7月10日 15:00 更正",
        "怎么做 绕行下沉式立交和地下通道。 停止户外作业。",
        "求助电话 110 报警 119 火警与消防救援",
        "来源：示例传真 2026-12 号",
        "附件：积水点名单 [1]",
        f"[1] 积水点名单：{SITE}media/2026/list.pdf",
        f"阅读原文：{ALERT.url}",
    ):
        assert part in said


def test_what_is_unknown_has_no_row() -> None:
    said = words(article(ALERT._replace(issuer=None)))
    assert "发布单位" not in said
    assert "生效" not in said


def test_the_end_of_an_event_has_no_colour_and_nothing_to_do() -> None:
    html = article(ENDED)
    assert words(html).startswith("已解除 最新状态见网页 暴雨 预警 · 解除")
    assert "怎么做" not in words(html)
    assert not [colour for colour in ("#c8102e", "#ff8c21", "#ffd21f", "#1560bd") if colour in html]


def test_plain_text_stays_text() -> None:
    """What an editor types is shown, whatever it looks like."""
    odd = "<b>&amp;{{ 1 }}\"'</script>"
    view = ALERT._replace(
        title=odd,
        area=odd,
        paragraphs=(odd,),
        instructions=(odd,),
        hotlines=(Hotline(odd, odd),),
        corrections=(odd,),
        source=odd,
        attachments=(Link(odd, SITE),),
    )
    assert faults(article(view)) == []
    assert words(article(view)).count(odd) == 10


def test_a_line_end_inside_a_paragraph_stays_one() -> None:
    assert "可达50毫米以上。<br>请注意防范。" in article(ALERT)


def test_what_no_xml_can_hold_is_left_out() -> None:
    view = ALERT._replace(title="暴\x00雨\x0b预\ud800警\ufffe", url=f"{SITE}\x1b")
    assert "暴雨预警" in words(article(view))
    assert faults(article(view)) == []


def test_a_table_too_wide_for_a_phone_is_a_record_for_each_row() -> None:
    html = article(TEXT)
    assert "示例企业甲 事由： 未组织培训 依据： 《示例法》第一条" in words(html)
    assert "width:50%" in html

"""The handbook tells editors of every command, option, word and code there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.wechat import wechat
from generator.wechat.errors import CODES, Deed
from generator.wechat.keys import API, APPID, SECRET
from generator.wechat.report import Report

HANDBOOK = (Path(__file__).parents[2] / "docs/handbook/wechat.md").read_text(encoding="utf-8")
DOES = {
    Deed.RENEW: "换一次凭证，还不行就停下",
    Deed.AGAIN: "等几秒再试几次，还不行就停下",
    Deed.WAIT: "等一会儿再试几次，还不行就停下",
    Deed.STOP: "停下",
    Deed.SKIP: "略过这一条，继续做别的",
}


def test_every_code_is_told_with_what_the_table_says_of_it() -> None:
    rows = re.findall(r"^\| `(-?\d+)` \| (.*) \| (.*) \| (.*) \|$", HANDBOOK, flags=re.MULTILINE)
    told = {int(number): tuple(rest) for number, *rest in rows}
    assert told == {
        number: (code.words, DOES[code.deed], code.hint) for number, code in CODES.items()
    }


@pytest.mark.parametrize("name", sorted(wechat.commands))
def test_every_command_and_option_is_told(name: str) -> None:
    assert f"yingji wechat {name}" in HANDBOOK
    for parameter in wechat.commands[name].params:
        for word in parameter.opts:
            if word.startswith("--") and word not in ("--project", "--help"):
                assert f"`{word}" in HANDBOOK, word


@pytest.mark.parametrize("name", [APPID, SECRET, API, "YINGJI_WECHAT_CREDENTIALS"])
def test_every_variable_is_told(name: str) -> None:
    assert f"`{name}`" in HANDBOOK


def test_every_word_of_a_report_is_told() -> None:
    """What a line begins with is in the table."""
    one = ["甲"]
    report = Report(one, one, one, one, one, one, [("甲", "因")], [("甲", "因")], stopped="因")
    begun = [line.partition("：")[0] for line in report.lines()]
    assert len(begun) == 10
    for words in [words for words in begun if not words.startswith("新建 1 篇")]:
        assert re.search(rf"^\| {words} \|", HANDBOOK, flags=re.MULTILINE), words

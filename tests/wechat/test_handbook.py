"""The handbook tells editors of every command, option, word and code there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.wechat import wechat
from generator.wechat.errors import CODES, Deed
from generator.wechat.keys import API, APPID, SECRET

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
    source = (Path(__file__).parents[2] / "generator/wechat/report.py").read_text(encoding="utf-8")
    begun = set(re.findall(r'f"(?:\{will\})?([^{"：]+)：', source)) - {"只看不做"}
    assert len(begun) == 8
    for words in begun:
        assert re.search(rf"^\| 已?{words} \|", HANDBOOK, flags=re.MULTILINE), words

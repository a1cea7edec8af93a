"""Wrong use is told in Chinese, with how it should be, and ends with 2."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from generator.cli import main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("build --nope", "没有选项 --nope"),
        ("build --jbos 2", "没有选项 --jbos，是不是 --jobs"),
        ("frob", "没有命令 frob"),
        ("import frob x", "没有命令 frob"),
        ("build --jobs x", "--jobs 不能这样写，应是 1 到 64 的整数"),
        ("build --jobs 99", "--jobs 不能这样写，应是 1 到 64 的整数"),
        ("build --jobs", "选项 --jobs 后面要写一个值"),
        ("build --format xml", "--format 不能这样写，可以写：text、json"),
        ("--format xml build", "--format 不能这样写，可以写：text、json、github"),
        ("import cap", "缺少 FILE|URL"),
        ("build a b", "多写了 a b"),
    ],
)
def test_wrong_use_is_told_in_chinese(typed: str, said: str) -> None:
    """No word of click's own English is left."""
    result = CliRunner().invoke(main, typed.split(), prog_name="yingji")
    assert result.exit_code == 2
    assert result.stdout == ""
    first = result.stderr.splitlines()[0]
    assert first.startswith(f"用法不对：{said}")
    assert not re.search("Error|Usage|No such|Invalid|Missing|Try ", result.stderr)


def test_a_group_alone_still_tells_of_itself() -> None:
    result = CliRunner().invoke(main, ["import"], prog_name="yingji")
    assert "cap" in result.output
    assert "用法不对" not in result.output

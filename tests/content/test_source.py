"""Bytes read as text."""

from __future__ import annotations

import pytest

from generator.content.source import LARGEST, SENTINEL, read_source


def told(data: bytes) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in read_source(data).problems]


def test_gbk_is_named() -> None:
    source = read_source("title: x\ntitle2: 暴雨橙色预警，请注意\n".encode("gbk"))
    assert source.text is None
    assert "GBK" in source.problems[0].message
    assert told("title: x\ntitle2: 暴雨橙色预警".encode("gbk")) == [("encoding", 2, 9)]


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(name: str) -> None:
    source = read_source("title: storm 暴雨\n".encode(name))
    assert source.text is None
    assert "UTF-16" in source.problems[0].message


def test_other_bytes_are_not_guessed_at() -> None:
    assert "GBK" not in read_source(b"a: \xff\xfe\xff").problems[0].message


def test_a_byte_order_mark_is_accepted() -> None:
    source = read_source(b"\xef\xbb\xbfa: b")
    assert (source.text, source.problems) == ("a: b", ())


def test_the_largest_file_is_read_and_one_byte_more_is_not() -> None:
    assert read_source(b"a" * LARGEST).text is not None
    assert told(b"a" * (LARGEST + 1)) == [("file-too-large", 1, 1)]


def test_control_characters_are_told_by_run_and_keep_their_place() -> None:
    source = read_source("甲\x00\x00乙\n丙\x1b丁\x7f".encode())
    found = [(one.code, one.line, one.column) for one in source.problems]
    assert found == [
        ("control-character", 1, 2),
        ("control-character", 2, 2),
        ("control-character", 2, 4),
    ]
    assert source.text == f"甲{SENTINEL}{SENTINEL}乙\n丙{SENTINEL}丁{SENTINEL}"


def test_a_file_full_of_control_characters_is_not_told_a_million_times() -> None:
    assert len(read_source(b"\x00a" * 500_000).problems) == 101


@pytest.mark.parametrize("char", ["\ue000", "\uf0b7", "\U000f0000", "\U0010fffd"])
def test_private_use_characters_are_a_warning(char: str) -> None:
    (problem,) = read_source(f"a: {char}".encode()).problems
    assert (problem.code, problem.severity) == ("private-character", "warning")


@pytest.mark.parametrize("char", ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\x85"])
def test_characters_that_are_none_are_an_error(char: str) -> None:
    (problem,) = read_source(f"a: {char}".encode()).problems
    assert (problem.code, problem.severity) == ("control-character", "error")


@pytest.mark.parametrize("char", ["\u3000", "\u00a0", "👩\u200d🚒", "𠮷", "é", "\t"])
def test_ordinary_characters_of_any_script_are_fine(char: str) -> None:
    assert read_source(f"a: {char}".encode()).problems == ()

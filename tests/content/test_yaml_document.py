"""YAML read as text with places, and everything in YAML that surprises."""

from __future__ import annotations

import pytest

from generator.content.document import Document
from generator.content.yaml_document import read_yaml


def read(text: str) -> Document:
    return read_yaml(text.encode())


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def places(document: Document) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in document.problems]


@pytest.mark.parametrize(
    "typed", ["no", "08:30", "010", "1e3", "2026-07-10", "0x1F", "on", "1_000"]
)
def test_scalars_stay_what_was_typed(typed: str) -> None:
    assert read(f"a: {typed}").value == {"a": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", '""', "''", '"  "', "|\n", "# only a comment"])
def test_an_empty_value_is_not_given(typed: str) -> None:
    document = read(f"a: {typed}\nb: 1")
    assert document.value == {"b": "1"}
    assert document.has_key(("a",))


def test_a_quoted_tilde_is_text() -> None:
    assert read("a: '~'").value == {"a": "~"}


def test_an_empty_item_is_not_in_the_list() -> None:
    document = read("a:\n  - x\n  -\n  - y\n")
    assert document.value == {"a": ["x", "y"]}
    assert document.place(("a", 1)) == (4, 5)


def test_places_are_counted_in_characters() -> None:
    document = read("标题: 暴雨\n列表: [甲, {字段: 值}]\n")
    assert document.place(("标题",)) == (1, 5)
    assert document.place(("列表", 1, "字段")) == (2, 14)
    assert document.key_place(("列表", 1, "字段")) == (2, 10)


def test_a_place_that_does_not_exist_is_the_nearest_above_it() -> None:
    document = read("a:\n  b: 1\n")
    assert document.place(("a", "c", 3)) == (2, 3)
    assert document.key_place(("a", "c")) == (2, 3)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_lines_are_the_same_with_any_line_end(ends: str) -> None:
    document = read_yaml("\ufeffa: 1\nb: |\n  x\n  y\nc: 2\n".replace("\n", ends).encode())
    assert document.value == {"a": "1", "b": "x\ny\n", "c": "2"}
    assert document.place(("c",)) == (5, 4)


def test_line_separators_of_unicode_do_not_shift_lines() -> None:
    document = read("a: 甲\u2028乙\nb: [\n")
    assert tuple(codes(document)) == ("invisible-character", "yaml-syntax")
    assert document.problems[1].line == 2


def test_duplicate_keys_keep_the_first_and_name_its_line() -> None:
    document = read("a: 1\nb:\n  - {x: 1, x: 2}\na: 3\n")
    assert document.value == {"a": "1", "b": [{"x": "1"}]}
    assert codes(document) == ["yaml-duplicate-key", "yaml-duplicate-key"]
    assert places(document) == [(3, 12), (4, 1)]
    assert "第 1 行" in document.problems[1].message
    assert [flaw.loc for flaw in document.flaws] == [("b", 0, "x"), ("a",)]


def test_small_aliases_are_read() -> None:
    document = read("a: &x [甲, 乙]\nb: *x\n")
    assert document.value == {"a": ["甲", "乙"], "b": ["甲", "乙"]}
    assert not document.problems


def test_aliases_that_expand_too_far_stop_reading() -> None:
    rows = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    document = read("a0: &a0 [文字文字文字文字]\n" + rows)
    assert codes(document) == ["yaml-alias-bomb"]


def test_an_alias_inside_its_own_anchor_is_none() -> None:
    assert codes(read("a: &a [*a]\n")) == ["yaml-alias"]


def test_one_hundred_thousand_brackets_are_one_problem() -> None:
    document = read("a: " + "[" * 100_000)
    assert codes(document) == ["yaml-nesting"]
    assert places(document) == [(1, 53)]


def test_tabs_are_told_one_by_one_and_the_rest_is_read() -> None:
    document = read("a:\n\tb: 1\n\tc: 2\nd: |\n  x\n  \ty\n")
    assert codes(document) == ["tab", "tab"]
    assert places(document) == [(2, 1), (3, 1)]
    assert document.value == {"a": {"b": "1", "c": "2"}, "d": "x\n y\n"}


def test_a_tab_on_a_blank_line_matters_only_where_yaml_stumbles_over_it() -> None:
    assert codes(read("a: 1\nb: 'x\n\t\n  y'\n")) == []
    document = read("a: x\n\t\nb: 2\n")
    assert (codes(document), document.value) == (["tab"], {"a": "x", "b": "2"})


def test_a_tab_inside_a_text_block_belongs_to_the_text() -> None:
    document = read("a: |\n  x\n  \ty\n")
    assert document.value == {"a": "x\n\ty\n"}
    assert not document.problems


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: !!python/name:os.system x", "yaml-tag", (1, 4)),
        ("a: !x y", "yaml-tag", (1, 4)),
        ("a: 1\n<<: {b: 2}", "yaml-merge-key", (2, 1)),
        ("a: 1\n---\nb: 2", "yaml-documents", (2, 1)),
        ("? [a]\n: b", "yaml-key", (1, 3)),
        ("a: *gone", "yaml-alias", (1, 4)),
        ('a: "\\x07"', "control-character", (1, 4)),
        ('a: "\\uFFFE"', "control-character", (1, 4)),
        ('a: "\\ud800"', "yaml-syntax", (1, 7)),
        ("a: x\x00y", "control-character", (1, 5)),
        ("a: 1 # \x1b", "control-character", (1, 8)),
        ("a: 'x\nb: y", "yaml-syntax", (1, 4)),
        ("a: 1\nb：2\nc: 3", "yaml-syntax", (2, 2)),
        ("a: b: c", "yaml-syntax", (1, 5)),
        ("a: [1, 2\nb: 3", "yaml-syntax", (2, 2)),
    ],
)
def test_what_is_wrong_has_its_code_and_place(text: str, code: str, place: tuple[int, int]) -> None:
    problem = read(text).problems[0]
    assert (problem.code, problem.line, problem.column) == (code, *place)


def test_a_wide_colon_is_named() -> None:
    problem = read("标题：暴雨\n级别: 黄\n").problems[0]
    assert (problem.line, problem.column) == (1, 3)
    assert "全角冒号" in problem.message


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n", "~", "---\n", "\ufeff"])
def test_a_file_without_content_has_no_value(text: str) -> None:
    document = read(text)
    assert document.value is None
    assert not document.problems


@pytest.mark.parametrize(("text", "value"), [("word", "word"), ("- a\n- b", ["a", "b"])])
def test_the_top_may_be_anything(text: str, value: object) -> None:
    assert read(text).value == value


def test_reading_stops_at_a_syntax_error_and_keeps_whole_messages() -> None:
    document = read("kind: 预警\nmessages:\n  - a: 1\n  - b: [2\n  - c: 3\n")
    assert document.partial
    assert document.value == {"kind": "预警", "messages": [{"a": "1"}]}


def test_an_unfinished_merge_has_no_value() -> None:
    document = read("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n")
    assert document.value is None
    assert codes(document) == ["conflict-marker"] * 3
    assert places(document) == [(2, 1), (4, 1), (6, 1)]


def test_a_line_of_equals_signs_alone_is_no_conflict() -> None:
    assert read("body: |\n  标题\n  =======\n").value == {"body": "标题\n=======\n"}

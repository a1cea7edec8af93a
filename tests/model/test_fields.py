"""Texts, numbers, addresses and paths of fields."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model.fields import Areas, Count, Flag, Line, LooseLines, Number, Source, Url
from generator.model.names import id_fault, is_url, media_fault
from generator.model.site import Site


def accepts(kind: object, value: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)  # type: ignore[arg-type]
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("value", ["true", "是", "True"])
def test_yes_is_written_in_two_ways(value: str) -> None:
    assert TypeAdapter(Flag).validate_python(value) is True


@pytest.mark.parametrize("value", ["yes", "on", "1", "真", "TRUE", "", ["true"]])
def test_nothing_else_is_yes(value: object) -> None:
    assert not accepts(Flag, value)


@pytest.mark.parametrize("value", ["0", "12", "007"])
def test_counts_are_plain_digits(value: str) -> None:
    assert TypeAdapter(Count).validate_python(value) == int(value)


@pytest.mark.parametrize("value", ["-1", "1.5", "1e3", "１２", "1,000", "约3", "1_0", "", "9" * 13])
def test_what_is_not_plain_digits_is_no_count(value: str) -> None:
    assert not accepts(Count, value)


@pytest.mark.parametrize(("value", "good"), [("31.22", True), ("-1", True), ("1e3", False)])
def test_numbers_may_have_a_point(value: str, good: bool) -> None:
    assert accepts(Number, value) is good


@pytest.mark.parametrize(
    "value",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "HTTPS://例子.中国/路径",
        "https://example.org/%E4%B8%AD",
    ],
)
def test_addresses_are_http_or_https(value: str) -> None:
    assert is_url(value)
    assert accepts(Url, value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "//example.org/",
        "https://",
        "https:///path",
        "https://user:pw@example.org/",
        "https://example.org/a b",
        'https://example.org/"onload="x',
        "https://example.org/<script>",
        "example.org",
        "https://exa mple.org",
    ],
)
def test_anything_else_is_no_address(value: str) -> None:
    assert not is_url(value)
    assert not accepts(Url, value)


def test_a_long_line_of_dots_is_judged_at_once() -> None:
    assert not is_url("https://" + "a." * 50_000 + " ")


@pytest.mark.parametrize(
    "value", ["短信", "传真 2026-12 号", "编号：沪气象 12", "https://a.cn/1", "电话 110"]
)
def test_a_source_is_an_address_or_words(value: str) -> None:
    assert accepts(Source, value)


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "JavaScript : x", "data:text/html,x", "mailto:a@b.cn", "//a.cn/x"],
)
def test_a_source_has_no_other_scheme(value: str) -> None:
    assert not accepts(Source, value)


def test_a_line_is_one_line_without_the_space_around_it() -> None:
    assert TypeAdapter(Line).validate_python(" 甲 乙\n") == "甲 乙"
    assert not accepts(Line, "甲\n乙")
    assert not accepts(Line, " ")


def test_words_may_be_parted_by_commas_of_any_kind() -> None:
    found = TypeAdapter(LooseLines).validate_python("甲、乙，丙,丁；戊")
    assert found == ("甲", "乙", "丙", "丁", "戊")


def test_areas_are_streets_or_wider() -> None:
    found = TypeAdapter(Areas).validate_python(["全区", "虹桥", "新泾镇"])
    assert found == ("全区", "虹桥街道", "新泾镇")
    assert not accepts(Areas, [])
    assert not accepts(Areas, ["徐家汇"])


@pytest.mark.parametrize("value", ["a", "rain-2026", "2026-rain", "a1-b2"])
def test_ids_are_small_letters_digits_and_single_hyphens(value: str) -> None:
    assert id_fault(value) is None


@pytest.mark.parametrize("value", ["", "A", "a-", "-a", "a--b", "a_b", "a b", "é", "2026", "٣"])
def test_anything_else_is_no_id(value: str) -> None:
    assert id_fault(value) is not None


@pytest.mark.parametrize("value", ["media/a.png", "media/2026/图 1.JPG", "media/a..b.pdf"])
def test_media_lie_below_media(value: str) -> None:
    assert media_fault(value) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("a.png", "bad-media-path"),
        ("/media/a.png", "bad-media-path"),
        ("media", "bad-media-path"),
        ("media/../a.png", "bad-media-path"),
        ("media/./a.png", "bad-media-path"),
        ("media//a.png", "bad-media-path"),
        ("media/a\\b.png", "bad-media-path"),
        ("https://example.org/media/a.png", "bad-media-path"),
        ("media/a.svg", "bad-media-type"),
        ("media/a.jpeg", "bad-media-type"),
        ("media/a", "bad-media-type"),
        ("media/a.png/", "bad-media-path"),
    ],
)
def test_other_paths_and_types_are_refused(value: str, code: str) -> None:
    fault = media_fault(value)
    assert fault is not None
    assert fault[0] == code


@pytest.mark.parametrize("value", ["https://[abc/", "https://[::1]/", "https://a]b/"])
def test_a_host_in_brackets_is_no_address(value: str) -> None:
    """Libraries that take addresses apart stumble over half a bracket."""
    assert not is_url(value)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/应急/", "https://a.example/%E5%BA%94%E6%80%A5/"),
        ("https://a.example/%E5%BA%94", "https://a.example/%E5%BA%94/"),
        ("https://a.example:8443/b//", "https://a.example:8443/b/"),
    ],
)
def test_the_address_of_the_site_is_kept_encoded_with_one_slash(written: str, kept: str) -> None:
    """It begins every absolute address: canonical ones, the sitemap, those of 404.html."""
    assert Site(url=written).url == kept

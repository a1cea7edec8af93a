"""What may lie where below content/."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.scan import classify, scan
from generator.model.vocabulary import CATEGORY_SLUGS
from generator.problems import Problem


def code(path: str) -> str:
    found = classify(path)
    return found.code if isinstance(found, Problem) else found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/alerts/2026/storm.yml", "alert"),
        ("content/alerts/storm.yml", "alert"),
        ("content/bulletins/2021/a/b/plan-2021.yml", "bulletin"),
        ("content/campaigns/week.yml", "campaign"),
        ("content/guides/rainstorm.yml", "guide"),
        ("content/places/避难场所.yml", "places"),
        ("content/history/2025.csv", "history"),
        ("content/attention/2025.csv", "attention"),
        ("content/hazards.yml", "hazards"),
        ("content/site.yml", "site"),
        ("content/media/2026/图 1.PNG", "media"),
    ],
)
def test_every_place_has_its_kind(path: str, kind: str) -> None:
    assert classify(path) == kind


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/alerts/2026/storm.yaml", "wrong-ending"),
        ("content/alerts/2026/storm.md", "wrong-ending"),
        ("content/places/all.csv", "wrong-ending"),
        ("content/media/page.html", "wrong-ending"),
        ("content/media/logo.svg", "wrong-ending"),
        ("content/media/no-ending", "wrong-ending"),
        ("content/other.yml", "wrong-place"),
        ("content/news/x.yml", "wrong-place"),
        ("content/guides/2026/x.yml", "wrong-place"),
        ("content/site.yaml", "wrong-place"),
        ("content/guides/Rain.yml", "bad-id"),
        ("content/guides/a--b.yml", "bad-id"),
        ("content/guides/-a.yml", "bad-id"),
        ("content/guides/a_b.yml", "bad-id"),
        ("content/guides/a.b.yml", "bad-id"),
        ("content/guides/２.yml", "bad-id"),
        ("content/guides/123.yml", "bad-id"),
        ("content/guides/.yml", "bad-id"),
        (f"content/guides/{'a' * 81}.yml", "bad-id"),
    ],
)
def test_whatever_has_no_place_is_a_problem(path: str, expected: str) -> None:
    assert code(path) == expected


def test_eighty_characters_are_an_id() -> None:
    assert classify(f"content/guides/{'a' * 80}.yml") == "guide"


RESERVED = ("archive", "page", "hazard", "tags", "index", "feeds", "en", "ja", "ko")


@pytest.mark.parametrize("name", [*RESERVED, *CATEGORY_SLUGS.values()])
def test_the_site_keeps_its_own_addresses(name: str) -> None:
    assert code(f"content/bulletins/2026/{name}.yml") == "reserved-id"


def test_scanning_passes_over_what_editors_leave_and_tells_of_the_rest(tmp_path: Path) -> None:
    for name in (
        *("guides/rain.yml", "guides/rain.yml~", "guides/.rain.yml.swp", "guides/~$rain.yml"),
        *(".git/config", "media/a.png", "notes.txt", "guides/old/rain.yml"),
    ):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    (tmp_path / "content/guides/link.yml").symlink_to("rain.yml")
    (tmp_path / "content/media/folder").symlink_to(tmp_path)
    found = scan(str(tmp_path))
    assert found.sources == ("content/guides/rain.yml",)
    assert found.media == ("content/media/a.png",)
    assert [(one.path, one.code) for one in found.problems] == [
        ("content/guides/link.yml", "symbolic-link"),
        ("content/guides/old/rain.yml", "wrong-place"),
        ("content/media/folder", "symbolic-link"),
        ("content/notes.txt", "wrong-place"),
    ]


def test_names_that_are_no_text_can_be_printed() -> None:
    found = classify("content/guides/\udcff\n.yml")
    assert isinstance(found, Problem)
    assert found.path == "content/guides/\\xff\\n.yml"
    found.path.encode()

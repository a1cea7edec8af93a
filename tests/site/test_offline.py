"""What the browser of a reader keeps is a list of files that are there, with their digests."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from generator.languages.words import words
from generator.model.vocabulary import LANGUAGES
from tests.site.support import NOW, Bench, mtimes, written

GROUPS = ("first", "rest", *LANGUAGES)


def alert(**more: Any) -> dict[str, Any]:
    message = {"sent": written(NOW - timedelta(hours=1)), "action": "发布", "level": "黄"}
    return {
        "kind": "预警",
        "hazard": "暴雨",
        "area": ["全区"],
        "issuer": "某台",
        "source": "短信",
        "messages": [{**message, "text": "有雨。", **more}],
    }


def listed(bench: Bench) -> dict[str, list[str]]:
    data = bench.json("offline.json")
    return {group: [path for path, _, _ in data[group]] for group in GROUPS}


def test_every_file_of_the_list_is_there_as_it_says(bench: Bench) -> None:
    bench.build()
    data = bench.json("offline.json")
    for group in GROUPS:
        assert data[group]
        for path, digest, size in data[group]:
            name = f"{path}index.html" if path.endswith("/") or not path else path
            found = (bench.site / name).read_bytes()
            assert (sha256(found).hexdigest()[:32], len(found)) == (digest, size), path


def test_help_comes_first_then_guides_places_and_what_is_in_force(bench: Bench) -> None:
    until = NOW + timedelta(hours=1)
    bench.write("alerts/2026/now.yml", alert(expires=written(until)))
    bench.build()
    groups = listed(bench)
    assert groups["first"][0] == "offline/"
    assert all(path.startswith("assets/") for path in groups["first"][1:])
    page = bench.page("offline/")
    assert all(f"../{path}" in page for path in groups["first"][1:])
    wanted = {"", "alerts/", "alerts/now/", "guides/", "guides/rainstorm/", "places/"}
    assert wanted <= {*groups["rest"]}
    for language in LANGUAGES:
        assert {f"{language}/", f"{language}/alerts/now/"} <= {*groups[language]}
    bench.build(until)
    assert "alerts/now/" not in listed(bench)["rest"]
    bench.assert_as_fresh()


def test_a_list_that_did_not_change_is_not_written_again(bench: Bench) -> None:
    bench.build()
    before = mtimes(bench.site)
    bench.write("bulletins/2026/x1.yml", (bench.content / _bulletin(bench)).read_text("utf-8"))
    bench.build()
    after = mtimes(bench.site)
    kept = ("assets/icons/icon-192.png", "manifest.webmanifest", "sw.js", "offline/index.html")
    assert {name: before[name] for name in kept} == {name: after[name] for name in kept}


def _bulletin(bench: Bench) -> str:
    first = min((bench.content / "bulletins/2026").glob("*.yml"))
    return first.relative_to(bench.content).as_posix()


def test_the_words_of_copies_are_there_in_every_language(bench: Bench) -> None:
    bench.build()
    said = bench.json("offline.json")["words"]
    assert set(said) == {"zh-CN", *LANGUAGES}
    assert len({one["state"] for one in said.values()}) == 4
    assert all("{time}" in one["note"] and "{time}" in one["device"] for one in said.values())
    assert len(said["en"]["months"].split()) == 12
    page = bench.page("offline/")
    for language in LANGUAGES:
        phrase = "没有连上网络时会看到这一页。它不知道现在有没有预警：没有列出，不等于没有预警。"
        assert words(language)(phrase, "离线") in page


def test_a_file_in_docs_turns_the_worker_off(bench: Bench) -> None:
    """No list is made then; the file is what browsers get."""
    off = '{"version": 1, "off": true}\n'
    (bench.project.docs / "offline.json").write_text(off, encoding="utf-8")
    bench.build()
    assert (bench.site / "offline.json").read_text("utf-8") == off
    (bench.project.docs / "offline.json").unlink()
    bench.build()
    assert bench.json("offline.json")["first"]
    bench.assert_as_fresh()


def test_the_page_for_times_without_a_network_knows_of_no_alert(bench: Bench) -> None:
    bench.write("alerts/2026/now.yml", alert(expires=written(NOW + timedelta(hours=1))))
    bench.build()
    page = bench.page("offline/")
    assert "data-yj-alert" not in page
    assert "没有列出，不等于没有预警" in page
    assert "目前没有" not in page
    assert "offline/" not in bench.page("sitemap.xml")


@pytest.mark.parametrize(("size", "kind"), [(192, ""), (512, ""), (512, "maskable-"), (180, "")])
def test_icons_have_the_size_that_they_say(bench: Bench, size: int, kind: str) -> None:
    bench.build()
    data = (bench.site / f"assets/icons/icon-{kind}{size}.png").read_bytes()
    with Image.open(BytesIO(data)) as image:
        assert image.size == (size, size)
        corner = image.convert("RGBA").getpixel((0, 0))
    # Only what may be cut off fills its square; the palette may be a shade away.
    assert isinstance(corner, tuple)
    assert corner[3] == (255 if kind else 0)
    if kind:
        assert max(abs(a - b) for a, b in zip(corner, (20, 56, 95), strict=False)) <= 4


def test_the_manifest_names_the_site_and_what_is_there(bench: Bench) -> None:
    bench.write("site.yml", {"name": "某站", "url": "https://a.example/b/", "production": "true"})
    bench.build()
    data = json.loads((bench.site / "manifest.webmanifest").read_text("utf-8"))
    assert (data["name"], data["start_url"], data["scope"]) == ("某站", "./", "./")
    assert {icon["purpose"] for icon in data["icons"]} == {"any", "maskable"}
    for icon in data["icons"]:
        assert (bench.site / icon["src"]).is_file()
    for page in ("", "alerts/", "about/", "404.html"):
        root = "/b/" if page == "404.html" else "../" * page.count("/") or ""
        link = f'<link rel="apple-touch-icon" href="{root}assets/icons/icon-180.png">'
        assert link in bench.page(page)
        # Browsers would fetch it with its icon before the page is read.
        assert 'rel="manifest"' not in bench.page(page)
    bench.write("site.yml", {"name": "某站", "url": "https://a.example/b/"})
    bench.build()
    assert "演示" in bench.json("manifest.webmanifest")["name"]

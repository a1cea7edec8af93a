"""What is in the index is what is on the site, and only what changed is made again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.search.support import entries, index, loader, parts, prune, unpacked
from tests.site.support import Bench, at, differences, mtimes, tree


def alert(text: str, sent: str, **changes: object) -> dict[str, object]:
    return {
        "kind": "预警",
        "hazard": "暴雨",
        "area": ["新泾镇"],
        "issuer": "上海中心气象台",
        "source": "测试",
        "messages": [
            {
                "sent": sent,
                "action": "发布",
                "level": "黄",
                "expires": "2026-11-24 06:00",
                "text": text,
            }
        ],
        **changes,
    }


def test_every_page_of_an_entry_is_found_with_its_facts(bench: Bench) -> None:
    """Alerts, guides, bulletins, campaigns, places and hand-written pages."""
    done = index(bench)
    assert (done.problem, done.changed) == ("", True)
    found = entries(bench)
    for folder in ("alerts", "bulletins", "campaigns", "guides"):
        files = (bench.content / folder).rglob("*.yml")
        shown = {f"{folder}/{path.stem}/" for path in files if path.stem[:9] != "withdrawn"}
        assert shown == {url for url in found if url.startswith(f"{folder}/")}
        assert shown
    rain = found["alerts/rainstorm-0710/"]
    assert rain.facts["kind"] == "预警提示"
    assert rain.facts["hazards"] == ["暴雨", "雷电"] or set(rain.facts["hazards"]) == {
        "暴雨",
        "雷电",
    }
    # The event is for the whole district, whatever its first message says.
    assert rain.facts["streets"] == ["*"]
    assert rain.about["ended"] == "已解除"
    assert "state" not in rain.about
    assert "雨势加强" in rain.text
    assert found["guides/rainstorm/"].facts["kind"] == "应急指南"
    assert found["about/"].facts["kind"] == "其他"
    assert not [url for url in found if url.startswith("handbook/")]


def test_what_is_said_of_pictures_is_found(bench: Bench) -> None:
    """Of those in a text, of a cover, of an alert's own."""
    cover = {"cover": "media/2026/map.png", "cover_alt": "封面上的堤坝"}
    text = '看图。\n\n![抽水泵 "排" 成一列 & 通电](media/2026/map.png)'
    bulletin = {"title": "图说", "category": "工作动态", "published": "2026-11-20 09:00"}
    bench.write("bulletins/2026/shown.yml", {**bulletin, **cover, "body": text})
    made = alert("看图。", "2026-11-23 11:00")
    picture = {"image": "media/2026/map.png", "image_alt": "积水的路段"}
    made["messages"][0] |= picture  # type: ignore[index]
    bench.write("alerts/2026/shown.yml", made)
    bench.build()
    index(bench)
    found = entries(bench)
    assert "封面上的堤坝" in found["bulletins/shown/"].text
    assert '抽水泵 "排" 成一列 & 通电' in found["bulletins/shown/"].text
    assert "积水的路段" in found["alerts/shown/"].text


def test_an_exercise_is_marked_first_in_its_title(bench: Bench) -> None:
    """【演练】 in front, and the nature beside it."""
    index(bench)
    advice = entries(bench)["alerts/gas-advice/"]
    assert advice.about["title"].startswith("【演练】")
    assert advice.about["nature"] == "演练"


def test_the_address_of_a_place_is_where_it_stands(bench: Bench) -> None:
    """Over as many pages as there are."""
    rows = [
        {"id": f"place-{n}", "name": f"第{n}处", "kind": "应急避灾点", "subdistrict": "虹桥街道"}
        for n in range(60)
    ]
    bench.write("places/more.yml", rows)
    bench.build()
    index(bench)
    found = [url for url in entries(bench) if url.startswith("places/")]
    assert len(found) > 60
    for url in found:
        page, _, anchor = url.partition("#")
        assert f'id="{anchor}"' in bench.page(page)


def test_a_second_run_writes_nothing(bench: Bench) -> None:
    """Not a byte, not a time."""
    index(bench)
    before = mtimes(bench.site)
    bench.build()
    done = index(bench)
    assert (done.made, done.dropped, done.changed) == ((), (), False)
    after = mtimes(bench.site)
    after.pop("api/v1/heartbeat.json")
    before.pop("api/v1/heartbeat.json")
    assert after == before


def test_time_alone_changes_nothing(bench: Bench) -> None:
    """States are not in the index: an alert that ends makes no part of it anew."""
    bench.write("alerts/2026/soon.yml", _ending())
    bench.build(at("2026-11-23 12:00"))
    index(bench)
    before = tree(bench.site / "pagefind")
    bench.build(at("2026-11-24 12:00"))
    assert not index(bench).made
    assert tree(bench.site / "pagefind") == before


def _ending() -> dict[str, object]:
    made = alert("很快结束。", "2026-11-23 11:00")
    made["messages"][0]["expires"] = "2026-11-23 20:00"  # type: ignore[index]
    return made


def test_a_publish_touches_only_its_own_part(bench: Bench) -> None:
    """A new alert: the alerts of its year, and the loader."""
    index(bench)
    before, old = parts(bench), tree(bench.site / "pagefind")
    bench.write("alerts/2026/fresh.yml", alert("低洼路段积水。", "2026-11-23 11:00"))
    bench.build()
    done = index(bench)
    assert done.made == ("alerts-2026",)
    after = parts(bench)
    assert {name for name in after if after[name] != before[name]} == {"alerts-2026"}
    kept = {path: data for path, data in old.items() if before["alerts-2026"] not in path}
    changed = differences(
        {k: v for k, v in tree(bench.site / "pagefind").items() if k in kept}, kept
    )
    assert changed == ["differs: search.json"]
    assert not (bench.site / "pagefind" / before["alerts-2026"]).exists()
    fresh = entries(bench)["alerts/fresh/"]
    assert fresh.facts == {
        "date": "202611231100",
        "kind": "预警提示",
        "hazards": ["暴雨"],
        "streets": ["新泾镇"],
    }


def test_what_is_not_sent_yet_is_not_found(bench: Bench) -> None:
    """Neither an entry nor a message nor a correction before its time."""
    bench.write("alerts/2026/embargo.yml", alert("保密的话", "2026-11-23 18:00"))
    made = alert("先说的话", "2026-11-23 11:00")
    made["messages"].append(  # type: ignore[attr-defined]
        {
            "sent": "2026-11-23 19:00",
            "action": "更新",
            "level": "橙",
            "expires": "2026-11-24 08:00",
            "text": "后说的话",
        }
    )
    bench.write("alerts/2026/fresh.yml", made)
    bench.build(at("2026-11-23 12:00"))
    index(bench)
    found = entries(bench)
    assert "alerts/embargo/" not in found
    assert "先说的话" in found["alerts/fresh/"].text
    assert "后说的话" not in found["alerts/fresh/"].text
    assert found["alerts/fresh/"].about["level"] == "黄"
    bench.build(at("2026-11-23 20:00"))
    assert index(bench).made == ("alerts-2026",)
    found = entries(bench)
    assert "alerts/embargo/" in found
    assert "后说的话" in found["alerts/fresh/"].text
    assert found["alerts/fresh/"].about["level"] == "橙"


def test_a_withdrawn_text_leaves_the_index(bench: Bench) -> None:
    """From the moment on, and its bytes too."""
    bench.write("guides/taken-back.yml", {"title": "收回的办法", "during": ["收回的话"]})
    bench.build()
    index(bench)
    assert "guides/taken-back/" in entries(bench)

    def said(words: str) -> set[str]:
        """The files that have them: a text as it is, the index a pair."""
        files = tree(bench.site / "pagefind").items()
        return {path for path, data in files if words.encode() in unpacked(data)}

    assert said("收回的话")
    assert said("收回") - said("收回的话")
    bench.write(
        "guides/taken-back.yml",
        {
            "title": "收回的办法",
            "during": ["收回的话"],
            "withdrawn": {"at": "2026-11-23 12:30", "reason": "有误"},
        },
    )
    bench.build(at("2026-11-23 13:00"))
    index(bench)
    assert "guides/taken-back/" not in entries(bench)
    assert not said("收回的话") | said("收回")


def test_a_sample_is_not_found_in_production(bench: Bench) -> None:
    """As it is nowhere else."""
    bench.write("guides/made-up.yml", {"title": "编造的", "during": ["做"], "sample": True})
    bench.build()
    index(bench)
    assert entries(bench)["guides/made-up/"].about["title"] == "【示例】编造的"
    site = (bench.content / "site.yml").read_text(encoding="utf-8")
    lines = [line for line in site.splitlines() if not line.startswith("production")]
    bench.write("site.yml", "\n".join([*lines, "production: 是", ""]))
    bench.build()
    index(bench)
    assert "guides/made-up/" not in entries(bench)


def test_an_empty_year_goes(bench: Bench) -> None:
    """Its part with it."""
    index(bench)
    assert "news-2021" in parts(bench)
    for path in (bench.content / "bulletins/2021").iterdir():
        path.unlink()
    bench.build()
    assert index(bench).dropped == ("news-2021",)
    assert "news-2021" not in parts(bench)
    assert not list((bench.site / "pagefind").glob("news-2021*"))


def test_the_same_content_gives_the_same_bytes(bench: Bench) -> None:
    """Without cache and output, and with another number of processes."""
    index(bench)
    first = tree(bench.site / "pagefind")
    shutil.rmtree(bench.site)
    shutil.rmtree(bench.project.cache)
    bench.build()
    index(bench, jobs=2)
    assert not differences(tree(bench.site / "pagefind"), first)


def test_without_its_memory_nothing_is_written_again(bench: Bench) -> None:
    """The cache may go; files that are the same stay untouched."""
    index(bench)
    before = mtimes(bench.site / "pagefind")
    shutil.rmtree(bench.project.cache)
    bench.build()
    done = index(bench)
    assert done.made
    assert mtimes(bench.site / "pagefind") == before


@pytest.mark.parametrize("harm", ["removed", "changed", "added", "linked"])
def test_what_somebody_did_to_the_index_is_undone(bench: Bench, tmp_path: Path, harm: str) -> None:
    """Files that nobody asked for go; what is missing or touched is made again."""
    index(bench)
    wanted = tree(bench.site / "pagefind")
    folder = bench.site / "pagefind" / parts(bench)["undated"]
    victim = min((folder / "fragment").iterdir())
    if harm == "added":
        (bench.site / "pagefind/odd").mkdir()
        (bench.site / "pagefind/odd/file").write_bytes(b"x")
        (bench.site / "pagefind/.new").mkdir()
    elif harm == "changed":
        victim.write_bytes(b"not an index")
    else:
        victim.unlink()
    if harm == "linked":
        victim.symlink_to(tmp_path / "project/mkdocs.yml")
    bench.build()
    index(bench)
    assert not differences(tree(bench.site / "pagefind"), wanted)


def test_a_build_leaves_the_index_alone(bench: Bench) -> None:
    """It is no file that nobody asks for."""
    index(bench)
    before = tree(bench.site / "pagefind")
    shutil.rmtree(bench.project.cache)
    report = bench.build()
    assert tree(bench.site / "pagefind") == before
    assert report.removed == 0


def test_without_search_an_index_that_is_still_true_stays(bench: Bench) -> None:
    """A new entry is not found yet; all that is found is there."""
    index(bench)
    before = parts(bench)
    bench.write("alerts/2026/fresh.yml", alert("低洼路段积水。", "2026-11-23 11:00"))
    bench.build()
    assert prune(bench).dropped == ()
    assert parts(bench) == before
    assert index(bench).made == ("alerts-2026",)


def test_without_search_a_part_that_is_not_true_any_more_goes(bench: Bench) -> None:
    """No hit leads to what was removed or says what was taken back."""
    index(bench)
    (bench.content / "bulletins/2026/model-shop.yml").unlink()
    bench.build()
    assert prune(bench).dropped == ("news-2026",)
    assert "news-2026" not in parts(bench)
    assert not [url for url in entries(bench) if not (bench.site / url.partition("#")[0]).is_dir()]


def test_a_file_changed_since_the_build_is_not_indexed(bench: Bench) -> None:
    """Its page says something else; the next build has both."""
    index(bench)
    bench.write("guides/general.yml", {"title": "旧的题目", "during": ["旧的话"]})
    bench.build()
    bench.write("guides/general.yml", {"title": "新的题目", "during": ["新的话"]})
    done = index(bench)
    assert "改过" in done.problem
    assert "undated" not in parts(bench)
    bench.build()
    assert index(bench).problem == ""
    assert entries(bench)["guides/general/"].about["title"] == "新的题目"


def test_the_newest_parts_come_first(bench: Bench) -> None:
    """What has no date, then the years; the page loads them in this order."""
    index(bench)
    years = [part["year"] for part in loader(bench)["parts"]]
    assert years == sorted(years, key=lambda year: -(year or 9999))
    assert years[0] is None

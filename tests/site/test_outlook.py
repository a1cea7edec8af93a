"""``yingji next`` names the very second at which a build changes something, and none other.

``YINGJI_SEED`` chooses other random content.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model.moment import Moment
from generator.site.outlook import Outlook, next_change
from tests.site.entries import HOUR, alert
from tests.site.support import NOW, Bench, differences, dump, later, make_project, tree, written
from tests.site.world import World

SECOND = timedelta(seconds=1)
SEED = int(os.environ.get("YINGJI_SEED", "1"))


def ahead(bench: Bench) -> Outlook | None:
    """What comes after the time of the bench."""
    return next_change(bench.project, bench.site, Moment(bench.now), 1)


def assert_exact(bench: Bench) -> Outlook | None:
    """A second before what is foretold nothing has changed; at it something has."""
    bench.build()
    before = tree(bench.site)
    told = ahead(bench)
    if told is None:
        bench.build(later(bench.now, days=3660))
        assert not (found := differences(tree(bench.site), before)), found[:9]
        return None
    assert told.at > bench.now
    bench.build(told.at - SECOND)
    assert not (found := differences(tree(bench.site), before)), (told, found[:9])
    bench.build(told.at)
    assert differences(tree(bench.site), before), told
    return told


@pytest.mark.parametrize("seed", range(SEED, SEED + 3))
def test_it_is_exact_for_whatever_content(tmp_path: Path, seed: int) -> None:
    """Random content of all kinds, broken and embargoed too; from one change to the next."""
    bench = Bench(make_project(tmp_path / "project", content=None), tmp_path / "site")
    world = World(bench.content, seed)
    bench.now = world.now - timedelta(days=world.rng.choice((0, 1, 30)))
    for _ in range(8):
        told = assert_exact(bench)
        if told is None or world.rng.random() < 0.4:
            world.edit()
        assert told is None or told.reason


def test_what_is_remembered_of_the_output_is_left_as_it_lies(bench: Bench) -> None:
    """With or without a build before; neither output nor store is written to."""
    unbuilt = ahead(bench)
    assert not bench.site.exists()
    assert not (bench.project.cache / "store").exists()
    bench.build()
    store = tree(bench.project.cache / "store")
    output = tree(bench.site)
    assert ahead(bench) == unbuilt
    assert tree(bench.project.cache / "store") == store
    assert tree(bench.site) == output


def test_a_link_of_a_hand_written_page_counts(bare: Bench) -> None:
    """It comes to be a link when its target is published."""
    (bare.project.docs / "about.md").write_text("# 关于\n\n[见动态](entry:bulletin/zebra)\n")
    when = NOW + HOUR
    item = {"title": "题", "category": "工作动态", "published": written(when), "body": "字"}
    bare.write("bulletins/2026/zebra.yml", item)
    told = assert_exact(bare)
    assert told is not None
    assert told.at == when


def test_a_site_with_nothing_to_come_has_no_next(bare: Bench) -> None:
    assert ahead(bare) is None
    assert assert_exact(bare) is None


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        (-1, "发布第 1 条消息"),
        (0.5, "更正第 1 条消息"),
        (9, "到期，转为已过期"),
        (11, "结束满 48 小时，移出列表"),
    ],
)
def test_the_command_gives_the_time_and_the_reason(bare: Bench, hours: float, reason: str) -> None:
    bare.write("alerts/2026/quagga.yml", {**alert("斑马", NOW), "title": "大雨"})
    where = ["--project", str(bare.project.root), "--site", str(bare.site)]
    now = (NOW + hours * HOUR).isoformat()
    ran = CliRunner().invoke(main, ["next", *where, "--now", now])
    assert ran.exit_code == 0, ran.output
    time, told = ran.output.removesuffix("\n").split("\t")
    assert time.endswith("+08:00")
    assert told == f"预警提示 quagga（大雨）{reason}"


def test_the_command_says_nothing_where_nothing_comes(bare: Bench) -> None:
    ran = CliRunner().invoke(main, ["next", "--project", str(bare.project.root)])
    assert (ran.exit_code, ran.output) == (0, "")


def test_a_drill_is_called_one(bare: Bench) -> None:
    data = {**alert("斑马", NOW + HOUR), "status": "演练", "title": "大雨"}
    bare.write("alerts/2026/quagga.yml", dump(data))
    told = ahead(bare)
    assert told is not None
    assert told.reason == "预警提示 quagga（【演练】大雨）发布第 1 条消息"

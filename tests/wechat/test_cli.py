"""The commands, run for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from generator.wechat.state import load, locked
from tests.wechat.standin import APPID, SECRET, running
from tests.wechat.support import NOW, Desk, article, bulletin, hours, jpeg, message, picture

ROOT = Path(__file__).parents[2]


def run(desk: Desk, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """``yingji`` with the stand-in as WeChat and its keys in the environment."""
    given = {
        "YINGJI_WECHAT_APPID": APPID,
        "YINGJI_WECHAT_SECRET": SECRET,
        "YINGJI_WECHAT_API": desk.address,
        **more,
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(ROOT), **{k: v for k, v in given.items() if v}}
    return subprocess.run(
        [sys.executable, "-m", "tests.wechat.hurried", *words],
        cwd=desk.folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def sync(desk: Desk, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    fixed = ["wechat", "sync", "--feed", str(desk.file), "--state", str(desk.state_file)]
    return run(desk, *fixed, "--now", NOW.isoformat(), *words, **more)


def test_a_run_says_what_it_did(desk: Desk) -> None:
    first, second = message("rain", hours(3)), message("rain", hours(1))
    desk.write(
        [first, second, bulletin("a"), bulletin("s", "【示例】动态"), bulletin("o", at=hours(99))]
    )
    done = sync(desk)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"已新建草稿：《{second.title}》",
        "已新建草稿：《动态a》",
        f"有更新的消息，不再建草稿：《{first.title}》",
        "新建 2 篇，更新 0 篇，没有变化 0 篇，早于起点 1 篇，示例、测试和演练 1 篇（不同步）。调用接口 6 次。",  # noqa: E501
    ]
    assert "（1/2）" in done.stderr
    again = sync(desk)
    assert again.stdout == (
        "新建 0 篇，更新 0 篇，没有变化 4 篇，示例、测试和演练 1 篇（不同步）。调用接口 0 次。\n"
    )


def test_a_feed_at_an_address_brings_its_images_from_there(desk: Desk) -> None:
    """Whatever address of its own the site has."""
    url = desk.place("media/图 1.webp", picture("WEBP")).replace("图 1", "%E5%9B%BE%201")
    desk.write([bulletin("a", body=article(f'<img src="{url}">'))])
    handler = partial(SimpleHTTPRequestHandler, directory=str(desk.folder / "site"))
    with running(handler) as address:
        words = ["--feed", f"{address}/feed.xml", "--state", str(desk.state_file)]
        done = run(desk, "wechat", "sync", *words, "--now", NOW.isoformat())
        assert done.returncode == 0, done.stdout
        words[1] += ".gone"
        done = run(desk, "wechat", "sync", *words)
        assert done.returncode == 1
        assert "网站回答 404" in done.stderr
    assert len(desk.standin.images) == 1


def test_json_says_the_same(desk: Desk) -> None:
    desk.write([bulletin("a"), bulletin("b", cover="")])
    done = sync(desk, "--format", "json")
    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert (told["version"], told["drafted"], told["stopped"]) == (1, ["动态a"], None)
    assert told["skipped"] == [{"title": "动态b", "reason": "没有封面"}]


def test_a_dry_run_asks_nothing_and_writes_nothing(desk: Desk) -> None:
    """It needs no keys either."""
    desk.write([bulletin("a")])
    before = sorted(desk.folder.rglob("*"))
    done = sync(desk, "--dry-run", YINGJI_WECHAT_APPID="", YINGJI_WECHAT_SECRET="")
    assert done.returncode == 0
    assert "将新建草稿：《动态a》" in done.stdout
    assert sorted(desk.folder.rglob("*")) == before
    assert desk.standin.total == 0


def test_since_is_read_as_beijing_time(desk: Desk) -> None:
    desk.write([bulletin("a", at=hours(24 * 9)), bulletin("b", at=hours(24 * 11))])
    done = sync(desk, "--since", "2026-06-30")
    assert "已新建草稿：《动态a》" in done.stdout
    assert desk.standin.titles == ["动态a"]
    assert sync(desk, "--since", "昨天").returncode == 2


def test_a_demonstration_is_refused_before_anything_is_asked(desk: Desk) -> None:
    desk.write([bulletin("a")], title="【演示】长宁应急")
    for words in ([], ["--dry-run"]):
        done = sync(desk, *words)
        assert done.returncode == 1
        assert "演示网站" in done.stderr
    assert desk.standin.total == 0
    assert not desk.state_file.exists()


def test_a_feed_that_is_cut_off_changes_nothing(desk: Desk) -> None:
    desk.write([bulletin("a")])
    desk.file.write_bytes(desk.file.read_bytes()[:-20])
    done = sync(desk)
    assert done.returncode == 1
    assert "没有下载完" in done.stderr
    assert desk.standin.total == 0


@pytest.mark.parametrize("fault", [40164, 48001])
def test_where_nothing_goes_it_stops_with_the_reason(desk: Desk, fault: int) -> None:
    desk.write([bulletin("a"), bulletin("b")])
    desk.standin.faults["draft/add"] = [fault]
    done = sync(desk)
    assert done.returncode == 1
    assert f"没有做完就停下了：微信回答 {fault}" in done.stdout
    assert desk.standin.calls["draft/add"] == 1
    assert sync(desk).returncode == 0
    assert desk.standin.titles == ["动态a", "动态b"]


def test_without_keys_it_says_what_to_set(desk: Desk) -> None:
    desk.write([bulletin("a")])
    done = sync(desk, YINGJI_WECHAT_SECRET="")
    assert done.returncode == 2
    assert "YINGJI_WECHAT_SECRET" in done.stderr


def test_keys_are_read_from_a_file_that_only_its_owner_can_read(desk: Desk) -> None:
    desk.write([bulletin("a")])
    file = desk.folder / "keys"
    file.write_text(f"# 长宁应急\nappid = {APPID}\nsecret={SECRET}\n", encoding="utf-8")
    none = {"YINGJI_WECHAT_APPID": "", "YINGJI_WECHAT_SECRET": ""}
    for mode in (0o644, 0o640, 0o604):
        file.chmod(mode)
        done = sync(desk, "--credentials", str(file), **none)
        assert done.returncode == 2
        assert "chmod 600" in done.stderr
    file.chmod(0o600)
    assert sync(desk, "--credentials", str(file), **none).returncode == 0
    assert sync(desk, YINGJI_WECHAT_CREDENTIALS=str(file), **none).returncode == 0
    file.write_text(f"appid={APPID}\nsecret=中文\n", encoding="utf-8")
    assert "AppSecret 有空格、中文" in sync(desk, "--credentials", str(file), **none).stderr


@pytest.mark.parametrize("address", ["http://api.weixin.qq.com", "ftp://127.0.0.1", "x"])
def test_the_secret_is_not_sent_in_the_clear(desk: Desk, address: str) -> None:
    desk.write([bulletin("a")])
    done = sync(desk, YINGJI_WECHAT_API=address)
    assert done.returncode == 2
    assert "YINGJI_WECHAT_API" in done.stderr


def test_nothing_that_is_printed_or_kept_holds_a_secret(desk: Desk) -> None:
    """Whatever goes wrong; the token is looked for too."""
    url = desk.place("media/1.jpg", jpeg("red"))
    desk.write([bulletin("a", body=article(f'<img src="{url}">')), bulletin("b")])
    said = ""
    for path in ("stable_token", "media/uploadimg", "material/add_material", "draft/add"):
        for faults in (
            [40001] * 9,
            [45166],
            ["broken"] * 9,
            ["lost"] * 9,
            ["garbage"] * 9,
            [-1] * 9,
        ):
            desk.standin.faults = {path: list(faults)}
            done = sync(desk)
            said += done.stdout + done.stderr
    kept = "".join(
        file.read_text(encoding="utf-8", errors="replace")
        for file in desk.folder.rglob("*")
        if file.is_file()
    )
    for secret in (SECRET, APPID, "token-"):
        assert secret not in said
        assert secret not in kept


def test_a_second_run_at_the_same_time_does_nothing(desk: Desk) -> None:
    desk.write([bulletin("a")])
    with locked(desk.state_file):
        done = sync(desk)
    assert done.returncode == 1
    assert "另一次同步正在进行" in done.stderr
    assert desk.standin.total == 0


def test_a_broken_state_is_not_begun_anew(desk: Desk) -> None:
    desk.write([bulletin("a")])
    desk.state_file.write_text('{"version": 1, "items"', encoding="utf-8")
    done = sync(desk)
    assert done.returncode == 1
    assert "不要删掉重来" in done.stderr
    assert desk.standin.total == 0


def test_a_state_that_is_a_link_stays_one(desk: Desk) -> None:
    desk.write([bulletin("a")])
    desk.state_file.symlink_to(desk.folder / "real.json")
    assert sync(desk).returncode == 0
    assert desk.state_file.is_symlink()
    assert len([*load(desk.folder / "real.json").records()]) == 1


def test_a_preview_is_written_and_named(desk: Desk) -> None:
    (desk.folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    desk.write([bulletin("a"), message("rain", hours(2))], title="【演示】长宁应急")
    done = run(desk, "wechat", "preview", "a")
    assert (done.returncode, done.stdout) == (0, ".cache/wechat/a.html\n")
    page = (desk.folder / ".cache/wechat/a.html").read_text(encoding="utf-8")
    assert 'src="../../site/covers/a-wide.jpg"' in page
    assert "动态a的正文。" in page
    done = run(desk, "wechat", "preview", "rain", "--to", "out/r.html")
    assert (desk.folder / "out/r.html").is_file()
    done = run(desk, "wechat", "preview", "rian")
    assert done.returncode == 2
    assert "rain" in done.stderr


def test_a_preview_of_a_site_that_is_not_built_says_so(desk: Desk) -> None:
    (desk.folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    done = run(desk, "wechat", "preview", "a")
    assert done.returncode == 2
    assert "yingji build" in done.stderr

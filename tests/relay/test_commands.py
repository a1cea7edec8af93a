"""``yingji import`` as editors and programs call it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.relay.support import UPSTREAM, upstream

CITY = "上海中心气象台"


def run(root: Path, *words: str, now: str = "2026-07-10T14:20", given: str = "") -> Result:
    call = ["import", *words, "--project", str(root), "--now", now]
    return CliRunner().invoke(main, call, input=given)


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        data = upstream("cma-style")
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Length", str(50 << 20 if self.path == "/bomb" else len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_event_is_followed_to_its_end_and_passes_the_check(root: Path) -> None:
    path = "content/alerts/2026/rainstorm-2026-07-10.yml"
    done = run(root, "cap", str(UPSTREAM / "cma-style.xml"))
    assert (done.exit_code, done.output.splitlines()[0]) == (0, f"已新建：{path}")
    done = run(root, "cap", str(UPSTREAM / "cma-style-update.xml"), now="2026-07-10T16:50")
    assert (done.exit_code, done.output.splitlines()[0]) == (0, f"已接上：{path}（第 2 条，更新）")
    done = run(root, "cap", str(UPSTREAM / "cma-style-cancel.xml"), now="2026-07-10T21:06")
    assert (done.exit_code, done.output.splitlines()[0]) == (0, f"已接上：{path}（第 3 条，解除）")
    again = run(root, "cap", str(UPSTREAM / "cma-style-cancel.xml"), now="2026-07-10T21:07")
    assert (again.exit_code, again.output) == (0, f"已经导入过，没有再写：{path}\n")
    call = ["check", "--project", str(root), "--now", "2026-07-10T22:00", "--format", "json"]
    checked = CliRunner().invoke(main, [*call, path])
    assert checked.exit_code == 0
    assert '"severity": "error"' not in checked.output


def test_what_is_to_fill_in_is_said_and_the_code_is_three(root: Path) -> None:
    done = run(root, "cap", str(UPSTREAM / "nws-style.xml"))
    assert done.exit_code == 3
    assert "请填写 level：" in done.output
    assert "请填写 area：" in done.output
    assert "请核对 text：" in done.output
    path = "content/alerts/2026/alert-2026-07-10.yml"
    assert f"{path}:6:1: missing area 没有填\n" in done.output


def test_a_program_gets_the_same_as_data(root: Path) -> None:
    done = run(root, "cap", str(UPSTREAM / "meteoalarm-style.xml"), "--format", "json")
    told = json.loads(done.output)
    assert (done.exit_code, told["version"], told["did"], told["action"]) == (
        3,
        1,
        "created",
        "发布",
    )
    assert told["path"] == "content/alerts/2026/alert-2026-07-10.yml"
    assert {note["field"]: note["must"] for note in told["notes"]} == {"text": False, "area": True}
    assert [one["code"] for one in told["problems"] if one["severity"] == "error"] == ["missing"]


def test_a_message_is_fetched(root: Path, address: str) -> None:
    assert run(root, "cap", f"{address}/cap.xml").exit_code == 0


@pytest.mark.parametrize(("path", "said"), [("none", "404"), ("bomb", "超过 1024 KB")])
def test_what_can_not_be_fetched_is_said(root: Path, address: str, path: str, said: str) -> None:
    done = run(root, "cap", f"{address}/{path}")
    assert done.exit_code == 1
    assert "没有写：取不到" in done.output
    assert said in done.output
    assert address not in done.output


def test_hostile_xml_is_refused_in_a_line(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', encoding="utf-8")
    done = run(root, "cap", str(file))
    assert (done.exit_code, len(done.output.splitlines())) == (1, 1)
    assert "DOCTYPE" in done.output
    assert list((root / "content/alerts").iterdir()) == []


def test_a_file_that_is_not_there_is_said(root: Path) -> None:
    done = run(root, "cap", str(root / "none.xml"))
    assert done.exit_code == 1
    assert "没有这个文件" in done.output


def test_a_notice_comes_from_a_file_or_from_standard_input(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(f"{CITY}7月10日14时发布暴雨黄色预警信号：示例。", encoding="utf-8")
    done = run(root, "warning", str(file))
    assert done.exit_code == 0
    assert "请核对 review：" in done.output
    end = f"{CITY}7月10日18时解除暴雨黄色预警信号。"
    done = run(root, "warning", "-", now="2026-07-10T18:05", given=end)
    assert done.output.startswith(
        "已接上：content/alerts/2026/rainstorm-2026-07-10.yml（第 2 条，解除）"
    )


def test_an_editor_names_the_event_or_the_id(root: Path) -> None:
    file = str(UPSTREAM / "cma-style.xml")
    assert run(root, "cap", file, "--id", "sample-rain").exit_code == 0
    assert (root / "content/alerts/2026/sample-rain.yml").is_file()
    end = f"{CITY}7月10日18时解除暴雨黄色预警信号。"
    done = run(root, "warning", "-", now="2026-07-10T18:05", given=end)
    assert done.exit_code == 1
    assert "--event" in done.output
    done = run(root, "warning", "-", "--event", "sample-rain", now="2026-07-10T18:05", given=end)
    assert done.exit_code == 0
    assert run(root, "cap", file, "--event", "a", "--id", "b").exit_code == 2


def test_without_a_project_it_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path, "cap", "x.xml").exit_code == 2

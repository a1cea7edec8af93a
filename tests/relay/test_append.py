"""A further message changes nothing of the file it is appended to."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.content.load import load_source
from generator.relay.draft import Refused
from tests.relay.support import at, cap, info, read, take

NAME = "CAP sample SAMPLE-0"
HEAD = "kind: 预警\nhazard: 暴雨\narea: [全区]\nissuer: 示例市气象台\nsource: 短信\n"
MESSAGE = f"""- sent: 2026-07-10 14:20   # 备注
  action: 发布
  level: 黄
  review: 2026-07-10 20:20
  source: {NAME}
  text: |
    示例：第一条。

    第二段。
"""
ITEM = "messages:\n" + MESSAGE
LATER = at("2026-07-10T16:00")
REFERS = "sample,SAMPLE-0,2026-07-10T14:05:00+08:00"


def indented(text: str, depth: int) -> str:
    return "".join(" " * depth + line if line.strip() else line for line in text.splitlines(True))


#: Ways in which editors and their programs write the same event.
SHAPES = {
    "as we write it": HEAD + "messages:\n" + indented(MESSAGE, 2),
    "not indented": HEAD + ITEM,
    "deeply indented": HEAD + "messages:\n" + indented(MESSAGE, 7),
    "a wide dash": HEAD
    + "messages:\n"
    + indented(MESSAGE, 2).replace("- sent", "-   sent").replace("\n    ", "\n      "),
    "no line end at the end": (HEAD + ITEM).rstrip("\n"),
    "empty lines at the end": HEAD + ITEM + "\n\n  \n",
    "a comment at the end": HEAD + ITEM + "# 完\n",
    "keys behind the messages": "kind: 预警\nhazard: 暴雨\n"
    + ITEM
    + "# 其余\narea: [全区]\nissuer: 示例市气象台\n",
    "windows line ends": (HEAD + ITEM).replace("\n", "\r\n"),
    "old line ends": (HEAD + ITEM).replace("\n", "\r"),
    "a mark of byte order": "\ufeff" + HEAD + ITEM,
    "a beginning and an end": "---\n" + HEAD + ITEM,
    "a kept block": HEAD + ITEM.replace("text: |\n", "text: |+\n") + "\n\n",
    "a folded block": HEAD + ITEM.replace("text: |\n", "text: >-\n"),
    "quotes": HEAD + ITEM.partition("  text")[0] + '  text: "示例：第一条。\n\n    第二段。"\n',
    "a plain text of two lines": HEAD + ITEM.partition("  text")[0] + "  text: 示例\n    第二行\n",
    "a nested list last": HEAD + ITEM + "  instructions:\n  - 示例\n  -\n    示例二\n",
    "with a warning": HEAD.replace("source: 短信\n", "") + ITEM.replace("暴雨", "示例灾害"),
}


def event(root: Path, text: str, name: str = "rain") -> Path:
    path = root / f"content/alerts/2026/{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def update(**fields: str) -> bytes:
    return cap(info(), **{"msgType": "Update", "references": REFERS, **fields})


def update_of(hazard: str) -> bytes:
    return cap(info(event=hazard), msgType="Update", references=REFERS)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["Update", "Cancel"])
def test_every_byte_stays_and_the_message_is_the_last_one(
    root: Path, shape: str, kind: str
) -> None:
    path = event(root, SHAPES[shape])
    old = path.read_bytes()
    before = load_source("content/alerts/2026/rain.yml", old).entry
    outcome = take(root, update(msgType=kind), LATER)
    assert outcome.path == "content/alerts/2026/rain.yml"
    new = path.read_bytes()
    after = load_source(outcome.path, new).entry
    size = next(n for n in range(len(old), -1, -1) if new.startswith(old[:n]))
    assert new.endswith(old[size:])
    assert len(new) > len(old)
    assert after.messages[:-1] == before.messages
    assert after.model_copy(update={"messages": before.messages}) == before
    assert after.messages[-1].action == {"Update": "更新", "Cancel": "解除"}[kind]
    assert not [one for one in outcome.problems if one.severity == "error"]


def test_line_ends_are_those_of_the_file(root: Path) -> None:
    path = event(root, SHAPES["windows line ends"])
    take(root, update(), LATER)
    assert path.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0


def test_mode_and_neighbours_stay(root: Path) -> None:
    path = event(root, SHAPES["not indented"])
    path.chmod(0o640)
    take(root, update(), LATER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["rain.yml"]


def test_what_differs_from_the_event_is_said_in_the_message(root: Path) -> None:
    event(root, SHAPES["not indented"])
    data = cap(
        info(area="虹桥街道", senderName="示例区气象台"), msgType="Update", references=REFERS
    )
    outcome = take(root, data, LATER)
    last = read(root, outcome.path)["messages"][-1]
    assert (last["area"], last["issuer"]) == (["虹桥街道"], "示例区气象台")
    assert {note.field for note in outcome.notes} == {"area", "issuer"}
    same = cap(info(), identifier="S3", msgType="Update", references=REFERS)
    last = read(root, take(root, same, at("2026-07-10T17:00")).path)["messages"][-1]
    assert not {"area", "issuer"} & set(last)


def test_another_hazard_than_the_events_is_pointed_out(root: Path) -> None:
    event(root, SHAPES["not indented"])
    outcome = take(root, update_of("大风蓝色预警"), LATER)
    assert any(note.field == "hazard" and "大风" in note.words for note in outcome.notes)


def test_a_message_is_later_than_the_one_before_whatever_the_clock(root: Path) -> None:
    event(root, SHAPES["not indented"])
    outcome = take(root, update(), at("2026-07-10T14:20"))
    assert read(root, outcome.path)["messages"][-1]["sent"] == "2026-07-10 14:20:01"
    assert "sent" in {note.field for note in outcome.notes}


WRONG = {
    "ended": (
        SHAPES["not indented"] + "- {sent: 2026-07-10 15:00, action: 解除, text: 示例}\n",
        "已经解除",
    ),
    "a sample": ("sample: true\n" + SHAPES["not indented"], "示例"),
    "a drill": ("status: 演练\n" + SHAPES["not indented"], "演练"),
    "a test": ("status: 测试\n" + SHAPES["not indented"], "测试"),
    "withdrawn": (
        "withdrawn: {at: 2026-07-10 15:00, reason: 示例}\n" + SHAPES["not indented"],
        "撤下",
    ),
    "of another kind": (
        SHAPES["not indented"]
        .replace("kind: 预警", "kind: 应急响应")
        .replace("level: 黄", "level: Ⅳ"),
        "应急响应",
    ),
    "unreadable": (SHAPES["not indented"].replace("level: 黄\n", "level: Ⅱ\n"), "有错误"),
    "half a file": (SHAPES["not indented"] + "- sent: [\n", "有错误"),
    "two documents": (SHAPES["not indented"] + "---\na: b\n", "有错误"),
    "its end marked": (SHAPES["not indented"] + "...\n", "改变"),
    "in braces": (
        HEAD + "messages: [{sent: 2026-07-10 14:20, action: 发布, level: 黄, "
        f"review: 2026-07-10 20:20, text: 示例, source: {NAME}}}]\n",
        "一条一行",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_can_not_go_on_is_refused_and_left_alone(root: Path, name: str) -> None:
    text, said = WRONG[name]
    path = event(root, text)
    with pytest.raises(Refused, match=said):
        take(root, update(), LATER)
    assert path.read_bytes() == text.encode()
    assert [file.name for file in path.parent.iterdir()] == ["rain.yml"]


def test_a_drill_goes_on_with_a_drill(root: Path) -> None:
    event(root, "status: 演练\n" + SHAPES["not indented"])
    assert take(root, update(status="Exercise"), LATER).did == "appended"
    with pytest.raises(Refused, match="不能接在一起"):
        take(root, update(status="Test", identifier="S3"), at("2026-07-10T17:00"))


def test_an_event_is_named_by_the_editor_where_upstream_does_not(root: Path) -> None:
    event(root, SHAPES["not indented"].replace(NAME, "传真"))
    with pytest.raises(Refused, match="没有它要解除的预警"):
        take(root, update(msgType="Cancel"), LATER)
    assert take(root, update(msgType="Cancel"), LATER, event="rain").did == "appended"
    with pytest.raises(Refused, match="没有 other"):
        take(root, update(identifier="S3"), LATER, event="other")


def test_a_first_message_that_an_editor_puts_behind_others_is_an_update(root: Path) -> None:
    event(root, SHAPES["not indented"])
    outcome = take(root, cap(info()), LATER, event="rain")
    assert read(root, outcome.path)["messages"][-1]["action"] == "更新"
    assert any("写成 更新" in note.words for note in outcome.notes)


def test_a_file_of_the_same_name_is_never_overwritten(root: Path) -> None:
    taken = event(root, SHAPES["not indented"], "rainstorm-2026-07-10")
    old = event(root, SHAPES["not indented"].replace(NAME, "传真"), "rainstorm-2026-07-10-2")
    old.rename(root / "content/alerts/rainstorm-2026-07-10-2.yml")
    outcome = take(root, cap(info()))
    assert outcome.path == "content/alerts/2026/rainstorm-2026-07-10-3.yml"
    assert taken.read_bytes() == SHAPES["not indented"].encode()
    with pytest.raises(Refused, match="已经有了"):
        take(root, cap(info(), identifier="S4"), ident="rainstorm-2026-07-10")


@pytest.mark.parametrize("ident", ["../x", "大雨", "index", "2026", "a/b", ""])
def test_a_bad_id_is_refused(root: Path, ident: str) -> None:
    with pytest.raises(Refused):
        take(root, cap(info()), ident=ident)
    assert list((root / "content/alerts").rglob("*.yml")) == []


def test_a_folder_that_is_a_link_is_not_written_to(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "content/alerts/2026").symlink_to(elsewhere)
    with pytest.raises(Refused, match="链接"):
        take(root, cap(info()))
    assert list(elsewhere.iterdir()) == []

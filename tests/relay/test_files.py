"""A file is written whole or not at all, and never over what was not read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.relay import files
from generator.relay.draft import Refused
from tests.relay.support import at, cap, info, read, take


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_somebody_changed_in_between_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"theirs")
    with pytest.raises(Refused, match="刚刚被别人改了"):
        files.replace(path, b"as it was read", b"ours")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.yml"]


def test_a_file_that_is_there_is_not_created_again(tmp_path: Path) -> None:
    path = tmp_path / "2026" / "a.yml"
    assert files.create(path, b"first")
    assert not files.create(path, b"second")
    assert path.read_bytes() == b"first"
    assert names(path.parent) == ["a.yml"]


def test_a_disk_that_is_full_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.replace(path, b"old", b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yml"]


def test_imports_at_the_same_time_lose_no_message(root: Path) -> None:
    take(root, cap(info()))
    refers = "sample,SAMPLE-1,2026-07-10T14:05:00+08:00"

    def further(number: int) -> str:
        data = cap(info(), identifier=f"MORE-{number}", msgType="Update", references=refers)
        return take(root, data, at("2026-07-10T15:00")).path

    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(further, range(8)))
    assert len(paths) == 1
    messages = read(root, paths.pop())["messages"]
    assert {message["source"] for message in messages[1:]} == {
        f"CAP sample MORE-{number}" for number in range(8)
    }


def test_new_events_at_the_same_time_have_files_of_their_own(root: Path) -> None:
    def event(number: int) -> str:
        return take(root, cap(info(), identifier=f"SAMPLE-{number}")).path

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(event, range(8)))) == 8

"""The state file: replaced as a whole, refused when it is not one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.wechat.state import Record, State, StateError, load, locked
from tests.wechat.support import NOW

ROOT = Path(__file__).parents[2]
_words = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
_records = st.builds(
    Record,
    stage=st.sampled_from(["waiting", "sending", "drafted", "gone", "passed", "before", "lost"]),
    version=_words,
    title=_words,
    url=_words,
    media_id=_words,
    cover=st.none() | st.tuples(_words, _words),
    images=st.dictionaries(_words, _words, max_size=3),
    at=_words,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_words, _records, max_size=5))
def test_what_is_saved_is_loaded(tmp_path: Path, records: dict[str, Record]) -> None:
    state = State(tmp_path / "state.json")
    state.since, state.account = NOW, "abc"
    for guid, record in records.items():
        state.put(guid, record)
    state.save()
    found = load(state.file)
    assert dict(found.records()) == records
    assert (found.since, found.account) == (NOW, "abc")
    json.loads(state.file.read_text(encoding="utf-8"))
    found.save()
    assert dict(load(state.file).records()) == records


def test_a_state_has_a_line_an_item(tmp_path: Path) -> None:
    """So that people can read it and compare two of them."""
    state = State(tmp_path / "state.json")
    state.since = NOW
    state.put("urn:a", Record("drafted", media_id="m1", title="标题"))
    state.keep("urn:b", Record("before"))
    assert state.file.read_text(encoding="utf-8") == (
        '{"version": 1, "account": "", "since": "2026-07-10T18:00:00+08:00", "items": {\n'
        '"urn:a": {"stage": "drafted", "title": "标题", "media_id": "m1"},\n'
        '"urn:b": {"stage": "before"}\n}}\n'
    )


def test_without_a_file_it_is_the_first_run(tmp_path: Path) -> None:
    assert load(tmp_path / "state.json").since is None


def test_a_write_that_fails_leaves_the_state_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, for one."""
    state = State(tmp_path / "state.json")
    state.keep("urn:a", Record("before"))
    before = state.file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        state.keep("urn:b", Record("before"))
    assert state.file.read_bytes() == before
    assert dict(load(state.file).records()) == {"urn:a": Record("before")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"version": 1, "account": "", "since": null, "items": {"a": {}}}',
        '{"version": 1, "account": "", "since": null, "items": {"a": {"stage": "odd"}}}',
        '{"version": 1, "account": "", "since": "soon", "items": {}}',
        '{"version": 1, "account": "", "since": null, "items": {"a": {"stage": "gone", "x": 1}}}',
        '{"version": 1, "account": "", "since": null, "items": {"a": {"stage": "gone"',
        '{"version": 2, "account": "", "since": null, "items": {}}',
        "\ud800",
    ],
)
def test_a_file_that_is_no_state_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    """Beginning anew would draft everything a second time."""
    file = tmp_path / "state.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    before = file.read_bytes()
    with pytest.raises(StateError):
        load(file)
    assert file.read_bytes() == before


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="目录"):
        load(tmp_path / "none/state.json")


def test_one_run_at_a_time_and_a_dead_holders_lock_is_void(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    hold = (
        "import sys, time; from pathlib import Path; from generator.wechat.state import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", hold, str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(StateError, match="另一次同步"), locked(file):
            pytest.fail("two runs at once")
        holder.kill()
    with locked(file):
        assert not file.exists()

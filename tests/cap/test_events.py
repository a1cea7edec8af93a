"""Any event, at any time: files that keep their bytes and refer to each other as they must."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.vocabulary import KIND_LEVELS, STREETS
from tests.cap.rules import Cap, faults
from tests.cap.support import INDEX, SENDER, CapDesk, path_of
from tests.feeds.examples import at
from tests.feeds.support import guids
from tests.site.support import written

#: What editors type, and what they should not: markup, quotes, plane 1, right to left.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("暴雨预计请注意，。：；<>&\"'\n ]]>{}%#"),
        st.characters(
            exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp"),
            exclude_characters="\ufffd",
        ),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()))
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
TRANSLATION = st.fixed_dictionaries(
    {"text": TEXTS}, optional={"headline": LINES, "instructions": st.lists(TEXTS, max_size=2)}
)
SEVERITY = {"红": "Extreme", "橙": "Severe", "黄": "Moderate", "蓝": "Minor"}


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """An event as an editor writes it."""
    kind = draw(st.sampled_from(sorted(KIND_LEVELS)))
    nature = draw(
        st.sampled_from([{}, {}, {"sample": "true"}, {"status": "演练"}, {"status": "测试"}])
    )
    found: dict[str, Any] = {
        "kind": kind,
        "hazard": draw(
            st.lists(
                st.sampled_from(["暴雨", "雷电", "燃气", "没听过的灾害"]),
                min_size=1,
                max_size=3,
                unique=True,
            )
        ),
        "area": draw(
            st.lists(st.sampled_from(["全区", "全市", *STREETS]), min_size=1, unique=True)
        ),
        "issuer": "某气象台（示例）",
        **nature,
    }
    now, rows = 0, []
    ends = draw(st.sampled_from([None, None, "解除", "撤销"]))
    count = draw(st.integers(1, 4))
    for number in range(count):
        now += draw(st.integers(1, 900))
        last = ends is not None and number and number == count - 1
        action = ends if last else ("更新" if number else "发布")
        rows.append(draw(_messages(now, str(action), KIND_LEVELS[kind])))
    return {**found, "messages": rows}


@st.composite
def _messages(draw: st.DrawFn, now: int, action: str, levels: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {"sent": _minute(now), "action": action, "text": draw(TEXTS)}
    if draw(st.booleans()):
        row["translations"] = draw(
            st.dictionaries(st.sampled_from(["en", "ja", "ko"]), TRANSLATION, min_size=1)
        )
    if draw(st.booleans()):
        row["headline"] = draw(LINES)[:60].strip() or "标题"
    if action in ("解除", "撤销"):
        return row
    if levels:
        row["level"] = draw(st.sampled_from(levels))
    begins = now
    if draw(st.booleans()):
        begins = now + draw(st.integers(0, 300))
        row["effective"] = _minute(begins)
    row[draw(st.sampled_from(["expires", "review"]))] = _minute(begins + draw(st.integers(1, 2000)))
    if draw(st.booleans()):
        row["instructions"] = draw(st.lists(TEXTS, max_size=2))
    return row


def _minute(minutes: float) -> str:
    return written(at(minutes / 60))


def _boundaries(event: dict[str, Any]) -> list[datetime]:
    """A second before, at and after everything that has a time in the event."""
    names = ("sent", "effective", "expires", "review")
    texts = {row[name] for row in event["messages"] for name in names if name in row}
    second = timedelta(seconds=1)
    found = {datetime.fromisoformat(text).replace(tzinfo=at(0).tzinfo) for text in texts}
    return sorted({one + shift for one in found for shift in (-second, second * 0, second)})


@given(events())
@settings(max_examples=60)
def test_any_event_gives_sound_files_that_keep_their_bytes(event: dict[str, Any]) -> None:
    """A file comes with its message and is the same ever after."""
    with TemporaryDirectory() as folder:
        desk = CapDesk(Path(folder))
        desk.write("alerts/2026/e1.yml", event)
        seen: dict[str, bytes] = {}
        for now in _boundaries(event):
            cap = desk.cap(now)
            index = cap.pop(INDEX)
            assert {path: cap[path] for path in seen} == seen
            for path in cap.keys() - seen.keys():
                assert faults(cap[path]) == []
            seen = cap
            sent = [row for row in event["messages"] if _at(row["sent"]) <= now]
            assert sorted(cap) == [path_of("e1", _key(row)) for row in sent]
            assert sorted(guids(index)) == sorted(Cap(data)["identifier"] for data in cap.values())
        _check_chain([Cap(data) for _, data in sorted(seen.items())])
        for row, (_, data) in zip(event["messages"], sorted(seen.items()), strict=True):
            _check_words(event, row, Cap(data))


@given(events(), st.integers(1, 4000))
@settings(max_examples=60)
def test_any_event_can_be_taken_back_at_any_time(event: dict[str, Any], minutes: int) -> None:
    """Up to then nothing changes; from then on no word of it is left, and what was on is off."""
    gone = at(minutes / 60)
    if gone < _at(event["messages"][0]["sent"]):
        return
    for row in event["messages"]:
        row["text"] = f"秘密{row['text']}"
    withdrawn = {**event, "withdrawn": {"at": _minute(minutes), "reason": "有误。"}}
    with TemporaryDirectory() as folder:
        desk = CapDesk(Path(folder))
        desk.write("alerts/2026/e1.yml", event)
        before = desk.cap(gone - timedelta(seconds=1))
        last = max(Cap(data).sent for data in desk.files(gone).values())
        kept = [Cap(data) for _, data in sorted(desk.files(gone).items())]
        desk.write("alerts/2026/e1.yml", withdrawn)
        assert desk.cap(gone - timedelta(seconds=1)) == before
        for now in (gone + timedelta(seconds=1), gone + timedelta(days=9)):
            cap = desk.cap(now)
            assert not [path for path, data in cap.items() if "秘密".encode() in data]
            found = [Cap(cap[path]) for path in sorted(cap) if path != INDEX]
            assert not [fault for one in found for fault in faults(one.data)]
            assert [one["identifier"] for one in found[: len(kept)]] == [
                one["identifier"] for one in kept
            ]
            ended = found[len(kept) :]
            on = kept[-1]["msgType"] != "Cancel" and (kept[-1].expires or now) > max(gone, last)
            assert len(ended) == 1 or not on
            if ended:
                assert ended[0]["msgType"] == "Cancel"
                assert kept[-1]["identifier"] == ended[0].references[-1][1]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=at(0).tzinfo)


def _key(row: dict[str, Any]) -> str:
    return f"{_at(row['sent']):%Y%m%dT%H%M%S}"


def _check_chain(chain: list[Cap]) -> None:
    """Each refers to every earlier one not over when it was sent, at least to the one before."""
    for number, message in enumerate(chain):
        earlier = chain[:number]
        wanted = [
            (SENDER, one["identifier"], one["sent"])
            for one in earlier
            if one is earlier[-1] or one.expires is None or one.expires > message.sent
        ]
        assert message.references == wanted


def _check_words(event: dict[str, Any], row: dict[str, Any], message: Cap) -> None:
    """What the editor wrote is in the file, and nothing is said of it that was not."""
    text = row["text"].strip()
    assert (message.info("description") or "").endswith(text)
    assert message["msgType"] == {"发布": "Alert", "更新": "Update"}.get(row["action"], "Cancel")
    assert len(message.infos) == 1 + len(row.get("translations", {}))
    status = "Test" if "sample" in event else {"演练": "Exercise", "测试": "Test"}
    if isinstance(status, dict):
        status = status.get(event.get("status", ""), "Actual")
    assert message["status"] == status
    if event["kind"] == "预警" and "level" in row:
        assert message.info("severity") == SEVERITY[row["level"]]
    if "level" in row:
        assert message.parameters["CN-310105-level"] == row["level"]
    end = row.get("expires") or row.get("review")
    if end:
        assert message.expires == _at(end)
    asked = row.get("instructions")
    if message["msgType"] != "Cancel":
        wanted = "\n".join(one.strip() for one in asked) if asked else None
        assert (asked is None) == (message.info("instruction") == _see(message))
        assert asked is None or message.info("instruction") == wanted
    assert (row["action"] == "撤销") == ("现予撤销" in (message.of("note") or ""))


def _see(message: Cap) -> str:
    return f"怎么做，见网页 {message.info('web')}"

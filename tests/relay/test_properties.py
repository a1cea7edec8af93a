"""Whatever upstream sends: no failure but a refusal, no text lost, no file damaged."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.content.load import load_source
from generator.content.yaml_document import read_yaml
from generator.relay.cap import read_cap
from generator.relay.draft import Refused
from generator.relay.notice import read_notice
from generator.relay.place import bring, known_hazards
from generator.relay.tree import Element, read_tree
from generator.relay.yaml_text import block, comment, scalar
from tests.relay.support import NOW, cap, info, new_project
from tests.relay.test_append import SHAPES, WRONG

#: What XML 1.0 can hold, with what YAML and editors stumble over more often.
CHARACTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(n) for n in range(32) if n not in (9, 10, 13)] + ["\ufffe", "\uffff"],
)
NASTY = st.sampled_from(
    [
        *("# ", ": ", "- ", "'", '"', "\\", "|", ">", "{", "[", "&a", "*a", "!x", "%", "@", "`"),
        *("\t", "\r\n", "\n\n", "\u2028", "\x85", "\xa0", "\u3000", "\ufeff", "\u200b", "\ue000"),
        *("~", "null", "---", "...", "<<<<<<< x", "=======", "红色", "为", "长宁区", "演练", "]]>"),
        *("\ufdd0", "\x7f", "\x9f", "🌀", "مطر", "e\u0301", "7月10日14时", "发布", "解除"),
    ]
)
REFERS = "sample,SAMPLE-0,2026-07-10T14:05:00+08:00"
TEXTS = st.one_of(
    st.lists(st.one_of(NASTY, st.text(CHARACTERS, max_size=8)), max_size=8).map("".join),
    st.text(CHARACTERS, max_size=30),
)
TIMES = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "2026-07-10",
            "2026-07-10T25:00:00Z",
        ]
    ),
    st.builds(
        lambda minutes, zone: (NOW + timedelta(minutes=minutes)).strftime(
            f"%Y-%m-%dT%H:%M:%S{zone}"
        ),
        st.integers(-3000, 3000),
        st.sampled_from(["+08:00", "Z", "-00:00", "", "+99:00", ".5+08:00"]),
    ),
)


def element(name: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """``name`` with some content, perhaps missing, perhaps twice."""
    one = content.map(lambda text: f"<{name}>{text}</{name}>")
    return st.lists(one, max_size=2).map("".join)


def said(name: str, *values: str) -> st.SearchStrategy[str]:
    words: st.SearchStrategy[str] = st.sampled_from(values) if values else TEXTS
    return element(name, st.one_of(words, TEXTS).map(escape))


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


UNKNOWN = st.builds(
    lambda attribute, text, tail: (
        f"<x:e xmlns:x='urn:x' a={quoteattr(attribute)}>{escape(text)}"
        f"<x:i>{escape(tail)}</x:i>{escape(tail)}</x:e>"
    ),
    *(TEXTS, TEXTS, TEXTS),
)
PAIR = joined(
    said("valueName", "awareness_level", "级别"), said("value", "3; orange; Severe", "红色")
)
AREA = joined(said("areaDesc", "长宁区", "上海市", "虹桥街道"), element("geocode", PAIR))
INFO = joined(
    said("language", "zh-CN", "en-US", "ja", "fr"),
    said("category", "Met", "Geo"),
    said("event", "暴雨黄色预警", "Typhoon"),
    said("responseType", "AllClear"),
    said("severity", "Severe"),
    *(element(name, TIMES.map(escape)) for name in ("effective", "onset", "expires")),
    *(
        said("senderName", "示例市气象台"),
        said("headline"),
        said("description"),
        said("instruction"),
    ),
    *(element("parameter", PAIR), UNKNOWN, element("area", AREA)),
)
ALERT = joined(
    said("identifier", "SAMPLE-1"),
    said("sender", "sample"),
    element("sent", TIMES.map(escape)),
    said("status", "Actual", "Exercise", "Test"),
    said("msgType", "Alert", "Update", "Cancel"),
    said("scope", "Public"),
    *(said("note"), said("references", REFERS), UNKNOWN),
    element("info", INFO),
)
MESSAGES = ALERT.map(
    lambda inner: f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">{inner}</alert>'.encode()
)


def fit(kinds: list[str], **fixed: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Messages that are taken, with any texts in them."""
    return st.builds(
        lambda fields, inner: cap(inner, **fields),
        st.fixed_dictionaries(
            {
                "identifier": st.one_of(st.just("SAMPLE-1"), TEXTS.filter(str.strip)),
                "sender": st.one_of(st.just("sample"), TEXTS),
                "msgType": st.sampled_from(kinds),
                "note": TEXTS,
                **fixed,
            }
        ),
        st.one_of(
            element("info", INFO),
            st.builds(
                lambda text, steps, headline, event: info(
                    description=text, instruction=steps, headline=headline, event=event
                ),
                *(TEXTS, TEXTS, TEXTS, TEXTS),
            ),
        ),
    )


FIT = fit(["Alert", "Update"], status=st.sampled_from(["Actual", "Exercise"]))
FURTHER = fit(["Update", "Cancel"], references=st.just(REFERS))


@contextmanager
def project(event: str | None = None) -> Iterator[Path]:
    """A project, with the event that messages may refer to."""
    with tempfile.TemporaryDirectory() as folder:
        root = new_project(Path(folder))
        if event is not None:
            path = root / "content/alerts/2026/rain.yml"
            path.parent.mkdir()
            path.write_bytes(event.encode())
        yield root


def files(root: Path) -> dict[str, bytes]:
    alerts = root / "content/alerts"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in alerts.rglob("*")
        if path.is_file()
    }


def bare(text: str) -> str:
    """``text`` without spaces and without what comments and quotes add."""
    return re.sub(r"[\s#'|\-]", "", text)


def every_text(alert: Element) -> Iterator[str]:
    for one in alert.walk():
        yield one.text
        yield from (value for _, value in one.attributes)


def check(root: Path, data: bytes, now: datetime) -> None:
    """Import ``data``; what is there before and after fits together."""
    before = files(root)
    try:
        outcome = bring(root, read_cap(data, known_hazards(root)), now)
    except Refused:
        assert files(root) == before
        return
    after = files(root)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == ({outcome.path} if outcome.did != "known" else set())
    assert before.keys() <= after.keys()
    if outcome.did == "known":
        return
    new, old = after[outcome.path], before.get(outcome.path, b"")
    at = next(n for n in range(len(old), -1, -1) if new.startswith(old[:n]))
    assert new.endswith(old[at:])
    written = bare(new[at:].decode())
    for text in every_text(read_tree(data)):
        for line in text.split("\n"):
            assert bare(line) in written
    readable(outcome.path, new, asked=any(note.must for note in outcome.notes))


def readable(path: str, data: bytes, *, asked: bool) -> None:
    """The file is sound YAML and has no error that nobody was asked to mend."""
    document = read_yaml(data)
    assert [one for one in document.problems if one.severity == "error"] == []
    assert not document.partial
    loaded = load_source(path, data)
    errors = [one for one in loaded.problems if one.severity == "error"]
    assert asked or errors == []
    if not errors:
        assert loaded.entry is not None
        assert not loaded.incomplete


@settings(max_examples=150, derandomize=True)
@given(data=MESSAGES)
def test_any_message_makes_a_file_or_is_refused(data: bytes) -> None:
    with project() as root:
        check(root, data, NOW)


@settings(max_examples=150, derandomize=True)
@given(data=FIT)
@example(data=cap(info(description="甲\n\n\t乙\n  丙", instruction="1. 甲\n 2. 乙\n\n丙")))
@example(data=cap(info(headline="长" * 61), identifier="it's", sender="o'x"))
def test_a_usual_message_with_any_texts_makes_a_file(data: bytes) -> None:
    with project() as root:
        check(root, data, NOW)


@settings(max_examples=150, derandomize=True)
@given(data=FURTHER, shape=st.sampled_from(sorted(SHAPES)))
def test_any_message_leaves_every_byte_of_the_event_it_goes_on_with(
    data: bytes, shape: str
) -> None:
    with project(SHAPES[shape]) as root:
        check(root, data, NOW + timedelta(minutes=10))


@settings(max_examples=60, derandomize=True)
@given(data=FURTHER, name=st.sampled_from(sorted(WRONG)))
def test_any_message_leaves_a_file_alone_that_can_not_go_on(data: bytes, name: str) -> None:
    text = WRONG[name][0]
    with project(text) as root:
        check(root, data, NOW + timedelta(minutes=10))
        assert (root / "content/alerts/2026/rain.yml").read_bytes() == text.encode()


@settings(max_examples=200, derandomize=True)
@given(data=st.one_of(st.binary(max_size=200), TEXTS.map(str.encode)))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    with project() as root:
        check(root, data, NOW)


NOTICES = st.lists(
    st.one_of(
        TEXTS,
        st.sampled_from(
            [
                *(
                    "上海中心气象台",
                    "长宁区气象台",
                    "2026年07月10日14时05分",
                    "7月10日14时",
                    "于",
                    "将",
                ),
                *(
                    "发布",
                    "更新",
                    "解除",
                    "启动",
                    "暴雨",
                    "黄色",
                    "橙色",
                    "预警信号",
                    "Ⅳ级",
                    "应急响应",
                ),
                *("为", "：", "。", "\n", "【演练】", "有效期至", "预警信息来源：", "（", "）"),
            ]
        ),
    ),
    max_size=14,
).map("".join)


@settings(max_examples=250, derandomize=True)
@given(text=NOTICES)
@example(text="预警信息来源：javascript:alert(1)")
def test_any_notice_makes_a_file_with_all_its_text_or_is_refused(text: str) -> None:
    with project() as root:
        try:
            draft = read_notice(text.encode(), NOW, known_hazards(root))
            outcome = bring(root, draft, NOW)
        except Refused:
            assert files(root) == {}
            return
        data = (root / outcome.path).read_bytes()
        readable(outcome.path, data, asked=any(note.must for note in outcome.notes))
        made: Any = read_yaml(data).value
        assert bare(made["messages"][0]["text"]) == bare(draft.words.text)


@given(text=TEXTS.filter(str.strip))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    """Quotes, blocks and comments, but for signs that no file may hold."""
    from generator.relay.words import clean

    text = clean(text).strip()
    if not text:
        return
    line = " ".join(text.split())
    head, *lines = block(text)
    said = "\n".join([*comment(text), f"a: {scalar(text)}", f"b: {head}", *lines, ""])
    value: Any = read_yaml(said.encode()).value
    assert value["a"] == line
    assert value["b"].strip() == "\n".join(one.rstrip() for one in text.split("\n"))

"""Upstream may be hostile: nothing is expanded, opened or fetched, and it ends soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.relay.draft import Refused
from generator.relay.tree import LARGEST, read_tree
from tests.relay.support import cap, info, read, take

HEAD = '<?xml version="1.0"?>'
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "a bomb": f'{HEAD}<!DOCTYPE a [<!ENTITY e0 "boom">{BOMB}]><a>&e9;</a>',
    "one long entity": f'{HEAD}<!DOCTYPE a [<!ENTITY e "{"x" * 9999}">]><a>{"&e;" * 9999}</a>',
    "a file": f'{HEAD}<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
    "an address": f'{HEAD}<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
    "a parameter entity": f'{HEAD}<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///x"> %p;]><a/>',
    "an attribute by default": f'{HEAD}<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
    "an unknown entity": "<a>&nbsp;</a>",
    "depth": "<a>" * 9999 + "</a>" * 9999,
    "many elements": "<a>" + "<b/>" * 99999 + "</a>",
    "no end": "<a><b>",
    "two roots": "<a/><a/>",
    "no XML": "警报！",
    "nothing": "",
    "a foreign root": "<feed/>",
    "an unknown codec": '<?xml version="1.0" encoding="zip"?><a/>',
    "a lying codec": '<?xml version="1.0" encoding="ascii"?><a>甲</a>',
    "UTF-7": '<?xml version="1.0" encoding="utf-7"?><a>+ADw-b/+AD4-</a>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_and_nothing_written(root: Path, name: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Refused):
        take(root, HOSTILE[name].encode())
    assert time.monotonic() - begun < 5
    assert list((root / "content/alerts").iterdir()) == []


def test_fifty_megabytes_are_refused_unread() -> None:
    begun = time.monotonic()
    with pytest.raises(Refused, match="1 MB"):
        read_tree(b"<a>" + b"x" * (50 << 20) + b"</a>")
    assert time.monotonic() - begun < 1


def test_the_largest_that_is_taken_is_read(root: Path) -> None:
    text = "示例。" * 100_000
    message = cap(info(description=text))
    assert len(message) < LARGEST
    made = read(root, take(root, message).path)
    assert made["messages"][0]["text"].strip() == text


def test_an_inclusion_is_only_a_name(root: Path) -> None:
    """XInclude means nothing to us."""
    inside = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>'
    made = take(root, cap(info() + inside))
    text = (root / made.path).read_text(encoding="utf-8")
    assert "{http://www.w3.org/2001/XInclude}include@href', value: '/etc/hostname'}" in text


def test_markup_and_yaml_in_texts_stay_texts(root: Path) -> None:
    text = "<script>alert(1)</script>\n- sent: 2026-01-01 00:00\n# 备注\n---\n<<<<<<< x\n{a: *b}"
    path = take(root, cap(info(description=text, senderName="x: {a} # 'b'\n- c"))).path
    made = read(root, path)
    assert made["messages"][0]["text"].strip() == text
    assert made["issuer"] == "x: {a} # 'b' - c"
    assert len(made["messages"]) == 1


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("gb18030", "GBK"), ("gb18030", "gb2312"), ("utf-16", "utf-16"), ("utf-8-sig", "utf-8")],
)
def test_other_encodings_are_read(root: Path, codec: str, declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + cap(info()).decode()
    path = take(root, text.encode(codec)).path
    assert read(root, path)["messages"][0]["text"].strip() == "示例：预计有较强降水。"

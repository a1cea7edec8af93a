"""What is not yet, or not any more, to be read is nowhere in the output: searched byte by byte."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.site.entries import FULL, HOUR, alert, media, message, path_of, place
from tests.site.support import NOW, Bench, later, written

WORD = "斑马zebra"
ID = "quagga"
SECOND = timedelta(seconds=1)
EMBARGOED = ("alert", "bulletin", "campaign")
KINDS = tuple(FULL)


def plain(page: str) -> str:
    """A page without the frame around the words of a title."""
    return page.replace('<span class="yj-whole">', "")


def assert_hidden(bench: Bench) -> None:
    """Neither words, nor the id, nor media of the entry; built on what is there and anew."""
    assert not bench.mentions("zebra")
    assert not bench.mentions(ID)
    bench.assert_as_fresh()


def assert_shown(bench: Bench, address: str) -> None:
    """The page is there with its words; lists name it."""
    assert WORD in bench.page(address)
    assert len(bench.mentions(ID)) > 2
    bench.assert_as_fresh()


def told_elsewhere(bench: Bench, kind: str) -> list[str]:
    """What mentions the entry beside its pages and, for those who read it there, other forms."""
    feeds = (
        "feed.xml",
        "atom.xml",
        "feed.json",
        "feeds/",
        "cap/",
        f"covers/{kind}/{ID}",
        "api/v1/",
    )
    folders = [f"{language}{kind}s/{ID}/" for language in ("", "en/", "ja/", "ko/")]
    return [p for p in bench.mentions(ID) if not p.startswith((*folders, *feeds))]


@pytest.mark.parametrize("kind", EMBARGOED)
def test_nothing_of_an_entry_is_out_before_its_time(bench: Bench, kind: str) -> None:
    """A second before it nothing is there, at it everything; and back again."""
    files = media(bench, ID)
    published = later(NOW, days=3)
    bench.write(path_of(kind, ID), FULL[kind](WORD, published, files))
    report = bench.build()
    assert_hidden(bench)
    waiting = {path: until for path, until in report.withheld if ID in path}
    assert waiting == {f"content/{path_of(kind, ID)}": published.isoformat()}
    bench.build(published - SECOND)
    assert_hidden(bench)
    report = bench.build(published)
    assert_shown(bench, f"{kind}s/{ID}/")
    assert not report.withheld
    assert {path for path in bench.mentions(ID) if path.startswith("media/")} == set(files)
    bench.build(published - SECOND)
    assert_hidden(bench)


def test_nothing_of_a_further_message_is_out_before_it_is_sent(bench: Bench) -> None:
    """Its words, media, level and end; the first message stands meanwhile."""
    files = media(bench, ID)
    entry = alert("先到的", NOW - HOUR)
    further = message(WORD, NOW + HOUR, files) | {"action": "更新", "level": "红"}
    entry["messages"].append(further)
    bench.write(path_of("alert", "event"), entry)
    bench.build()
    assert_hidden(bench)
    assert bench.status["held_back"] == 1
    assert "红色" not in bench.page("alerts/event/")
    assert not bench.mentions("2026-11-23T23:00")
    bench.build(NOW + HOUR)
    assert WORD in bench.page("alerts/event/")
    assert "红色" in bench.page("alerts/event/")
    assert bench.status["held_back"] == 0
    bench.assert_as_fresh()


def test_nothing_of_a_correction_is_out_before_it_is_made(bench: Bench) -> None:
    """Neither its text nor its time; from then on its text stands and the old one does not.

    But for the CAP file of the message, which keeps its bytes (outputs.md).
    """
    entry = alert("标题", NOW - HOUR)
    note = {"at": written(NOW + HOUR), "text": WORD, "note": "改错"}
    entry["messages"][0] |= {"text": "鸵鸟ostrich", "corrections": [note]}
    bench.write(path_of("alert", "event"), entry)
    bench.build()
    assert_hidden(bench)
    assert not bench.mentions("2026-11-23T13:00")
    assert bench.mentions("ostrich")
    bench.build(NOW + HOUR)
    assert WORD in bench.page("alerts/event/")
    assert all(path.startswith("cap/") for path in bench.mentions("ostrich"))
    bench.assert_as_fresh()


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawn_text_is_nowhere(bench: Bench, kind: str) -> None:
    """Its address stays and gives the reason; before the time it was an entry like others."""
    files = media(bench, f"{ID}-file")
    taken = later(NOW, days=-1)
    withdrawn = {"withdrawn": {"at": written(taken), "reason": "理由甲"}}
    bench.write(path_of(kind, ID), FULL[kind](WORD, later(NOW, days=-2), files) | withdrawn)
    bench.build(taken - SECOND)
    assert_shown(bench, f"{kind}s/{ID}/")
    for now in (taken, NOW):
        bench.build(now)
        assert not bench.mentions("zebra")
        assert not bench.mentions(f"{ID}-file")
        assert "本页内容已撤下" in bench.page(f"{kind}s/{ID}/")
        assert "理由甲" in bench.page(f"{kind}s/{ID}/")
        assert not told_elsewhere(bench, kind)
        bench.assert_as_fresh()


@pytest.mark.parametrize("kind", KINDS)
def test_a_withdrawn_entry_may_be_empty(bench: Bench, kind: str) -> None:
    """The notice is all there is, from the time of the withdrawal on."""
    bench.write(path_of(kind, ID), {"withdrawn": {"at": written(NOW), "reason": "理由甲"}})
    bench.build(NOW - SECOND)
    assert_hidden(bench)
    bench.build(NOW)
    assert "理由甲" in bench.page(f"{kind}s/{ID}/")
    assert not told_elsewhere(bench, kind)
    bench.assert_as_fresh()


def test_links_to_what_is_hidden_are_plain_text(bench: Bench) -> None:
    """Not yet published, and withdrawn; they become links and text with the time."""
    published, taken = later(NOW, days=1), later(NOW, days=2)
    withdrawn = {"withdrawn": {"at": written(taken), "reason": "理由"}}
    bench.write(path_of("bulletin", ID), FULL["bulletin"](WORD, published, None) | withdrawn)
    linking = {"title": "甲", "category": "工作动态", "published": written(NOW)}
    body = f"见[那一条](entry:bulletin/{ID})。"
    bench.write(path_of("bulletin", "linking"), {**linking, "body": body})
    for now, linked in ((NOW, False), (published, True), (taken, False)):
        bench.build(now)
        found = f'href="../../bulletins/{ID}/"' in bench.page("bulletins/linking/")
        assert found == linked, now
        assert "那一条" in bench.page("bulletins/linking/")
        bench.assert_as_fresh()


def test_hand_written_pages_link_to_what_is_there(bench: Bench) -> None:
    """Their links to entries follow the time without MkDocs running again."""
    published = later(NOW, days=1)
    bench.write(path_of("bulletin", ID), FULL["bulletin"](WORD, published, None))
    (bench.project.docs / "extra.md").write_text(
        f"# 附页\n\n见[那一条 & <乙>](entry:bulletin/{ID}#标题)、[无](entry:guide/none)。\n",
        "utf-8",
    )
    for now in (NOW, published, published - SECOND):
        bench.build(now)
        found = f'href="../bulletins/{ID}/#' in bench.page("extra/")
        assert found == (now == published)
        assert bench.page("extra/").count("那一条 &amp;") == 1
        assert "entry:" not in bench.page("extra/")
        bench.assert_as_fresh()
    (bench.project.docs / "extra.md").unlink()
    bench.build()
    assert not (bench.site / "extra").exists()
    bench.assert_as_fresh()


def test_parties_leave_with_the_end_of_their_publication(bench: Bench) -> None:
    """At ``until`` the whole table goes; the bulletin stays."""
    until = later(NOW, days=1)
    case = dict.fromkeys(("party", "code", "violation", "basis", "penalty", "number"), WORD)
    enforcement = {"kind": "行政检查", "until": written(until), "items": [case]}
    entry = {"title": "公示", "category": "监管公示", "published": written(NOW)}
    bench.write(path_of("bulletin", "listed"), {**entry, "enforcement": enforcement})
    bench.build(until - SECOND)
    feeds = ["feed.xml", "atom.xml", "feed.json", "feeds/bulletins.xml"]
    feeds.append("feeds/bulletins/enforcement.xml")
    assert sorted(bench.mentions("zebra")) == sorted(["bulletins/listed/index.html", *feeds])
    bench.build(until)
    assert_hidden(bench)
    assert "公示期已满" in bench.page("bulletins/listed/")


@pytest.mark.parametrize("kind", KINDS)
def test_production_hides_samples(bench: Bench, kind: str) -> None:
    """Elsewhere each title of one begins with 【示例】."""
    files = media(bench, ID)
    when = later(NOW, hours=-1)
    bench.write(path_of(kind, ID), FULL[kind](WORD, when, files) | {"sample": "true"})
    bench.build()
    assert_shown(bench, f"{kind}s/{ID}/")
    assert f"<h1>【示例】{WORD}" in plain(bench.page(f"{kind}s/{ID}/"))
    bench.write("site.yml", {"name": "某", "production": "true", "url": "https://a.example/"})
    bench.build()
    assert_hidden(bench)


def test_production_hides_tests_and_sample_places_but_not_drills(bench: Bench) -> None:
    """A drill keeps its page, says what it is, and never stands among what is in force."""
    bench.write("site.yml", {"name": "某", "production": "true", "url": "https://a.example/"})
    bench.write("places/mine.yml", [place(WORD) | {"sample": "true"}])
    when = later(NOW, hours=-1)
    bench.write(path_of("alert", ID), alert(WORD, when) | {"status": "测试"})
    bench.write(path_of("alert", "exercise"), alert("演习一次", when) | {"status": "演练"})
    bench.build()
    assert_hidden(bench)
    assert "<h1>【演练】演习一次" in plain(bench.page("alerts/exercise/"))
    assert [row["id"] for row in bench.status["in_force"]] == []
    assert "exercise" in [row["id"] for row in bench.status["exercises"]]
    assert "exercise" not in bench.page("")

"""Runs against the stand-in: what is drafted, updated, told of and left alone."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from generator.wechat.state import StateError
from generator.wechat.sync import account_of
from tests.wechat.support import (
    NOW,
    SITE,
    Desk,
    article,
    bulletin,
    ended,
    hours,
    jpeg,
    message,
    picture,
)

GOLDEN = Path(__file__).with_name("golden")


def test_an_item_becomes_a_draft_with_all_its_fields(desk: Desk) -> None:
    """The whole request, as WeChat stores it."""
    desk.place("media/a.png", picture("PNG"))
    body = article(f'一段 &lt;字&gt;&amp;😀𠮷。<img src="{SITE}media/a.png" alt="图">')
    long = "关于进一步加强全区冬季安全生产和消防安全工作的通知，请各单位认真贯彻落实到位"
    desk.sync([bulletin("a", long, body=body, summary="摘要" * 100, author="长宁区应急管理局" * 3)])
    (made,) = desk.standin.drafts.values()
    shown = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert shown == (GOLDEN / "draft.json").read_text(encoding="utf-8")


def test_a_second_run_asks_nothing_of_wechat(desk: Desk) -> None:
    entries = [bulletin("a"), message("rain", hours(2))]
    assert desk.sync(entries).drafted == ["发布rain预警（10日16时00分）", "动态a"]
    before = desk.standin.total
    report = desk.sync()
    assert desk.standin.total == before
    assert (report.drafted, report.unchanged, report.complete) == ([], 2, True)


def test_the_first_run_takes_three_days_and_never_comes_back_for_more(desk: Desk) -> None:
    """Neither at the next run nor when older items come back into the feed."""
    old, edge, new = bulletin("old", at=hours(73)), bulletin("edge", at=hours(72)), bulletin("new")
    report = desk.sync([old, edge, new])
    assert (report.drafted, report.before) == (["动态edge", "动态new"], 1)
    assert (
        desk.sync([old, bulletin("older", at=hours(90)), new], NOW + timedelta(days=9)).before == 1
    )
    assert desk.standin.titles == ["动态edge", "动态new"]


def test_a_later_run_takes_what_was_published_meanwhile_however_long_ago(desk: Desk) -> None:
    desk.sync([bulletin("a")])
    desk.sync([bulletin("a"), bulletin("b", at=NOW + timedelta(days=1))], NOW + timedelta(days=30))
    assert desk.standin.titles == ["动态a", "动态b"]


def test_since_reaches_back_and_holds_from_then_on(desk: Desk) -> None:
    old = bulletin("old", at=hours(24 * 20))
    desk.sync([old, bulletin("new")])
    assert desk.sync(since=hours(24 * 30)).drafted == ["动态old"]
    assert desk.state.since == hours(24 * 30)
    assert desk.sync([old, bulletin("older", at=hours(24 * 25))]).drafted == ["动态older"]


def test_changed_words_update_the_draft_and_changed_looks_do_not(desk: Desk) -> None:
    one = bulletin("a", body=article("原文。"))
    desk.sync([one])
    assert desk.sync([one._replace(body=one.body.replace("14px", "20px"))]).updated == []
    changed = one._replace(body=article("改过。"), updated=hours(1))
    assert desk.sync([changed]).updated == ["动态a"]
    (made,) = desk.standin.drafts.values()
    assert "改过。" in made["content"]
    assert desk.standin.calls["draft/add"] == 1
    assert desk.standin.calls["material/add_material"] == 1


def test_a_change_that_atom_updated_does_not_tell_of_is_seen(desk: Desk) -> None:
    one = bulletin("a", body=article("原文。"))
    desk.sync([one])
    assert desk.sync([one._replace(body=article("悄悄改过。"))]).updated == ["动态a"]


def test_a_draft_that_is_gone_is_told_of_and_never_made_again(desk: Desk) -> None:
    one = bulletin("a", body=article("原文。"))
    desk.sync([one])
    desk.standin.publish(next(iter(desk.standin.drafts)))
    assert desk.sync([one]).closed == []
    changed = one._replace(body=article("改一。"))
    report = desk.sync([changed])
    assert (report.closed, report.gone, report.complete) == (["动态a"], [], True)
    # From here on it is a published article: other words alone are no news.
    assert desk.sync([one._replace(body=article("改二。"))]).unchanged == 1
    assert desk.standin.drafts == {}
    assert desk.standin.calls["draft/update"] == 1


def test_each_correction_of_what_was_published_asks_for_somebody_to_act(desk: Desk) -> None:
    one = bulletin("a", body=article("原文。"))
    desk.sync([one])
    desk.standin.publish(next(iter(desk.standin.drafts)))
    for count in (3, 2):
        corrected = one._replace(body=article(f"改{count}。"), updated=hours(count))
        report = desk.sync([corrected])
        assert [title for title, _ in report.gone] == ["动态a"]
        assert not report.complete
        assert desk.sync([corrected]).gone == []
    assert desk.standin.drafts == {}
    assert desk.standin.calls["draft/update"] == 1


def test_of_an_event_the_newest_waiting_message_alone_is_drafted(desk: Desk) -> None:
    first, second, third = (message("rain", hours(count)) for count in (5, 3, 1))
    report = desk.sync([first, second, third, message("fog", hours(4))])
    assert desk.standin.titles == [third.title, "发布fog预警（10日14时00分）"]
    assert report.passed == [second.title, first.title]
    assert desk.sync().drafted == []


def test_a_newer_message_of_a_drafted_event_names_the_draft_not_to_be_published(desk: Desk) -> None:
    first, second = message("rain", hours(5)), message("rain", hours(1))
    desk.sync([first])
    report = desk.sync([first, second])
    assert (report.drafted, report.stale) == ([second.title], [first.title])


def test_an_end_by_time_is_drafted_even_if_the_event_was_revived(desk: Desk) -> None:
    first = message("rain", hours(9))
    over, again = ended(first, hours(4)), message("rain", hours(1))
    desk.sync([first, over, again])
    assert sorted(desk.standin.titles) == sorted([over.title, again.title])


def test_an_end_takes_the_place_of_what_it_ended(desk: Desk) -> None:
    first = message("rain", hours(9))
    desk.sync([first, ended(first, hours(4))])
    assert desk.standin.titles == [first.title + "已过期"]


def test_alerts_go_first_and_the_newest_before_the_others(desk: Desk) -> None:
    """A quota that ends in mid-run leaves the least urgent."""
    entries = [bulletin("b", at=hours(1)), bulletin("a", at=hours(8))]
    desk.sync([*entries, message("fog", hours(6)), message("rain", hours(2))])
    assert desk.standin.titles == [
        "发布rain预警（10日16时00分）", "发布fog预警（10日12时00分）", "动态a", "动态b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "mark", ["【示例】", "【测试】", "【演练】", "【更正】【演练】", " 【\u200b演练】"]
)
def test_samples_tests_and_drills_are_never_drafted(desk: Desk, mark: str) -> None:
    report = desk.sync([bulletin("a", f"{mark}动态"), message("rain", hours(1), f"{mark}预警")])
    assert (report.marked, desk.standin.total) == (2, 0)


def test_an_image_is_sent_once_however_many_items_show_it(desk: Desk) -> None:
    """Also by later runs, and under another name."""
    one, same = desk.place("media/1.jpg", jpeg("red")), desk.place("media/2.jpg", jpeg("red"))
    shown = article(
        f'<img src="{one}" alt="甲"><img src="{same}" alt="乙"><img src="{one}" alt="丙">'
    )
    desk.sync([bulletin("a", body=shown), bulletin("b", body=shown)])
    assert desk.standin.calls["media/uploadimg"] == 1
    (url,) = desk.standin.images
    for made in desk.standin.drafts.values():
        assert made["content"].count(url.replace("&", "&amp;")) == 3
    desk.sync([bulletin("c", body=shown)])
    assert desk.standin.calls["media/uploadimg"] == 1


def test_what_wechat_does_not_take_as_an_image_is_made_one_it_takes(desk: Desk) -> None:
    url = desk.place("media/a.webp", picture("WEBP"))
    report = desk.sync([bulletin("a", body=article(f'<img src="{url}" alt="图">'))])
    assert report.complete
    (data,) = desk.standin.images.values()
    assert data.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("path", "code"), [("draft/add", 45166), ("media/uploadimg", 40009), ("draft/add", 99999)]
)
def test_an_item_that_is_refused_is_left_out_and_tried_again_next_time(
    desk: Desk, path: str, code: int
) -> None:
    url = desk.place("media/1.jpg", jpeg("red"))
    shown = bulletin("a", body=article(f'<img src="{url}" alt="甲">'), at=hours(9))
    desk.standin.faults[path] = [code]
    report = desk.sync([shown, bulletin("b")])
    assert desk.standin.titles == ["动态b"]
    ((title, reason),) = report.skipped
    assert (title, f"微信回答 {code}" in reason) == ("动态a", True)
    assert not report.complete
    assert desk.sync().drafted == ["动态a"]
    assert len(desk.standin.images) == 1


@pytest.mark.parametrize(
    ("body", "cover", "said"),
    [
        (article('<img src="https://elsewhere.example.org/a.jpg">'), None, "不是本站的图片"),
        (article(f'<img src="{SITE}media/../../secret.jpg">'), None, "取不到"),
        (article(f'<img src="{SITE}media/broken.png">'), None, "图片不能用"),
        ("", "", "没有封面"),
        (article("没有分段的长文" * 4000), None, "正文太长"),
    ],
)
def test_an_item_whose_parts_are_missing_is_left_out_with_the_reason(
    desk: Desk, body: str, cover: str | None, said: str
) -> None:
    desk.place("media/broken.png", b"GIF89a, but not really")
    shown = bulletin("a", body=body)
    report = desk.sync([shown if cover is None else shown._replace(cover=cover), bulletin("b")])
    assert desk.standin.titles == ["动态b"]
    ((title, reason),) = report.skipped
    assert title == "动态a"
    assert said in reason


def test_an_item_that_left_the_feed_before_it_was_drafted_is_told_of_once(desk: Desk) -> None:
    """It may come back: a build leaves out what has an error."""
    desk.sync([bulletin("a", cover=""), bulletin("b")])
    report = desk.sync([bulletin("b")])
    assert report.skipped == [("动态a", "还没有建成草稿，就已经不在订阅源里了")]
    assert desk.sync([bulletin("b")]).skipped == []
    assert desk.sync([bulletin("a"), bulletin("b")]).drafted == ["动态a"]


def test_a_cover_that_left_the_library_is_sent_again(desk: Desk) -> None:
    """40007 of draft/add and of draft/update, where the draft is still there."""
    desk.standin.faults["draft/add"] = [40007]
    assert desk.sync([bulletin("a")]).complete
    assert desk.standin.calls["material/add_material"] == 2
    desk.standin.materials.clear()
    assert desk.sync([bulletin("a", body=article("改。"))]).updated == ["动态a"]
    (made,) = desk.standin.drafts.values()
    assert made["thumb_media_id"] in desk.standin.materials
    desk.standin.faults["draft/add"] = [40007, 40007]
    ((title, reason),) = desk.sync([bulletin("b")]).skipped
    assert (title, "40007" in reason) == ("动态b", True)


def test_a_quota_that_ends_in_mid_run_leaves_the_rest_to_the_next(desk: Desk) -> None:
    desk.standin.quotas["draft/add"] = 2
    entries = [bulletin(name) for name in "abcd"]
    report = desk.sync(entries)
    assert len(report.drafted) == 2
    assert "45009" in (report.stopped or "")
    assert desk.pauses[-3:] == [5, 15, 45]
    desk.standin.quotas.clear()
    assert len(desk.sync().drafted) == 2
    assert sorted(desk.standin.titles) == [f"动态{name}" for name in "abcd"]


def test_tokens_that_end_in_mid_run_are_renewed(desk: Desk) -> None:
    desk.standin.token_lasts = 3
    report = desk.sync([bulletin(str(number)) for number in range(9)])
    assert (len(report.drafted), report.complete) == (9, True)
    assert len(desk.standin.drafts) == 9


def test_a_lost_state_makes_no_second_draft_of_what_is_in_the_draft_box(desk: Desk) -> None:
    """It is taken over, and brought up to date by the run after."""
    desk.sync([bulletin("a"), bulletin("b")])
    desk.state_file.unlink()
    changed = [bulletin("a", body=article("改过。")), bulletin("b"), bulletin("c")]
    report = desk.sync(changed)
    assert (sorted(report.found), report.drafted) == (["动态a", "动态b"], ["动态c"])
    assert desk.sync(changed).updated == ["动态a", "动态b"]
    assert "改过。" in next(iter(desk.standin.drafts.values()))["content"]
    assert sorted(desk.standin.titles) == ["动态a", "动态b", "动态c"]


def test_a_state_of_another_account_is_refused(desk: Desk) -> None:
    desk.sync([bulletin("a")])
    state = desk.state
    state.account = account_of("another")
    state.save()
    before = desk.standin.total
    with pytest.raises(StateError, match="另一个公众号"):
        desk.sync([bulletin("a"), bulletin("b")])
    assert desk.standin.total == before

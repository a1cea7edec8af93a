"""From what an editor writes to what stands in the draft box: build, then sync, again and again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.model.moment import CST
from generator.wechat.article import clean_html
from generator.wechat.checking import FeedError
from generator.wechat.feed import parse, refuse
from tests.site.support import Bench, make_project, written
from tests.wechat.support import Desk, picture

START = datetime(2026, 7, 10, 14, 20, tzinfo=CST)
HOUR = timedelta(hours=1)


class Bureau:
    """A site in production, built into the folder that the desk reads."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.bench = Bench(
            make_project(desk.folder / "project", content=None), desk.folder / "built"
        )
        desk.file = self.bench.site / "feed.xml"
        self.site(production="true", url="https://yingji.example.cn/")
        self.messages: list[dict[str, Any]] = []

    def site(self, **settings: str) -> None:
        self.bench.write("site.yml", {"name": "长宁应急", **settings})

    def alert(self, hours: float, action: str, **more: Any) -> None:
        """A further message of the event ``rain``."""
        sent = START + hours * HOUR
        row = {"sent": written(sent), "action": action, "text": f"{action}的内容。", **more}
        self.messages.append(row)
        self.write_alert()

    def write_alert(self) -> None:
        head = {"kind": "预警", "hazard": "暴雨", "area": ["全区"], "issuer": "上海中心气象台"}
        source = "https://weather.example.cn/"
        self.bench.write(
            "alerts/2026/rain.yml", {**head, "source": source, "messages": self.messages}
        )

    def bulletin(self, **more: Any) -> None:
        head = {"title": "一则动态", "category": "工作动态", "published": "2026-07-10 09:00"}
        self.bench.write("bulletins/2026/first-news.yml", {**head, "source": "某局", **more})

    def sync(self, hours: float) -> Any:
        """Build and sync at that time."""
        now = START + hours * HOUR
        report = self.bench.build(now)
        assert report.complete, report.problems
        return self.desk.sync(now=now)


@pytest.fixture
def bureau(desk: Desk) -> Bureau:
    return Bureau(desk)


def ends(hours: float) -> str:
    return written(START + hours * HOUR)


def test_an_event_from_its_first_message_to_its_end(bureau: Bureau) -> None:
    """Issued, corrected, raised, lifted; the bulletin is left alone meanwhile."""
    box = bureau.desk.standin
    bureau.bulletin(body="正文。")
    bureau.alert(0, "发布", level="黄", expires=ends(6))
    first = bureau.sync(0.1)
    assert first.complete
    assert len(first.drafted) == 2
    assert "暴雨黄色" in first.drafted[0]
    assert bureau.sync(0.2).unchanged == 2
    bureau.messages[0]["corrections"] = [{"at": ends(0.5), "text": "改正以后的内容。"}]
    bureau.write_alert()
    assert bureau.sync(0.6).updated == [first.drafted[0]]
    assert any("改正以后的内容。" in made["content"] for made in box.drafts.values())
    bureau.alert(1, "更新", level="橙", expires=ends(8))
    raised = bureau.sync(1.1)
    assert "暴雨橙色" in raised.drafted[0]
    assert raised.stale == [first.drafted[0]]
    bureau.alert(3, "解除")
    lifted = bureau.sync(3.1)
    assert "解除" in lifted.drafted[0]
    assert len(box.drafts) == 4
    assert box.calls["draft/add"] == 4


def test_an_end_by_time_reaches_the_draft_box(bureau: Bureau) -> None:
    bureau.alert(0, "发布", level="黄", expires=ends(6))
    bureau.sync(1)
    over = bureau.sync(6)
    (title,) = over.drafted
    assert "已过期" in title
    assert over.stale == [bureau.desk.standin.titles[0]]
    assert bureau.sync(7).drafted == []


def test_after_a_long_silence_only_the_newest_message_is_drafted(bureau: Bureau) -> None:
    bureau.sync(-1)
    bureau.alert(0, "发布", level="黄", expires=ends(9))
    bureau.alert(1, "更新", level="橙", expires=ends(9))
    bureau.alert(2, "解除")
    report = bureau.sync(2.1)
    assert len(report.drafted) == 1
    assert "解除" in report.drafted[0]
    assert len(report.passed) == 2


def test_what_is_withdrawn_after_it_was_published_asks_for_somebody_to_act(bureau: Bureau) -> None:
    bureau.bulletin(body="正文。")
    bureau.sync(0)
    box = bureau.desk.standin
    box.publish(next(iter(box.drafts)))
    bureau.bulletin(withdrawn={"at": ends(1), "reason": "内容有误"})
    report = bureau.sync(1.1)
    assert len(report.gone) == 1
    assert box.drafts == {}


def test_pictures_and_covers_come_from_the_built_site(bureau: Bureau) -> None:
    """Also a webp, which WeChat would not take."""
    file = bureau.bench.content / "media/a.webp"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture("WEBP", size=(900, 383)))
    bureau.bulletin(
        body="![图上有什么](media/a.webp)\n\n正文。", cover="media/a.webp", cover_alt="图"
    )
    report = bureau.sync(0)
    assert report.complete, report.skipped
    box = bureau.desk.standin
    (made,) = box.drafts.values()
    assert "mmbiz.qpic.cn" in made["content"]
    assert len(box.images) == 1


def test_a_site_that_is_not_in_production_is_refused(bureau: Bureau) -> None:
    bureau.bulletin(body="正文。")
    for settings in ({"url": "https://yingji.example.cn/"}, {"production": "true"}):
        bureau.site(**settings)
        bureau.bench.build(START)
        with pytest.raises(FeedError):
            refuse(parse(bureau.desk.file.read_bytes()))


def test_cleaning_takes_nothing_from_what_our_site_writes(tmp_path: Path) -> None:
    """Byte for byte, for every item of the good site."""
    bench = Bench(make_project(tmp_path / "project"), tmp_path / "site")
    bench.build(datetime(2026, 11, 23, 12, tzinfo=CST))
    feed = parse((bench.site / "feed.xml").read_bytes())
    assert feed.faults == ()
    assert len(feed.items) > 10
    for item in feed.items:
        assert clean_html(item.content) == item.content

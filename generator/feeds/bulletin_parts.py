"""The parts of a bulletin that follow its text: accident, enforcement, figures, film."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.feeds.article.views import Link, Section, Table
from generator.pages.addresses import absolute
from generator.pages.environment import day, minute, number

if TYPE_CHECKING:
    from generator.model.bulletin import (
        Accident,
        Bulletin,
        Document,
        Enforcement,
        Figure,
        Video,
    )

Facts = tuple[tuple[str, str], ...]
_CASES = ("当事人", "代码", "事由", "依据", "处理", "文号", "结果")


def parts(bulletin: Bulletin, site_url: str, *, hide_parties: bool) -> Iterator[Section]:
    """The sections of ``bulletin``; ``hide_parties`` once its public notice is over."""
    if bulletin.accident is not None:
        yield from _accident(bulletin.accident, site_url)
    if bulletin.enforcement is not None:
        yield _enforcement(bulletin.enforcement, hide_parties=hide_parties)
    for figure in bulletin.figures:
        yield _figure(figure)
    if bulletin.video is not None:
        yield _video(bulletin.video, site_url)


def facts(*rows: tuple[str, str | None]) -> Facts:
    """The rows that have something to say."""
    return tuple((label, words) for label, words in rows if words)


def document_facts(document: Document | None) -> Facts:
    """The particulars of an official document."""
    if document is None:
        return ()
    return facts(
        ("文号", document.number),
        ("索引号", document.index),
        ("发文单位", "、".join(document.issuers)),
        ("成文日期", day(document.issued) if document.issued else None),
        ("施行日期", day(document.effective) if document.effective else None),
        ("有效性", document.validity),
        ("主题", document.topic),
    )


def _accident(accident: Accident, site_url: str) -> Iterator[Section]:
    occurred = accident.occurred
    words = day if accident.occurred_is_date else minute
    yield Section(
        "事故情况",
        facts=facts(
            ("类型", accident.type),
            ("等级", accident.grade and f"{accident.grade}事故"),
            ("发生时间", words(occurred) if occurred else None),
            ("地点", accident.place),
            ("死亡", _people(accident.deaths)),
            ("受伤", _people(accident.injured)),
            ("失踪", _people(accident.missing)),
            ("损失", accident.loss),
        ),
    )
    for title, items in (
        ("原因", accident.causes),
        ("责任认定", accident.responsible),
        ("整改措施", accident.measures),
        ("教训", accident.lessons),
    ):
        if items:
            yield Section(title, minor=True, items=items)
    if accident.report is not None:
        link = Link("调查报告", absolute(site_url, accident.report))
        yield Section("调查报告", minor=True, links=(link,))


def _people(count: int | None) -> str | None:
    return None if count is None else f"{count}人"


def _enforcement(enforcement: Enforcement, *, hide_parties: bool) -> Section:
    until = enforcement.until
    told = facts(
        ("机关", enforcement.authority),
        ("决定日期", day(enforcement.decided) if enforcement.decided else None),
        ("公示至", day(until) if until and not hide_parties else None),
    )
    title = f"{enforcement.kind}信息"
    if hide_parties:
        return Section(title, facts=told, paragraphs=("公示期已满，当事人信息不再显示。",))
    rows = tuple(
        tuple(
            words or ""
            for words in (
                *(one.party, one.code, one.violation, one.basis),
                *(one.penalty, one.number, one.result),
            )
        )
        for one in enforcement.items
    )
    return Section(title, facts=told, table=_filled(_CASES, rows))


def _filled(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table | None:
    """A table of those columns in which something stands: a phone has no room for others."""
    if not rows:
        return None
    used = [at for at in range(len(head)) if any(row[at] for row in rows)]
    return Table(
        tuple(head[at] for at in used), tuple(tuple(row[at] for at in used) for row in rows)
    )


def _figure(figure: Figure) -> Section:
    unit = f"（{figure.unit}）" if figure.unit else ""
    return Section(
        f"{figure.title}{unit}",
        table=Table(
            ("项目", f"数值{unit}"),
            tuple((name, _figure_value(value)) for name, value in figure.data),
        ),
        note=f"数据来源：{figure.source}" if figure.source else None,
    )


def _figure_value(value: float | None) -> str:
    """A number in digits; one that is not known is not 0."""
    return "无数据" if value is None else number(value)


def _video(video: Video, site_url: str) -> Section:
    if video.file is not None:
        link = Link("观看视频", absolute(site_url, video.file))
    else:
        link = Link("观看视频（外部网站）", video.url or "")
    return Section(video.title or "视频", links=(link,))

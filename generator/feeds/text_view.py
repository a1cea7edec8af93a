"""What the articles of bulletins and campaigns show, and the notice of what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.feeds.alert_view import Told, paragraphs
from generator.feeds.article.views import Link, NoticeArticle, Picture, Section, TextArticle
from generator.feeds.bulletin_parts import document_facts, parts
from generator.feeds.campaign_parts import campaign_facts, programme
from generator.feeds.posts import WITHDRAWN
from generator.model.cards import shortened
from generator.model.titles import prefix
from generator.pages.addresses import absolute
from generator.pages.environment import day, minute
from generator.text.links import bind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.feeds.posts import Post
    from generator.model.base import Attachment, Entry
    from generator.model.bulletin import Bulletin
    from generator.model.campaign import Campaign
    from generator.text.body import Body


def tell_bulletin(post: Post, bulletin: Bulletin, body: Body | None, site_url: str) -> Told:
    """A bulletin as an item."""
    published = day(post.at) if bulletin.published_is_date else minute(post.at)
    byline = [("来源", bulletin.source), ("作者", bulletin.author), ("发布", published)]
    # Of all that has come by now, the latest is the post's; what is later has not come.
    if bulletin.updated and post.updated and bulletin.updated <= post.updated:
        byline.append(("更新", minute(bulletin.updated)))
    article = TextArticle(
        nature=post.nature,
        kicker=bulletin.category,
        byline=tuple((label, words) for label, words in byline if words),
        facts=document_facts(bulletin.document),
        image=_cover(bulletin, site_url),
        lead=None,
        body=_bound(body, post, site_url),
        sections=(
            *parts(bulletin, site_url, hide_parties=post.hide_parties),
            *_attachments(bulletin.attachments, site_url),
        ),
        url=absolute(site_url, post.url),
    )
    words = bulletin.summary or (body.lead if body else "") or bulletin.title
    return Told(article, _summary(post, words), bulletin.author, bulletin.source)


def tell_campaign(post: Post, campaign: Campaign, body: Body | None, site_url: str) -> Told:
    """A campaign as an item."""
    article = TextArticle(
        nature=post.nature,
        kicker="主题活动",
        byline=(("发布", day(post.at)),),
        facts=campaign_facts(campaign),
        image=_cover(campaign, site_url),
        lead=campaign.summary,
        body=_bound(body, post, site_url),
        sections=programme(campaign, site_url),
        url=absolute(site_url, post.url),
    )
    words = campaign.summary or campaign.theme or (body.lead if body else "") or campaign.title
    return Told(article, _summary(post, words), None, campaign.organiser)


def tell_withdrawal(post: Post, entry: Entry, site_url: str) -> Told:
    """That something was taken back, and why; nothing of its text."""
    why = paragraphs(entry.withdrawn.reason) if entry.withdrawn else ()
    article = NoticeArticle(
        nature=post.nature,
        label="已撤下",
        title="",
        paragraphs=(f"{WITHDRAWN}。", *why),
        url=absolute(site_url, post.url),
    )
    return Told(article, _summary(post, f"{WITHDRAWN}。"), None, None)


def _summary(post: Post, words: str) -> str:
    return prefix(post.nature) + shortened(words, 200)


def _cover(entry: Bulletin | Campaign, site_url: str) -> Picture | None:
    if entry.cover is None:
        return None
    return Picture(absolute(site_url, entry.cover), entry.cover_alt or "")


def _bound(body: Body | None, post: Post, site_url: str) -> str:
    """The Markdown body with absolute addresses; what is not visible is not linked."""
    if body is None:
        return ""

    def address(target: str) -> str | None:
        if target.startswith("media/"):
            return str(escape(absolute(site_url, target)))
        name, hash_, anchor = target.removeprefix("entry:").partition("#")
        if name not in post.linked:
            return None
        kind, _, ident = name.partition("/")
        return str(escape(absolute(site_url, f"{kind}s/{ident}/{hash_}{anchor}")))

    return bind(body.html, address)


def _attachments(files: Iterable[Attachment], site_url: str) -> tuple[Section, ...]:
    links = tuple(
        Link(f"{one.title}（{one.file.rsplit('.', 1)[1].upper()}）", absolute(site_url, one.file))
        for one in files
    )
    return (Section("附件", links=links),) if links else ()

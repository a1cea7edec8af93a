"""What the article of a message, and of an end by time, shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.feeds.article.views import (
    AlertArticle,
    Article,
    Hotline,
    Link,
    NoticeArticle,
    Picture,
)
from generator.model.cards import shortened
from generator.model.titles import deed, headline, prefix
from generator.model.vocabulary import ENDS
from generator.pages.addresses import absolute
from generator.pages.environment import corrected, minute

if TYPE_CHECKING:
    from generator.feeds.posts import Post
    from generator.model.alert import Alert, Message
    from generator.model.guide import Guide
    from generator.model.site import Site

LATEST = "最新状态见网页"
_PARTS = re.compile(r"\n\s*\n")


class Told(NamedTuple):
    """The words of an item beside those of its post."""

    article: Article
    summary: str
    author: str | None
    source: str | None


def tell_message(post: Post, alert: Alert, guide: Guide | None, site: Site, site_url: str) -> Told:
    """A message of ``alert`` as an item; ``guide`` says what to do where it does not itself."""
    message = alert.messages[post.number]
    text = corrected(message, post.corrected)
    until = _until(message)
    ended = message.action in ENDS
    issuer = alert.issuer_of(message)
    article = AlertArticle(
        nature=post.nature,
        kind=alert.kind,
        action=deed(alert.kind, message.action),
        ended=ended,
        level=message.level,
        hazard="、".join(alert.hazard),
        title=headline(alert, message),
        until=until,
        area="、".join(alert.area_of(message)) or "以发布单位为准",
        issuer=issuer,
        issued=minute(message.issued or message.sent),
        sent=minute(message.sent),
        effective=_effective(message),
        paragraphs=paragraphs(text),
        instructions=() if ended else _instructions(message, guide),
        hotlines=() if ended else tuple(Hotline(one.number, one.name) for one in site.hotlines),
        corrections=tuple(
            f"{minute(one.at)}更正{'：' + one.note if one.note else ''}"
            for one in message.corrections[: post.corrected]
        ),
        source=alert.source_of(message),
        image=_image(message, post, site_url),
        attachments=tuple(
            Link(one.title, absolute(site_url, one.file))
            for one in message.attachments
            if one.file not in post.missing
        ),
        url=absolute(site_url, post.url),
    )
    summary = f"{prefix(post.nature)}{until}。{LATEST}。{shortened(text, 200)}"
    return Told(article, summary, None, issuer)


def tell_end(post: Post, alert: Alert, site_url: str) -> Told:
    """That a message ran out at its announced end; true whatever comes after."""
    message = alert.messages[post.number]
    said = f"公布的有效期到{minute(post.at)}为止，到期时没有收到解除或者新的信息。"
    article = NoticeArticle(
        nature=post.nature,
        label="已过期",
        title=headline(alert, message),
        paragraphs=(said, f"{LATEST}。"),
        url=absolute(site_url, post.url),
    )
    summary = f"{prefix(post.nature)}已过期。{said}{LATEST}。"
    return Told(article, summary, None, alert.issuer_of(message))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a plain text: an empty line parts them."""
    parts = (part.strip() for part in _PARTS.split(text.replace("\r\n", "\n")))
    return tuple(part for part in parts if part)


def _until(message: Message) -> str:
    if message.action in ENDS:
        return f"已{message.action}"
    return f"有效至 {minute(message.expires)}" if message.expires else "解除时间未公布"


def _effective(message: Message) -> str | None:
    if message.effective is None or message.effective <= message.sent:
        return None
    return minute(message.effective)


def _instructions(message: Message, guide: Guide | None) -> tuple[str, ...]:
    if message.instructions is not None or guide is None:
        return message.instructions or ()
    return guide.during or guide.before


def _image(message: Message, post: Post, site_url: str) -> Picture | None:
    if message.image is None or message.image in post.missing:
        return None
    return Picture(absolute(site_url, message.image), message.image_alt or "")

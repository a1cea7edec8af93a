"""The words of a post, by its form and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.feeds.alert_view import Told, tell_end, tell_message
from generator.feeds.text_view import tell_bulletin, tell_campaign, tell_withdrawal

if TYPE_CHECKING:
    from generator.feeds.posts import Post
    from generator.model.guide import Guide
    from generator.model.site import Site
    from generator.text.body import Body


class Desk(NamedTuple):
    """What is the same for all items of a site."""

    site: Site
    site_url: str


def tell(desk: Desk, post: Post, entry: Any, body: Body | None, guide: Guide | None) -> Told:
    """What the item of ``post`` says; ``entry`` is the model it is of."""
    site, site_url = desk
    if post.form == "withdrawn":
        return tell_withdrawal(post, entry, site_url)
    if post.form == "expired":
        return tell_end(post, entry, site_url)
    if post.kind == "alert":
        return tell_message(post, entry, guide, site, site_url)
    if post.kind == "bulletin":
        return tell_bulletin(post, entry, body, site_url)
    return tell_campaign(post, entry, body, site_url)

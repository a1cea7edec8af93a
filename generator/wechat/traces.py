"""What became of drafts whose answer never came: the draft box is asked.

Before draft/add the state says ``sending``, with title and address. Whoever is
killed, or hears nothing, before the answer is written down looks for a draft
with that address (阅读原文) and title. Drafts that
belong to other items are known by their media_id and never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.wechat.api import Client
from generator.wechat.errors import StopError

_PAGE = 20


class Trace(NamedTuple):
    """A draft as it is seen from outside."""

    url: str
    title: str
    media_id: str = ""


def find(
    client: Client, wanted: Mapping[str, Trace], known: Iterable[str], *, loose: bool = False
) -> dict[str, str]:
    """The media_id of each of ``wanted`` (by guid) that is in the draft box and nobody else's.

    It is known by address and title. ``loose`` takes the only draft at the address
    too, should WeChat have changed the title; never for the end of a message, which
    has the address of the message itself.
    """
    taken = set(known)
    free = [trace for trace in _listed(client) if trace.media_id not in taken]
    found: dict[str, str] = {}
    for guid, trace in wanted.items():
        fits = [one for one in free if one[:2] == (_plain(trace.url), _plain(trace.title))]
        if fits:
            found[guid] = fits[0].media_id
            free.remove(fits[0])
    for guid, trace in wanted.items() if loose else ():
        fits = [one for one in free if one.url == _plain(trace.url)]
        if len(fits) == 1 and guid not in found and not guid.endswith(":expired"):
            found[guid] = fits[0].media_id
            free.remove(fits[0])
    return found


def _listed(client: Client) -> list[Trace]:
    """All drafts of one article; read anew where the box changed meanwhile."""
    for _ in range(3):
        total, pages = -1, []
        for page in _pages(client):
            pages.append(page)
            total = page["total_count"] if total < 0 else total
        if all(page["total_count"] == total for page in pages):
            return [trace for page in pages for trace in _traces(page)]
    raise StopError("草稿箱正在被修改，核对不了。请过一会儿再运行")


def _pages(client: Client) -> Iterator[dict[str, Any]]:
    offset = 0
    while True:
        page = client.drafts(offset, content=False)
        items = page.get("item")
        if not isinstance(items, list) or not isinstance(page.get("total_count"), int):
            raise StopError("草稿箱的列表看不懂，接口可能变了。请交给技术人员")
        if items and not any(_traces(page)):
            # Documented only as 「不返回 content 字段」: should that be all of it, ask for all.
            page = client.drafts(offset, content=True)
        yield page
        offset += _PAGE
        if not items or offset >= page["total_count"]:
            return


def _traces(page: dict[str, Any]) -> Iterator[Trace]:
    for item in page["item"]:
        articles = (item.get("content") or {}).get("news_item") or []
        if len(articles) == 1 and "content_source_url" in articles[0]:
            one = articles[0]
            url, title = str(one["content_source_url"]), str(one.get("title", ""))
            yield Trace(_plain(url), _plain(title), str(item.get("media_id", "")))


def _plain(text: str) -> str:
    """An address or a title as it reads, whoever escaped it."""
    return unquote(unescape(text)).strip()

"""Posts → items → documents: what is done only for files that are due."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import escape

from generator.covers.spec import CoverSpec
from generator.feeds.channels import ATOM, JSON
from generator.feeds.covers import SHAPES
from generator.feeds.documents import Document, archive_path
from generator.feeds.item import Feed, FeedItem, Image, clean
from generator.feeds.posts import URN, Post
from generator.feeds.shelf import Shelf
from generator.pages.addresses import absolute, ascii_url, cap_url
from generator.pages.plan import PartlyMadeError

if TYPE_CHECKING:
    from pathlib import Path

    from generator.content.loaded import Loaded
    from generator.model.site import Site

_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}
#: How a feed begins whose site is not in production, and what it says of itself.
DEMONSTRATION = "【演示】"
_DEMONSTRATES = "演示网站，内容为示例。"
#: Items kept in memory; one takes up to 60 KB.
_KEPT = 1000


class Maker:
    """Makes the documents of one build.

    ``entry`` loads an entry by path and digest, ``length`` tells the size of a file by
    its site-relative address. Items of live feeds lie on the ``shelf`` from build to build,
    the template of articles in the folder ``compiled``.
    """

    def __init__(
        self,
        site: Site,
        site_url: str,
        entry: Callable[[str, bytes], Loaded],
        length: Callable[[str], int | None],
        shelf: Shelf,
        compiled: Path | None = None,
    ) -> None:
        self._site, self._site_url = site, ascii_url(site_url)
        self._entry, self._length = entry, length
        self._shelf = shelf
        self._compiled = compiled
        self._made: dict[bytes, FeedItem] = {}
        self._failed: dict[str, Exception] = {}

    def make(self, what: object) -> bytes:
        """The bytes of a file."""
        if isinstance(what, CoverSpec):
            from generator.covers.draw import draw

            return draw(what)
        if not isinstance(what, Document):
            raise TypeError(f"nobody makes {type(what).__name__}")
        return self._document(what)

    def _document(self, document: Document) -> bytes:
        """A feed. One text that can not be made must not keep the others from it."""
        if document.path == ATOM:
            from generator.feeds.atom import write
        elif document.path == JSON:
            from generator.feeds.json_feed import write
        else:
            from generator.feeds.rss import write
        self._failed = {}
        data = write(self.feed(document))
        if self._failed:
            error = PartlyMadeError(data, tuple(sorted(self._failed)))
            raise error from next(iter(self._failed.values()))
        return data

    def feed(self, document: Document) -> Feed:
        """The feed that a document is."""
        channel, site_url = document.channel, self._site_url
        items = [
            self._with_cover(self._item(post, key, closed=document.closed), post, document)
            for post, key in document.rows
        ]
        before, current = None, None
        if document.before:
            before = absolute(site_url, archive_path(channel, document.before))
        if document.closed:
            current = absolute(site_url, channel.path)
        mark, words = ("", "") if self._site.production else (DEMONSTRATION, _DEMONSTRATES)
        name = clean(self._site.name)
        return Feed(
            guid=f"{URN}:feeds:{channel.name}",
            url=absolute(site_url, document.path),
            page=absolute(site_url, channel.page),
            title=f"{mark}{name} · {channel.title}",
            description=f"{words}{channel.description}",
            author=name,
            items=tuple(items),
            before=before,
            current=current,
            # An archive tells nobody anything new.
            hub=None if document.closed else self._site.hub,
        )

    def _item(self, post: Post, key: bytes, *, closed: bool) -> FeedItem:
        """The item of a post, without its cover."""
        known = key + bytes([closed])
        found = self._made.get(known)
        if found is None and not closed:
            found = self._shelf.get(key)
        if found is None:
            try:
                found = self.item(post, closed=closed)
            except Exception as error:  # noqa: BLE001 - told with the document
                self._failed[post.source.path] = error
                return self._bare(post)
            if not closed:
                self._shelf.put(key, found)
        if len(self._made) > _KEPT:
            self._made.clear()
        self._made[known] = found
        return found

    def item(self, post: Post, *, closed: bool = False) -> FeedItem:
        """The item of a post, made from its entry.

        In a closed archive an alert says what its message says and nothing else: a guide
        that is rewritten changes what to do now, not what was said then.
        """
        from generator.feeds.article.compose import keep_compiled
        from generator.feeds.article.render import article
        from generator.feeds.tell import Desk, tell

        if self._compiled is not None:
            keep_compiled(self._compiled)
            self._compiled = None

        loaded = self._entry(*post.source)
        guide = self._entry(*post.guide).entry if post.guide and not closed else None
        desk = Desk(self._site, self._site_url)
        told = clean(tell(desk, post, loaded.entry, loaded.body, guide))
        item = FeedItem(
            guid=post.guid,
            url=absolute(self._site_url, post.url),
            title=post.title,
            summary=told.summary,
            content=article(told.article),
            published=post.at,
            updated=post.updated,
            author=told.author or told.source or self._site.host or self._site.name,
            source=told.source,
            categories=post.categories,
            cap=self._cap(post),
        )
        item = clean(item)
        # No feed may have an item without words, whatever was left of them.
        title = item.title.strip() or post.label
        return item._replace(title=title, summary=item.summary.strip() or title)

    def _bare(self, post: Post) -> FeedItem:
        """An item of what is known without its text: that it is there, and where."""
        url = absolute(self._site_url, post.url)
        title = clean(post.title).strip() or post.label
        said = f"{title}。全文见网页。"
        words = f"<section><p>{escape(said)}</p><p>{escape(url)}</p></section>"
        return FeedItem(
            guid=post.guid,
            url=url,
            title=title,
            summary=said,
            content=words,
            published=post.at,
            updated=post.updated,
            author=clean(self._site.name),
            source=None,
            categories=clean(post.categories),
            cap=self._cap(post),
        )

    def _cap(self, post: Post) -> str | None:
        """Where the same message is as a CAP file."""
        if self._site.cap_sender is None or post.kind != "alert" or post.form != "message":
            return None
        ident, key = post.guid.rsplit(":", 2)[1:]
        return absolute(self._site_url, cap_url(ident, key))

    def _with_cover(self, item: FeedItem, post: Post, document: Document) -> FeedItem:
        if post.cover is not None:
            return item._replace(cover=self._image(post.cover))
        wide, square = (
            self._image(path, size)
            for path, size in zip(document.covers_of(post), SHAPES.values(), strict=True)
        )
        return item._replace(cover=wide, square=square)

    def _image(self, path: str, size: tuple[int, int] | None = None) -> Image | None:
        """The picture at ``path``; none where there is no such file."""
        length = self._length(path)
        if not length:
            return None
        kind = _TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream")
        width, height = size or (None, None)
        return Image(absolute(self._site_url, path), kind, length, width, height)

r"""WeChat's API, a method a call.

Bodies are UTF-8 as it is, never ``\uXXXX`` (WeChat shows those to readers). What
became of a draft whose answer never came is for :mod:`generator.wechat.traces`.
"""

from __future__ import annotations

import json
from typing import Any

from generator.wechat.article import Draft
from generator.wechat.errors import SkipError
from generator.wechat.pictures import Picture
from generator.wechat.session import Session, text_in

_JSON = "application/json"
_BOUNDARY = "yingji-wechat-7d1f0c5b9a3e"
#: invalid media_id
NO_MEDIA = 40007


class Client:
    """The draft box of an account. Every method may raise ``SkipError`` and ``StopError``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def calls(self) -> int:
        """How many requests were made."""
        return sum(self._session.calls.values())

    def open(self) -> None:
        """See that the account can be used at all."""
        self._session.token()

    def add_draft(self, draft: Draft, cover: str) -> str:
        """A new draft's media_id. Raises ``UnsureError`` where there may or may not be one now."""
        body = {"articles": [_article(draft, cover)]}
        return text_in(self._call("draft/add", body, once=True), "media_id")

    def update_draft(self, media_id: str, draft: Draft, cover: str) -> None:
        """Replace the one article of a draft."""
        article = _article(draft, cover)
        self._call("draft/update", {"media_id": media_id, "index": 0, "articles": article})

    def has_draft(self, media_id: str) -> bool:
        """Whether a draft is still there."""
        try:
            self._call("draft/get", {"media_id": media_id})
        except SkipError as error:
            if error.number == NO_MEDIA:
                return False
            raise
        return True

    def drafts(self, offset: int, *, content: bool) -> dict[str, Any]:
        """A page of twenty drafts, as WeChat has it."""
        wanted = {"offset": offset, "count": 20, "no_content": 0 if content else 1}
        return self._call("draft/batchget", wanted)

    def add_cover(self, picture: Picture) -> str:
        """The media_id of a permanent image; as ``thumb`` there is room for a thousand only."""
        return text_in(self._upload("material/add_material", picture, type="image"), "media_id")

    def add_image(self, picture: Picture) -> str:
        """The address of an image for use in articles."""
        return text_in(self._upload("media/uploadimg", picture), "url")

    def _call(self, path: str, payload: object, *, once: bool = False) -> dict[str, Any]:
        body = json.dumps(payload, ensure_ascii=False).encode()
        return self._session.send(path, body, _JSON, {}, once=once)

    def _upload(self, path: str, picture: Picture, **query: str) -> dict[str, Any]:
        name = f"image.{picture.ending}"
        head = (
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="media"; filename="{name}"'
            f"\r\nContent-Type: {picture.kind}\r\n\r\n"
        )
        body = head.encode() + picture.data + f"\r\n--{_BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        return self._session.send(path, body, kind, query, once=False)


def _article(draft: Draft, cover: str) -> dict[str, object]:
    return {**draft._asdict(), "thumb_media_id": cover, "need_open_comment": 0}

"""Covers and images, each sent to WeChat once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from generator.net import NetError
from generator.wechat.api import Client
from generator.wechat.cutting import clean
from generator.wechat.errors import SkipError
from generator.wechat.pictures import Picture, prepared
from generator.wechat.source import Base, read_image
from generator.wechat.state import Record, State


class Uploads:
    """What is uploaded, and what earlier runs had uploaded already, by digest."""

    def __init__(self, client: Client, base: Base, state: State) -> None:
        self._client, self._base = client, base
        self._images: dict[str, str] = {}
        for _, record in state.records():
            self._images.update(record.images)

    def cover(self, url: str | None, record: Record) -> Record:
        """``record`` with a cover in WeChat. Raises ``SkipError``."""
        if url is None:
            raise SkipError("没有封面")
        picture, digest = self._read(url, "封面")
        if record.cover and record.cover[0] == digest:
            return record
        media_id = self._sent(lambda: self._client.add_cover(picture), url)
        return record.became(record.stage, cover=(digest, media_id))

    def image(self, url: str) -> tuple[str, str]:
        """Digest of an image, and its address in WeChat. Raises ``SkipError``."""
        picture, digest = self._read(url, "图片")
        if digest not in self._images:
            self._images[digest] = self._sent(lambda: self._client.add_image(picture), url)
        return digest, self._images[digest]

    def _read(self, url: str, what: str) -> tuple[Picture, str]:
        try:
            picture = prepared(read_image(url, self._base))
        except NetError as error:
            raise SkipError(f"{what}取不到（{clean(url)[:120]}）：{error}") from None
        except SkipError as error:
            raise SkipError(f"{what}不能用（{clean(url)[:120]}）：{error}") from None
        return picture, hashlib.sha256(picture.data).hexdigest()[:24]

    def _sent(self, send: Callable[[], str], url: str) -> str:
        try:
            return send()
        except SkipError as error:
            raise SkipError(f"{error}（{clean(url)[:120]}）", error.number) from None

"""The site's own particulars (content/site.yml). What is not known stays empty."""

import re
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator

from generator.model.base import Frozen
from generator.model.failure import fail
from generator.model.fields import Count, Flag, Line, LooseLines, Prose, Url, trim
from generator.model.names import dialled
from generator.model.times import Day

#: Stands for the address nobody has given yet (RFC 2606 §2).
NO_URL = "https://example.invalid/"


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.query or parts.fragment:
        raise fail("bad-url", "网站地址不能带 ? 或 #", "例如 https://yingji.example.gov.cn/")
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=~")
    return parts._replace(path=path + "/").geturl()


_IDCODE = re.compile(r"[0-9]{10}")
_SENDER = re.compile(r"[^\s,<&]+")


def _idcode(value: str) -> str:
    if not _IDCODE.fullmatch(value):
        raise fail("bad-idcode", "网站标识码应是 10 位数字", "不知道就留空")
    return value


def _sender(value: str) -> str:
    """CAP 1.2 §3.2.1: no spaces, commas or restricted characters."""
    if not _SENDER.fullmatch(value):
        raise fail("bad-cap-sender", "cap_sender 里不能有空格、逗号、< 和 &", "例如一个邮箱地址")
    return value


class Column(Frozen):
    """A section or category of the site, for its page tags (国办发〔2017〕47号)."""

    name: Line
    type: Line
    description: Prose | None = None
    keywords: LooseLines = ()


class Hotline(Frozen):
    """A number to call and the day somebody last tried it."""

    number: Line
    name: Line
    checked: Day | None = None

    @property
    def dialled(self) -> str:
        """What a telephone dials for it."""
        return dialled(self.number)


class Site(Frozen):
    """``url`` is the only address of the site, percent-encoded, with a slash at its end."""

    name: Line = "长宁应急"
    url: Annotated[Url, AfterValidator(_address)] = NO_URL
    production: Flag = False
    fresh_minutes: Count = 60
    idcode: Annotated[Line, AfterValidator(_idcode)] | None = None
    icp: Line | None = None
    police: Line | None = None
    host: Line | None = None
    operator: Line | None = None
    contact: Line | None = None
    cap_sender: Annotated[Line, AfterValidator(_sender)] | None = None
    #: A WebSub hub that is told of new feeds by whoever publishes.
    hub: Url | None = None
    #: Whether every item of an archive has a cover drawn for it, or one with all of its sort.
    archive_covers: Annotated[Literal["各自", "共用"], trim] = "各自"
    columns: tuple[Column, ...] = ()
    hotlines: tuple[Hotline, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column called ``name``."""
        return next((column for column in self.columns if column.name == name), None)


#: Fields that a real site needs; empty ones are warned of, never invented.
EXPECTED = {
    "name": "网站名称",
    "url": "网站地址",
    "idcode": "网站标识码",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "host": "主办单位",
    "operator": "承办单位",
    "contact": "联系方式",
    "cap_sender": "CAP 发送方",
    "columns": "栏目",
    "hotlines": "热线",
}

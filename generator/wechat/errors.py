"""WeChat's error codes: what each means to an editor, and what it asks of us.

Sources: 公众号「全局返回码」, and the pages of stable_token, media/uploadimg and draft/add.
docs/handbook/wechat.md explains each; a test keeps the two together.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Deed(Enum):
    """What a code asks for."""

    RENEW = "token"  # take a new token, once
    AGAIN = "again"  # wait a little, try again
    WAIT = "wait"  # wait longer, then leave the rest to the next run
    STOP = "stop"  # nothing will go; a person has to do something
    SKIP = "skip"  # this item alone does not go


class Code(NamedTuple):
    """A code in words, and what to do about it, in words too."""

    deed: Deed
    words: str
    hint: str


_KEYS_HINT = "核对 AppID 和 AppSecret"

CODES: dict[int, Code] = {
    -1: Code(Deed.AGAIN, "微信系统繁忙", "过一会儿再运行"),
    40001: Code(Deed.RENEW, "AppSecret 不对，或者凭证失效", _KEYS_HINT),
    40004: Code(Deed.SKIP, "素材的类型不对", "换一张图片"),
    40005: Code(Deed.SKIP, "图片的格式不对", "换成 jpg 或 png"),
    40006: Code(Deed.SKIP, "图片太大", "压缩以后再放"),
    40007: Code(Deed.SKIP, "封面或草稿的编号无效", "再运行一次；还不行就换一张封面"),
    40009: Code(Deed.SKIP, "图片太大", "压缩以后再放"),
    40013: Code(Deed.STOP, "AppID 不对", _KEYS_HINT),
    40014: Code(Deed.RENEW, "凭证无效", _KEYS_HINT),
    40125: Code(Deed.STOP, "AppSecret 不对", _KEYS_HINT),
    40137: Code(Deed.SKIP, "不支持这种图片", "换成 jpg 或 png"),
    40164: Code(Deed.STOP, "本机的 IP 地址不在白名单里", "在公众平台把下面的地址加入 IP 白名单"),
    40243: Code(Deed.STOP, "AppSecret 已被冻结", "由管理员在公众平台解冻"),
    41001: Code(Deed.RENEW, "缺少凭证", _KEYS_HINT),
    41004: Code(Deed.STOP, "缺少 AppSecret", _KEYS_HINT),
    42001: Code(Deed.RENEW, "凭证过期", _KEYS_HINT),
    45001: Code(Deed.SKIP, "图片太大", "压缩以后再放"),
    45002: Code(Deed.SKIP, "正文太长", "缩短正文"),
    45003: Code(Deed.SKIP, "标题太长", "缩短标题"),
    45004: Code(Deed.SKIP, "摘要太长", "缩短摘要"),
    45005: Code(Deed.SKIP, "原文链接太长", "交给技术人员"),
    45008: Code(Deed.SKIP, "图文消息太大", "缩短正文，减少图片"),
    45009: Code(Deed.WAIT, "今天的调用次数用完了", "明天再运行，会接着做"),
    45011: Code(Deed.WAIT, "调用得太频繁", "过几分钟再运行，会接着做"),
    45166: Code(Deed.SKIP, "正文里有微信不接受的内容", "改正文，改好以后再运行"),
    48001: Code(Deed.STOP, "这个公众号没有使用这个接口的权限", "核对公众号的认证和接口权限"),
    50002: Code(Deed.STOP, "账号受到限制", "由管理员登录公众平台查看"),
    53500: Code(Deed.STOP, "发布功能被封禁", "由管理员登录公众平台查看"),
    53501: Code(Deed.STOP, "发布得太频繁", "过一天再运行"),
    53502: Code(Deed.SKIP, "发布内容不合规", "改正文，改好以后再运行"),
}

#: A code that nobody has told us of: this item does not go, the others may.
_UNKNOWN = Code(Deed.SKIP, "微信不接受", "把代码交给技术人员")


def code(number: int) -> Code:
    """What ``number`` means."""
    return CODES.get(number, _UNKNOWN)


class WechatError(Exception):
    """Something did not go; the text says what and what to do, to a person."""


class SkipError(WechatError):
    """This item does not go. ``number`` is WeChat's code, 0 where it is ours to say."""

    def __init__(self, text: str, number: int = 0) -> None:
        super().__init__(text)
        self.number = number


class StopError(WechatError):
    """Nothing goes any more in this run."""


class UnsureError(WechatError):
    """Nobody knows whether the request was carried out."""

"""AppID and secret: from the environment, or from a file that only its owner can read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import net
from generator.net import NetError

APPID, SECRET, API = "YINGJI_WECHAT_APPID", "YINGJI_WECHAT_SECRET", "YINGJI_WECHAT_API"
OFFICIAL = "https://api.weixin.qq.com"
_WORD = re.compile(r"[\x21-\x7e]{1,256}")


class KeysError(Exception):
    """There are no usable keys; the text says why, and never holds one."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What the account is opened with. It has no ``repr``, so that no message can show it."""

    appid: str
    secret: str


def read_keys(environment: Mapping[str, str], file: Path | None) -> Keys:
    """The keys; those of the file where one is named. Raises ``KeysError``."""
    if file is not None:
        return _checked(_from_file(file), f"{file} 里")
    found = {name: environment.get(name, "").strip() for name in (APPID, SECRET)}
    return _checked(found, "环境变量里")


def api_address(environment: Mapping[str, str]) -> str:
    """Where the API is: WeChat's, or one named for a test. Raises ``KeysError``.

    The secret is sent there: never in the clear, except to this machine itself.
    """
    address = environment.get(API, "").strip() or OFFICIAL
    try:
        parts = net.split(address)
    except NetError as error:
        raise KeysError(f"{API}：{error}") from None
    if parts.scheme != "https" and not net.is_local(parts):
        raise KeysError(f"{API} 要用 https")
    return address.rstrip("/")


def _from_file(file: Path) -> dict[str, str]:
    """``appid=…`` and ``secret=…``, a line each; nobody else may be able to read them."""
    try:
        with file.open(encoding="utf-8") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if not stat.S_ISREG(mode) or mode & 0o077:
                raise KeysError(f"{file} 只能由本人读写：请运行 chmod 600 {file}")
            lines = stream.read(4096).splitlines()
    except UnicodeDecodeError:
        raise KeysError(f"{file} 不是文本文件") from None
    except OSError as error:
        raise KeysError(f"打不开 {file}：{error.strerror}") from None
    pairs = [line.partition("=") for line in lines if "=" in line]
    found = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return {APPID: found.get("appid", ""), SECRET: found.get("secret", "")}


def _checked(found: Mapping[str, str], where: str) -> Keys:
    for name, said in ((APPID, "AppID"), (SECRET, "AppSecret")):
        if not found[name]:
            raise KeysError(
                f"{where}没有 {said}。请设置环境变量 {APPID} 和 {SECRET}，"
                "或用 --credentials 指明一个文件（权限 600，两行：appid=… 和 secret=…）"
            )
        if not _WORD.fullmatch(found[name]):
            raise KeysError(f"{where}的 {said} 有空格、中文或看不见的字")
    return Keys(found[APPID], found[SECRET])

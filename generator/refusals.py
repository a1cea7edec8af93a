"""What the operating system refuses, in words for an editor."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "磁盘满了，腾出空间后再运行一次",
    errno.EDQUOT: "磁盘配额用完了，腾出空间后再运行一次",
    errno.EROFS: "这个磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错，请检查磁盘",
    errno.ESTALE: "网络磁盘上的文件失效了，重新挂载后再运行一次",
    errno.EADDRINUSE: "这个地址已有别的程序在用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def why(error: OSError) -> str:
    """Why it was refused; the system's own words where there are none of ours."""
    return _WORDS.get(error.errno or 0) or error.strerror or str(error)

"""Names of files are UTF-8, whatever the locale says: git and web servers have them so."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def ensure_utf8() -> None:
    """Start again in Python's UTF-8 mode where names would be read in another encoding.

    What is printed stays in the encoding of the terminal, such as GBK; of a character that it
    does not have, the code is shown.
    """
    if sys.getfilesystemencoding() == "utf-8":
        return
    environment = {**os.environb, b"PYTHONUTF8": b"1"}
    terminal = getattr(sys.stdout, "encoding", None) or "utf-8"
    if terminal not in ("ascii", "us-ascii"):
        environment.setdefault(b"PYTHONIOENCODING", f"{terminal}:backslashreplace".encode())
    python, *rest = _arguments()
    sys.stdout.flush()
    # Ourselves, with the same arguments.
    os.execvpe(python, [python, b"-X", b"utf8", *rest], environment)  # noqa: S606


def _arguments() -> list[bytes]:
    """The command line as the system has it: decoded, not every name can be encoded again."""
    try:
        return Path("/proc/self/cmdline").read_bytes().split(b"\0")[:-1]
    except OSError:
        return [os.fsencode(argument) for argument in sys.orig_argv]

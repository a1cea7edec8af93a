"""``yingji`` with pauses a hundredth as long, saying in the end how much memory it took.

Run as a program by tests that kill it.
"""

from __future__ import annotations

import atexit
import sys
import time
from pathlib import Path

from generator.cli import main

_sleep = time.sleep


def _memory() -> None:
    """The most it had; what getrusage tells begins with the memory of whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    kilobytes = status.partition("VmHWM:")[2].split()[0]
    sys.stderr.write(f"\nmemory {kilobytes}\n")


if __name__ == "__main__":
    time.sleep = lambda seconds, /: _sleep(float(seconds) / 100)
    atexit.register(_memory)
    main(prog_name="yingji")

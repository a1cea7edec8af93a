"""``yingji`` with pauses a hundredth as long, saying in the end how much memory it took.

Run as a program by tests that kill it.
"""

from __future__ import annotations

import atexit
import resource
import sys
import time

from generator.cli import main

_sleep = time.sleep


def _memory() -> None:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stderr.write(f"\nmemory {kilobytes}\n")


if __name__ == "__main__":
    time.sleep = lambda seconds, /: _sleep(float(seconds) / 100)
    atexit.register(_memory)
    main(prog_name="yingji")

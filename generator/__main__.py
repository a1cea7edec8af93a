"""``python -m generator`` is ``yingji``."""

from generator.cli import run

if __name__ == "__main__":
    run()

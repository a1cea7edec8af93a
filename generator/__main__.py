"""``python -m generator`` is ``yingji``."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="yingji")

"""Tables on the screen, and records in benchmarks/results/ that say where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_RESULTS = Path(__file__).resolve().parent / "results"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows under a head, the first column to the left, numbers to the right."""
    cells = [[_cell(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def record(name: str, result: Mapping[str, object]) -> Path:
    """Write ``results/NAME.json`` over what stood there; git keeps the earlier ones."""
    _RESULTS.mkdir(exist_ok=True)
    path = _RESULTS / f"{name}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


@contextmanager
def workshop(chosen: Path | None) -> Iterator[Path]:
    """A folder to build in: the empty one that was chosen and is kept, else one that goes away."""
    if chosen is None:
        with TemporaryDirectory(prefix="yingji-bench-") as folder:
            yield Path(folder)
        return
    chosen.mkdir(parents=True, exist_ok=True)
    if any(chosen.iterdir()):
        raise SystemExit(f"{chosen} is not empty.")
    yield chosen.resolve()

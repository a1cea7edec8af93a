"""Whatever is in a file, reading it ends well and every problem lies within it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.codes import CODES
from generator.content.load import load_source

GOOD = Path(__file__).parents[1] / "sites" / "good"
FILES = {
    file.relative_to(GOOD).as_posix(): file.read_bytes()
    for file in sorted(GOOD.glob("content/**/*.*"))
    if file.suffix in (".yml", ".csv")
}
#: What people and programs put into files by mistake.
PIECES = st.sampled_from(
    [
        *(b"\t", b"\n", b"\r", b": ", b"- ", b"[", b"]", b"{", b"}", b"'", b'"', b"|\n", b"#"),
        *(b"&a ", b"*a", b"!!x ", b"<<: ", b"---\n", b"<<<<<<< x\n", b"\x00", b"\x1b", b"\xff"),
        *("：".encode(), "\u2028".encode(), "\ufeff".encode(), "\ue000".encode(), b"\\x07"),
        *(b"2026-02-30", b"24:00", b"~", b"media/../x", b"entry:guide/x", b"![](x)", b"null"),
        *(b"sample: true\n", b"  - sent: 2026-07-10 14:20\n", b"level: II\n", b"\xef\xbf\xbe"),
    ]
)


def fine(path: str, data: bytes) -> None:
    """Loading gives known codes at places that are there."""
    loaded = load_source(path, data)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in loaded.problems:
        assert problem.code in CODES
        assert problem.path == path
        assert problem.message
        assert problem.message.isprintable()
        assert problem.hint.isprintable()
        assert 1 <= problem.line <= len(lines)
        if problem.code != "encoding":
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    for reference in loaded.references:
        assert 1 <= reference.line <= len(lines)
    if loaded.kind in ("bulletin", "campaign", "guide"):
        failed = any(problem.severity == "error" for problem in loaded.problems)
        assert (loaded.entry is None) == failed


paths = st.sampled_from(sorted(FILES))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(path=paths, data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    fine(path, data)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(path=paths, text=st.text(max_size=200))
def test_any_text(path: str, text: str) -> None:
    fine(path, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=600, deadline=None, derandomize=True)
@given(data=st.data(), path=paths)
def test_good_files_with_something_put_in_or_taken_out(data: st.DataObject, path: str) -> None:
    text = FILES[path]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    fine(path, text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=st.data(), path=paths)
def test_good_files_with_their_lines_mixed(data: st.DataObject, path: str) -> None:
    lines = FILES[path].splitlines(keepends=True)
    first = data.draw(st.integers(0, len(lines) - 1))
    second = data.draw(st.integers(0, len(lines) - 1))
    lines[first], lines[second] = lines[second], lines[first]
    fine(path, b"".join(lines))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_drill_never_turns_into_the_real_thing(data: st.DataObject) -> None:
    """One slip anywhere: the alert is left out, or is still what it was."""
    path = "content/alerts/2026/gas-advice.yml"
    text = FILES[path]
    start = data.draw(st.integers(0, len(text) - 1))
    slip = text[:start] + data.draw(PIECES) + text[start:]
    loaded = load_source(path, slip)
    if loaded.entry is not None and not _commented(slip):
        assert loaded.entry.status == "演练" or loaded.entry.sample


def _commented(data: bytes) -> bool:
    """Whether key or value was made a comment: then it is no longer said."""
    comments = [line.partition("#")[2] for line in data.decode("utf-8", "replace").splitlines()]
    return any("status" in comment or "演练" in comment for comment in comments)

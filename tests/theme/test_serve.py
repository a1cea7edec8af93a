"""The preview: an edit is there within two seconds, and a mistake does not take the pages away."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.problems import ContentError, Problem
from generator.project import Project
from generator.theme.serve import guarded, preview_url
from tests.theme.support import ROOT


def test_a_failing_build_is_told_and_survived(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it fails with; the server would wait for ever for one that raises."""
    problem = Problem("content/a.yml", 3, 1, "error", "yaml", "第三行有误。", "改正。")

    def content() -> None:
        raise ContentError([problem])

    def other() -> None:
        raise OSError("磁盘已满")

    guarded(content)()
    guarded(other)()
    said = capsys.readouterr().err
    assert "content/a.yml:3:1: yaml 第三行有误。" in said
    assert "磁盘已满" in said
    assert said.count("还是上一次的样子") == 2
    assert "Traceback" not in said


def test_the_address_of_a_preview() -> None:
    """With brackets where the host needs them."""
    assert preview_url("127.0.0.1:8000") == "http://127.0.0.1:8000/"
    assert preview_url("[::1]:8000") == "http://[::1]:8000/"
    with pytest.raises(ValueError, match="主机:端口"):
        preview_url("8000")


SCRIPT = """\
import sys
from pathlib import Path
from generator.project import Project
from generator.theme.serve import serve

project = Project(Path(sys.argv[1]))

def build():
    text = (project.content / "site.yml").read_text(encoding="utf-8")
    if "broken" in text:
        raise RuntimeError("broken")
    for name in ("index.html", "404.html"):
        page = f"<body>{name} {text}</body>"
        (project.cache / "serve" / name).write_text(page, encoding="utf-8")

serve(project, sys.argv[2], build)
"""


@pytest.fixture
def address() -> str:
    """A free place to listen at."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{sock.getsockname()[1]}"


@pytest.fixture
def preview(project: Project, address: str) -> Iterator[str]:
    """A running preview of ``project``; its address."""
    (project.content / "site.yml").write_text("first", encoding="utf-8")
    run = [sys.executable, "-c", SCRIPT, str(project.root), address]
    with subprocess.Popen(run, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            assert "预览" in process.stderr.readline().decode()
            yield preview_url(address)
        finally:
            process.terminate()


def page_with(url: str, text: str, seconds: float) -> str:
    """The page once it holds ``text``; what it is after ``seconds`` otherwise."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own
                page: str = answer.read().decode()
        except urllib.error.HTTPError as error:
            page = error.read().decode()
        except OSError:
            page = ""
        if text in page or time.monotonic() > end:
            return page
        time.sleep(0.05)


def test_an_edit_shows_within_two_seconds_and_a_mistake_leaves_the_pages(
    project: Project, preview: str
) -> None:
    """With the script that loads the page again, and the 404 page of the site."""
    site: Path = project.content / "site.yml"
    page = page_with(preview, "first", 10)
    assert "index.html first" in page
    assert "livereload(" in page
    assert "404.html first" in page_with(f"{preview}none/", "first", 1)
    time.sleep(0.6)
    site.write_text("second edit", encoding="utf-8")
    assert "second edit" in page_with(preview, "second edit", 2)
    site.write_text("broken", encoding="utf-8")
    time.sleep(1)
    assert "second edit" in page_with(preview, "second edit", 1)
    site.write_text("third", encoding="utf-8")
    assert "third" in page_with(preview, "third", 2)

"""`make`, `.ci/run` and the installers, run for real with stand-ins for what they call."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.covers import font

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, flags=re.MULTILINE)
STAMPS = ("packages", "site", "code", "dev", "tools", "font")


def script(path: Path, text: str) -> None:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(
    command: list[str], folder: Path, *, path: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """``command`` in ``folder`` with nothing of this run's own make or Chromium in its environment.

    ``path`` is then the only place where programs are found.
    """
    theirs = re.compile("MAKE|MFLAGS|CHROM|ARGS")
    kept = {name: value for name, value in os.environ.items() if not theirs.match(name)}
    environment = {**kept, **({"PATH": str(path)} if path else {}), **variables}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment stands already; `yingji` writes down how it was called."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "lock", tmp_path / "lock")
    script(
        tmp_path / ".venv/bin/yingji",
        'echo "$@" >> calls; case $1 in check) exit ${CHECK:-0};; *) exit ${BUILD:-0};; esac',
    )
    for stamp in STAMPS:
        (tmp_path / f".venv/{stamp}.stamp").touch()
    return tmp_path


def calls(project: Path) -> list[str]:
    return [line.strip() for line in (project / "calls").read_text(encoding="utf-8").splitlines()]


def test_make_site_checks_then_builds(project: Path) -> None:
    assert run(["make", "site"], project).returncode == 0
    assert calls(project) == ["check", "build"]


def test_make_site_builds_even_if_the_check_found_errors_and_then_fails(project: Path) -> None:
    done = run(["make", "site"], project, CHECK="1")
    assert done.returncode != 0
    assert calls(project) == ["check", "build"]
    assert "内容有错误" in done.stderr


def test_make_site_fails_when_the_build_left_something_out(project: Path) -> None:
    assert run(["make", "site"], project, BUILD="3").returncode != 0


def test_make_build_hands_its_arguments_on(project: Path) -> None:
    assert run(["make", "build", "ARGS=--jobs 1"], project).returncode == 0
    assert calls(project) == ["build --jobs 1"]


def test_a_changed_lock_makes_the_environment_anew_and_a_standing_one_is_left_alone(
    project: Path,
) -> None:
    assert "-m venv" not in run(["make", "-n", "site"], project).stdout
    stamp = (project / ".venv/packages.stamp").stat().st_mtime
    os.utime(project / "lock/site.lock", (stamp + 10, stamp + 10))
    planned = run(["make", "-n", "site"], project).stdout
    assert "-m venv --clear .venv" in planned
    assert "--require-hashes --requirement lock/site.lock" in planned


def test_code_is_compiled_when_it_changed(project: Path) -> None:
    """However deep it lies."""
    module = project / "generator/pages/sections/languages/events.py"
    module.parent.mkdir(parents=True)
    module.touch()
    os.utime(module, (0, 0))
    compiles = "-m compileall -q generator"
    assert compiles not in run(["make", "-n", "site"], project).stdout
    stamp = (project / ".venv/code.stamp").stat().st_mtime
    os.utime(module, (stamp + 10, stamp + 10))
    assert compiles in run(["make", "-n", "site"], project).stdout


def test_an_old_python_is_refused_with_a_word_on_what_to_do(project: Path) -> None:
    script(project / "old/python3", "exit 1")
    (project / ".venv/packages.stamp").unlink()
    done = run(["make", "site", "PYTHON=old/python3"], project)
    assert done.returncode != 0
    assert "需要 Python 3.11" in done.stderr


def test_a_debian_without_venv_is_told_what_to_install(project: Path) -> None:
    """Debian leaves ensurepip out of its Python; without rights the package can only be named."""
    shutil.copytree(ROOT / ".ci", project / ".ci")
    script(project / "bin/python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    script(project / "bin/id", "echo 1000")
    script(project / "bin/sudo", "exit 1")
    script(project / "bin/apt-get", "echo called >> calls")
    (project / ".venv/packages.stamp").unlink()
    done = run(["make", "site"], project, PATH=f"{project / 'bin'}:{os.environ['PATH']}")
    assert done.returncode != 0
    assert "sudo apt-get install python3-venv" in done.stderr
    assert not (project / "calls").exists()


@pytest.fixture
def without_font(project: Path) -> Path:
    """Nobody has tried to install the font; `apt-get` writes down how it was called."""
    shutil.copytree(ROOT / ".ci", project / ".ci")
    (project / ".venv/font.stamp").unlink()
    script(project / "bin/apt-get", 'echo "$@" >> installed')
    script(project / "bin/sudo", "exit 1")
    return project


def make_site_without_font(project: Path, user: int) -> subprocess.CompletedProcess[str]:
    script(project / "bin/id", f"echo {user}")
    path = f"{project / 'bin'}:{os.environ['PATH']}"
    return run(["make", "site", "FONT=nowhere.ttc"], project, PATH=path)


def test_make_site_installs_the_font_of_covers_once(without_font: Path) -> None:
    assert make_site_without_font(without_font, 0).returncode == 0
    asked = (without_font / "installed").read_text(encoding="utf-8")
    assert asked.splitlines()[-1].endswith("install -y --no-install-recommends fonts-noto-cjk")
    assert make_site_without_font(without_font, 0).returncode == 0
    assert (without_font / "installed").read_text(encoding="utf-8") == asked


def test_without_rights_make_site_says_what_to_install_and_goes_on(without_font: Path) -> None:
    done = make_site_without_font(without_font, 1000)
    assert done.returncode == 0
    assert "sudo apt-get install fonts-noto-cjk" in done.stderr
    assert "不绘制封面图" in done.stderr
    assert calls(without_font) == ["check", "build"]


def test_a_font_that_is_there_is_not_asked_for(without_font: Path) -> None:
    (without_font / "here.ttc").touch()
    script(without_font / "bin/id", "echo 0")
    path = f"{without_font / 'bin'}:{os.environ['PATH']}"
    assert run(["make", "site", "FONT=here.ttc"], without_font, PATH=path).stderr == ""
    assert not (without_font / "installed").exists()


def test_the_makefile_looks_for_the_font_that_covers_are_drawn_with() -> None:
    assert f"\nFONT := {font.PATH}\n" in MAKEFILE


def test_make_test_shares_all_tests_out_among_the_cores_and_runs_a_few_alone(project: Path) -> None:
    script(project / "chromium", "exit 0")
    (project / "tests/browser").mkdir(parents=True)
    shutil.copy(ROOT / "tests/browser/install.sh", project / "tests/browser")
    script(project / ".venv/bin/python", 'echo "$@" >> calls')
    chromium = str(project / "chromium")
    assert run(["make", "test"], project, CHROMIUM=chromium).returncode == 0
    few = ["make", "test", "ARGS=tests/model -k alert"]
    assert run(few, project, CHROMIUM=chromium).returncode == 0
    assert calls(project) == [
        "-m pytest --numprocesses=auto --maxprocesses=8 --dist=worksteal",
        "-m pytest tests/model -k alert",
    ]


def test_make_help_has_a_line_for_every_target(project: Path) -> None:
    shown = run(["make", "help"], project).stdout
    assert (
        re.findall(r"^make ([a-z-]+) +\S", shown.replace("  make", "make"), re.MULTILINE) == TARGETS
    )


def test_contributing_names_every_target() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in TARGETS if f"make {target}" not in text] == []


@pytest.fixture
def ci(tmp_path: Path) -> Path:
    """A copy of .ci and of the installer of Chromium; `bin` is all the programs there are."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    (tmp_path / "tests/browser").mkdir(parents=True)
    shutil.copy(ROOT / "tests/browser/install.sh", tmp_path / "tests/browser")
    for tool in ("sh", "dirname", "env"):
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def test_ci_runs_make_lint_and_then_make_test(ci: Path) -> None:
    script(ci / "bin/make", 'echo "make $@"')
    done = run([".ci/run"], ci, path=ci / "bin")
    assert (done.returncode, done.stdout) == (0, "make lint\nmake test\n")


def test_ci_stops_where_lint_fails(ci: Path) -> None:
    script(ci / "bin/make", 'echo "make $@"; exit 2')
    done = run([".ci/run"], ci, path=ci / "bin")
    assert (done.returncode, done.stdout) == (2, "make lint\n")


def test_a_chromium_that_is_there_is_taken(ci: Path) -> None:
    script(ci / "bin/chromium", "exit 0")
    done = run(["sh", "tests/browser/install.sh"], ci, path=ci / "bin")
    assert (done.returncode, done.stdout) == (0, f"{ci / 'bin/chromium'}\n")


def test_a_chromium_named_by_the_user_is_taken_if_it_runs(ci: Path) -> None:
    script(ci / "own", "exit 0")
    install = ["sh", "tests/browser/install.sh"]
    assert run(install, ci, path=ci / "bin", CHROMIUM="./own").stdout == "./own\n"
    assert run(install, ci, path=ci / "bin", CHROMIUM="./none").returncode != 0


def test_chromium_is_installed_by_root(ci: Path) -> None:
    script(ci / "bin/id", "echo 0")
    fake = "printf '#!/bin/sh\\nexit 0\\n' > bin/chromium"
    make_it = f'case "$*" in *install*) {fake}; /bin/chmod +x bin/chromium;; esac'
    script(ci / "bin/apt-get", f'echo "$@" >> calls\n{make_it}')
    done = run(["sh", "tests/browser/install.sh"], ci, path=ci / "bin")
    assert done.stdout == f"{ci / 'bin/chromium'}\n", done.stderr
    updated, installed = calls(ci)
    assert updated.endswith("update")
    assert installed.endswith("install -y --no-install-recommends chromium fonts-noto-cjk")


def test_where_nothing_may_be_installed_it_says_what_to_type_and_fails(ci: Path) -> None:
    script(ci / "bin/id", "echo 1000")
    script(ci / "bin/sudo", "exit 1")
    script(ci / "bin/apt-get", "echo called >> calls")
    done = run(["sh", "tests/browser/install.sh"], ci, path=ci / "bin")
    assert (done.returncode, done.stdout) == (1, "")
    assert "sudo apt-get install chromium fonts-noto-cjk" in done.stderr
    assert not (ci / "calls").exists()


def test_sudo_without_a_password_is_enough(ci: Path) -> None:
    script(ci / "bin/id", "echo 1000")
    script(ci / "bin/sudo", 'printf "%s\\n" "$*" >> calls')
    script(ci / "bin/apt-get", "exit 9")
    assert run(["sh", ".ci/apt-install", "some-package"], ci, path=ci / "bin").returncode == 0
    asked, updated, installed = calls(ci)
    assert asked == "-n true"
    assert re.fullmatch("-n env DEBIAN_FRONTEND=noninteractive apt-get .* update", updated)
    assert re.fullmatch("-n env .* apt-get .* install -y .* some-package", installed)


def test_a_machine_without_apt_is_told_so(ci: Path) -> None:
    done = run(["sh", ".ci/apt-install", "some-package"], ci, path=ci / "bin")
    assert done.returncode == 1
    assert "没有 apt-get" in done.stderr

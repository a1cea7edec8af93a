"""The lock files install the same bytes everywhere, and from wherever the machine gets packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "lock").glob("*.lock"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = {
    "site": PYPROJECT["project"]["dependencies"],
    **PYPROJECT["dependency-groups"],
}
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def blocks(lock: Path) -> list[tuple[Requirement, list[str]]]:
    """Each locked requirement with the options that follow it."""
    text = re.sub(r"^ *#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", "\0").splitlines()
    parts = [[part.strip() for part in line.split("\0")] for line in lines]
    return [(Requirement(first), options) for first, *options in parts]


def versions(lock: Path) -> dict[str, str]:
    """Name to version; a name has one version, whatever the machine."""
    found: dict[str, str] = {}
    for requirement, _ in blocks(lock):
        (pin,) = requirement.specifier
        assert pin.operator == "==", f"{requirement} is no pin"
        assert requirement.name not in found, f"two versions of {requirement.name}"
        found[canonicalize_name(requirement.name)] = pin.version
    return found


def test_every_group_has_its_lock_and_every_lock_its_group() -> None:
    assert {lock.stem for lock in LOCKS} == set(GROUPS)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_everything_in_a_lock_is_pinned_with_hashes_and_nothing_else_stands_in_it(
    lock: Path,
) -> None:
    assert versions(lock)
    for requirement, options in blocks(lock):
        assert options, f"{requirement} has no hash"
        assert all(HASH.fullmatch(option) for option in options), f"{requirement}: {options}"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_place_to_download_from(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_satisfies_what_pyproject_asks_for(lock: Path) -> None:
    locked = versions(lock)
    for text in GROUPS[lock.stem]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), text


def test_what_several_locks_hold_has_one_version() -> None:
    """Installing the tests' packages must not change what the site is built with."""
    site, *others = (versions(ROOT / "lock" / f"{name}.lock") for name in ("site", "dev", "tools"))
    for other in others:
        shared = site.keys() & other.keys()
        assert {name: other[name] for name in shared} == {name: site[name] for name in shared}


def test_the_builder_of_the_project_is_locked() -> None:
    locked = versions(ROOT / "lock" / "setup.lock")
    for text in PYPROJECT["build-system"]["requires"]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), text

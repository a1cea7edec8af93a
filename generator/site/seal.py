"""The key that CAP files are signed with: given by the environment, never by the repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from generator.cap.sign import KEY, KeyFaultError, Signer, find_signer
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.model.site import Site
    from generator.project import Project


class Seal(NamedTuple):
    """A signer, or what is wrong with it: files go out unsigned then, and every build says so."""

    signer: Signer | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def identity(self) -> bytes:
        return self.signer.identity if self.signer else b""


def find_seal(project: Project, site: Site) -> Seal:
    """What there is to sign with; nothing where no CAP is made."""
    if site.cap_sender is None:
        return Seal()
    try:
        return Seal(find_signer(os.environ, project.root))
    except KeyFaultError as fault:
        said = f"{fault}，CAP 文件没有签名"
        hint = f"检查环境变量 {KEY} 指的文件"
        problem = Problem("content/site.yml", 1, 1, "error", "cap-key-unusable", said, hint)
        return Seal(None, (problem,))

"""Everything of a site that MkDocs makes: frames, hand-written pages, assets.

Taken once and kept in `.cache/frames/`; MkDocs is imported only when something
that it reads has changed.
"""

from __future__ import annotations

import contextlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.pages.frame import Frame
from generator.problems import ContentError, Problem, has_errors
from generator.project import Project
from generator.theme.digest import chrome_digest

#: How many takings are kept: the last ones, of other branches and addresses.
KEPT = 4
#: How often MkDocs is run while files keep changing under it.
ATTEMPTS = 3


class EntryLink(NamedTuple):
    """A link of a hand-written page to an entry.

    ``target`` as written (``entry:guide/rainstorm``); ``before`` and ``after`` are
    the attributes around its address, ``label`` the HTML inside.
    """

    target: str
    before: str
    after: str
    label: str


class DocsPage(NamedTuple):
    """A page of `docs/`: ``literals[0] links[0] literals[1] … literals[-1]``.

    ``source`` is relative to the project, ``path`` to the site. Title and description
    are plain text.
    """

    source: str
    path: str
    title: str
    description: str
    literals: tuple[str, ...]
    links: tuple[EntryLink, ...]

    def fill(self, address: Callable[[str], str | None]) -> str:
        """The page; ``address`` as for :func:`generator.text.bind`."""
        parts = [self.literals[0]]
        for link, literal in zip(self.links, self.literals[1:], strict=True):
            found = address(link.target)
            if found is None:
                parts.append(f'<span class="yj-unlinked">{link.label}</span>')
            else:
                parts.append(f'<a{link.before} href="{found}"{link.after}>{link.label}</a>')
            parts.append(literal)
        return "".join(parts)


class Chrome(NamedTuple):
    """What one run of MkDocs gave.

    ``site_url`` is the address it was taken for, with a slash at its end;
    ``edit_uri`` the address under which sources are edited (root of the project, with
    a slash at its end), empty where nobody gave one. ``files`` are assets of the theme
    and static files of `docs/`, ``docs`` its pages, both by their path in the site.
    ``problems`` is what MkDocs warned of.
    """

    digest: str
    site_url: str
    edit_uri: str
    frames: dict[str, Frame]
    files: dict[str, bytes]
    docs: dict[str, DocsPage]
    problems: tuple[Problem, ...]


def load_chrome(project: Project, site_url: str | None = None) -> Chrome:
    """The chrome of ``project``; ``site_url`` is given for a preview under another address.

    Raises ``ContentError`` where MkDocs can not render it.
    """
    digest = chrome_digest(project, site_url)
    for _ in range(ATTEMPTS):
        kept = project.cache / "frames" / f"{digest}.pickle"
        chrome = _read(kept) or _take(project, site_url)
        before, digest = digest, chrome_digest(project, site_url)
        # A file saved meanwhile may be in it, or not.
        if before == chrome.digest == digest:
            if not kept.exists():
                _keep(kept, chrome)
            break
    return chrome


def _take(project: Project, site_url: str | None) -> Chrome:
    from generator.theme.settings import check_settings
    from generator.theme.style import check_styles

    problems = [*check_settings(project), *check_styles(project)]
    if has_errors(problems):
        raise ContentError(problems)
    from generator.theme.taking import take

    return take(project, site_url)


def _read(path: Path) -> Chrome | None:
    try:
        chrome = pickle.loads(path.read_bytes())
    except OSError:
        return None
    except Exception:  # noqa: BLE001 - a damaged cache is no cache; pickle raises anything
        return None
    return chrome if isinstance(chrome, Chrome) else None


def _keep(path: Path, chrome: Chrome) -> None:
    """Write ``chrome`` so that a reader sees all of it or nothing, and forget old ones."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    with os.fdopen(handle, "wb") as file:
        pickle.dump(chrome, file, protocol=pickle.HIGHEST_PROTOCOL)
    Path(name).replace(path)
    others = sorted(path.parent.glob("*.pickle"), key=lambda p: (p == path, p.stat().st_mtime_ns))
    for old in others[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()

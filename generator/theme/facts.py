"""What the theme says about the site itself."""

from __future__ import annotations

from typing import cast

from generator.content.load import load_source
from generator.model.site import Site
from generator.project import Project


def read_site(project: Project) -> Site:
    """content/site.yml as the pages have it: what is faulty or not there counts as not given."""
    try:
        data = (project.content / "site.yml").read_bytes()
    except OSError:
        return Site()
    entry = load_source("content/site.yml", data).entry
    return Site() if entry is None else cast(Site, entry)

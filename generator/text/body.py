"""What rendering a Markdown body gives."""

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading of a body: ``level`` 2–6, its ``anchor`` and its plain text."""

    level: int
    anchor: str
    text: str


class Body(NamedTuple):
    """A sanitized fragment and what it points at.

    ``links`` and ``images`` hold addresses as they were written
    (``entry:KIND/ID``, ``media/…``, ``https://…``); images with their alt text.
    """

    html: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    images: tuple[tuple[str, str], ...]
    #: The beginning of the text without markup, for a summary.
    lead: str

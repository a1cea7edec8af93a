"""Content → CAP files without a site around them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from generator.cap.make import CapMaker
from generator.cap.plan import plan
from generator.cap.sign import Signer
from generator.cap.spec import CapFile, CapIndex
from generator.model.library import Edition, Library
from generator.model.moment import Moment
from generator.model.site import Site
from generator.model.tables import Hazard
from generator.pages.plan import Desk
from tests.feeds.support import URL, Desktop

SENDER = "yingji@example.org"
CAP_SITE = Site.model_validate(
    {"name": "长宁应急", "url": URL, "cap_sender": SENDER, "contact": "021-00000000"}
)
HAZARDS = {
    name: Hazard.model_validate({"name": name, "slug": slug, **more})
    for name, slug, more in (
        (
            "暴雨",
            "rainstorm",
            {
                "category": "Met",
                "event_code": "11B03",
                "names": {"en": "Rainstorm", "ja": "大雨", "ko": "호우"},
            },
        ),
        ("雷电", "lightning", {"category": "Met", "event_code": "11B14"}),
        ("燃气", "gas", {"category": "Safety", "names": {"en": "Gas"}}),
    )
}
INDEX = "feeds/cap.xml"


class CapDesk(Desktop):
    """Files of content by path below content/, and the CAP files they give at a time."""

    def __init__(self, folder: Path, site: Site = CAP_SITE, signer: Signer | None = None) -> None:
        super().__init__(folder, site)
        self.signer = signer
        self.missing: frozenset[str] = frozenset()

    def cap(self, now: datetime) -> dict[str, bytes]:
        """The bytes of every CAP file and of the index at ``now``."""
        edition = Edition(Library(self._cards, self._card, self.site.production), Moment(now))
        tables: dict[str, object] = {"hazards": HAZARDS}
        made = plan(Desk(edition, self.site, tables, {}, missing=self.missing)).made
        maker = CapMaker(self.site, URL, self._entry, self.signer)
        found: dict[str, bytes] = {}
        for one in made:
            assert isinstance(one.what, (CapFile, CapIndex))
            assert one.path not in found
            found[one.path] = maker.make(one.what)
        return found

    def files(self, now: datetime) -> dict[str, bytes]:
        """The messages alone."""
        return {path: data for path, data in self.cap(now).items() if path != INDEX}


def path_of(ident: str, key: str) -> str:
    """Where the message ``key`` of an event lies."""
    return f"cap/cn-310105-yingji.{ident}.{key}.xml"


def only(found: dict[str, Any]) -> Any:
    """The one value there is."""
    (value,) = found.values()
    return value

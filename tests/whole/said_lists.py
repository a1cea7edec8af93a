"""What lists say: fronts, homes, archives, and every row of an alert wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.whole.scene import LISTS, MARKS, RANK, Scene, marked
from tests.whole.tree import linked, rows


def rows_faults(scene: Scene) -> Iterator[str]:
    """Wherever an alert stands with a state, it is the right one."""
    for url, page in scene.tree.pages.items():
        for element in page.iterfind(".//*[@data-yj-alert]"):
            ident = element.get("data-yj-alert")
            event = scene.known.get(ident)
            if event is None:
                yield f"{url or 'home'}: {ident} is listed"
                continue
            message = event.messages[event.held.number]
            waits = event.held.state in ("生效中", "未生效")
            wanted = (event.held.state, event.row["nature"], message["issued"]
                      or message["sent"], message["expires"] if waits else None)  # fmt: skip
            names = ("state", "nature", "when", "until")
            found = tuple(element.get(f"data-{name}") for name in names)
            if found != wanted:
                yield f"{url or 'home'}: {ident} is {found}, not {wanted}"
            language = url.partition("/")[0] if url[:3] in ("en/", "ja/", "ko/") else "zh"
            mark = MARKS[language][event.row["nature"]]
            link = element.find(".//a")
            title = element.find(".//h1") if element.tag == "article" else link
            if title is None or not marked(title.text_content().strip(), mark):
                yield f"{url or 'home'}: {ident} without its mark"


def fronts_faults(scene: Scene) -> Iterator[str]:
    """Fronts and homes show what is in force and real, what comes, and the rest apart."""
    events = scene.known.values()
    live = {event.id for event in events if event.live and event.real}
    coming = {e.id for e in events if e.held.state == "未生效" and e.real}
    ended = {e.id for e in events if e.real and e.ended_lately(scene.now)}
    other = {
        event.id
        for event in events
        if not event.real
        and (event.live or event.held.state == "未生效" or event.ended_lately(scene.now))
    }
    sections = {"yj-in-force": live, "yj-coming": coming, "yj-ended": ended, "yj-exercises": other}
    for folder in ("", "en/", "ja/", "ko/"):
        yield from _front(scene, f"{folder}alerts/", sections)
        home = rows(scene.tree.pages[folder])
        now = {ident for section, ident, _ in home if section == "yj-now-title"}
        if now != live | coming:
            yield f"{folder or 'home'}: {now} as of now, not {live | coming}"


def _front(scene: Scene, url: str, sections: dict[str, set[str]]) -> Iterator[str]:
    front: dict[str, list[str]] = {}
    for section, ident, _ in rows(scene.tree.pages[url]):
        front.setdefault(section, []).append(ident)
    for name, wanted in sections.items():
        found = front.get(name, [])
        if sorted(found) != sorted(wanted):
            yield f"{url} {name}: {found}, not {sorted(wanted)}"
    live = [scene.known[one] for one in front.get("yj-in-force", []) if one in scene.known]
    ranks = [RANK.get(event.held.level or "", 9) for event in live]
    if ranks != sorted(ranks):
        yield f"{url}: not by severity"


def drills_faults(scene: Scene) -> Iterator[str]:
    """Drills and tests stand on their own page and in lists of alerts, nowhere else."""
    for url, page in scene.tree.pages.items():
        parts = url.removesuffix("/").split("/")[url[:3] in ("en/", "ja/", "ko/") :]
        if parts[:1] == ["alerts"] and (len(parts) < 2 or parts[1] in LISTS):
            continue
        for ident in linked(page):
            event = scene.known.get(ident)
            if event and event.row["nature"] in ("演练", "测试") and parts[-1:] != [ident]:
                yield f"{url or 'home'}: the {event.row['nature']} {ident}"


def archives_faults(scene: Scene) -> Iterator[str]:
    years: dict[int, list[str]] = {}
    for event in scene.known.values():
        year = datetime.fromisoformat(event.messages[0]["sent"]).year
        years.setdefault(year, []).append(event.id)
    for year, wanted in years.items():
        found = _listed(scene, f"alerts/archive/{year}/")
        if not set(wanted) <= set(found):
            yield f"archive {year}: lacks {set(wanted) - set(found)}"
    for folder in ("en/", "ja/", "ko/"):
        found = _listed(scene, f"{folder}alerts/")
        if not set(scene.known) <= set(found):
            yield f"{folder}alerts/: lacks {set(scene.known) - set(found)}"
    sitemap = "".join(
        one.read_text(encoding="utf-8") for one in sorted(scene.tree.site.glob("sitemap*.xml"))
    )
    for ident in scene.known:
        if f"{scene.base}alerts/{ident}/<" not in sitemap:
            yield f"sitemap: lacks {ident}"
    yield from (f"sitemap: {one}" for one in scene.gone if f"/alerts/{one}/<" in sitemap)


def _listed(scene: Scene, base: str) -> list[str]:
    urls = [url for url in scene.tree.pages if url == base or url.startswith(f"{base}page/")]
    return [ident for url in urls for ident in linked(scene.tree.pages[url])]

"""Every output of each event at one ``now``, compared: reads a built tree and nothing else.

What should be said is worked out anew (``life``) from the messages that the API tells;
that the API tells them all is for whoever knows the content to check.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tests.cap.rules import SCHEMA, Cap
from tests.cap.rules import faults as cap_faults
from tests.whole.life import LIVE, Held, held, instant, ran_out
from tests.whole.tree import Item, Tree, linked, rows

LANGUAGES = ("en", "ja", "ko")
#: What must stand first in any title (outputs.md).
MARKS = {
    "zh": {"示例": "【示例】", "测试": "【测试】", "演练": "【演练】", "实际": ""},
    "en": {"示例": "[SAMPLE] ", "测试": "[TEST] ", "演练": "[DRILL] ", "实际": ""},
    "ja": {"示例": "【見本】", "测试": "【テスト】", "演练": "【訓練】", "实际": ""},
    "ko": {"示例": "【예시】", "测试": "【시험】", "演练": "【훈련】", "实际": ""},
}
RANK = {level: rank // 2 for rank, level in enumerate("红Ⅰ橙Ⅱ黄Ⅲ蓝Ⅳ")}
STATUS = {"实际": "Actual", "演练": "Exercise", "测试": "Test", "示例": "Test"}
SEVERITY = {"红": "Extreme", "橙": "Severe", "黄": "Moderate", "蓝": "Minor"}
MSG = {"发布": "Alert", "更新": "Update", "解除": "Cancel", "撤销": "Cancel"}
GONE = "本页内容已撤下"
WINDOW = 50
RECENT = timedelta(hours=48)
#: The end of what has none.
FAR = datetime(9999, 1, 1, tzinfo=UTC)
#: Lists of alerts that stand below alerts/.
_LISTS = ("archive", "hazard", "page")


class Known(NamedTuple):
    """An event that was not withdrawn: what the API tells of it, and what is to be said."""

    row: dict[str, Any]
    held: Held

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.row["messages"]
        return found

    @property
    def real(self) -> bool:
        return bool(self.row["nature"] == "实际")

    @property
    def live(self) -> bool:
        return self.held.state in LIVE

    def guid(self, number: int) -> str:
        return f"urn:yingji:310105:alert:{self.id}:{self.messages[number]['key']}"

    def ended_lately(self, now: datetime) -> bool:
        return self.held.ended is not None and now < self.held.ended + RECENT


class Checker:
    """The tree in ``site`` at ``now``; ``base`` is the address of the site."""

    def __init__(self, site: Path, now: datetime, base: str, *, production: bool) -> None:
        self.tree, self.now, self.base, self.production = Tree(site), now, base, production
        self.gone = [ident for ident, row in self.tree.alerts.items() if row["withdrawn"]]
        self.known = {
            ident: Known(row, held(row["messages"], now))
            for ident, row in self.tree.alerts.items()
            if not row["withdrawn"]
        }

    def faults(self) -> list[str]:
        """Everything that contradicts anything else."""
        parts = (
            *(self._api(), self._status(), self._pages(), self._rows(), self._fronts()),
            *(self._archives(), self._feeds(), self._cap(), self._withdrawn(), self._static()),
        )
        return [fault for part in parts for fault in part]

    # --- the API itself -----------------------------------------------------------------------

    def _api(self) -> Iterator[str]:
        for event in self.known.values():
            row, told = event.row, event.held
            current = event.messages[told.number]
            found = (row["state"], row["level"], instant(row["ended"]), row["current"])
            wanted = (told.state, told.level, told.ended, current["key"])
            if found != wanted:
                yield f"api {event.id}: {found}, not {wanted}"
            if any(datetime.fromisoformat(one["sent"]) > self.now for one in event.messages):
                yield f"api {event.id}: a message from the future"
            mark = MARKS["zh"][row["nature"]]
            titles = [row["title"], *(one["title"] for one in event.messages)]
            titles += [one["headline"] for one in event.messages if one["headline"]]
            if not all(_marked(title, mark) for title in titles):
                yield f"api {event.id}: a title without its mark"
            for message in event.messages:
                for language, said in message["translations"].items():
                    mark = MARKS[language][row["nature"]]
                    if "headline" in said and not _marked(said["headline"], mark):
                        yield f"api {event.id}: a headline in {language} without its mark"

    def _status(self) -> Iterator[str]:
        status = self.tree.json("api/v1/status.json")
        live = [event for event in self.known.values() if event.live]
        for name, wanted in (
            ("in_force", {event.id for event in live if event.real}),
            ("exercises", {event.id for event in live if not event.real}),
        ):
            found = [row["id"] for row in status[name]]
            if sorted(found) != sorted(wanted):
                yield f"status {name}: {sorted(found)}, not {sorted(wanted)}"
            ranks = [RANK.get(row["level"] or "", 9) for row in status[name]]
            if ranks != sorted(ranks):
                yield f"status {name}: not by severity"
            for row in status[name]:
                if row["id"] in wanted:
                    yield from self._status_row(row, "zh")
        for at in ("as_of", "next_change"):
            time = instant(status[at])
            if time is not None and (time <= self.now) != (at == "as_of"):
                yield f"status {at}: {time}"
        incomplete = any(event.row["incomplete"] for event in self.known.values())
        if incomplete and not status["incomplete"]:
            yield "status: not incomplete, though an event is"
        for language in LANGUAGES:
            other = self.tree.json(f"api/v1/status.{language}.json")
            for name in ("in_force", "exercises"):
                if [row["id"] for row in other[name]] != [row["id"] for row in status[name]]:
                    yield f"status.{language} {name}: other events"
                for row in other[name]:
                    if row["id"] in self.known:
                        yield from self._status_row(row, language)
            for name in ("as_of", "next_change", "incomplete", "held_back"):
                if other[name] != status[name]:
                    yield f"status.{language}: another {name}"

    def _status_row(self, row: dict[str, Any], language: str) -> Iterator[str]:
        event = self.known[row["id"]]
        message = event.messages[event.held.number]
        found = {name: row.get(name) for name in ("state", "level", "sent", "expires", "review")}
        wanted = {"state": event.held.state, "level": event.held.level, "sent": message["sent"],
                  "expires": message["expires"], "review": message["review"]}  # fmt: skip
        if found != wanted:
            yield f"status.{language} {event.id}: {found}, not {wanted}"
        if not _marked(row["headline"], MARKS[language][event.row["nature"]]):
            yield f"status.{language} {event.id}: {row['headline']}"
        folder = "" if language == "zh" else f"{language}/"
        if row["url"] != f"{folder}alerts/{event.id}/" or row["url"] not in self.tree.pages:
            yield f"status.{language} {event.id}: {row['url']}"

    # --- pages --------------------------------------------------------------------------------

    def _pages(self) -> Iterator[str]:
        for language in ("zh", *LANGUAGES):
            folder = "" if language == "zh" else f"{language}/"
            urls = {
                url.split("/")[-2]
                for url in self.tree.pages
                if url.startswith(f"{folder}alerts/")
                and url.count("/") == folder.count("/") + 2
                and url.split("/")[-2] not in _LISTS
            }
            if urls != {*self.known, *self.gone}:
                yield f"pages in {language}: {sorted(urls ^ {*self.known, *self.gone})}"
            for event in self.known.values():
                page = self.tree.pages.get(f"{folder}alerts/{event.id}/")
                if page is not None:
                    for fault in self._page(event, page, language):
                        yield f"page in {language} {event.id}: {fault}"

    def _page(self, event: Known, page: Any, language: str) -> Iterator[str]:
        message = event.messages[event.held.number]
        article = page.find(".//article[@data-yj-alert]")
        until = message["expires"] if event.held.ended is None else None
        wanted = {
            "state": event.held.state,
            "level": event.held.level or "",
            "nature": event.row["nature"],
            "when": message["issued"] or message["sent"],
            "until": until,
        }
        found = {name: article.get(f"data-{name}") for name in wanted}
        if found != wanted:
            yield f"{found}, not {wanted}"
        badges = [one.get("data-state") for one in article.find(".//header").iterfind(
            ".//*[@class='yj-state']")]  # fmt: skip
        if badges != [event.held.state]:
            yield f"states in its head: {badges}"
        mark = MARKS[language][event.row["nature"]]
        titles = [
            ("title", page.findtext(".//title")),
            ("h1", article.find(".//h1").text_content().strip()),
            *(
                (name, one.get("content"))
                for name in ("og:title", "ArticleTitle", "description", "og:description")
                for one in page.xpath(f"//meta[@property='{name}' or @name='{name}']")
            ),
            *(("message", one.text_content().strip()) for one in article.iterfind(".//li/h3")),
            *(("JSON-LD", name) for name in _names(page)),
        ]
        yield from (
            f"{name} without its mark: {text}"
            for name, text in titles
            if not _marked(text or "", mark)
        )
        items = {one.get("id"): one for one in article.iterfind(".//li[@id]")}
        keys = [f"m-{one['key']}" for one in event.messages]
        if list(items) != keys[::-1]:
            yield f"messages {list(items)}, not {keys[::-1]}"
        else:
            yield from self._messages(event, article, [items[key] for key in keys], language)
        head = article.find(".//header").text_content()
        if event.held.ended is None and until:
            clock = f"{datetime.fromisoformat(until):%H:%M}"
            if clock not in head:
                yield "its end is not in its head"
            notes = [one.text_content() for one in article.iterfind(".//noscript")]
            if not any(clock in note for note in notes):
                yield "its end is not told without script"
        if event.row["incomplete"] != bool(article.xpath(".//header/p[@class='yj-warning']")) and (
            event.held.state != "待核实"
        ):
            yield "incomplete is not said"

    def _messages(
        self, event: Known, article: Any, items: list[Any], language: str
    ) -> Iterator[str]:
        whole = article.text_content()
        top = article.find(".//section").text_content()
        for number, (message, item) in enumerate(zip(event.messages, items, strict=True)):
            text = item.text_content()
            if message["text"] not in text:
                yield f"message {number}: not its words"
            current = number == event.held.number
            for other, said in message["translations"].items():
                for name in ("headline", "text"):
                    words = _bare(said.get(name, ""), MARKS[other][event.row["nature"]])
                    if not words:
                        continue
                    if other != language and words in whole:
                        yield f"message {number}: words in {other}"
                    if other == language and (words not in text or (words in top) != current):
                        yield f"message {number}: its translation is not where it belongs"
                    count = whole.count(words)
                    if other == language and count != text.count(words) + (
                        top.count(words) if current else 0
                    ):
                        yield f"message {number}: its translation stands elsewhere"
            links = [one.get("href") for one in item.iterfind(".//a[@type='application/cap+xml']")]
            files = [one.rpartition("/")[2].removesuffix(".xml") for one in links]
            if files != [f"cn-310105-yingji.{event.id}.{message['key']}"]:
                yield f"message {number}: CAP files {files}"

    def _rows(self) -> Iterator[str]:
        """Wherever an alert stands with a state, it is the right one."""
        for url, page in self.tree.pages.items():
            for element in page.iterfind(".//*[@data-yj-alert]"):
                ident = element.get("data-yj-alert")
                event = self.known.get(ident)
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
                if title is None or not _marked(title.text_content().strip(), mark):
                    yield f"{url or 'home'}: {ident} without its mark"

    def _fronts(self) -> Iterator[str]:
        events = self.known.values()
        live = {event.id for event in events if event.live and event.real}
        coming = {e.id for e in events if e.held.state == "未生效" and e.real}
        ended = {e.id for e in events if e.real and e.ended_lately(self.now)}
        other = {
            event.id
            for event in events
            if not event.real
            and (event.live or event.held.state == "未生效" or event.ended_lately(self.now))
        }
        sections = {"yj-in-force": live, "yj-coming": coming, "yj-ended": ended,
                    "yj-exercises": other}  # fmt: skip
        for folder in ("", "en/", "ja/", "ko/"):
            front: dict[str, list[str]] = {}
            for section, ident, _ in rows(self.tree.pages[f"{folder}alerts/"]):
                front.setdefault(section, []).append(ident)
            for name, wanted in sections.items():
                found = front.get(name, [])
                if sorted(found) != sorted(wanted):
                    yield f"{folder}alerts/ {name}: {found}, not {sorted(wanted)}"
            ranks = [
                RANK.get(self.known[one].held.level or "", 9)
                for one in front.get("yj-in-force", [])
                if one in self.known
            ]
            if ranks != sorted(ranks):
                yield f"{folder}alerts/: not by severity"
            home = list(rows(self.tree.pages[folder]))
            now = {ident for section, ident, _ in home if section == "yj-now-title"}
            if now != live | coming:
                yield f"{folder or 'home'}: {now} as of now, not {live | coming}"
        for url, page in self.tree.pages.items():
            parts = url.removesuffix("/").split("/")[url[:3] in ("en/", "ja/", "ko/") :]
            if parts[:1] == ["alerts"] and (len(parts) < 2 or parts[1] in _LISTS):
                continue
            for ident in linked(page):
                event = self.known.get(ident)
                if event and event.row["nature"] in ("演练", "测试") and parts[-1:] != [ident]:
                    yield f"{url or 'home'}: the {event.row['nature']} {ident}"

    def _archives(self) -> Iterator[str]:
        years: dict[int, list[str]] = {}
        for event in self.known.values():
            year = datetime.fromisoformat(event.messages[0]["sent"]).year
            years.setdefault(year, []).append(event.id)
        for year, wanted in years.items():
            found = self._listed(f"alerts/archive/{year}/")
            if not set(wanted) <= set(found):
                yield f"archive {year}: lacks {set(wanted) - set(found)}"
        for folder in ("en/", "ja/", "ko/"):
            found = self._listed(f"{folder}alerts/")
            if not set(self.known) <= set(found):
                yield f"{folder}alerts/: lacks {set(self.known) - set(found)}"
        sitemap = "".join(
            one.read_text(encoding="utf-8") for one in sorted(self.tree.site.glob("sitemap*.xml"))
        )
        for ident in self.known:
            if f"{self.base}alerts/{ident}/<" not in sitemap:
                yield f"sitemap: lacks {ident}"
        yield from (f"sitemap: {one}" for one in self.gone if f"/alerts/{one}/<" in sitemap)

    def _listed(self, base: str) -> list[str]:
        urls = [url for url in self.tree.pages if url == base or url.startswith(f"{base}page/")]
        return [ident for url in urls for ident in linked(self.tree.pages[url])]

    # --- feeds --------------------------------------------------------------------------------

    def _feeds(self) -> Iterator[str]:
        drills = not self.production
        told = [e for e in self.known.values() if drills or e.row["nature"] != "演练"]
        wanted = {guid: at for event in told for guid, at in self._items(event)}
        must = {
            event.guid(number)
            for event in told
            if event.live or event.held.state == "未生效"
            for number in (len(event.messages) - 1, event.held.number)
        }
        feeds = {
            "feed.xml": self.tree.rss("feed.xml"),
            "feeds/alerts.xml": self.tree.rss("feeds/alerts.xml"),
            "atom.xml": self.tree.atom(),
            "feed.json": self.tree.json_feed(),
        }
        for path, items in feeds.items():
            yield from (f"{path}: {fault}" for fault in self._feed(items, wanted, must))
        for path in ("atom.xml", "feed.json"):
            if _plain(feeds[path]) != _plain(feeds["feed.xml"]):
                yield f"{path}: not the items of feed.xml"
        for name, path in (("feed", "feed.xml"), ("alerts", "feeds/alerts.xml")):
            archived = self.tree.archived(name)
            seen = {item.guid for item in (*archived, *feeds[path])}
            if not set(wanted) <= seen:
                yield f"{path} and archives: lack {sorted(set(wanted) - seen)[:3]}"
            yield from (f"archive of {name}: {fault}" for fault in self._words(archived, wanted))

    def _items(self, event: Known) -> Iterator[tuple[str, datetime]]:
        for number, message in enumerate(event.messages):
            yield event.guid(number), datetime.fromisoformat(message["sent"])
            end = ran_out(event.messages, number, self.now)
            if end is not None:
                yield f"{event.guid(number)}:expired", end

    def _feed(
        self, items: list[Item], wanted: dict[str, datetime], must: Iterable[str]
    ) -> Iterator[str]:
        guids = [item.guid for item in items]
        yield from (f"{guid} twice" for guid, n in Counter(guids).items() if n > 1)
        order = [(-item.at.timestamp(), item.guid) for item in items]
        if order != sorted(order):
            yield "not newest first"
        lacking = set(must) - set(guids)
        if lacking:
            yield f"lacks what is in force: {sorted(lacking)}"
        last = items[WINDOW - 1].at if len(items) >= WINDOW else None
        newer = [guid for guid, at in wanted.items() if last is None or at > last]
        if not set(newer) <= set(guids):
            yield f"lacks {sorted(set(newer) - set(guids))[:3]}"
        yield from self._words(items, wanted)

    def _words(self, items: list[Item], wanted: dict[str, datetime]) -> Iterator[str]:
        for item in items:
            if ":alert:" not in item.guid:
                continue
            ident, key = item.guid.split(":")[4:6]
            if ident in self.gone:
                if not item.title.endswith(GONE):
                    yield f"{item.guid} was withdrawn"
                continue
            if wanted.get(item.guid) != item.at:
                yield f"{item.guid} at {item.at}, not {wanted.get(item.guid)}"
                continue
            event = self.known[ident]
            mark = MARKS["zh"][event.row["nature"]]
            if not _marked(item.title, mark):
                yield f"{item.guid} without its mark"
            if item.link != f"{self.base}alerts/{ident}/#m-{key}":
                yield f"{item.guid} leads to {item.link}"
            number = next(i for i, one in enumerate(event.messages) if one["key"] == key)
            message = event.messages[number]
            if "最新状态见网页" not in item.words:
                yield f"{item.guid} does not lead to what holds now"
            if item.guid.endswith(":expired"):
                said = "已过期"
            elif message["action"] in ("解除", "撤销"):
                said = f"已{message['action']}"
            else:
                said = "有效至" if message["expires"] else "解除时间未公布"
            if said not in item.words:
                yield f"{item.guid} does not say {said}"
            if not item.guid.endswith(":expired") and message["text"] not in item.words:
                yield f"{item.guid} has not its words"

    # --- CAP ----------------------------------------------------------------------------------

    def _cap(self) -> Iterator[str]:
        files = {name: Cap(data) for name, data in self.tree.cap.items()}
        index = self.tree.rss("feeds/cap.xml")
        wanted = {
            f"cn-310105-yingji.{event.id}.{message['key']}": (event, number)
            for event in self.known.values()
            for number, message in enumerate(event.messages)
        }
        ours = {name for name in files if name.split(".")[1] not in self.gone}
        if ours != set(wanted):
            yield f"cap/: {sorted(ours ^ set(wanted))[:3]}"
        for name in sorted(files):
            yield from (f"cap/{name}: {fault}" for fault in cap_faults(files[name].data))
            if name in wanted:
                event, number = wanted[name]
                found = self._cap_file(event, number, files[name])
                yield from (f"cap/{name}: {fault}" for fault in found)
        must = {
            f"cn-310105-yingji.{event.id}.{event.messages[number]['key']}"
            for event in self.known.values()
            if event.live or event.held.state == "未生效"
            for number in (len(event.messages) - 1, event.held.number)
        }
        listed = [item.guid for item in index]
        if not must <= set(listed):
            yield f"feeds/cap.xml lacks what is in force: {sorted(must - set(listed))}"
        newest = sorted(files, key=lambda name: files[name].sent, reverse=True)[:WINDOW]
        edge = files[newest[-1]].sent if newest else None
        recent = {name for name in files if edge is None or files[name].sent > edge}
        if not recent <= set(listed) or not set(listed) <= set(files):
            yield "feeds/cap.xml is not what is newest"
        for item in index:
            if item.link != f"{self.base}cap/{item.guid}.xml":
                yield f"feeds/cap.xml: {item.guid} leads to {item.link}"
            if item.guid in wanted:
                nature = wanted[item.guid][0].row["nature"]
                if not _marked(item.title, MARKS["zh"][nature]):
                    yield f"feeds/cap.xml: {item.guid} without its mark"

    def _cap_file(self, event: Known, number: int, cap: Cap) -> Iterator[str]:
        message, nature = event.messages[number], event.row["nature"]
        wanted = (
            *(STATUS[nature], "Alert" if not number else MSG[message["action"]]),
            *(message["sent"], f"{self.base}alerts/{event.id}/#m-{message['key']}"),
        )
        found = (cap["status"], cap["msgType"], cap["sent"], cap.info("web"))
        if found != wanted:
            yield f"{found}, not {wanted}"
        sent = datetime.fromisoformat(message["sent"])
        earlier = [
            (f"cn-310105-yingji.{event.id}.{one['key']}", one["sent"])
            for index, one in enumerate(event.messages[:number])
            if index == number - 1 or (_over(one) or FAR) > sent
        ]
        if [(row[1], row[2]) for row in cap.references] != earlier:
            yield f"references {cap.references}"
        languages = ["zh-CN", *(one for one in LANGUAGES if one in message["translations"])]
        if cap.all("language", 0) + [
            cap.info("language", index) or "" for index in range(1, len(cap.infos))
        ] != languages:
            yield f"languages, not {languages}"
        if message["action"] not in ("解除", "撤销"):
            if cap.expires != _over(message):
                yield f"expires {cap.expires}"
            if (instant(cap.info("effective")) or sent) != (instant(message["effective"]) or sent):
                yield f"effective {cap.info('effective')}"
            severity = SEVERITY.get(message["level"] or "")
            if event.row["kind"] == "预警" and cap.info("severity") != severity:
                yield f"severity {cap.info('severity')} of {message['level']}"
        for info, language in enumerate(languages):
            headline = cap.info("headline", info) or ""
            mark = MARKS["zh" if language == "zh-CN" else language][nature]
            if not _marked(headline, mark):
                yield f"headline {headline}"

    # --- what was taken back, and what stands there without script ------------------------------

    def _withdrawn(self) -> Iterator[str]:
        for ident in self.gone:
            for folder in ("", "en/", "ja/", "ko/"):
                page = self.tree.pages.get(f"{folder}alerts/{ident}/")
                if page is None or page.find(".//article[@data-yj-alert]") is not None:
                    yield f"{folder}alerts/{ident}/ is no notice"
            chain = [Cap(data) for name, data in self.tree.cap.items() if f".{ident}." in name]
            chain.sort(key=lambda one: one.sent)
            for cap in chain:
                if GONE not in (cap.info("headline") or "") or (cap.expires or self.now) > max(
                    self.now, cap.sent + timedelta(hours=1)
                ):
                    yield f"cap: {cap['identifier']} still holds"

    def _static(self) -> Iterator[str]:
        """No page says by itself that nothing is in force (outputs.md)."""
        for url, page in self.tree.pages.items():
            for words in ("没有生效中的预警", "无预警"):
                for text in page.xpath(f"//text()[contains(., '{words}')]"):
                    if text.getparent().tag != "script" and "handbook" not in url:
                        yield f"{url or 'home'}: {text.strip()}"


def _over(message: dict[str, Any]) -> datetime | None:
    """Its end in CAP; one that could not be read is none."""
    end = instant(message["expires"] or message["review"])
    begins = instant(message["effective"] or message["sent"])
    return end if end and begins and end > begins else None


def _plain(items: Iterable[Item]) -> list[tuple[Any, ...]]:
    """Items of any format; titles of RSS, which are no HTML, have a wide ``<``."""
    return [(one.guid, one.title.replace("＜", "<"), one.link, one.at) for one in items]


def _marked(text: str, mark: str) -> bool:
    """Whether a title begins with its mark; what is real must begin with none."""
    if mark:
        return text.startswith(mark.strip())
    others = {one.strip() for table in MARKS.values() for one in table.values() if one}
    return not text.startswith(tuple(others))


def _bare(text: str, mark: str) -> str:
    return text.removeprefix(mark)


def _names(page: Any) -> Iterator[str]:
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        for one in json.loads(script.text_content()).get("@graph", []):
            if one["@type"] == "SpecialAnnouncement":
                yield one["name"]
                yield one["headline"]


__all__ = ["SCHEMA", "Checker"]

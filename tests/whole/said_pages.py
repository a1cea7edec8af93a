"""What the page of an event says, in every language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.whole.scene import LANGUAGES, LISTS, MARKS, Known, Scene, marked


def pages_faults(scene: Scene) -> Iterator[str]:
    for language in ("zh", *LANGUAGES):
        folder = "" if language == "zh" else f"{language}/"
        urls = {
            url.split("/")[-2]
            for url in scene.tree.pages
            if url.startswith(f"{folder}alerts/")
            and url.count("/") == folder.count("/") + 2
            and url.split("/")[-2] not in LISTS
        }
        if urls != {*scene.known, *scene.gone}:
            yield f"pages in {language}: {sorted(urls ^ {*scene.known, *scene.gone})}"
        for event in scene.known.values():
            page = scene.tree.pages.get(f"{folder}alerts/{event.id}/")
            if page is not None:
                for fault in _page(event, page, language):
                    yield f"page in {language} {event.id}: {fault}"


def _page(event: Known, page: Any, language: str) -> Iterator[str]:
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
        f"{name} without its mark: {text}" for name, text in titles if not marked(text or "", mark)
    )
    items = {one.get("id"): one for one in article.iterfind(".//li[@id]")}
    keys = [f"m-{one['key']}" for one in event.messages]
    if list(items) != keys[::-1]:
        yield f"messages {list(items)}, not {keys[::-1]}"
    else:
        yield from _messages(event, article, [items[key] for key in keys], language)
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


def _messages(event: Known, article: Any, items: list[Any], language: str) -> Iterator[str]:
    whole = article.text_content()
    top = article.find(".//section").text_content()
    for number, (message, item) in enumerate(zip(event.messages, items, strict=True)):
        text = item.text_content()
        if message["text"] not in text:
            yield f"message {number}: not its words"
        current = number == event.held.number
        for other, said in message["translations"].items():
            for name in ("headline", "text"):
                words = said.get(name, "").removeprefix(MARKS[other][event.row["nature"]])
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


def _names(page: Any) -> Iterator[str]:
    for script in page.iterfind(".//script[@type='application/ld+json']"):
        for one in json.loads(script.text_content()).get("@graph", []):
            if one["@type"] == "SpecialAnnouncement":
                yield one["name"]
                yield one["headline"]

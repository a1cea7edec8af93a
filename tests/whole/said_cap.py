"""What CAP files and their index say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tests.cap.rules import Cap, faults
from tests.whole.life import instant
from tests.whole.scene import FAR, LANGUAGES, MARKS, WINDOW, Known, Scene, marked, over

STATUS = {"实际": "Actual", "演练": "Exercise", "测试": "Test", "示例": "Test"}
SEVERITY = {"红": "Extreme", "橙": "Severe", "黄": "Moderate", "蓝": "Minor"}
MSG = {"发布": "Alert", "更新": "Update", "解除": "Cancel", "撤销": "Cancel"}


def cap_faults(scene: Scene) -> Iterator[str]:
    files = {name: Cap(data) for name, data in scene.tree.cap.items()}
    index = scene.tree.rss("feeds/cap.xml")
    wanted = {
        f"cn-310105-yingji.{event.id}.{message['key']}": (event, number)
        for event in scene.known.values()
        for number, message in enumerate(event.messages)
    }
    ours = {name for name in files if name.split(".")[1] not in scene.gone}
    if ours != set(wanted):
        yield f"cap/: {sorted(ours ^ set(wanted))[:3]}"
    for name in sorted(files):
        yield from (f"cap/{name}: {fault}" for fault in faults(files[name].data))
        if name in wanted:
            event, number = wanted[name]
            found = _cap_file(scene, event, number, files[name])
            yield from (f"cap/{name}: {fault}" for fault in found)
    must = {
        f"cn-310105-yingji.{event.id}.{event.messages[number]['key']}"
        for event, number in scene.waiting
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
        if item.link != f"{scene.base}cap/{item.guid}.xml":
            yield f"feeds/cap.xml: {item.guid} leads to {item.link}"
        if item.guid in wanted:
            nature = wanted[item.guid][0].row["nature"]
            if not marked(item.title, MARKS["zh"][nature]):
                yield f"feeds/cap.xml: {item.guid} without its mark"


def _cap_file(scene: Scene, event: Known, number: int, cap: Cap) -> Iterator[str]:
    message, nature = event.messages[number], event.row["nature"]
    wanted = (
        *(STATUS[nature], "Alert" if not number else MSG[message["action"]]),
        *(message["sent"], f"{scene.base}alerts/{event.id}/#m-{message['key']}"),
    )
    found = (cap["status"], cap["msgType"], cap["sent"], cap.info("web"))
    if found != wanted:
        yield f"{found}, not {wanted}"
    sent = datetime.fromisoformat(message["sent"])
    earlier = [
        (f"cn-310105-yingji.{event.id}.{one['key']}", one["sent"])
        for index, one in enumerate(event.messages[:number])
        if index == number - 1 or (over(one) or FAR) > sent
    ]
    if [(row[1], row[2]) for row in cap.references] != earlier:
        yield f"references {cap.references}"
    languages = ["zh-CN", *(one for one in LANGUAGES if one in message["translations"])]
    if (
        cap.all("language", 0)
        + [cap.info("language", index) or "" for index in range(1, len(cap.infos))]
        != languages
    ):
        yield f"languages, not {languages}"
    if message["action"] not in ("解除", "撤销"):
        if cap.expires != over(message):
            yield f"expires {cap.expires}"
        if (instant(cap.info("effective")) or sent) != (instant(message["effective"]) or sent):
            yield f"effective {cap.info('effective')}"
        severity = SEVERITY.get(message["level"], "Unknown")
        if event.row["kind"] == "预警" and cap.info("severity") != severity:
            yield f"severity {cap.info('severity')} of {message['level']}"
    for info, language in enumerate(languages):
        headline = cap.info("headline", info) or ""
        mark = MARKS["zh" if language == "zh-CN" else language][nature]
        if not marked(headline, mark):
            yield f"headline {headline}"

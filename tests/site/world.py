"""Random content of every kind and random edits of it, the same again for the same seed."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from generator.model.vocabulary import CATEGORY_SLUGS, KIND_LEVELS, STREETS
from tests.site.support import NOW, PDF, PNG, dump, written

Entry = dict[str, Any]
Edit = Callable[[], str]

HAZARDS = ("暴雨", "雷电", "燃气", "大风", "没有的灾害")
TAGS = ("消防", "演练", "没有的标签", "新标签")
PICTURES = ("media/a.png", "media/2026/b.png", "media/c d.png")
PAPERS = ("media/2026/x.pdf", "media/y.pdf")
KINDS = ("alert", "bulletin", "campaign", "guide")
#: So many entries of a kind are enough.
ENOUGH = {"alert": 7, "bulletin": 26, "campaign": 4, "guide": 4}
BROKEN = ("title: [\n", "", "kind: 预警\n\tx: y\n", "messages: 3\nkind: 什么\n", "<<<<<<< a\n")


class World:
    """The content of a project below ``root``, and the time. Every edit says what it did."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.rng = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self.now = NOW
        #: Instants that something depends on.
        self.times: list[datetime] = []
        self._mended: dict[Path, bytes] = {}
        self._count = 0
        for path in (*PICTURES, *PAPERS):
            self._media(path)
        for table in ("tags", "hazards", "places", "objectives", "site"):
            getattr(self, f"_write_{table}")()
        for kind in ("guide", "campaign", *["bulletin"] * 8, *["alert"] * 4):
            self._add(kind)

    def edit(self) -> str:
        """Change something; what was done in words."""
        edits: tuple[tuple[int, Edit], ...] = (
            (8, self.add),
            (4, self.remove),
            (6, self.change),
            (3, self.break_file),
            (3, self.mend),
            (8, self.move_time),
            (2, self.change_table),
            (3, self.change_media),
            (2, self.move_file),
            (2, self.touch),
            (1, self.take_id_twice),
            (1, self.put_odd_file),
        )
        weights = [weight for weight, _ in edits]
        return self.rng.choices([one for _, one in edits], weights)[0]()

    # What edits do.

    def add(self) -> str:
        """Write a new entry of any kind."""
        kind = self.rng.choice(KINDS)
        files = self._files(kind)
        if len(files) >= ENOUGH[kind]:
            return self.remove(kind)
        return f"add {self._add(kind)}"

    def remove(self, kind: str | None = None) -> str:
        """Remove an entry."""
        files = self._files(kind or self.rng.choice(KINDS))
        if not files:
            return "remove nothing"
        path = self.rng.choice(files)
        path.unlink()
        self._mended.pop(path, None)
        return f"remove {path.name}"

    def change(self) -> str:
        """Write another entry of the same kind under the id of one that is there."""
        kind = self.rng.choice(KINDS)
        files = self._files(kind)
        if not files:
            return "change nothing"
        path = self.rng.choice(files)
        self._mended.pop(path, None)
        path.write_text(dump(self._entry(kind)), encoding="utf-8")
        return f"change {path.name}"

    def break_file(self) -> str:
        """Make a file unreadable, wholly or in part."""
        files = [path for kind in KINDS for path in self._files(kind)]
        files += [self.root / "tags.yml", self.root / "hazards.yml", self.root / "site.yml"]
        files = [path for path in files if path.exists() and path not in self._mended]
        if not files:
            return "break nothing"
        path = self.rng.choice(files)
        data = self._mended[path] = path.read_bytes()
        if self.rng.random() < 0.4:
            path.write_bytes(data[: len(data) // 2])
        else:
            path.write_text(self.rng.choice(BROKEN), encoding="utf-8")
        return f"break {path.name}"

    def mend(self) -> str:
        """Bring a broken file back to the very bytes of before."""
        if not self._mended:
            return self.add()
        path = self.rng.choice(sorted(self._mended))
        data = self._mended.pop(path)
        if not path.parent.exists():
            return "mend nothing"
        path.write_bytes(data)
        return f"mend {path.name}"

    def move_time(self) -> str:
        """Go to another instant, forward or back: often to where something begins or ends."""
        choice = self.rng.random()
        if choice < 0.6 and self.times:
            second = self.rng.choice((-1, 0, 1))
            self.now = self.rng.choice(self.times) + timedelta(seconds=second)
        elif choice < 0.8:
            self.now += timedelta(seconds=self.rng.choice((1, 60, 3600, 86400, 86400 * 40)))
        else:
            self.now -= timedelta(seconds=self.rng.choice((1, 60, 3600, 86400, 86400 * 40)))
        return f"now {self.now:%Y-%m-%d %H:%M:%S}"

    def change_table(self) -> str:
        """Write another version of a table, or none at all."""
        name = self.rng.choice(("tags", "hazards", "places", "objectives", "site"))
        path = self.root / ("places/all.yml" if name == "places" else f"{name}.yml")
        self._mended.pop(path, None)
        if self.rng.random() < 0.15:
            path.unlink(missing_ok=True)
            return f"no {name}"
        getattr(self, f"_write_{name}")()
        return f"table {name}"

    def change_media(self) -> str:
        """Add, change, spoil or remove a file of media."""
        path = self.rng.choice((*PICTURES, *PAPERS))
        full = self.root / path
        if not full.exists() or self.rng.random() < 0.6:
            self._media(path)
            return f"media {path}"
        if self.rng.random() < 0.4:
            full.write_bytes(b"<html><script>1</script></html>")
            return f"spoil {path}"
        full.unlink()
        return f"no media {path}"

    def move_file(self) -> str:
        """Put an entry into another folder: its address stays."""
        files = self._files("alert") + self._files("bulletin")
        if not files:
            return "move nothing"
        path = self.rng.choice(files)
        other = path.parent.parent / str(self.rng.choice((2024, 2025, 2026)))
        if other == path.parent or (other / path.name).exists():
            return "move nothing"
        other.mkdir(exist_ok=True)
        path.rename(other / path.name)
        if path in self._mended:
            self._mended[other / path.name] = self._mended.pop(path)
        return f"move {path.name}"

    def touch(self) -> str:
        """Change nothing but the time of a file, or write it anew with the same bytes."""
        files = [path for path in self.root.rglob("*.*") if path.is_file()]
        path = self.rng.choice(sorted(files))
        if self.rng.random() < 0.5:
            os.utime(path)
        else:
            path.write_bytes(path.read_bytes())
        return f"touch {path.name}"

    def take_id_twice(self) -> str:
        """Put a second file with the id of another into a folder that comes before or after."""
        files = self._files("alert") + self._files("bulletin")
        if not files:
            return "copy nothing"
        path = self.rng.choice(files)
        other = path.parent.parent / str(self.rng.choice((2024, 2025, 2026, 2027)))
        other.mkdir(exist_ok=True)
        kind = "alert" if "alerts" in path.parts else "bulletin"
        if other != path.parent:
            (other / path.name).write_text(dump(self._entry(kind)), encoding="utf-8")
        return f"twice {path.name}"

    def put_odd_file(self) -> str:
        """Put something where it does not belong, or take it away again."""
        odd = self.root / self.rng.choice(
            ("alerts/2026/odd.yaml", "odd.txt", "bulletins/2026/Odd Name.yml", "media/odd.svg")
        )
        if odd.exists():
            odd.unlink()
            return f"no {odd.name}"
        odd.parent.mkdir(parents=True, exist_ok=True)
        odd.write_text("x", encoding="utf-8")
        return f"odd {odd.name}"

    # Files.

    def _files(self, kind: str) -> list[Path]:
        return sorted((self.root / f"{kind}s").rglob("*.yml"))

    def _ids(self, kind: str) -> list[str]:
        return sorted({path.stem for path in self._files(kind)}) or ["none"]

    def _add(self, kind: str) -> str:
        self._count += 1
        folder = self.root / f"{kind}s"
        if kind in ("alert", "bulletin"):
            folder /= str(self.rng.choice((2025, 2026)))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{kind}-{self._count}.yml"
        path.write_text(dump(self._entry(kind)), encoding="utf-8")
        return path.stem

    def _media(self, path: str) -> None:
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        start = PDF if path.endswith("pdf") else PNG
        full.write_bytes(start + self.rng.randbytes(4))

    # Values.

    def _time(self, spread: float = 60.0) -> datetime:
        """An instant within ``spread`` days of now, to the minute."""
        found = self.now + timedelta(days=self.rng.uniform(-spread, spread / 3))
        found = found.replace(second=0, microsecond=0)
        self.times.append(found)
        del self.times[:-60]
        return found

    def _words(self, what: str) -> str:
        return f"{what}{self.rng.randrange(1000)}号 <b>&\"'"

    def _some(self, values: tuple[str, ...], most: int = 2) -> list[str]:
        return self.rng.sample(values, self.rng.randint(0, most))

    def _maybe(self, chance: float = 0.5) -> bool:
        return self.rng.random() < chance

    def _entry(self, kind: str) -> Entry:
        entry: Entry = getattr(self, f"_{kind}")()
        if self._maybe(0.1):
            entry["sample"] = "true"
        if self._maybe(0.1):
            entry["withdrawn"] = {"at": written(self._time()), "reason": self._words("原因")}
        return entry

    def _alert(self) -> Entry:
        kind = self.rng.choice(tuple(KIND_LEVELS))
        entry: Entry = {
            "kind": kind,
            "hazard": self.rng.sample(HAZARDS, self.rng.randint(1, 2)),
            "area": self._some((*STREETS, "全区"), 3) or ["全区"],
            "issuer": "上海中心气象台",
            "status": self.rng.choice(("实际", "实际", "实际", "演练", "测试")),
        }
        if self._maybe(0.2):
            entry["title"] = self._words("标题")
        sent = self._time(5)
        actions = ["发布", *["更新"] * self.rng.randint(0, 2)]
        if self._maybe():
            actions.append(self.rng.choice(("解除", "撤销")))
        entry["messages"] = messages = []
        for action in actions:
            messages.append(self._message(kind, action, sent))
            sent += timedelta(hours=self.rng.randint(1, 30))
            self.times.append(sent)
        return entry

    def _message(self, kind: str, action: str, sent: datetime) -> Entry:
        message: Entry = {"sent": written(sent), "action": action, "text": self._words("内容")}
        if action in ("解除", "撤销"):
            return message
        if KIND_LEVELS[kind]:
            message["level"] = self.rng.choice(KIND_LEVELS[kind])
        start = sent
        if self._maybe(0.3):
            start += timedelta(hours=self.rng.randint(1, 20))
            message["effective"] = written(start)
        over = start + timedelta(hours=self.rng.randint(1, 40))
        message[self.rng.choice(("expires", "review"))] = written(over)
        self.times += [start, over, over + timedelta(hours=48)]
        if self._maybe(0.3):
            message |= {"image": self.rng.choice(PICTURES), "image_alt": "图"}
        if self._maybe(0.2):
            message["attachments"] = [{"title": "原文", "file": self.rng.choice(PAPERS)}]
        if self._maybe(0.3):
            message["instructions"] = self._some(("甲", "乙"))
        if self._maybe(0.2):
            at = sent + timedelta(minutes=self.rng.randint(1, 90))
            self.times.append(at)
            message["corrections"] = [{"at": written(at), "text": self._words("更正")}]
        return message

    def _bulletin(self) -> Entry:
        published = self._time()
        entry: Entry = {
            "title": self._words("动态"),
            "category": self.rng.choice(tuple(CATEGORY_SLUGS)),
            "published": written(published),
            "tags": self._some(TAGS),
            "hazards": self._some(HAZARDS),
            "body": self._body(),
        }
        if self._maybe(0.3):
            entry["updated"] = written(published + timedelta(days=1))
        if self._maybe(0.3):
            entry["campaign"] = self.rng.choice(self._ids("campaign"))
        if self._maybe(0.3):
            entry |= {"cover": self.rng.choice(PICTURES), "cover_alt": "封面"}
        if self._maybe(0.3):
            entry["attachments"] = [{"title": "附件", "file": self.rng.choice(PAPERS)}]
        if self._maybe(0.2):
            entry["explains"] = [self.rng.choice(self._ids("bulletin"))]
        if self._maybe(0.2):
            entry["document"] = {"replaced_by": self.rng.choice(self._ids("bulletin"))}
        if self._maybe(0.2):
            until = written(self._time())
            items = [{"party": self._words("公司"), "penalty": "罚款"}]
            entry["enforcement"] = {"kind": "行政处罚", "until": until, "items": items}
        return entry

    def _body(self) -> str:
        kind = self.rng.choice(KINDS)
        link = f"entry:{kind}/{self.rng.choice(self._ids(kind))}"
        picture = self.rng.choice(PICTURES).replace(" ", "%20")
        parts = ["## 标题", self._words("正文")]
        if self._maybe():
            parts.append(f"见[那里 & <这里>]({link})。")
        if self._maybe(0.2):
            parts.append(f"![图]({picture})")
        return "\n\n".join(parts)

    def _campaign(self) -> Entry:
        starts = self._time()
        ends = starts + timedelta(days=self.rng.randint(1, 30))
        self.times.append(ends)
        midnight = ends.replace(hour=0, minute=0) + timedelta(days=1)
        self.times += [midnight, midnight - timedelta(days=1)]
        day = self._maybe()
        entry: Entry = {
            "title": self._words("活动"),
            "starts": f"{starts:%Y-%m-%d}" if day else written(starts),
            "ends": f"{ends:%Y-%m-%d}" if day else written(ends),
            "tags": self._some(TAGS),
            "hazards": self._some(HAZARDS),
            "body": self._body(),
            "events": [{"id": "one", "title": "一场", "starts": written(starts)}],
            "materials": [{"title": "海报", "file": self.rng.choice(PAPERS)}],
        }
        if self._maybe():
            entry["published"] = written(starts - timedelta(days=10))
        if self._maybe(0.3):
            entry |= {"cover": self.rng.choice(PICTURES), "cover_alt": "封面"}
        return entry

    def _guide(self) -> Entry:
        entry: Entry = {
            "title": self._words("指南"),
            "before": [self._words("事前")],
            "during": [self._words("事中")],
        }
        if self._maybe(0.8):
            entry["hazard"] = self.rng.choice(HAZARDS)
        if self._maybe():
            entry["reviewed"] = f"{self._time():%Y-%m-%d}"
        return entry

    # Tables.

    def _write(self, path: str, value: object) -> None:
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(dump(value), encoding="utf-8")

    def _write_tags(self) -> None:
        rows = [{"name": "消防", "slug": "fire"}, {"name": "演练", "slug": "drill"}]
        self._write("tags.yml", rows[: self.rng.randint(1, 2)])

    def _write_hazards(self) -> None:
        rows: list[Entry] = [
            {"name": name, "slug": slug, "order": str(self.rng.randrange(100))}
            for name, slug in zip(HAZARDS, ("rainstorm", "lightning", "gas", "gale"), strict=False)
        ]
        self._write("hazards.yml", rows[: self.rng.randint(1, 4)])

    def _write_places(self) -> None:
        rows: list[Entry] = [
            {"id": f"p{number}", "name": self._words("公园"), "kind": "应急避灾点",
             "subdistrict": self.rng.choice(tuple(STREETS))}
            for number in range(self.rng.choice((1, 3, 60)))
        ]  # fmt: skip
        rows[0]["sample"] = "true"
        self._write("places/all.yml", rows)

    def _write_objectives(self) -> None:
        items = [{"id": "one", "text": self._words("目标"), "state": "进行中"}]
        self._write("objectives.yml", {"year": "2026", "items": items})

    def _write_site(self) -> None:
        """Four versions, so that MkDocs has to run four times and no more."""
        version = self.rng.randrange(4)
        site: Entry = {"name": "测试应急", "production": str(version == 1).lower()}
        if version != 2:
            site["url"] = "https://yingji.example.org/"
        if version == 3:
            site |= {"url": "https://example.org/sub/", "idcode": "3101050001"}
            site["hotlines"] = [{"number": "119", "name": "火警"}]
        self._write("site.yml", site)


class Vandal:
    """Someone who works in the output and in the cache, where nobody but a build should."""

    def __init__(self, site: Path, cache: Path, rng: random.Random) -> None:
        self._site, self._cache, self._rng = site, cache, rng
        self._away = 0

    def act(self) -> str:
        """Do something; what was done in words."""
        deeds: tuple[Edit, ...] = (
            self.spoil,
            self.delete,
            self.delete_folder,
            self.add_file,
            self.add_folder,
            self.add_link,
            self.folder_to_file,
            self.file_to_folder,
            self.swap,
            self.folder_to_link,
            self.forget,
            self.forget,
            self.spoil_store,
        )
        return self._rng.choice(deeds)()

    def _file(self) -> Path:
        files = (path for path in self._site.rglob("*") if path.is_file() and path.suffix)
        return self._rng.choice(sorted(path for path in files if path.name[0] != "."))

    def _folder(self) -> Path:
        return self._rng.choice(sorted(path for path in self._site.rglob("*") if path.is_dir()))

    def spoil(self) -> str:
        """Other bytes, of the same length or not."""
        path = self._file()
        data = path.read_bytes()
        path.write_bytes(b"x" * len(data) if self._rng.random() < 0.5 else data + b"x")
        return f"spoil {path}"

    def delete(self) -> str:
        path = self._file()
        path.unlink()
        return f"delete {path}"

    def delete_folder(self) -> str:
        path = self._folder()
        shutil.rmtree(path)
        return f"delete {path}"

    def add_file(self) -> str:
        name = self._rng.choice(("foreign.txt", ".hidden", "é 汉.html", ".yingji-tmp-1"))
        path = self._rng.choice((self._folder(), self._site)) / name
        path.write_text("foreign", encoding="utf-8")
        return f"add {path}"

    def add_folder(self) -> str:
        path = self._rng.choice((self._folder(), self._site)) / "foreign/deep"
        path.mkdir(parents=True, exist_ok=True)
        if self._rng.random() < 0.5:
            (path / "index.html").write_text("foreign", encoding="utf-8")
        return f"add {path}"

    def add_link(self) -> str:
        target = self._rng.choice((self._folder(), self._file(), self._site / "nowhere"))
        path = self._rng.choice((self._folder(), self._site)) / "link"
        if not os.path.lexists(path):
            path.symlink_to(target)
        return f"link {path}"

    def folder_to_file(self) -> str:
        path = self._folder()
        shutil.rmtree(path)
        path.write_text("foreign", encoding="utf-8")
        return f"file for {path}"

    def file_to_folder(self) -> str:
        path = self._file()
        path.unlink()
        path.mkdir()
        (path / "foreign.txt").write_text("foreign", encoding="utf-8")
        return f"folder for {path}"

    def swap(self) -> str:
        """Two files in each other's place, with the times they had."""
        one, other = self._file(), self._file()
        spare = self._site / "spare"
        one.rename(spare)
        if other != one:
            other.rename(one)
        spare.rename(other)
        return f"swap {one} {other}"

    def folder_to_link(self) -> str:
        """A folder goes elsewhere, and a link to it, or to something else, is in its place."""
        path = self._folder()
        self._away += 1
        away = self._site.parent / "away" / str(self._away)
        away.parent.mkdir(exist_ok=True)
        path.rename(away)
        path.symlink_to(away if self._rng.random() < 0.7 else self._site.parent)
        return f"link for {path}"

    def forget(self) -> str:
        """Delete the cache, or a part of it."""
        parts = [self._cache, *self._cache.glob("*"), *self._cache.glob("store/*/*")]
        path = self._rng.choice(sorted(path for path in parts if path.exists()) or [self._cache])
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        return f"forget {path.name}"

    def spoil_store(self) -> str:
        """Cut off or fill a file of the store."""
        files = sorted(self._cache.glob("store/*/*"))
        if not files:
            return "spoil nothing"
        path = self._rng.choice(files)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if self._rng.random() < 0.5 else b"x")
        return f"spoil {path.name}"

"""What a run did, as lines for an editor and as JSON for a program."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """Titles by what became of them; what needs a person is a pair of title and reason.

    ``stopped`` is why the run ended before its end.
    """

    drafted: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    before: int = 0
    marked: int = 0
    unchanged: int = 0
    calls: int = 0
    stopped: str | None = None
    dry: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is left for a person to look at."""
        return not (self.gone or self.skipped or self.stopped)

    def lines(self) -> list[str]:
        """The report in words."""
        will = "将" if self.dry else "已"
        told = (
            (f"{will}新建草稿", self.drafted),
            ("草稿箱里已有，不再新建", self.found),
            (f"{will}更新草稿", self.updated),
            ("有更新的消息，不再建草稿", self.passed),
            ("草稿已不在草稿箱，不再跟着网站改", self.closed),
            ("已有更新的消息，旧的一篇如果还没有发布，请删去", self.stale),
        )
        rows = [f"{words}：《{title}》" for words, titles in told for title in titles]
        rows += [f"需要处理：《{title}》 {reason}" for title, reason in self.gone]
        rows += [f"略过：《{title}》 {reason}" for title, reason in self.skipped]
        made = f"新建 {len(self.drafted)} 篇，更新 {len(self.updated)} 篇，"
        rest = f"略过 {len(self.skipped)} 篇，" if self.skipped else ""
        rest += f"没有变化 {self.unchanged} 篇"
        rest += f"，早于起点 {self.before} 篇" if self.before else ""
        rest += f"，示例、测试和演练 {self.marked} 篇（不同步）" if self.marked else ""
        head = "只看不做：" if self.dry else ""
        rows.append(f"{head}{made}{rest}。" + ("" if self.dry else f"调用接口 {self.calls} 次。"))
        if self.stopped:
            rows.append(f"没有做完就停下了：{self.stopped}")
        return rows

    def data(self) -> dict[str, object]:
        """The report as JSON has it."""
        return {
            "version": 1,
            "dry_run": self.dry,
            "drafted": self.drafted,
            "found": self.found,
            "updated": self.updated,
            "passed": self.passed,
            "stale": self.stale,
            "closed": self.closed,
            "gone": [{"title": title, "reason": reason} for title, reason in self.gone],
            "skipped": [{"title": title, "reason": reason} for title, reason in self.skipped],
            "before": self.before,
            "marked": self.marked,
            "unchanged": self.unchanged,
            "calls": self.calls,
            "stopped": self.stopped,
        }

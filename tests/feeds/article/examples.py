"""Articles of every kind; whatever they name is made up and says so."""

from __future__ import annotations

from generator.feeds.article.views import (
    AlertArticle,
    Article,
    Hotline,
    Link,
    NoticeArticle,
    Picture,
    Section,
    Table,
    TextArticle,
)
from generator.text import bind, render_body

SITE = "https://example.invalid/"
ALERT = AlertArticle(
    nature="实际",
    kind="预警",
    action="更新",
    ended=False,
    level="黄",
    hazard="暴雨",
    title="示例气象台2026年07月10日14时05分更新暴雨蓝色预警信号为暴雨黄色预警信号",
    until="有效至 2026年7月10日 20:20",
    area="全区",
    issuer="示例气象台",
    issued="2026年7月10日 14:05",
    sent="2026年7月10日 14:20",
    effective=None,
    paragraphs=(
        "预计未来6小时累积降雨量可达50毫米以上。\n请注意防范。",
        "低洼处可能积水 <0.3米>。",
    ),
    instructions=("绕行下沉式立交和地下通道。", "停止户外作业。"),
    hotlines=(Hotline("110", "报警"), Hotline("119", "火警与消防救援")),
    corrections=("2026年7月10日 15:00 更正：降雨时段。",),
    source="示例传真 2026-12 号",
    image=Picture(f"{SITE}media/2026/map.png", "积水点分布图"),
    attachments=(Link("积水点名单", f"{SITE}media/2026/list.pdf"),),
    url=f"{SITE}alerts/rainstorm-0710/#m-20260710T142000",
)
ENDED = ALERT._replace(
    action="解除",
    ended=True,
    level=None,
    until="已解除",
    title="示例气象台2026年07月10日20时05分解除暴雨黄色预警信号",
    instructions=(),
    corrections=(),
    image=None,
    attachments=(),
)
MARKDOWN = """\
为做好汛期工作，**压实各方责任**，参见[工作方案](https://example.invalid/bulletins/plan/)、
[气象网站](https://weather.example/a?b=1&c=2)和[公众号文章](https://mp.weixin.qq.com/s/abc)。

## 一、提高认识

各单位要*高度重视*，`24小时`值守[^1]。

1. 第一项
2. 第二项
    - 内层一
    - 内层二，再看[工作方案](https://example.invalid/bulletins/plan/)
        1. 再内层
3. 第三项

> 引用一段原文。

### （一）具体安排

| 时间 | 地点 | 内容 |
|---|:-:|--:|
| 7月1日 | 示例广场 | 演练 |

!!! note "提示"
    请提前到场。

![示意图](media/2026/map.png)

术语
:   解释

    ```
    代码  一
      代码二
    ```

***

[^1]: 注释内容，<https://weather.example/>。
"""


def body(markdown: str) -> str:
    """A body as articles get it."""
    return bind(render_body(markdown).html, lambda target: SITE + target)


TEXT = TextArticle(
    nature="示例",
    kicker="通知公告",
    byline=(("来源", "示例区应急管理局"), ("发布", "2026年7月10日")),
    facts=(("文号", "示应急〔2026〕1号"), ("有效性", "有效")),
    image=Picture(f"{SITE}media/2026/cover.jpg", "社区演练的照片"),
    lead="一句话说明。",
    body=body(MARKDOWN),
    sections=(
        Section("事故情况", facts=(("类型", "高处坠落"), ("死亡", "1人"))),
        Section("原因", minor=True, items=("未系安全带。", "临边防护缺失。")),
        Section(
            "行政处罚信息",
            paragraphs=("以下为示例。",),
            table=Table(
                ("当事人", "代码", "事由", "依据", "处理"),
                (("示例企业甲", "", "未组织培训", "《示例法》第一条", "罚款2万元"),),
            ),
        ),
        Section(
            "检查数（家）", table=Table(("项目", "数值"), (("一月", "12"),)), note="数据来源：示例"
        ),
        Section("附件", links=(Link("申报表", f"{SITE}media/2026/form.docx"),)),
    ),
    url=f"{SITE}bulletins/drill-notice/",
)
NOTICE = NoticeArticle(
    nature="实际",
    label="已过期",
    title="暴雨黄色预警信号",
    paragraphs=("有效至 2026年7月10日 20:20，现已过期。",),
    url=f"{SITE}alerts/rainstorm-0710/",
)
EVERY: dict[str, Article] = {
    "alert-yellow": ALERT,
    "alert-red": ALERT._replace(level="红", until="解除时间未公布", image=None),
    "alert-orange": ALERT._replace(level="橙", effective="2026年7月10日 18:00"),
    "alert-blue": ALERT._replace(level="蓝", hazard="雷电、大风", source=f"{SITE}source/1"),
    "alert-response": ALERT._replace(
        kind="应急响应", level="Ⅲ", hazard="防汛防台", action="启动", issuer=None
    ),
    "alert-advice": ALERT._replace(kind="风险提示", level=None, hazard="高温", action="发布"),
    "alert-ended": ENDED,
    "alert-sample": ALERT._replace(nature="示例"),
    "alert-drill": ENDED._replace(nature="演练"),
    "text": TEXT,
    "text-real": TEXT._replace(nature="实际", image=None, lead=None, facts=(), sections=()),
    "notice": NOTICE,
    "notice-test": NOTICE._replace(nature="测试", label="已撤下", title=""),
}

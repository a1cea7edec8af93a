"""New files to fill in: valid from the first moment, and samples until an editor says otherwise.

Words that are to be replaced begin with 请写. Hazards are none of the table's, so that
no page takes a half-written guide for the guide of a real alert.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

_HEAD: Final = """\
# 写好以后删去下面 sample 这一行：有它在，这一条只是示例，正式上线的网站上没有它。
# 凡是“请写”的都要换掉。各项的意思见编辑手册{page}。
sample: true
"""
_ALERT: Final = """\
kind: 预警            # 预警、风险提示、应急响应；风险提示没有 level
hazard: 请写灾害的种类  # 例如 暴雨；几种写成 [台风, 暴雨]
area: [全区]          # 全区、全市，或者十个街镇里的几个
issuer: 请写发布单位的全名
source: 请写从哪里得来  # 网址，或者 短信、传真
messages:
  - sent: {now}      # 本站发布的时间
    issued: {now}    # 原文里的发布时间，不晚于 sent
    action: 发布
    level: 蓝         # 照原文：红、橙、黄、蓝；应急响应写 Ⅰ、Ⅱ、Ⅲ、Ⅳ
    review: {later}  # 原文写明结束时间的，把 review 换成 expires
    text: |
      请写原文，一字不改。
"""
_BULLETIN: Final = """\
title: 请写标题
category: 工作动态     # 八类中的一类，见编辑手册
published: {now}
source: 请写来源
summary: 请写一句话的摘要
body: |
  请写正文。
"""
_CAMPAIGN: Final = """\
title: 请写主题
summary: 请写一句话的摘要
published: {now}
starts: {day}
ends: {day}           # 这一天也算在内
body: |
  请写正文。
"""
_GUIDE: Final = """\
title: 请写标题
hazard: 请写灾害的种类  # 和灾害表里的名字一样
summary: 请写一句话的摘要
before:
  - 请写事前怎么做
during:
  - 请写事中怎么做
after:
  - 请写事后怎么做
never:
  - 请写绝对不要做的
sources:
  - 请写依据的文件和年份
"""
#: Kind → name of its page in the handbook, and what a file of it begins with.
_STARTERS: Final = {
    "alert": ("“预警”", _ALERT),
    "bulletin": ("“动态”", _BULLETIN),
    "campaign": ("“活动”", _CAMPAIGN),
    "guide": ("“指南”", _GUIDE),
}
KINDS: Final = tuple(_STARTERS)
_REVIEW: Final = timedelta(hours=6)


def starter(kind: str, now: datetime) -> str:
    """The text of a new file of ``kind``, dated ``now``."""
    page, text = _STARTERS[kind]
    times = {
        "now": f"{now:%Y-%m-%d %H:%M}",
        "later": f"{now + _REVIEW:%Y-%m-%d %H:%M}",
        "day": f"{now:%Y-%m-%d}",
    }
    return _HEAD.format(page=page) + text.format(**times)


def starter_path(kind: str, ident: str, now: datetime) -> str:
    """Where a new file of ``kind`` belongs, project-relative."""
    year = f"{now.year}/" if kind in ("alert", "bulletin") else ""
    return f"content/{kind}s/{year}{ident}.yml"

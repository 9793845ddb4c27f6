"""栏目: the standing titles of columns and campaigns, which papers print above headlines, or below them."""

from __future__ import annotations

import re
from functools import cache

from articles.reading.lines.word_lists import words

BRIEFS = re.compile(
    r"(?:[\u4e00-\u9fff·]{0,6}|县[（(]市、?区[)）])(?:新闻|简讯|快讯|短讯|短波|速递|集锦|集纳|播报|简报|点击|要闻|动态|传真|扫描)"
)
LONGEST_BRIEFS = 8
WORDING = re.compile(
    r"[\u4e00-\u9fff]{2,5}(?<![洽座面商会访详健])谈|[\u4e00-\u9fff]{2,6}(?:时评|快评|短评|锐评|漫谈|杂谈|漫笔|随笔|论坛|讲堂|课堂|观察|聚焦|视点|视线|视窗|热线|速递|速览|快递|连线|在线|直通车|风采|故事会"
    r"|进行时|面对面|在身边|在行动|会客厅|话题|档案|看台|广角|传真|动态)"
    r"|[\u4e00-\u9fff]{0,8}(?:特别报道|系列报道|专题报道|特别策划|专栏|专刊|特刊)"
    r"|[\u4e00-\u9fff]{2,4}[·•][\u4e00-\u9fff]{2,4}"
    r"|(?:聚焦|关注|直击|走进)[\d\u4e00-\u9fff]{0,8}“?两会”?"
    r"|身边好人|新时代[\u4e00-\u9fff]{2,3}人"
)
BRACKETED = re.compile(r"[【\[［〖][^，。】\]］〗]{2,16}[】\]］〗]")
"""A label, as many papers print them above headlines."""
AFTER = (
    r"(?:看(?!变化|发展|亮点|成效)[\u4e00-\u9fff]{2,3}|进行时|在行动|大家谈|(?:县区|调研|一线)行|专栏|专题|系列报道)"
)
"""What may follow the name of a campaign: 乡村振兴看云岭."""
LONGEST = 30
"""Characters; a longer line is a headline or text."""


def names_column(text: str, story: str = "") -> bool:
    """Whether a heading line is nothing but the name of a column or campaign. What only looks like one is part of the
    headline where its story speaks of it.

    >>> names_column("新春走基层"), names_column("乡村振兴看云岭"), names_column("乡村振兴要有产业支撑")
    (True, True, False)
    >>> names_column("云岭讲堂"), names_column("云岭讲堂", "昨日，云岭讲堂开讲。")
    (True, False)
    """
    if len(text) > LONGEST:
        return False
    if is_briefs(text) or is_label(text) or _campaigns().fullmatch(text):
        return True
    return WORDING.fullmatch(text) is not None and text not in story


def is_label(text: str) -> bool:
    """Whether a line is a label in brackets: 【云岭连线】.

    >>> is_label("【连线2021】"), is_label("【连线】云岭开通水上公交")
    (True, False)
    """
    return text[0] in "【[［〖" and BRACKETED.fullmatch(text) is not None


def is_briefs(text: str) -> bool:
    """Whether a line is the title over several items of a sentence or two.

    >>> is_briefs("一句话新闻"), is_briefs("清源县举行新闻发布会")
    (True, False)
    """
    return len(text) <= LONGEST_BRIEFS and BRIEFS.fullmatch(text) is not None


@cache
def _campaigns() -> re.Pattern[str]:
    campaign = "|".join(words("banners.txt"))
    return re.compile(rf"(?:(?:{campaign})[·•，、—]{{0,2}}){{1,3}}{AFTER}?")

"""Items of lists, each of which is a paragraph: appointments, persons, times, months, what was lost."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d{1,2}[、.．](?!\d)")
APPOINTED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:同志)?(?:为|任|的)[\u4e00-\u9fff]")
"""One person of a list of appointments: 张三为清源市水利局局长；."""
PROFILE = re.compile(r"[\u4e00-\u9fff·]{2,12}[，,][男女][，,]")
"""One of the persons whom a notice presents before they take office."""
TIMED = re.compile(r"\d{1,2}月\d{1,2}日\d{1,2}[:：]\d{2}")
"""When power or water is cut off, one of several times."""
MONTH = re.compile(r"\d{4}年(?:\d{1,2}月)?[，,]")
"""One of the months or years of a chronicle."""
LOST_ENDS = "作废。"
LOST = re.compile(r"^.{2,60}(?:遗失|丢失|被盗).{0,80}(?:声明)?作废")
"""An advertisement for a lost paper, set without a headline among the stories."""


def begins_item(text: str, first: str, last: str, *, paused: bool) -> bool:
    """Whether a line begins an item of a list below a paragraph with such a first and last line, which ends with a
    sentence or, `paused`, with a colon or semicolon.

    >>> begins_item("李四为审计局局长。", "张三为水利局", "局长；", paused=True)
    True
    >>> begins_item("李四表示。", "张三指出：", "张三指出：", paused=True)
    False
    """
    if last.endswith(LOST_ENDS):
        return True
    if text[0].isdigit():
        same = NUMBER if paused else MONTH
        return TIMED.match(text) is not None or (same.match(text) and same.match(first)) is not None
    if PROFILE.match(text):
        return paused or PROFILE.match(first) is not None
    return paused and (APPOINTED.match(text) and APPOINTED.match(first)) is not None


def advertises_loss(text: str) -> bool:
    """Whether a paragraph is an advertisement for a lost paper.

    >>> advertises_loss("张三遗失道路运输证，声明作废。"), advertises_loss("张三的提案作废。")
    (True, False)
    """
    return "作废" in text and LOST.search(text) is not None

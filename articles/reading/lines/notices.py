"""Titles of notices (公告, 启事, 声明), and whose they are."""

from __future__ import annotations

import re

from articles.reading.lines.furniture import DAY, NARROW

TITLE = re.compile(r"(?:公告|通知|通告|启事|声明|公示|告知书|倡议书|名单)$")
WHOLE_TITLE = re.compile(r"关于[^。，；]{4,36}的(?:公告|通告|通知|公示|启事)")
SHORT_TITLE = 8
ISSUER = re.compile(
    r"(?!.*(?:[市县区镇乡局院校]长|书记|主任|代表(?!大会)|来到|走进|前往|深入|向))"
    r"[\u4e00-\u9fff（）()]{2,28}(?:(?<![骗结格布僵当全开棋大])局|公司|集团|委员会|委员会办公室|办公室|指挥部|中心|政府|法院|检察院|医院|学校|大学|学院|厅|[大支]队|[处所站会社办部队院馆]|管委会|报社|编辑部|街道办事处)"
)
"""Whose notice it is, in the line under its text."""
ISSUER_ENDS = frozenset("局司团会室部心府院校学厅队处所站社办馆")
"""Their last characters, which are looked at first."""


def is_whole_title(text: str) -> bool:
    """Whether a line is the whole title of a notice.

    >>> is_whole_title("关于开展灭鼠工作的通告"), is_whole_title("开展灭鼠工作的通告")
    (True, False)
    """
    return text.startswith("关于") and WHOLE_TITLE.fullmatch(text) is not None


def is_short_title(text: str) -> bool:
    """Whether a line is nothing but the title of a notice: 停水公告."""
    return len(text) <= SHORT_TITLE and TITLE.search(text) is not None


def ends_notice_title(text: str) -> bool:
    """Whether a line ends with what sort of notice it heads.

    >>> ends_notice_title("清源县第二中学招聘启事"), ends_notice_title("营业执照丢失，声明")
    (True, False)
    """
    return TITLE.search(text) is not None and not {"，", ","} & set(text)


def is_issuer(text: str) -> bool:
    """Whether a line is nothing but whose notice it is.

    >>> is_issuer("清源市供水有限公司"), is_issuer("谨防这些骗局"), is_issuer("市长张三代表市政府")
    (True, False, False)
    """
    return text[-1:] in ISSUER_ENDS and ISSUER.fullmatch(text) is not None


def signs_notice(text: str) -> bool:
    """Whether a text is whose notice it is and the day, or the day alone, as under a notice.

    >>> signs_notice("清源市供水有限公司 2019年3月2日"), signs_notice("清源市供水有限公司定于3月2日")
    (True, False)
    """
    day = re.search(rf"{DAY}$", text.translate(NARROW)) if text[-1:] == "日" else None
    return day is not None and (not text[: day.start()] or is_issuer(text[: day.start()].strip()))

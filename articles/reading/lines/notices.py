"""Titles of notices (公告, 启事, 声明)."""

from __future__ import annotations

import re

TITLE = re.compile(r"(?:公告|通知|通告|启事|声明|公示|告知书|倡议书|名单)$")
WHOLE_TITLE = re.compile(r"关于[^。，；]{4,36}的(?:公告|通告|通知|公示|启事)")
SHORT_TITLE = 8


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

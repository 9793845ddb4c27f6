"""Letters that a newspaper prints: to whom they are written, and who wrote them."""

from __future__ import annotations

import re

SALUTATION = re.compile(
    "(?:同志|朋友|市民|群众|读者|家长|村民|居民|职工|用户|客户|业主|乘客|旅客|游客|司机|单位|委员会|党委|[省市县区]委|人民政府)们?[:：]$"
)
"""To whom a letter is written, the first line below its heading."""
TO_EDITOR = re.compile("(?:尊敬的)?编辑(?:部|老师|部?的?同志)?(?:们|，?[您你]好)?[:：！!]")
"""To whom it is written, where its text begins on the same line."""
CALLS = re.compile("(?:市民|读者|居民|网友|村民|群众|家长)[^，。：:]{1,10}(?:来电|来信|反映|留言|咨询|提问|投诉)[:：]")
"""How what somebody asked by telephone or online opens."""
WRITER = re.compile(r"\S{0,10}(?:读者|居民|村民|市民|家长|网友)\s{1,4}[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,2}")


def greets(text: str) -> bool:
    """Whether a paragraph is, or begins with, to whom a letter is written.

    >>> greets("编辑同志：我是一名家长。"), greets("各位居民："), greets("记者：您怎么看？")
    (True, True, False)
    """
    return SALUTATION.search(text) is not None or TO_EDITOR.match(text) is not None


def opens(text: str) -> bool:
    """Whether a paragraph opens a letter or a call, and so a story.

    >>> opens("编辑同志：我是一名家长。"), opens("市民张先生来电：水压低。"), opens("市民说：水压低。")
    (True, True, False)
    """
    return TO_EDITOR.match(text) is not None or CALLS.match(text) is not None


def names_writer(printed: str) -> bool:
    """Whether a line, with its white space, names who wrote the letter above it.

    >>> names_writer("清源区读者 张三"), names_writer("读者张三来信")
    (True, False)
    """
    return WRITER.fullmatch(printed) is not None

"""Tables that a dump prints as lines: each row is a paragraph, and none a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.lines.line import Line

RANG = re.compile(
    r".{0,24}[\u4e00-\u9fff）)](?:[\s\u3000]{1,4}(?:\d{7,8}|1[0-2]\d{3}|9[56]\d{3})|[\s\u3000]{0,4}0\d\s?\d{1,2}[-—－]\d{7,8})\s*"
)
"""Whom to ring, and the number, that of a town with its code."""
COUNTED_IN = re.compile(r"\s*[（(]单位[:：][^（()）]{1,16}[)）]\s*")
HEAD = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{1,8}(?:[（(][^（()）\s]{1,6}[)）])?[\s\u3000]{1,8}){2,}[\u4e00-\u9fff]{1,8}[（(][^（()）\s]{1,6}[)）]\s*"
)
"""What the columns of a table are, the last one with its unit."""
LEAST_CELLS, FIGURES_SHARE, CELL_LENGTH = 3, 0.4, 2.5
"""Cells of a row, the share of them that hold figures, and how long they are on average; the pieces into which
justification tears a line are shorter."""
NO_CELL = frozenset("，。；：！？“”、,;:!?")


def is_row(raw: str) -> bool:
    """Whether a line with its white space is a row of a table: figures, telephones, or what the figures count.

    >>> is_row("2016年 出菇户31户 户均收入7200元"), is_row("供热公司 2612345"), is_row("（单位：元/500克）")
    (True, True, True)
    >>> is_row("累计投入 35 亿元，其中 项目 52 个")
    False
    """
    if raw.isalpha():
        return False
    if "单位" in raw and COUNTED_IN.fullmatch(raw):
        return True
    if not NO_CELL.isdisjoint(raw):
        return False
    cells = raw.split()
    if (raw.rstrip()[-1:].isdigit() and RANG.fullmatch(raw)) or (len(cells) > 1 and HEAD.fullmatch(raw)):
        return True
    if len(cells) < LEAST_CELLS or sum(map(len, cells)) < CELL_LENGTH * len(cells):
        return False
    return sum(any(map(str.isdigit, cell)) for cell in cells) >= FIGURES_SHARE * len(cells)


def table_rows(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines that are rows; below one also of those that have as many cells, the last a figure."""
    cells = 0
    for line in lines:
        if is_row(line.raw):
            cells = len(line.raw.split())
            yield line.number
        elif cells >= LEAST_CELLS and line.text[-1].isdigit() and len(line.raw.split()) == cells:
            yield line.number
        else:
            cells = 0

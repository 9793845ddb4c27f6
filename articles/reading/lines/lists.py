"""Items of lists, each of which is a paragraph: appointments, persons, times, months, what was lost; and lists of those
who are named with their posts or places, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from articles.reading.lines.line import Line
from articles.reading.lines.names import is_author, lists_names

NUMBER = re.compile(r"\d{1,2}[、.．](?!\d)")
APPOINTED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:同志)?(?:为|任|的)[\u4e00-\u9fff]")
"""One person of a list of appointments: 张三为清源市水利局局长；."""
PROFILE = re.compile(r"[\u4e00-\u9fff·]{2,12}[，,][男女][，,]")
"""One of the persons whom a notice presents before they take office."""
TIMED = re.compile(r"\d{1,2}月\d{1,2}日\d{1,2}[:：]\d{2}")
"""When power or water is cut off, one of several times."""
MONTH = re.compile(r"\d{4}年(?:\d{1,2}月)?[，,]")
"""One of the months or years of a chronicle."""
COUNTED = re.compile(r"[^，。；：]{2,24}[（(](?P<count>\d{1,2})[名个位家人件篇][）)]")
"""The label of a list that says how many stand in it: 先进集体（6个）."""
RUNG = re.compile(r"[\u4e00-\u9fff]{2,16}[:：][\d（）()\-—－、]{7,24}")
"""Whom to ring, and the number: 县农机局：8612345."""
MARKS, MOST = frozenset("●■◆▲★"), 4
"""What items of a box begin with, and one more than the lines that one has at the most."""
LEAST_ROWS, MOST_CELLS, LONGEST_NAME = 3, 4, 3
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


def rows_of(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines that name one after the other who they are or whom to ring, and of those whose label
    tells how many."""
    yield from _counted(lines)
    yield from _rung(lines)
    yield from _named(lines)


def _counted(lines: Sequence[Line]) -> Iterator[int]:
    """A label that says how many stand below it, and these."""
    for at, line in enumerate(lines):
        label = COUNTED.fullmatch(line.text) if line.text[-1] in "）)" else None
        items = lines[at + 1 : at + 1 + int(label["count"])] if label else ()
        if label and len(items) == int(label["count"]) and not any(map(_is_sentence, items)):
            yield line.number
            yield from (item.number for item in items)


def _rung(lines: Sequence[Line]) -> Iterator[int]:
    """Numbers to ring, several in a row."""
    rung = [at for at, line in enumerate(lines) if line.text[-1].isdigit() and RUNG.fullmatch(line.text)]
    for at, following in pairwise(rung):
        if at + 1 == following:
            yield from (lines[at].number, lines[following].number)


def _named(lines: Sequence[Line]) -> Iterator[int]:
    """Persons with their posts or places, several in a row."""
    run: list[int] = []
    for line in lines:
        if _is_sentence(line) or not _names_somebody(line, surely=len(run) < LEAST_ROWS):
            run.clear()
        else:
            run.append(line.number)
            yield from _proved(run)


def bulleted(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the first lines of items that begin with one mark each and are no sentences, several in a row."""
    run: list[int] = []
    last = ""
    for at, line in enumerate(lines):
        if line.text[0] not in MARKS:
            continue
        rest = takewhile(lambda below: not below.blanks and below.text[0] not in MARKS, lines[at + 1 : at + MOST])
        if run and (line.text[0] != last or line.number - run[-1] > 2 * MOST):
            run.clear()
        if any(map(_is_sentence, (line, *rest))):
            run.clear()
        else:
            run.append(line.number)
            yield from _proved(run)
        last = line.text[0]


def _proved(run: Sequence[int]) -> Sequence[int]:
    """What the newest line of a run proves: itself, with the first one all so far, nothing before."""
    return run[-1:] if len(run) > LEAST_ROWS else run[: LEAST_ROWS if len(run) == LEAST_ROWS else 0]


def _is_sentence(line: Line) -> bool:
    """Whether a line is a sentence or part of one."""
    return line.stops or line.pauses or "，" in line.text


def _names_somebody(line: Line, *, surely: bool = True) -> bool:
    """Whether a line begins or ends with a person's name, set apart from what is told of the person; not `surely`, one
    of whatever surname."""
    cells = line.raw.split(None, MOST_CELLS)
    if not 1 < len(cells) <= MOST_CELLS or min(map(len, cells)) < 2:
        return False
    named = [is_author(cell) if surely else len(cell) <= LONGEST_NAME for cell in cells]
    return any(named) and not (all(named) or lists_names(line.raw))

"""Days printed without their month (`30日上午，…`), placed by a full day near by on the same page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from articles.text.dates import find_dates

LEAD = 40
"""Characters. Further in, a bare day tells of what lies behind or ahead of the event."""
CLAUSE_START = re.compile(r"(?:^|[)）讯电，。,\s])$")
EVENT = re.compile(r"(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:上午|下午|中午|傍晚|晚上?|清晨|早上|凌晨|[，,])")
"""What follows the day of something that happened on it; 起, 前, 将 and the like announce what does not belong here."""


@dataclass(frozen=True, slots=True)
class BareDay:
    """The calendar day that a bare day was placed on, the source line of its story and the words that print it."""

    day: date
    line: int
    quote: str


def latest_between(newest: date, end: date, leads: Sequence[tuple[str, int]]) -> BareDay | None:
    """The latest bare day at the beginning of a story that lies after `newest`, the page's newest full day, and before
    `end`, the last day of print that the text allows; None where there is none. `leads` are the beginnings of stories
    with their source lines. The two days lie so near to one another that no number means two days between them.

    >>> stories = [("本报讯 30日上午，县里召开会议", 7), ("1日，大雪", 9)]
    >>> latest_between(date(2021, 11, 29), date(2021, 12, 3), stories).day
    datetime.date(2021, 12, 1)
    """
    between = (newest + timedelta(days=n) for n in range(1, (end - newest).days))
    following = {day.day: day for day in between}
    found = []
    for text, line in leads:
        for mention in find_dates(text[:LEAD]):
            day = following.get(mention.day or 0) if mention.kind == "bare_day" else None
            starts = CLAUSE_START.search(text, max(0, mention.start - 1), mention.start)
            if day is not None and starts and EVENT.match(text, mention.end):
                found.append(BareDay(day, line, text[mention.start : mention.end + 16]))
    return max(found, key=lambda bare: bare.day, default=None)

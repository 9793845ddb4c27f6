"""导读: the list on a front page of what stands on the others, below its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from articles.reading.lines import furniture
from articles.reading.lines.line import Line
from articles.reading.readings import FurnitureKind

TITLE = re.compile("(?:今日|本期|要闻|新闻|今日要闻|要目)?导[读航]")
POINTER = re.compile(
    r".{0,40}(?:[（(▶>》]{1,4}(?:详?见|刊)?|详?见|刊)(?:今日|本报)?第?(?:[A-Za-z]?\d{1,2}|[一二三四五六七八九十]{1,3})版[）)]?"
    r"|(?:[A-Za-z]?\d{1,2}|[一二三四五六七八九十]{1,3})版.{4,40}"
)
"""A line that names the page of what it, or the line above it, announces."""
MOST_LINES = 16


def teasers_of(lines: Sequence[Line]) -> Mapping[int, FurnitureKind]:
    """The lines of such lists by their numbers: from the title to the last line that names a page."""
    found: dict[int, FurnitureKind] = {}
    for at, line in enumerate(lines):
        if len(line.text) <= len("今日要闻导读") and TITLE.fullmatch(line.text):
            listed = _listed(lines[at + 1 : at + 1 + MOST_LINES])
            found |= dict.fromkeys([title.number for title in listed], "other")
    return found


def _listed(lines: Sequence[Line]) -> Sequence[Line]:
    end = next((at for at, line in enumerate(lines) if line.stops or line.level or _is_masthead(line)), len(lines))
    last = max((at for at in range(end) if POINTER.fullmatch(lines[at].text)), default=-1)
    return lines[: last + 1]


def _is_masthead(line: Line) -> bool:
    return furniture.kind_of(line.text) in ("masthead", "date", "staff")

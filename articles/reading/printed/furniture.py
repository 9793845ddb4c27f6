"""The frame of a printed page: folio, date line, name of the paper, the people who made it, hotlines at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.glyphs import Sheet
from articles.reading.lines import furniture
from articles.reading.printed.lines import PrintedLine
from articles.reading.readings import FurnitureKind

HEAD, FOOT = 0.12, 0.08
"""Shares of the page's height in which its frame is printed."""
PAPER = re.compile(r"[\u4e00-\u9fff]{2,10}(?:报|讯|新闻|周刊)")
NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
SERVICE: tuple[FurnitureKind, ...] = ("staff", "hotline")
"""What is printed at the foot of a page's text, which need not be the foot of the page."""
LONGEST = 16
"""Characters of a line beside the folio that may be the name of the page or the paper."""


@dataclass(frozen=True, slots=True)
class Folio:
    """A page's number and name, the paper's name, and the lines that print them."""

    number: str = ""
    name: str = ""
    paper: str = ""
    lines: tuple[tuple[PrintedLine, FurnitureKind], ...] = ()


def folio_of(lines: Sequence[PrintedLine], sheet: Sheet) -> tuple[Folio, list[PrintedLine]]:
    """The page's frame, and all lines that do not belong to it."""
    kinds: dict[int, FurnitureKind] = {}
    for at, line in enumerate(lines):
        kind = furniture.kind_of(_squashed(line))
        if kind and kind != "other" and (_in_margin(line, sheet) or (kind in SERVICE and _alone(line, lines))):
            kinds[at] = kind
    level = [lines[at] for at in kinds if lines[at].box.y1 < HEAD * sheet.height]
    for at, line in enumerate(lines):
        if at not in kinds and _beside(line, level) and _alone(line, lines):
            kinds[at] = "masthead"
    framed = tuple((lines[at], kind) for at, kind in sorted(kinds.items()))
    rest = [line for at, line in enumerate(lines) if at not in kinds]
    return _named(framed), rest


def _squashed(line: PrintedLine) -> str:
    return "".join(line.text.split())


def _in_margin(line: PrintedLine, sheet: Sheet) -> bool:
    return line.box.y1 < HEAD * sheet.height or line.box.y0 > (1 - FOOT) * sheet.height


def _beside(line: PrintedLine, level: Sequence[PrintedLine]) -> bool:
    """Whether a short line stands at the height of what is certainly the page's head."""
    if len(line.text) > LONGEST:
        return False
    return any(line.box.down(other.box) > 0.3 * min(line.box.height, other.box.height) for other in level)


def _alone(line: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Whether no line of the same size stands right below or above in the same column, as it does in a text."""
    return not any(
        other is not line
        and abs(other.size - line.size) < 0.5
        and abs(other.middle - line.middle) < 2 * line.size
        and other.box.across(line.box) > 0
        for other in lines
    )


def _named(framed: tuple[tuple[PrintedLine, FurnitureKind], ...]) -> Folio:
    number = name = paper = ""
    for line, kind in framed:
        text = _squashed(line)
        found = furniture.page_of(text) or (
            furniture.page_within(text) if kind in ("page", "date", "staff") else ("", "")
        )
        number, name = number or found[0], name or found[1]
        if kind == "masthead" and PAPER.fullmatch(text):
            paper = paper or text
        elif kind == "masthead" and NAME.fullmatch(text):
            name = name or text
    return Folio(number, name, paper, framed)

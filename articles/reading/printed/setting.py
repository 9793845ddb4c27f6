"""How a story's region is set: its heading parts by size, its paragraphs by indents, 小标题 by their type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.reading.glyphs import Box
from articles.reading.printed.columns import Column, HeadingGroup
from articles.reading.printed.labels import ruled_off
from articles.reading.printed.lines import PrintedLine
from articles.reading.printed.stories import STOPS, Region, is_indented

EQUAL = 0.93
"""A heading line at least this share of the largest one's size is of equal rank."""
CROSSHEAD = 26
"""Characters of the longest 小标题."""
SHORT_EMS = 1.6
"""Ems by which the last line of a paragraph falls short where paragraphs are not indented."""
NO_CROSSHEAD = re.compile(r"[。！？；，：]$|摄[）)]?$|^[（(]")


@dataclass(slots=True)
class SetParagraph:
    """One paragraph as its printed lines, `role` `body` or `crosshead`."""

    lines: list[PrintedLine]
    role: str = "body"


@dataclass(slots=True)
class SetHeading:
    """A heading's parts; each entry is one line of text, which may have been broken into several printed ones."""

    banner: list[list[PrintedLine]] = field(default_factory=list)
    kicker: list[list[PrintedLine]] = field(default_factory=list)
    headline: list[list[PrintedLine]] = field(default_factory=list)
    subheadline: list[list[PrintedLine]] = field(default_factory=list)


def heading_of(group: HeadingGroup | None, room: float, rules: Sequence[Box] = ()) -> SetHeading:
    """The parts of a heading that had so many points of room: 引题 above the largest lines, 副题 below them, and the
    栏目 that a box or one of the page's rules sets apart."""
    parts = SetHeading()
    if group is None:
        return parts
    largest, ruled = group.size, ruled_off(group, rules)
    parts.banner = [[line] for line in (*group.label, *group.lines[:ruled])]
    for line in group.lines[ruled:]:
        part = parts.headline
        if line.size < EQUAL * largest:
            part = parts.subheadline if parts.headline else parts.kicker
        elif parts.headline and line.text.startswith(("——", "--", "—")):
            part = parts.subheadline
        if part and not line.upright and _runs_on(part[-1][-1], line, room):
            part[-1].append(line)
        else:
            part.append([line])
    return parts


def _runs_on(before: PrintedLine, line: PrintedLine, room: float) -> bool:
    """Whether a line is the rest of the one above it: that one left no room for another character."""
    return abs(before.size - line.size) < 0.05 * line.size and before.box.width + 0.95 * before.size > room


def paragraphs_of(region: Region) -> list[SetParagraph]:
    """The region's lines in reading order as paragraphs."""
    font = main_font(region)
    indents = any(is_indented(column, i) for column in region.columns for i in range(len(column.lines)))
    paragraphs: list[SetParagraph] = []
    for column in region.columns:
        for index, line in enumerate(column.lines):
            role = "crosshead" if _is_crosshead(line, font, column) else "body"
            if paragraphs and not _begins(paragraphs[-1], role, column, index, indents):
                paragraphs[-1].lines.append(line)
            else:
                paragraphs.append(SetParagraph([line], role))
    return paragraphs


def main_font(region: Region) -> str:
    fonts: Counter[str] = Counter()
    for column in region.columns:
        for line in column.lines:
            fonts[line.font] += len(line.text)
    return fonts.most_common(1)[0][0] if fonts else ""


def _is_crosshead(line: PrintedLine, font: str, column: Column) -> bool:
    if line.font == font and line.size < 1.1 * column.size:
        return False
    return len(line.text) <= CROSSHEAD and NO_CROSSHEAD.search(line.text) is None


def _begins(last: SetParagraph, role: str, column: Column, index: int, indents: bool) -> bool:
    """Whether the line at an index of a column begins a paragraph after the last one."""
    if role != last.role:
        return True
    if role == "crosshead":
        return len("".join(line.text for line in last.lines)) > CROSSHEAD
    if column.doubtful:
        return STOPS.search(last.lines[-1].text) is not None
    if indents:
        return is_indented(column, index)
    before = last.lines[-1]
    short = column.box.x1 - before.box.x1 > SHORT_EMS * column.size
    return short and STOPS.search(before.text) is not None

"""Printed lines to columns and headings: what stands under what, before anyone asks whose story it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.reading.glyphs import Box
from articles.reading.printed.lines import PrintedLine

HEADING = 1.24
"""A line this many times as large as the body is set as a heading; kickers start at about 1.3."""
LEADING = 1.9
"""Ems from one line of a column to the next, at most; papers set 1.2 to 1.7."""
OVERLAP = 0.6
"""Share of the narrower line that two lines of one column must have in common across."""
EDGE = 2.6
"""Ems by which the beginnings of two lines of one column differ at most: an indent, and some unevenness."""
HEADING_GAP = 1.1
"""Ems of the smaller size that may part two lines of one heading."""


@dataclass(slots=True)
class Column:
    """Lines one below the other in one column.

    `left` is the edge that unindented lines start from; `doubtful` says that all lines start alike and nothing else
    on the page shows whether they are indented.
    """

    lines: list[PrintedLine]
    box: Box
    left: float = 0.0
    doubtful: bool = False

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    def add(self, line: PrintedLine) -> None:
        self.lines.append(line)
        self.box = self.box.joined(line.box)


@dataclass(slots=True)
class HeadingGroup:
    """The lines of one heading, top to bottom, or upright and right to left; `label` holds those of its 栏目."""

    lines: list[PrintedLine]
    box: Box
    upright: bool = False
    label: list[PrintedLine] = field(default_factory=list)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


def columns_of(lines: Sequence[PrintedLine], rules: Sequence[Box], edges: Sequence[Box]) -> list[Column]:
    """Body lines as columns. A rule between two lines, or a picture, parts them; frames' edges do the same."""
    columns: list[Column] = []
    for line in sorted(lines, key=lambda item: (item.box.y0, item.box.x0)):
        near = [column for column in columns if _continues(column, line)]
        near = [column for column in near if not _parted(column.lines[-1].box, line.box, (*rules, *edges))]
        if near:
            max(near, key=lambda column: column.lines[-1].box.across(line.box)).add(line)
        else:
            columns.append(Column([line], line.box))
    _find_left_edges(columns)
    return columns


def _continues(column: Column, line: PrintedLine) -> bool:
    last = column.lines[-1]
    pitch = line.middle - last.middle
    size = max(line.size, last.size)
    if not 0.6 * size < pitch <= LEADING * size:
        return False
    if len(column.lines) > 1 and pitch > 1.25 * (last.middle - column.lines[-2].middle):
        return False
    # An indented line after a short one shares no width with it, only the column's edge.
    if abs(line.box.x0 - column.box.x0) <= EDGE * size:
        return True
    overlap = line.box.across(column.box)
    return overlap >= OVERLAP * min(line.box.width, column.box.width) and line.box.x0 > column.box.x0 - EDGE * size


def _parted(above: Box, below: Box, walls: Sequence[Box]) -> bool:
    """Whether something drawn lies between two lines, one above the other."""
    gap = Box(max(above.x0, below.x0), above.y1, min(above.x1, below.x1), below.y0)
    return any(
        wall.y0 >= above.y1 - 2 and wall.y1 <= below.y0 + 2 and wall.across(gap) > 0.5 * max(gap.width, 1.0)
        for wall in walls
    )


def _find_left_edges(columns: Sequence[Column]) -> None:
    """The left edge of each column: of its own lines; of a short column, one that other columns share."""
    starts = Counter(round(line.box.x0) for column in columns for line in column.lines)
    for column in columns:
        column.left = min(line.box.x0 for line in column.lines)
        if len(column.lines) <= SHORT_COLUMN and len({round(line.box.x0) for line in column.lines}) == 1:
            edge = column.left - 2 * column.size
            shared = sum(starts[round(edge) + shift] for shift in (-1, 0, 1))
            own = sum(starts[round(column.left) + shift] for shift in (-1, 0, 1)) - len(column.lines)
            if shared >= SHARED_EDGE:
                column.left = edge
            column.doubtful = shared < SHARED_EDGE and own < SHARED_EDGE


SHORT_COLUMN = 2
SHARED_EDGE = 2
"""Lines that must start two ems to the left for a short column's lines to count as indented."""


def headings_of(lines: Sequence[PrintedLine]) -> list[HeadingGroup]:
    """Large lines as headings: those that stand close above one another, and upright ones side by side."""
    groups: list[HeadingGroup] = []
    for line in sorted(lines, key=lambda item: (item.box.y0, item.box.x0)):
        group = next((group for group in groups if _same_heading(group, line)), None)
        if group is None:
            groups.append(HeadingGroup([line], line.box, line.upright))
        else:
            group.lines.append(line)
            group.box = group.box.joined(line.box)
    for group in groups:
        if group.upright:
            group.lines.sort(key=lambda line: -line.box.x0)
    return groups


def _same_heading(group: HeadingGroup, line: PrintedLine) -> bool:
    if group.upright != line.upright:
        return False
    last = group.lines[-1]
    if line.upright:
        beside = -group.box.across(line.box)
        return beside < 1.2 * line.size and group.box.down(line.box) > 0.3 * min(group.box.height, line.box.height)
    size = min(line.size, last.size)
    gap = line.box.y0 - last.box.y1
    return -0.2 * size <= gap <= HEADING_GAP * size and group.box.across(line.box) > 0.3 * min(
        group.box.width, line.box.width
    )

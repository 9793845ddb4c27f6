"""One place in a dump where a paragraph may end: the line about to be read and everything around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.lines import anchors
from articles.reading.lines.line import Line
from articles.reading.paragraphs.manner import INDENT, WIDEST_COLUMN, Manner
from articles.reading.paragraphs.units import Unit

LOST_EM = 2.0
"""The indent of a first line, which dumps drop."""
SHORT = 1.3
"""Ems by which a line must fall short of its column to prove that it ends its paragraph."""
OPENING = "“‘《（("
"""Before these, dumps set blank lines for no reason."""
EVEN = 1.6
"""Ems within which the widths of full lines of one column lie."""
RECENT_LINES = 6
RECENT_UNITS = 3


@dataclass(slots=True)
class Place:
    """Between the unit that is being filled, whose last line is `before`, and the next `line`; `above` are the units
    already closed. One is made for every line, too many for a frozen class."""

    lines: Sequence[Line]
    index: int
    line: Line
    before: Line
    current: Unit
    above: Sequence[Unit]
    manner: Manner

    @property
    def below(self) -> Line | None:
        return self.lines[self.index + 1] if self.index + 1 < len(self.lines) else None

    def column(self) -> float | None:
        """The width of the column that the current paragraph is set in, from its own lines or those before it."""
        widths = full_widths(self.current, self.manner)
        if len(widths) >= 2:
            return middle(widths)
        for unit in reversed(self.above[-RECENT_UNITS:]):
            inner = full_widths(unit, self.manner)
            if inner and unit.shape == "text":
                return middle(inner + widths)
        return widths[0] if widths else None

    def column_above(self) -> float | None:
        """The width of the column of the last whole paragraph above."""
        for unit in reversed(self.above[-RECENT_UNITS:]):
            if unit.shape == "text" and len(unit.lines) > 1:
                return middle(full_widths(unit, self.manner))
        return None

    def shortfall(self, column: float) -> float:
        """How far the last line stays short of its column; a first line is counted with the indent it lost."""
        first = LOST_EM if len(self.current.lines) == 1 else 0.0
        return column - self.before.width - first

    def lack(self) -> float | None:
        """By how much the line is shorter than the next; None where the next says nothing about the column."""
        after = self.below
        if after is None or self.line.stops or after.level or after.width > WIDEST_COLUMN:
            return None
        if anchors.opening(after.text)[0]:
            return None
        lack = after.width - self.line.width
        return None if lack < -SHORT and (after.stops or after.pauses) else lack

    def in_run(self) -> bool:
        """Whether the line goes on in a run of printed lines of one width, which character recognition leaves here and
        there between whole paragraphs."""
        lines = [*self.current.lines[-2:], self.line]
        if len(lines) < 3 and self.below is not None:
            lines.append(self.below)
        widths = [line.width for line in lines if not (line.stops and line is lines[-1])]
        if len(self.current.lines) == 2 and INDENT[0] <= widths[1] - widths[0] <= INDENT[1]:
            widths[0] += LOST_EM
        wide = max(widths) + SHORT
        even = max(widths) - min(widths) <= EVEN and lines[-1].width <= wide <= WIDEST_COLUMN
        return len(lines) == 3 and even and not all(line.stops for line in lines[1:])

    def lacks_indent(self) -> bool:
        """Whether the line lacks an indent's width, compared with the next line or else with the paragraphs above."""
        lack = self.lack()
        return self.is_inset() if lack is None else INDENT[0] <= lack <= INDENT[1]

    def is_inset(self) -> bool:
        """Whether the line is by an indent narrower than the paragraphs above."""
        column = self.column_above()
        return column is not None and not self.line.stops and INDENT[0] <= column - self.line.width <= INDENT[1]


def full_widths(unit: Unit, manner: Manner) -> list[float]:
    """The widths of the last full lines of a unit; a first line is counted with the indent that it lost."""
    if len(unit.lines) < 2:
        return []
    widths = [line.width for line in unit.lines[-RECENT_LINES - 1 : -1]]
    if len(unit.lines) <= RECENT_LINES + 1 and (manner.indented or manner.spaced_indent):
        widths[0] += LOST_EM
    return widths


def middle(widths: Sequence[float]) -> float:
    """The median."""
    return sorted(widths)[len(widths) // 2]

"""How one dump sets its lines, measured over the whole dump before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.reading.lines.line import Line
from articles.reading.lines.lists import bulleted, rows_of
from articles.reading.lines.tables import table_rows

WIDEST_COLUMN = 46.0
"""Ems. No printed column is wider; a longer line is a whole paragraph, or a part of one, set on one line."""
INDENT = (1.2, 3.2)
"""Ems that a first line lacks where the dump dropped its two-em indent; quotation marks and figures vary it by one."""
WHOLE_LINE_LEAST = 12.0
WHOLE_LINES = 0.6
"""Share of lines that end with a sentence from which a line counts as a whole paragraph; about 0.2 in wrapped dumps."""
HONEST_BLANKS = 0.97
"""Share of blank lines that must follow the end of a sentence before blank lines alone part paragraphs."""
FULL = 1.6
"""Ems by which the full lines of one column differ at most."""
BLANK_WEIGHT = 0.9
LEAST_CASES = 3


@dataclass(frozen=True, slots=True)
class Manner:
    """How one dump sets its lines.

    `whole_lines`: a line is a paragraph; `flowing`: most text stands in lines that no column is wide enough for, and
    what is narrower is a piece of a paragraph or a run of printed lines;
    `honest_blanks`: blank lines part paragraphs, `blank_weight` how much more
    often they do than they part the lines of one; `indented`: first lines are two ems shorter than their column;
    `spaced_indent`: they begin with white space; `led_starts`: one space marks the beginning of a story;
    `rows`: the numbers of the lines that look like rows of a table or list; `items`: those that begin a box's items.
    """

    whole_lines: bool
    flowing: bool
    honest_blanks: bool
    blank_weight: float
    indented: bool
    spaced_indent: bool
    led_starts: bool
    rows: frozenset[int]
    items: frozenset[int]


def manner_of(lines: Sequence[Line]) -> Manner:
    """Measure how a dump sets its lines."""
    trios = zip(lines, lines[1:], lines[2:], strict=False)
    blanks = [_ends_above(above, before) for above, before, line in trios if line.blanks]
    texts = [line for line in lines if line.width >= WHOLE_LINE_LEAST]
    return Manner(
        whole_lines=sum(line.stops for line in texts) >= WHOLE_LINES * max(1, len(texts)),
        flowing=2 * sum(line.width for line in lines if line.width > WIDEST_COLUMN) > sum(line.width for line in lines),
        honest_blanks=len(blanks) > LEAST_CASES and sum(blanks) >= HONEST_BLANKS * len(blanks),
        blank_weight=_blank_weight(lines),
        indented=_lost_indent(lines),
        spaced_indent=_spaced_indent(lines),
        led_starts=_led_starts(lines),
        rows=frozenset(table_rows(lines)).union(rows_of(lines)),
        items=frozenset(bulleted(lines)),
    )


def _ends_above(above: Line, before: Line) -> bool:
    """Whether a blank line below a line stands where text ends: at the end of a sentence, or below what is no full line
    of a column, as a heading or a name is none."""
    if before.stops or before.pauses:
        return True
    return abs(above.width - before.width) > FULL and before.text[-1] not in "，、"


def _blank_weight(lines: Sequence[Line]) -> float:
    """The weight of a blank line as a sign of a paragraph: 0 where all lines have one or none has."""
    cases, blanks = [0, 0], [0, 0]
    for before, line in pairwise(lines):
        cases[before.stops] += 1
        blanks[before.stops] += line.blanks > 0
    if not all(cases):
        return 0.0
    return max(0.0, BLANK_WEIGHT * (blanks[1] / cases[1] - blanks[0] / cases[0]))


def _lost_indent(lines: Sequence[Line]) -> bool:
    """Whether first lines of paragraphs are two ems shorter than the lines below them."""
    widths = sorted(line.width for line in lines)
    surely_last = 0.8 * widths[len(widths) * 3 // 4] if widths else 0.0
    starts = indents = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if not before.stops or before.width > surely_last:
            continue
        if not (line.stops or after.stops) and after.width <= WIDEST_COLUMN:
            starts += 1
            indents += INDENT[0] <= after.width - line.width <= INDENT[1]
    return starts >= LEAST_CASES and indents >= 0.4 * starts


def _spaced_indent(lines: Sequence[Line]) -> bool:
    """Whether white space before a line marks a paragraph: it stands after the ends of sentences, never in one."""
    before_indent = [before for before, line in pairwise(lines) if line.indent]
    after_text = sum(before.stops or before.pauses for before in before_indent)
    amiss = sum(before.text[-1] in "，、," for before in before_indent)
    many = after_text >= LEAST_CASES and after_text >= 0.3 * len(before_indent)
    return many and amiss <= 0.03 * len(before_indent)


def _led_starts(lines: Sequence[Line]) -> bool:
    """Whether a single leading space, rare as it is, stands where stories begin and never in mid-sentence."""
    before_led = [before for before, line in pairwise(lines) if line.led]
    amiss = sum(before.text[-1] in "，、," for before in before_led)
    return bool(before_led) and not amiss

"""Characters to printed lines: horizontal ones, and headlines that run down the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.reading.glyphs import Box, Glyph

SAME_LINE = 0.35
"""Of an em, by which the middles of two characters of one line may differ."""
SAME_SIZE = 1.18
"""Ratio of sizes above which two characters side by side belong to two lines."""
GAP = 0.95
"""Ems of white that part two columns. Justified lines stay below; columns stand farther apart."""
WORD_GAP = 0.22
"""Ems of white that show as a space, such as between two names of a byline."""
STACKED = (0.9, 2.0)
"""Ems from one character of an upright headline to the next."""
STACK_LEAST = 4
LARGE = 1.24
"""Times the body's size; smaller characters make no upright headline."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line: its text with the white space it shows, its box, size and most used font; how sure its
    characters are on average."""

    text: str
    box: Box
    size: float
    font: str
    upright: bool = False
    sure: float = 1.0

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


def body_size(glyphs: Iterable[Glyph]) -> float:
    """The size that most characters of a page are set in, in points; 0 for an empty page."""
    sizes = Counter(round(glyph.size * 4) / 4 for glyph in glyphs if not glyph.text.isspace())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def lines_of(glyphs: Sequence[Glyph], body: float, rules: Sequence[Box] = ()) -> list[PrintedLine]:
    """All lines of a page, upright headlines put together, from top to bottom and left to right.

    A line never crosses an upright rule.
    """
    upright, level = _upright_of(glyphs, body)
    rows: list[list[Glyph]] = []
    for glyph in sorted(level, key=lambda g: (g.box.y0 + g.box.y1, g.box.x0)):
        row = next((row for row in reversed(rows[-OPEN_ROWS:]) if _one_row(row[-1], glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    walls = [rule for rule in rules if rule.height > 2 * rule.width]
    parts = [part for row in rows for part in _cut(sorted(row, key=lambda g: g.box.x0), walls)]
    lines = [line for part in _mended(parts, walls) if (line := _line(part)) is not None]
    return sorted(lines + upright, key=lambda line: (line.box.y0, line.box.x0))


BAND = 24.0
"""Points; the height of the strips by which neighbouring lines are looked up."""
STRETCHED = 4.0
"""Ems that a space is stretched to at most in a justified line."""
OPEN_ROWS = 40
"""Rows that a character is compared with: those of other sizes that lie within one em of it."""


def _one_row(one: Glyph, other: Glyph) -> bool:
    size = min(one.size, other.size)
    middles = abs((one.box.y0 + one.box.y1) - (other.box.y0 + other.box.y1)) / 2
    return middles <= SAME_LINE * size and max(one.size, other.size) <= SAME_SIZE * size


def _cut(row: list[Glyph], walls: Sequence[Box]) -> list[list[Glyph]]:
    """The parts of one row of characters, parted where the white is wider than most between words."""
    parts: list[list[Glyph]] = [[row[0]]]
    for before, glyph in pairwise(row):
        reach = max(g.box.x1 for g in parts[-1][-3:])
        wide = glyph.box.x0 - reach > GAP * max(before.size, glyph.size)
        if wide or _walled(before.box, glyph.box, walls):
            parts.append([])
        parts[-1].append(glyph)
    return [part for part in parts if any(not glyph.text.isspace() for glyph in part)]


def _walled(left: Box, right: Box, walls: Sequence[Box]) -> bool:
    """Whether a rule runs down between two characters of one row."""
    if right.x0 - left.x1 <= 0:
        return False
    middle = (left.y0 + left.y1) / 2
    return any(wall.y0 <= middle <= wall.y1 and left.x1 - 1 <= wall.x0 and wall.x1 <= right.x0 + 1 for wall in walls)


def _mended(parts: list[list[Glyph]], walls: Sequence[Box]) -> list[list[Glyph]]:
    """The parts with those joined that only a stretched space parts: the lines above or below run across the white.

    Between columns the white runs on from line to line.
    """
    boxes = [(_extent(part), part[0].size) for part in parts]
    by_band: dict[int, list[int]] = {}
    for at, (box, _) in enumerate(boxes):
        by_band.setdefault(int(box.y0 // BAND), []).append(at)
    mended: list[list[Glyph]] = []
    for at, part in enumerate(parts):
        before = mended[-1] if mended else None
        if before and _one_row(before[-1], part[0]) and part[0].box.x0 > before[-1].box.x0:
            white = Box(before[-1].box.x1, before[-1].box.y0, part[0].box.x0, part[0].box.y1)
            walled = _walled(before[-1].box, part[0].box, walls)
            if not walled and white.width <= STRETCHED * part[0].size and _bridged(white, boxes, by_band, at):
                before.extend(part)
                continue
        mended.append(list(part))
    return mended


def _extent(part: list[Glyph]) -> Box:
    box = part[0].box
    for glyph in part[1:]:
        box = box.joined(glyph.box)
    return box


def _bridged(white: Box, boxes: list[tuple[Box, float]], by_band: dict[int, list[int]], at: int) -> bool:
    """Whether a neighbouring line of the same size runs across the white between two parts of a line."""
    size = boxes[at][1]
    middle = (white.y0 + white.y1) / 2
    band = int(white.y0 // BAND)
    for near in (other for shift in (-2, -1, 0, 1, 2) for other in by_band.get(band + shift, ())):
        box, other_size = boxes[near]
        distance = abs((box.y0 + box.y1) / 2 - middle)
        neighbour = 0.8 * size < distance < 1.9 * size and abs(other_size - size) < 0.1 * size
        if neighbour and box.x0 < white.x0 - 0.5 * size and box.x1 > white.x1 + 0.25 * size:
            return True
    return False


def _line(glyphs: list[Glyph]) -> PrintedLine | None:
    while glyphs and glyphs[0].text.isspace():
        glyphs = glyphs[1:]
    while glyphs and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    if not glyphs:
        return None
    text = re.sub(r"\s{1,99}", " ", _spaced(glyphs))
    solid = [glyph for glyph in glyphs if not glyph.text.isspace()]
    box = solid[0].box
    for glyph in solid[1:]:
        box = box.joined(glyph.box)
    size = Counter(round(glyph.size, 1) for glyph in solid).most_common(1)[0][0]
    font = Counter(glyph.font for glyph in solid).most_common(1)[0][0]
    return PrintedLine(text, box, size, font, sure=_sure(solid))


def _spaced(glyphs: list[Glyph]) -> str:
    """The text of a line; white that no character of the file fills becomes a space."""
    parts = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        if glyph.box.x0 - before.box.x1 > WORD_GAP * glyph.size:
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def _upright_of(glyphs: Sequence[Glyph], body: float) -> tuple[list[PrintedLine], list[Glyph]]:
    """Headlines that run down the page, and all characters that belong to none."""
    large = [glyph for glyph in glyphs if glyph.size >= LARGE * body and not glyph.text.isspace()]
    across = _runs(large, lambda g: (round(g.box.y0), g.box.x0), _right_of)
    stacks = _runs(large, lambda g: (round(g.box.x0), g.box.y0), _below)
    longest = {id(glyph): len(run) for run in across for glyph in run}
    upright: list[PrintedLine] = []
    taken: set[int] = set()
    for stack in stacks:
        widths = sorted(longest[id(glyph)] for glyph in stack)
        if len(stack) >= STACK_LEAST and widths[len(widths) // 2] * 2 <= len(stack):
            upright.append(_upright(stack))
            taken.update(map(id, stack))
    return upright, [glyph for glyph in glyphs if id(glyph) not in taken]


def _runs(
    glyphs: list[Glyph], order: Callable[[Glyph], tuple[float, float]], follows: Callable[[Glyph, Glyph], bool]
) -> list[list[Glyph]]:
    """Characters that follow one another in a straight line."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=order):
        run = next((run for run in reversed(runs[-OPEN_ROWS:]) if follows(run[-1], glyph)), None)
        if run is None:
            runs.append([glyph])
        else:
            run.append(glyph)
    return runs


def _below(above: Glyph, glyph: Glyph) -> bool:
    ems = (glyph.box.y0 - above.box.y0) / glyph.size
    aligned = abs((glyph.box.x0 + glyph.box.x1) - (above.box.x0 + above.box.x1)) < 0.5 * glyph.size
    return aligned and abs(glyph.size - above.size) < 0.1 * glyph.size and STACKED[0] <= ems <= STACKED[1]


def _right_of(left: Glyph, glyph: Glyph) -> bool:
    ems = (glyph.box.x0 - left.box.x0) / glyph.size
    return _one_row(left, glyph) and 0 < ems <= STACKED[1]


def _upright(stack: list[Glyph]) -> PrintedLine:
    text = "".join(glyph.text for glyph in stack)
    return PrintedLine(text, _extent(stack), stack[0].size, stack[0].font, upright=True, sure=_sure(stack))


def _sure(glyphs: Sequence[Glyph]) -> float:
    return sum(glyph.sure for glyph in glyphs) / len(glyphs)

"""The layout of a scanned page: where its lines of text, its rules and its photographs are.

The page is cut along white that runs through, into columns and rows by turns, down to single lines. These are read one
by one: the command's own search for columns now and then loses whole parts of a newspaper's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from PIL import Image, ImageDraw, ImageFilter

from articles.reading.pdf_glyphs import Box
from articles.reading.skew import ink_of

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are the first that are outside."""
Stretch = tuple[int, int]
STRIP = 120
"""Pixels of a strip of the page in which heights of lines are measured."""
LOWEST, HIGHEST = 8, 120
"""Pixels that lines of a page's text are high."""
RUN, LEAST_RUNS = 3.0, 3
"""Ems of black without a gap that are a piece of a rule, and how many make one: strokes of headlines are shorter."""
SOLID = 0.4
"""Ems from which what is black is solid: a photograph, or the ground of white letters."""
GUTTER, LEADING = 0.75, 0.06
"""Ems of white that part columns, and rows."""
APART = 2.0
"""Ems of white that part what stands on one row."""
WIDEST = 0.6
"""Share of the widest white between rows that others must have to be cut with it: lines of two columns that happen to
be level are cut only after the columns."""
BLOCK = 5.0
"""Ems from which what could not be cut is more than one line."""
COARSER, SPOT, TINT = 4, 7, 16
"""How many times smaller the page is looked at for photographs, pixels of it without paper, shades darker than that."""
STACK = 3.0
"""How many times higher than wide what holds characters one below the other is."""
DARK = re.compile(rb"[\xf0-\xff]{1,100000}")
INK = re.compile(rb"[^\x00]{1,100000}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Single lines, blocks that could not be cut into lines, photographs, rules; all in pixels. `em` is the height of
    most lines."""

    em: float
    lines: list[Area] = field(default_factory=list)
    blocks: list[Area] = field(default_factory=list)
    photos: list[Area] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)


def layout_of(page: Image.Image) -> Layout:
    """The layout of a grey page whose lines are level."""
    ink = ink_of(page)
    em = _em(ink)
    layout = Layout(em)
    if em:
        layout.photos.extend(_photos(page, em))
        pen = ImageDraw.Draw(ink)
        for photo in layout.photos:
            pen.rectangle(photo, fill=0)
        layout.rules.extend(_without_rules(ink, em))
        for area in _cut(ink, (0, 0, *ink.size), em):
            is_block = area[3] - area[1] > BLOCK * em
            (layout.blocks if is_block else layout.lines).append(area)
    return layout


def _em(ink: Image.Image) -> float:
    """The usual height of lines: of black in narrow strips down the page."""
    heights = []
    for left in range(0, ink.width - STRIP, STRIP):
        rows = ink.crop((left, 0, left + STRIP, ink.height)).resize((1, ink.height), Image.Resampling.BOX).tobytes()
        heights += [len(run[0]) for run in INK.finditer(rows) if LOWEST <= len(run[0]) <= HIGHEST]
    return median(heights) if heights else 0.0


def _photos(page: Image.Image, em: float) -> list[Area]:
    """Large areas without a spot of bare paper, even between letters: photographs and grey grounds."""
    small = page.reduce(COARSER)
    counts = small.histogram()
    bare = max(range(256), key=counts.__getitem__) - TINT
    lightest = small.filter(ImageFilter.MaxFilter(SPOT))
    covered = lightest.point([255 if shade < bare else 0 for shade in range(256)])
    rim = SPOT // 2 * COARSER
    found = [tuple(edge * COARSER for edge in area) for area in _cut(covered, (0, 0, *covered.size), em / COARSER)]
    return [(x0 - rim, y0 - rim, x1 + rim, y1 + rim) for x0, y0, x1, y1 in found if min(x1 - x0, y1 - y0) > BLOCK * em]


def _without_rules(ink: Image.Image, em: float) -> list[Box]:
    """Wipe long thin runs of black out; they are returned as rules."""
    rules: list[Box] = []
    for upright in (False, True):
        turned = ink.transpose(Image.Transpose.TRANSPOSE) if upright else ink
        for x0, y0, x1, y1 in _joined(list(_runs(turned, round(RUN * em), SOLID * em))):
            area = (y0, x0, y1, x1) if upright else (x0, y0, x1, y1)
            rules.append(Box(*area))
    pen, end = ImageDraw.Draw(ink), RUN * em  # what is left of a rule is shorter than a piece
    for rule in rules:
        across, down = (2, end) if rule.height > rule.width else (end, 2)
        pen.rectangle((rule.x0 - across, rule.y0 - down, rule.x1 + across, rule.y1 + down), fill=0)
    return rules


def _runs(ink: Image.Image, length: int, thick: float) -> Iterator[Area]:
    """Pieces of level rules, each so long."""
    across = ink.width // length
    columns = ink.crop((0, 0, across * length, ink.height)).resize((across, ink.height), Image.Resampling.BOX)
    downward = columns.transpose(Image.Transpose.TRANSPOSE).tobytes()
    for at in range(across):
        column = downward[at * ink.height : (at + 1) * ink.height]
        for run in DARK.finditer(column):
            if run.end() - run.start() < thick:
                yield at * length, run.start(), (at + 1) * length, run.end()


def _joined(pieces: list[Area]) -> list[Area]:
    """Pieces that follow one another as one rule."""
    joined: list[list[Area]] = []
    for piece in sorted(pieces):
        rule = next((rule for rule in joined if rule[-1][2] == piece[0] and _level(rule[-1], piece)), None)
        if rule is None:
            joined.append([piece])
        else:
            rule.append(piece)
    return [
        (rule[0][0], min(piece[1] for piece in rule), rule[-1][2], max(piece[3] for piece in rule))
        for rule in joined
        if len(rule) >= LEAST_RUNS
    ]


def _level(rule: Area, piece: Area) -> bool:
    return rule[1] - 3 <= piece[3] and piece[1] <= rule[3] + 3


def _cut(ink: Image.Image, area: Area, em: float) -> Iterator[Area]:
    """The parts of an area that no white runs through."""
    waiting = [area]
    while waiting:
        x0, y0, x1, y1 = waiting.pop()
        part = ink.crop((x0, y0, x1, y1))
        edges = part.getbbox()
        if edges is None or min(edges[2] - edges[0], edges[3] - edges[1]) < 2:
            continue
        x0, y0, x1, y1 = x0 + edges[0], y0 + edges[1], x0 + edges[2], y0 + edges[3]
        part = part.crop(edges)
        rows = inked(part.resize((1, part.height), Image.Resampling.BOX).tobytes(), max(2.0, LEADING * em))
        gutter = (GUTTER if len(rows) > 1 or part.height > BLOCK * em else APART) * em
        columns = inked(part.resize((part.width, 1), Image.Resampling.BOX).tobytes(), gutter)
        if part.height > STACK * part.width:
            rows = _characters(rows, part.width)
        if len(columns) > 1:
            waiting += [(x0 + first, y0, x0 + last, y1) for first, last in columns]
        elif len(rows) > 1:
            widest = max(after[0] - before[1] for before, after in pairwise(rows))
            waiting += [(x0, y0 + first, x1, y0 + last) for first, last in _apart(rows, WIDEST * widest)]
        elif part.height > em / 4:
            yield x0, y0, x1, y1


def inked(profile: bytes, gap: float) -> list[Stretch]:
    """The stretches of a profile that hold ink, those joined that too little white parts."""
    return _apart([run.span() for run in INK.finditer(profile)], gap)


def _apart(stretches: list[Stretch], gap: float) -> list[Stretch]:
    joined: list[Stretch] = []
    for first, last in stretches:
        if joined and first - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _characters(rows: list[Stretch], width: int) -> list[Stretch]:
    """The parts of characters that stand one below the other, such as the strokes of 三, put together."""
    whole: list[Stretch] = []
    for row in rows:
        if whole and row[1] - whole[-1][0] <= 1.05 * width:
            whole[-1] = (whole[-1][0], row[1])
        else:
            whole.append(row)
    return whole

"""What is drawn on a scanned page beside its text: rules, and frames of stories and of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from PIL import Image, ImageDraw

from articles.reading.glyphs import Box
from articles.reading.ocr.ink import Area, columns_of, rows_of

RUN, LEAST_RUNS = 3.0, 3
"""Ems of black without a gap that are a piece of a rule, and how many make one: strokes of headlines are shorter."""
SOLID = 0.4
"""Ems from which what is black is solid: a photograph, or the ground of white letters."""
ROOM = 1.2
"""Times its height that a line stands from the frame of a label around it, at most."""
DARK, FULL = re.compile(rb"[\xf0-\xff]{1,100000}"), re.compile(rb"[\xb0-\xff]{1,1000}")
"""What is a piece of a rule, and, more blurred, of a small frame."""


def without_rules(ink: Image.Image, em: float) -> list[Box]:
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


def frames_of(rules: list[Box], em: float) -> list[Box]:
    """What four rules enclose."""
    level = [rule for rule in rules if rule.width > rule.height]
    upright = [rule for rule in rules if rule.height > rule.width]
    return [
        Box(left.x0, left.y0, right.x1, left.y1)
        for left, right in permutations(upright, 2)
        if left.x1 < right.x0
        and abs(left.y0 - right.y0) < em > abs(left.y1 - right.y1)
        and all(any(_spans(rule, left.x0, right.x1, y, em) for rule in level) for y in (left.y0, left.y1))
    ]


def _spans(rule: Box, left: float, right: float, y: float, em: float) -> bool:
    return abs(rule.y0 - y) < em and abs(rule.x0 - left) < RUN * em and abs(rule.x1 - right) < RUN * em


def ring_around(ink: Image.Image, line: Area) -> Box | None:
    """The frame or the dark ground closely around a line."""
    x0, y0, x1, y1 = line
    room = round(ROOM * (y1 - y0))
    before = [
        max((run.end() for run in FULL.finditer(side)), default=0)
        for side in (columns_of(ink, (x0 - room, y0, x0, y1)), rows_of(ink, (x0, y0 - room, x1, y0)))
    ]
    after = [
        min((run.start() for run in FULL.finditer(side)), default=room)
        for side in (columns_of(ink, (x1, y0, x1 + room, y1)), rows_of(ink, (x0, y1, x1, y1 + room)))
    ]
    if 0 in before or room in after:
        return None
    return Box(x0 - room + before[0], y0 - room + before[1], x1 + after[0], y1 + after[1])

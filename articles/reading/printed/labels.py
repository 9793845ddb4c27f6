"""栏目 on a PDF page: the standing title of a column, in a box of its own or ruled off above the headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.glyphs import Box
from articles.reading.lines import anchors
from articles.reading.printed.columns import HeadingGroup
from articles.reading.printed.lines import PrintedLine

LONGEST = 24
"""Characters of the longest label; real ones have 4 to 12, on one line or two."""
MOST_LINES = 2
LOOSE = 3.0
"""Ems of box for each line of a label, at most; a picture with words on it is higher."""
NO_LARGER = 1.02
"""Times the headline's size that a label is set in, at most."""
REACH = 1.5
"""Ems of the headline between it and a label above or beside it."""


@dataclass(frozen=True, slots=True)
class Label:
    """The printed lines of one label and the box drawn around them."""

    lines: tuple[PrintedLine, ...]
    box: Box


def labels_of(lines: Sequence[PrintedLine], frames: Sequence[Box]) -> list[Label]:
    """The short lines that stand alone in a low box by a larger line."""
    found: dict[Box, Label] = {}
    for frame in frames:
        inside = tuple(line for line in lines if frame.holds(line.box))
        label = Label(inside, frame)
        if _is_short(label) and any(_leads_to(label, line.box, line.size) for line in lines if line not in inside):
            found.setdefault(inside[0].box, label)
    return list(found.values())


def _is_short(label: Label) -> bool:
    lines = label.lines
    if not 0 < len(lines) <= MOST_LINES or label.box.height > LOOSE * sum(line.size for line in lines):
        return False
    text = "".join(line.text for line in lines)
    return len(text) <= LONGEST and not anchors.is_photo_credit(text)


def _leads_to(label: Label, heading: Box, size: float) -> bool:
    """Whether a heading of this size stands right below a label or beside it."""
    if max(line.size for line in label.lines) > NO_LARGER * size:
        return False
    gap = heading.y0 - label.box.y1
    below = -0.5 * size <= gap <= REACH * size and heading.across(label.box) > 0
    beside = heading.down(label.box) > 0.3 * label.box.height and 0 <= heading.x0 - label.box.x1 <= REACH * size
    return below or beside


def give_labels(labels: Sequence[Label], headings: Sequence[HeadingGroup]) -> list[Label]:
    """Give each label to the nearest heading that it leads to; returns those that lead to none."""
    left = []
    for label in labels:
        near = [heading for heading in headings if _leads_to(label, heading.lines[0].box, heading.size)]
        if near:
            best = min(near, key=lambda heading: abs(heading.box.y0 - label.box.y1))
            best.label.extend(label.lines)
        else:
            left.append(label)
    return left


def ruled_off(heading: HeadingGroup, rules: Sequence[Box]) -> int:
    """How many lines at the top of a heading a rule parts from those below: a label without a box."""
    for at in range(1, min(len(heading.lines), MOST_LINES + 1)):
        above, below = heading.lines[at - 1], heading.lines[at]
        small = all(line.size <= NO_LARGER * heading.size for line in heading.lines[:at])
        if small and any(_between(rule, above.box, below.box) for rule in rules):
            return at
    return 0


def _between(rule: Box, above: Box, below: Box) -> bool:
    middle = (above.y0 + above.y1) / 2
    return rule.width > rule.height and middle < rule.y0 < (below.y0 + below.y1) / 2 and rule.across(above) > 0

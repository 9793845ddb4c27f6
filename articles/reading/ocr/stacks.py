"""Headlines that run down a scanned page: their characters, one below the other, are recognised side by side, because a
character by itself is often mistaken (川 for IJ)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from PIL import Image

from articles.reading.ocr.engine import Row
from articles.reading.ocr.ink import Area

LEAST = 4
"""Characters of such a headline at least."""
SLIM, WIDE = 0.6, 1.6
"""Times its width that the first character is high at least and at most."""
SAME, STEP, ASIDE = 1.3, 2.0, 0.5
"""Times the first character's size that another is large, and stands below it and aside, at most."""
CELL = 1.15
"""Times the largest character's size from one to the next where they are set side by side."""


def stacks_of(lines: Iterable[Area]) -> list[list[Area]]:
    """The characters of each headline that runs down, among lines of any kind."""
    stacks: list[list[Area]] = []
    for area in sorted(lines, key=lambda area: area[1]):
        stack = next((stack for stack in stacks if _goes_on(stack, area)), None)
        if stack:
            stack.append(area)
        elif SLIM < (area[3] - area[1]) / (area[2] - area[0]) < WIDE:
            stacks.append([area])
    return [stack for stack in stacks if len(stack) >= LEAST]


def _goes_on(stack: list[Area], area: Area) -> bool:
    size, last = _size(stack[:1]), stack[-1]
    aside = abs(area[0] + area[2] - last[0] - last[2]) / 2
    return _size([area]) < SAME * size and aside < ASIDE * size and 0 < area[1] - last[1] < STEP * size


def _size(areas: Sequence[Area]) -> int:
    return max(max(area[2] - area[0], area[3] - area[1]) for area in areas)


def side_by_side(page: Image.Image, stack: Sequence[Area]) -> Image.Image:
    """The characters of a stack as a line."""
    size = _size(stack)
    line = Image.new("L", (round(CELL * size * len(stack)), size), 255)
    for at, area in enumerate(stack):
        part = page.crop(area)
        line.paste(part, (round((at + 0.5) * CELL * size - part.width / 2), (size - part.height) // 2))
    return line


def apart(row: Row, stack: Sequence[Area]) -> list[tuple[Area, Row]]:
    """What was recognised in that line, each character with its place in the stack: squares of one size."""
    size, across = _size(stack), median(area[0] + area[2] for area in stack)
    found: list[Row] = [[] for _ in stack]
    for character in row:
        found[min(len(stack) - 1, int((character.box.x0 + character.box.x1) / 2 / (CELL * size)))].append(character)
    squares = [(round(across - size) // 2, (area[1] + area[3] - size) // 2) for area in stack]
    return [((x, y, x + size, y + size), each[:1]) for (x, y), each in zip(squares, found, strict=True) if each]

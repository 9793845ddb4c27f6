"""How far a scanned page is turned, and where a place of the straightened page was before."""

from __future__ import annotations

import math
from itertools import pairwise

from PIL import Image

from articles.reading.glyphs import Box

MOST = 2.0
"""Degrees that pages are turned at most, either way; scanners and copying stands turn them by less than one."""
COARSE, FINE = 0.2, 0.04
"""Steps of the search in degrees; lines of a page drift by half a character in 0.2."""
SIDE = 2_000
"""Pixels of the longer side on which the angle is looked for: lines of text are some seven pixels high."""
STRIPS = 48
"""Upright strips of the page that are shifted against one another, as turning it would do."""


def ink_of(page: Image.Image) -> Image.Image:
    """A grey page in white on black: what is darker than half way between its paper and its darkest hundredth."""
    counts = page.histogram()
    paper = max(range(256), key=counts.__getitem__)
    left, dark = sum(counts) / 100, 0
    while left > counts[dark]:
        left -= counts[dark]
        dark += 1
    between = (max(paper, dark + 1) + dark) / 2
    return page.point([255 if shade < between else 0 for shade in range(256)])


def angle_of(page: Image.Image) -> float:
    """The degrees, counterclockwise, by which a grey page must be turned for its lines to be level."""
    scale = SIDE / max(page.size)
    height, width = max(1, round(page.height * scale)), page.width * scale / STRIPS
    rows = ink_of(page).resize((STRIPS, height), Image.Resampling.BOX).tobytes()
    strips = [rows[at::STRIPS] for at in range(STRIPS)]
    best = _best(strips, width, 0.0, MOST, COARSE)
    best = _best(strips, width, best, COARSE, FINE)
    return 0.0 if abs(best) < FINE else round(best, 2)


def _best(strips: list[bytes], width: float, middle: float, reach: float, step: float) -> float:
    steps = round(reach / step)
    angles = [middle + at * step for at in sorted(range(-steps, steps + 1), key=abs)]
    return max(angles, key=lambda angle: _contrast(strips, width, angle))


def _contrast(strips: list[bytes], width: float, angle: float) -> int:
    """How much the darkness of rows changes from one to the next, where strips of that width are shifted as by turning
    the page: most where rows of text are level."""
    slope = math.tan(math.radians(angle)) * width
    rim = math.ceil(math.tan(math.radians(MOST + COARSE)) * width * STRIPS / 2) + 1
    shifts = [rim + round((at - STRIPS / 2) * slope) for at in range(STRIPS)]
    cut = [strip[shift : len(strip) - 2 * rim + shift] for strip, shift in zip(strips, shifts, strict=True)]
    return sum((one - other) ** 2 for one, other in pairwise(map(sum, zip(*cut, strict=True))))


def straightened(page: Image.Image, angle: float) -> Image.Image:
    """The page turned around its middle, with white where nothing was."""
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) if angle else page


def before(box: Box, angle: float, width: float, height: float) -> Box:
    """The box around a place of the straightened page where it stood on the page as it came, of these sides."""
    if not angle:
        return box
    turn = math.radians(angle)
    sine, cosine = math.sin(turn), math.cos(turn)
    corners = []
    for x, y in ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)):
        across, down = x - width / 2, y - height / 2
        corners.append((width / 2 + across * cosine - down * sine, height / 2 + across * sine + down * cosine))
    xs, ys = zip(*corners, strict=True)
    return Box(max(0.0, min(xs)), max(0.0, min(ys)), min(width, max(xs)), min(height, max(ys)))

"""Pages that are worn – faded, blurred, grained, stained, badly lit: told by a cheap measure, and made readable.

Clean pages are left as they are. OpenCV, which the models' package brings along, is loaded for worn ones alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from PIL import Image

from articles.reading.ocr import engine
from articles.reading.ocr.engine import Row
from articles.reading.ocr.ink import Area

Shades = np.ndarray[Any, np.dtype[Any]]

BAND, EVERY = 192, 4
"""Rows that are looked at together when a page is measured: every fourth such band."""
SPECK, APART, SPECKS = 40, 4, 0.0004
"""How much darker than all around it a pixel is dirt, how many pixels away is around, and the share of dirt from which
it hides the white between lines."""
PALE, PRINT = 130, 0.0025
"""Shades between paper and the darkest of so many pixels below which a page is faded."""
SOFT = 0.4
"""Of these, the step from one pixel to the next, at the sharpest edges, below which it is blurred."""
TILE, SHADE, SHADED = 64, 0.08, 0.4
"""Pixels of a patch of paper; how much darker or lighter than most it is shaded, and the share of such patches."""
SMALLER, AROUND = 8, 15
"""How many times smaller paper is looked for, and within how many pixels there: more than a headline's strokes."""
NEAREST = 9
"""Pixels there within which print is equally dark."""
BETWEEN, LEAST = 0.5, 170
"""Where between the darkest near it and paper a pixel becomes ink, and the shades that it is darker than paper."""
DIRT = 12
"""Pixels of ink that touch one another below which they are dirt or grain."""


LARGER = 5
"""Pixels of white around a line that is read again: type of 38 pixels is told from grain better than that of 28, but of
two figures alike one is lost more often."""
BESIDE = 0.6
"""Of its height, paper that is shown on both sides of a line."""
GRAIN, STRONG_GRAIN, DOUBTED = 0.8, 1.2, 0.9
"""Pixels over which grain is smoothed, how many where a line's characters are less sure than that."""


def is_worn(page: Image.Image) -> bool:
    """Whether a grey page has dirt all over, is faded, blurred, or unevenly lit."""
    shades = np.asarray(page)
    bands = [shades[top : top + BAND] for top in range(0, shades.shape[0] - BAND + 1, BAND * EVERY)] or [shades]
    counts = sum(np.bincount(band.ravel(), minlength=256) for band in bands)
    paper, dark = int(np.argmax(counts)), int(np.searchsorted(np.cumsum(counts), np.sum(counts) * PRINT))
    steps = np.concatenate([_steps(band) for band in bands])
    return bool(
        paper - dark < PALE
        or np.mean([_specks(band) for band in bands]) > SPECKS
        or np.percentile(steps, 99.9) < SOFT * (paper - dark)
        or _is_shaded(bands)
    )


def _specks(band: Shades) -> float:
    """The share of pixels that are much darker than those around them, near and some steps away: dots of small type
    have other strokes there."""
    height, width = band.shape
    around = [
        band[APART + down : height - APART + down, APART + across : width - APART + across]
        for far in (1, APART)
        for down in range(-far, far + 1)
        for across in range(-far, far + 1)
        if far in (abs(down), abs(across))
    ]
    darkest = np.minimum.reduce(around)
    return float(np.mean(darkest > band[APART:-APART, APART:-APART].astype(np.int16) + SPECK))


def _steps(band: Shades) -> Shades:
    """The changes from each second pixel to the next."""
    pairs = band[::2, : band.shape[1] // 2 * 2].reshape(-1, 2)
    return np.maximum(pairs[:, 0], pairs[:, 1]) - np.minimum(pairs[:, 0], pairs[:, 1])


def _is_shaded(bands: list[Shades]) -> bool:
    """Whether paper is light here and dark there, more than grounds and photographs make it."""
    lights = []
    for band in bands:
        height, width = (side // TILE * TILE for side in band.shape)
        tiles = band[:height, :width].reshape(height // TILE, TILE, width // TILE, TILE)
        lights.append(np.percentile(tiles[:, ::4, :, ::4], 75, axis=(1, 3)).ravel())
    light = np.concatenate(lights)
    usual = np.median(light) if light.size else 0
    return bool(light.size and np.mean(np.abs(light - usual) > SHADE * usual) > SHADED)


def restored(page: Image.Image) -> Image.Image:
    """A worn grey page with paper evenly white and print black, without single pixels of dirt."""
    import cv2

    shades = np.asarray(page)
    small = cv2.resize(shades, None, fx=1 / SMALLER, fy=1 / SMALLER, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, _square(AROUND)), (0, 0), 2)
    paper = cv2.resize(paper, page.size, interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(shades, paper, scale=255)
    counts = np.bincount(even[::3, ::3].ravel(), minlength=256)
    light = int(np.argmax(counts))
    dark = min(int(np.searchsorted(np.cumsum(counts), np.sum(counts) / 100)), light - 1)
    table = np.clip((np.arange(256) - dark) * 255.0 / (light - dark), 0, 255).astype(np.uint8)
    even = cv2.LUT(even, table)
    around = _square(3)
    around[1, 1] = 0
    return Image.fromarray(np.clip(even, cv2.erode(even, around), cv2.dilate(even, around)))


def ink_of(page: Image.Image) -> Image.Image:
    """A restored page in white on black: what is darker than half way between paper and the darkest nearby, dirt left
    out."""
    import cv2

    shades = cv2.GaussianBlur(np.asarray(page), (0, 0), 0.7)
    height, width = (side // SMALLER * SMALLER for side in shades.shape)
    tiles = cv2.medianBlur(shades, 3)[:height, :width].reshape(height // SMALLER, SMALLER, width // SMALLER, SMALLER)
    dark = cv2.GaussianBlur(cv2.erode(tiles.min((1, 3)), _square(NEAREST)), (0, 0), 4)
    edge = 255 - BETWEEN * (255 - np.minimum(dark, 255 - LEAST).astype(np.float32))
    ink = (shades < cv2.resize(edge, page.size)).astype(np.uint8)
    _count, parts, told, _middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    shown = np.where(told[:, cv2.CC_STAT_AREA] < DIRT, 0, 255).astype(np.uint8)
    shown[0] = 0
    return Image.fromarray(shown[parts])


def widened(area: Area, lines: Iterable[Area], width: int) -> Area:
    """A line with the paper beside it, as far as no other line is there: marks at its ends are often too pale for
    ink."""
    x0, y0, x1, y1 = area
    more = round(BESIDE * (y1 - y0))
    beside = [each for each in lines if each[1] < (y0 + y1) / 2 < each[3]]
    left = max([0, x0 - more, *(each[2] for each in beside if each[2] <= x0)])
    right = min([width, x1 + more, *(each[0] for each in beside if each[0] >= x1)])
    return left, y0, right, y1


def recognise(lines: Iterable[Image.Image]) -> list[Row]:
    """What lines of a restored page say, their grain smoothed a little; where that leaves doubts, they are read again
    in larger type, also with their grain smoothed much, and the surest reading is taken."""
    return [_row(line) for line in lines]


def _row(line: Image.Image) -> Row:
    import cv2

    shades = np.asarray(line)
    soft = Image.fromarray(cv2.GaussianBlur(shades, (0, 0), GRAIN))
    (row,) = engine.recognise([soft])
    if _sure(row) >= DOUBTED:
        return row
    smooth = Image.fromarray(cv2.GaussianBlur(cv2.medianBlur(shades, 3), (0, 0), STRONG_GRAIN))
    return max([row, *engine.recognise([soft, smooth], LARGER)], key=_sure)


def _sure(row: Row) -> float:
    return sum(character.sure for character in row) / len(row) if row else 0.0


def _square(side: int) -> Shades:
    return np.ones((side, side), np.uint8)

"""Which way lines of text run in each part of a page, and where such a slope makes all lines of a page meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Shades = np.ndarray[Any, np.dtype[Any]]

STRIP, STRIPS, BAND = 8, 24, 96
"""Pixels of an upright strip, the strips that a part of the page is wide, and the pixels that it is high; parts overlap
by half."""
STROKE = 3
"""Pixels that a row is compared over, so that lines count and not strokes of letters."""
ROUNDS, OUTLIER = 8, 0.7
"""How many times a fit is made anew without what lies far off it, and degrees that are far at the end."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """Of each part of a page that holds some text: its middle from the page's, in pixels, how many pixels lines fall
    there for each pixel to the right, and how plainly they do."""

    x: Shades
    y: Shades
    slope: Shades
    weight: Shades

    @property
    def plain(self) -> float:
        return float(self.weight.sum())


def slopes_of(ink: Shades, reach: float, step: float) -> Slopes:
    """How lines run on a page, white on black, up to `reach` degrees either way."""
    height, width = (side // unit * unit for side, unit in zip(ink.shape, (BAND // 2, STRIP), strict=True))
    strips = ink[:height, :width].reshape(height, width // STRIP, STRIP).mean(2)
    slopes = np.tan(np.radians(np.arange(-reach, reach + step / 2, step)))
    starts = np.arange(0, strips.shape[1] - STRIPS + 1, STRIPS // 2)
    contrasts = np.stack([_contrasts(strips, starts, float(slope)) for slope in slopes])
    best = contrasts.argmax(0)
    inner = np.clip(best, 1, len(slopes) - 2)
    before, at, after = (np.take_along_axis(contrasts, inner[None] + near, 0)[0] for near in (-1, 0, 1))
    # Between two of the slopes tried, where a parabola through three contrasts has its top.
    top = (before - after) / (2 * np.minimum(before + after - 2 * at, -1e-6))
    slope = slopes[inner] + np.clip(top, -1, 1) * (slopes[1] - slopes[0])
    weight = np.sqrt(np.maximum(0, at - np.median(contrasts, 0)))
    y, x = np.mgrid[0 : at.shape[0], 0 : at.shape[1]]
    kept = (weight > 0) & (best == inner)
    x, y = (x * STRIPS + STRIPS) * STRIP / 2 - ink.shape[1] / 2, (y + 1) * BAND / 2 - ink.shape[0] / 2
    return Slopes(x[kept], y[kept], slope[kept], weight[kept])


def _contrasts(strips: Shades, starts: Shades, slope: float) -> Shades:
    """How much darkness changes from one row to another in each part of the page, were its lines of that slope."""
    rows = np.zeros((strips.shape[0], len(starts)), np.float32)
    for at in range(STRIPS):
        rows += np.roll(strips[:, starts + at], -round(slope * (at - (STRIPS - 1) / 2) * STRIP), 0)
    steps = (np.roll(rows, STROKE, 0) - rows) ** 2
    halves = steps.reshape(len(steps) // (BAND // 2), BAND // 2, len(starts)).sum(1)
    return halves[:-1] + halves[1:]


def meeting(slopes: Slopes) -> tuple[float, float]:
    """The slope in the page's middle, and by how much of a turn it changes each pixel: lines that are parallel on paper
    meet in one point of a picture, (1, slope) over that."""
    unknown = np.stack([np.ones_like(slopes.x), slopes.slope * slopes.x - slopes.y], 1)
    weight = slopes.weight.copy()
    found = np.zeros(2)
    for at in range(ROUNDS):
        root = np.sqrt(weight)
        found = np.linalg.lstsq(unknown * root[:, None], slopes.slope * root, rcond=None)[0]
        far = np.abs(unknown @ found - slopes.slope) / np.tan(np.radians(OUTLIER * 2 ** max(0, 4 - at)))
        weight = slopes.weight * np.maximum(0, 1 - far**2) ** 2
    return float(found[0]), float(found[1])

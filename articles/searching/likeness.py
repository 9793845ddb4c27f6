"""Whether two miniatures are of one photograph: smaller, lighter, printed in dots, cut at its edges or mirrored.

Each miniature has keys: one of the whole, and one of each part that is left when edges are cut. A key says of its
longest waves of light and dark which way they go. The copy has the key of the part that it shows, or one that differs
in the weakest waves; so it is found by an index of numbers. Then the edges of the part are moved until it fits best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from articles.reading.miniatures import SIDE, Miniature

Part = tuple[float, float, float, float]
"""Left, upper, right and lower edge, as shares of the sides."""
KEPT = (1.0, 0.9, 0.8, 0.7)
"""What a part keeps of a side, with the rest cut off before it, behind it or half and half."""
EDGES = tuple(dict.fromkeys(((1 - kept) * at, (1 - kept) * at + kept) for kept in KEPT for at in (0.0, 0.5, 1.0)))
PARTS: tuple[Part, ...] = tuple((x0, y0, x1, y1) for x0, x1 in EDGES for y0, y1 in EDGES)
WHOLE = PARTS[0]
WAVES = 5
"""Of which the strengths are taken across and down: none, which is the mean grey, to two whole ones."""
BITS = 1 << np.arange(WAVES * WAVES - 1)
WEAKEST, NEAR = 10, 64
"""Bits of a key that may be turned in a copy, and the likeliest ways in which they are."""
TURNED = np.array(list(product((0, 1), repeat=WEAKEST)))
CELLS = 12
"""Of a side, between which slopes are compared."""
SAME = 0.85
"""How alike two are that show one photograph; 1 is the same, and those that show two have up to 0.67."""
MOVES, LEAST_SIDE = ((0.06, 0.4), (0.03, 0.6), (0.015, 0.75)), 0.5
"""By which edges are moved, coarse before fine, each where all before has led so far; what is left of a side."""
STRETCHED = 1.18
"""Times that a copy may be wider or narrower: papers fit a photograph into its place."""

Numbers = NDArray[np.float64]


def _waves_over(edges: tuple[float, float]) -> Numbers:
    """By how much each pixel of a side counts in the strength of each wave that begins and ends at these edges."""
    pixels = np.clip(np.arange(SIDE + 1) / SIDE, *edges)
    middles = ((pixels[1:] + pixels[:-1]) / 2 - edges[0]) / (edges[1] - edges[0])
    return np.cos(np.pi * np.outer(np.arange(WAVES), middles)) * np.diff(pixels)


OVER = np.concatenate([_waves_over(edges) for edges in EDGES])


def keys_of(miniature: Miniature) -> list[int]:
    """The key of each part; the first is that of the whole."""
    keys: list[int] = ((_waves(miniature) > 0) @ BITS).tolist()
    return keys


def mirrored(miniature: Miniature) -> Miniature:
    return Miniature(miniature.ratio, miniature.greys.transpose(Image.Transpose.FLIP_LEFT_RIGHT))


class Wanted:
    """A photograph that is looked for. A copy of it has one of the keys in `near`, a copy of one of its parts one of
    those in `near_parts`."""

    def __init__(self, miniature: Miniature) -> None:
        self.miniature = miniature
        self.by_part = _near(_waves(miniature))
        self.near: set[int] = set(self.by_part[0].tolist())
        self.near_parts: set[int] = set(self.by_part.ravel().tolist())

    def is_same(self, other: Miniature, keys: Sequence[int]) -> bool:
        """Whether another, with its keys, shows the whole or a part of it, or more of the scene."""
        if not self.near.isdisjoint(keys):
            there = [number for number, key in enumerate(keys) if key in self.near]
            if _shows(other, self.miniature, there):
                return True
        if keys[0] not in self.near_parts:
            return False
        here = np.flatnonzero((self.by_part == keys[0]).any(axis=1))
        return _shows(self.miniature, other, here.tolist())


def _waves(miniature: Miniature) -> Numbers:
    """The strengths of the waves of each part, a row for each, without that of the mean grey."""
    waves = OVER @ _greys(miniature) @ OVER.T
    by_part = waves.reshape(len(EDGES), WAVES, len(EDGES), WAVES).transpose(2, 0, 1, 3)
    strengths: Numbers = by_part.reshape(len(PARTS), -1)[:, 1:]
    return strengths


def _near(waves: Numbers) -> NDArray[np.int64]:
    """For each part the keys that a copy of it may have: its own, and those with the weakest bits turned."""
    strengths = np.abs(waves)
    weakest = np.argsort(strengths, axis=1)[:, :WEAKEST]
    dearest = np.take_along_axis(strengths, weakest, axis=1) @ TURNED.T
    likeliest = np.argpartition(dearest, NEAR, axis=1)[:, :NEAR]
    turned = np.take_along_axis(BITS[weakest] @ TURNED.T, likeliest, axis=1)
    keys: NDArray[np.int64] = ((waves > 0) @ BITS)[:, None] ^ turned
    return keys


def _shows(larger: Miniature, whole: Miniature, parts: Sequence[int]) -> bool:
    """Whether about one of these parts of a photograph, by number, is the whole of another."""
    greys, wanted = _greys(larger), _slopes(_greys(whole), WHOLE)
    likeness, part = max((float(_slopes(greys, PARTS[each]) @ wanted), PARTS[each]) for each in parts)
    for step, least in MOVES:
        if likeness < least:
            return False
        likeness, part = _fitted(greys, wanted, (likeness, part), step)
    ratio = larger.ratio * (part[2] - part[0]) / (part[3] - part[1])
    return likeness >= SAME and abs(log(ratio / whole.ratio)) <= log(STRETCHED)


def _fitted(greys: Numbers, wanted: Numbers, found: tuple[float, Part], step: float) -> tuple[float, Part]:
    """A part and how alike it is, after its edges were moved by steps as long as that made it more alike."""
    while True:
        moved = max((float(_slopes(greys, part) @ wanted), part) for part in _around(found[1], step))
        if moved <= found:
            return found
        found = moved


def _around(part: Part, step: float) -> Iterator[Part]:
    """The part, and those with one edge moved."""
    yield part
    for edge, by in product(range(4), (-step, step)):
        x0, y0, x1, y1 = (each + by * (at == edge) for at, each in enumerate(part))
        if min(x0, y0) >= 0 and max(x1, y1) <= 1 and min(x1 - x0, y1 - y0) >= LEAST_SIDE:
            yield x0, y0, x1, y1


def _slopes(greys: Numbers, part: Part) -> Numbers:
    """The differences of neighbouring cells, those of strong edges dampened, as a vector of length 1."""
    x0, y0, x1, y1 = part
    cells = _cells_over(y0, y1) @ greys @ _cells_over(x0, x1).T
    here, right, below = cells[:-1, :-1], cells[:-1, 1:], cells[1:, :-1]
    slopes = np.concatenate(((right - here).ravel(), (below - here).ravel()))
    dampened: Numbers = np.copysign(np.sqrt(np.abs(slopes)), slopes)
    return dampened / max(1.0, sqrt(dampened @ dampened))


@lru_cache(maxsize=4_096)
def _cells_over(first: float, last: float) -> Numbers:
    """By how much each pixel of a side counts in the mean grey of each cell between two edges."""
    cells = np.linspace(first, last, CELLS + 2) * SIDE
    pixels = np.arange(SIDE)
    covered = np.minimum(cells[1:, None], pixels + 1) - np.maximum(cells[:-1, None], pixels)
    over: Numbers = np.maximum(covered, 0) / (cells[1] - cells[0])
    return over


def _greys(miniature: Miniature) -> Numbers:
    return np.asarray(miniature.greys, dtype=np.float64)

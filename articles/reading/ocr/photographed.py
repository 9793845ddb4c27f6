"""Pages that are photographed – from aside, bent, turned, on a table: told by how their lines run, and laid flat.

Print tells better how its page lies than its edges do, which are often bent, covered or out of the picture: lines that
are parallel on paper meet in one point of a picture, and so does what runs down. What lines still bend after that is
paper that does not lie flat, and is taken out along them. Light and edges only tell where the paper ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from articles.reading.ocr.meshes import CELL, Mesh
from articles.reading.ocr.slopes import Shades, Slopes, meeting, slopes_of

SIDE = 2_000
"""Pixels of the longer side on which slopes are measured: lines are some eight pixels high."""
STEEP, NEARER, CLOSE = (24.0, 1.5), (12.0, 1.0), (4.0, 0.5)
"""Degrees up to which lines of a photograph rise or fall, and the steps in which that is looked for at first; the same
once the page lies nearly straight, and straight."""
MEETING, OFF, UNEVEN, ASKEW = 0.5, 0.8, 0.25, 2.4
"""Degrees by which lines at the edge of a flat page differ from those in its middle (on scans up to 0.4); degrees that
are far from what all lines tell, and the share of print that may be so, as dirt and grain are (up to 0.2); degrees
that no scanner turns a page by."""
EVEN, GAINED = 0.5, 0.1
"""Degrees by which lines of one page differ at most, and the share of print that must be so more than before, once
a page was laid flat: of a flat page full of pictures it is not."""
STROKES, TURNED = 9, 1.2
"""Pixels over which ink is smoothed, so that white is left between lines and not between characters; how many times
plainer than rows columns are then where the page is turned by a quarter (0.7 at most where it is not)."""
SMALLER, GAP = 8, 9
"""How many times smaller paper is looked for, and pixels there of the widest stroke of print."""
FAINT = 0.12
"""Of the paper's light, what is no print: grain of wood and shadows."""
EDGE = 0.15
"""Of its light, how much paper changes over three of these pixels at most, where a shadow falls on it."""
PRINTED = 0.04
"""Of all print, what an area holds that is surely paper."""
SMOOTH, STIFFER = (130.0, 70.0), (300.0, 300.0)
"""Pixels, along lines and across them, within which paper bends as one; the same for what runs down, of which less
print tells."""
STIFF = 0.15
"""Of the plainest part of a page, how much weighs that paper does not bend where no print tells of it."""
ODD = 1.5
"""Degrees by which a slope differs from those around it where it is none of a line."""
BENDS = (NEARER, CLOSE, CLOSE)
"""How bends are looked for: after the first are taken out, what is left is measured where it is."""
LARGER, FULL = 1.5, 6_000
"""Times larger that a page becomes, because what is far is small in a photograph, and the most pixels of its longer
side."""
RIM = 0.02
"""Of a page's side, what is added to it on both."""
NEAREST = 0.7
"""Of the way from a page's middle to where lines meet, how far its corners may reach."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A page laid flat, in grey; what of it is paper, white on black; and where its places were on the photograph."""

    page: Image.Image
    paper: Image.Image
    mesh: Mesh


def flattened(page: Image.Image) -> Flat | None:
    """A grey photograph of a page laid flat, its lines level, though perhaps upside down; None of a flat scan."""
    import cv2

    shades = np.asarray(page)
    scale = SIDE / max(page.size)
    small = cv2.resize(shades, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = _ink(small, on_paper=False)
    level, upright = _slopes(cv2.blur(ink, (STROKES, STROKES)), *STEEP)
    turned = upright.plain > TURNED * level.plain
    if not level.plain or (not turned and _is_flat(level, small.shape[0])):
        return None
    outline = _outline(small, ink)
    if outline is None:
        return None
    mesh, even = _straight(small, outline, turned=turned), _evenness(level)
    for look in BENDS:
        level, upright = _slopes(_print(small, outline, mesh), *look)
        mesh = _unbent(mesh, level, upright)
    if not turned and _evenness(level) < even + GAINED:
        return None
    mesh = mesh.enlarged(1 / scale, min(LARGER, FULL * scale / max(mesh.width, mesh.height)))
    paper = _filled(outline / scale, shades)
    return Flat(Image.fromarray(mesh.laid(shades, 255)), Image.fromarray(mesh.laid(paper, 0)), mesh)


def _slopes(ink: Shades, reach: float, step: float) -> tuple[Slopes, Slopes]:
    """How lines run and, with x and y changed, what runs down."""
    return slopes_of(ink, reach, step), slopes_of(np.ascontiguousarray(ink.T), reach, step)


def _print(small: Shades, outline: Shades, mesh: Mesh) -> Shades:
    """The ink of a page laid flat."""
    return np.where(mesh.laid(_filled(outline, small), 0) > 127, _ink(mesh.laid(small, 255), on_paper=True), 0)


def _filled(outline: Shades, picture: Shades) -> Shades:
    """What is inside of an outline, white on black, as large as a picture."""
    import cv2

    return cv2.fillConvexPoly(np.zeros(picture.shape, np.uint8), np.rint(outline).astype(np.int32), 255)


def _is_flat(level: Slopes, height: int) -> bool:
    """Whether all lines of a page run one way, and nearly level."""
    slope, turn = meeting(level)
    off = np.abs(slope + turn * (level.slope * level.x - level.y) - level.slope)
    return (
        abs(turn) * height / 2 < math.radians(MEETING)
        and float(level.weight[off > math.radians(OFF)].sum()) <= UNEVEN * level.plain
        and abs(slope) < math.radians(ASKEW)
    )


def _evenness(level: Slopes) -> float:
    """The share of print that runs much as most of a page does."""
    if not level.plain:
        return 0.0
    order = np.argsort(level.slope)
    middle = np.searchsorted(np.cumsum(level.weight[order]), level.plain / 2)
    near = np.abs(level.slope - level.slope[order][middle]) < math.radians(EVEN)
    return float(level.weight[near].sum()) / level.plain


def _straight(small: Shades, outline: Shades, *, turned: bool) -> Mesh:
    """The page as if the camera had looked straight at it, and turned by a quarter where it is."""
    import cv2

    height, width = small.shape
    way = np.array([[0.0, -1, width - 1], [1, 0, 0], [0, 0, 1]]) if turned else np.eye(3)
    sides = small.shape if turned else (width, height)
    for look in (STEEP, NEARER, CLOSE):
        mesh = Mesh.straight(way, *sides)
        straight = _meeting(*_slopes(_print(small, outline, mesh), *look), mesh)
        x0, y0, x1, y1 = _around(cv2.perspectiveTransform(outline, np.linalg.inv(way @ straight)))
        way = way @ straight @ _moved(x0, y0)
        sides = round(x1 - x0), round(y1 - y0)
    return Mesh.straight(way, *sides)


def _moved(x: float, y: float) -> Shades:
    return np.array([[1.0, 0, x], [0, 1, y], [0, 0, 1]])


def _around(points: Shades) -> Shades:
    """The rectangle around a page and the paper that its bends may hide."""
    low, high = points.min((0, 1)), points.max((0, 1))
    rim = RIM * (high - low)
    return np.concatenate([low - rim, high + rim])


def _meeting(level: Slopes, upright: Slopes, mesh: Mesh) -> Shades:
    """The homography from a page on which lines, and what runs down, are parallel to that on which they meet so."""
    slope, turn = meeting(level)
    lean, sway = meeting(upright)
    most = NEAREST / (abs(turn) * mesh.width / 2 + abs(sway) * mesh.height / 2 + 1e-9)
    turn, sway = (each * min(1.0, most) for each in (turn, sway))
    middle = _moved(mesh.width / 2, mesh.height / 2)
    return middle @ np.array([[1, lean, 0], [slope, 1, 0], [turn, sway, 1]]) @ np.linalg.inv(middle)


def _unbent(mesh: Mesh, level: Slopes, upright: Slopes) -> Mesh:
    """A mesh of a page whose lines still bend, without these bends."""
    rows, columns = mesh.places.shape[1:]
    down = _risen(level, rows, columns, SMOOTH)
    across = _risen(upright, columns, rows, STIFFER).T
    return mesh.shifted(across, down)


def _risen(slopes: Slopes, rows: int, columns: int, near: tuple[float, float]) -> Shades:
    """How many pixels lower than in the middle column lines are in each cell of a mesh."""
    known = replace(slopes, weight=slopes.weight * _fits(slopes, near)) if slopes.plain else slopes
    if not known.plain:
        return np.zeros((rows, columns))
    x, y = ((np.arange(cells) - (cells - 1) / 2) * CELL for cells in (columns, rows))
    x, y = np.meshgrid(x, y)
    slope = _smooth(known, x, y, near)
    risen = np.cumsum((slope + np.roll(slope, 1, 1)) / 2 * CELL, 1)
    return risen - risen[:, columns // 2, None]


def _fits(slopes: Slopes, near: tuple[float, float]) -> Shades:
    """Which slopes are much like those around them."""
    return np.abs(_smooth(slopes, slopes.x, slopes.y, near) - slopes.slope) < math.tan(math.radians(ODD))


def _smooth(slopes: Slopes, x: Shades, y: Shades, near: tuple[float, float]) -> Shades:
    """The slope at some points, by those that were measured nearby."""
    along, across = (
        (each[..., None] - known) / far for each, known, far in zip((x, y), (slopes.x, slopes.y), near, strict=True)
    )
    weight = slopes.weight * np.exp(-(along**2 + across**2) / 2)
    return (weight @ slopes.slope) / (weight.sum(-1) + STIFF * slopes.weight.max())


def _ink(small: Shades, *, on_paper: bool) -> Shades:
    """How much darker than what is around it each pixel is, 0 to 255: beside the light of the paper there, or, where it
    is not known what is paper, beside that of the whole picture, because tables are mostly darker than paper."""
    import cv2

    paper = cv2.resize(cv2.GaussianBlur(_background(small), (0, 0), 1), small.shape[::-1])
    light = np.maximum(paper, 1).astype(np.float32) if on_paper else max(float(np.percentile(paper, 90)), 1.0)
    return np.clip((cv2.subtract(paper, small) / light - FAINT) * 510, 0, 255).astype(np.float32)


def _background(small: Shades) -> Shades:
    """The picture without strokes of print."""
    import cv2

    smaller = cv2.resize(small, None, fx=1 / SMALLER, fy=1 / SMALLER, interpolation=cv2.INTER_AREA)
    return cv2.morphologyEx(smaller, cv2.MORPH_CLOSE, np.ones((GAP, GAP), np.uint8))


def _outline(small: Shades, ink: Shades) -> Shades | None:
    """The corners of what is paper: areas that hold print, as far as light changes no more than shadows change it, and
    what is between them. None where there are none."""
    import cv2

    light = np.log(_background(small).astype(np.float32) + 8)
    near = np.ones((3, 3), np.uint8)
    even = (cv2.dilate(light, near) - cv2.erode(light, near) < EDGE).astype(np.uint8)
    _count, areas = cv2.connectedComponents(even, connectivity=4)
    printed = np.bincount(areas.ravel(), cv2.resize(ink, light.shape[::-1], interpolation=cv2.INTER_AREA).ravel())
    printed[0] = 0
    paper = cv2.findNonZero((printed > PRINTED * printed.sum())[areas].astype(np.uint8))
    return None if paper is None else (cv2.convexHull(paper).astype(np.float64) + 0.5) * SMALLER

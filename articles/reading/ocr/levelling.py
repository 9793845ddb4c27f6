"""A picture of a page made ready to be read: flat, clean and level, with the way back to the picture as it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image

from articles.reading.glyphs import Box, Scan
from articles.reading.ocr import engine, photographed, skew, wear
from articles.reading.ocr.engine import Row
from articles.reading.ocr.lines import Layout

WHITE = 255
ASKED, LENGTH = 3, 12.0
"""Lines that tell whether a page is upside down, and the ems that they are best long."""
TOLD, MORE = 0.7, 1.3
"""Characters that are read, by how sure they are, for each em of lines that stand upright, and how many times more
upside down where they do not."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level grey page: with its paper white and its print black where it was worn, as it is `seen`, and its ink in
    white on black. Its size is in points."""

    page: Image.Image
    seen: Image.Image
    ink: Image.Image
    scan: Scan
    size: tuple[float, float]


def levelled(picture: Image.Image, points: float, size: tuple[float, float]) -> Level:
    """The page on a grey picture, which has `points` pixels a point and that size in points."""
    flat = photographed.flattened(picture)
    seen = flat.page if flat else picture
    worn = wear.is_worn(seen)
    page = wear.restored(seen) if worn or flat else seen
    before: Callable[[Box], Box] = _same
    if flat:
        seen, page = (Image.composite(each, Image.new("L", page.size, WHITE), flat.paper) for each in (seen, page))
        before = _on_photograph(flat.mesh, points, size)
        size = page.width / points, page.height / points
    angle = skew.angle_of(page)
    seen, page = skew.straightened(seen, angle), skew.straightened(page, angle)
    ink = wear.ink_of(page) if worn or flat else skew.ink_of(page)
    width, height = size
    scan = Scan(lambda box: before(skew.before(box, angle, width, height)), worn, photographed=flat is not None)
    return Level(page, seen, ink, scan, size)


def _same(box: Box) -> Box:
    return box


def _on_photograph(mesh: photographed.Mesh, points: float, size: tuple[float, float]) -> Callable[[Box], Box]:
    """How a place of a page that was laid flat is found on its photograph, both in points."""

    def before(box: Box) -> Box:
        edges = mesh.before(Box(*(edge * points for edge in (box.x0, box.y0, box.x1, box.y1))))
        return Box(*(edge / points for edge in (edges.x0, edges.y0, edges.x1, edges.y1))).common(Box(0, 0, *size))

    return before


def overturned(picture: Image.Image, points: float, size: tuple[float, float]) -> Level:
    """The page on a picture that is upside down."""
    level = levelled(picture.transpose(Image.Transpose.ROTATE_180), points, size)
    before, (width, height) = level.scan.before, size

    def back(box: Box) -> Box:
        place = before(box)
        return Box(width - place.x1, height - place.y1, width - place.x0, height - place.y0)

    return replace(level, scan=replace(level.scan, before=back))


def is_overturned(page: Image.Image, layout: Layout) -> bool:
    """Whether some lines of a level page are read much more surely upside down."""
    lines = sorted(layout.lines, key=lambda line: abs(line[2] - line[0] - LENGTH * layout.em))[:ASKED]
    shown = [page.crop(line) for line in lines]
    told = _told(engine.recognise(shown))
    if told >= TOLD * sum(line.width / line.height for line in shown):
        return False
    return _told(engine.recognise(line.transpose(Image.Transpose.ROTATE_180) for line in shown)) > MORE * told


def _told(rows: list[Row]) -> float:
    return sum(character.sure for row in rows for character in row)

"""A page of a PDF, a scanned page or the picture of one in a bundle, as pictures without what must not be shown."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from articles.reading import bundle, rasters, sandbox
from articles.reading.glyphs import size_of
from articles.reading.sandbox import Limits
from articles.text.errors import UnreadableInput

Area = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's top left corner."""

LIMITS = Limits(cpu_seconds=30, wall_seconds=45.0, output=16 << 20)
BLANK = (202, 198, 190)
"""The colour of what is not shown: a grey that no reader takes for white paper."""
BLEED, MOST_BLEED = 0.3, 12.0
"""Share of a line's height, and points, by which its ink may stand out of its box."""
QUALITIES, METHOD = (60, 45, 30), 3
MOST_BYTES = 150_000
"""A picture is kept coarser where it would weigh more; the last quality is taken at any weight."""
SHARPEST, MOST_PIXELS = 4.0, 24_000_000
"""Pixels a point of an enlarged page, so that body text is 30 to 40 pixels high; fewer where the page is very large."""
TILE = 1024
"""Pixels of a side of the squares that an enlarged page is cut into, so that a reader loads only what is in sight."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a WebP picture of that many pixels in width."""

    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of an enlarged page as a WebP picture; row and column from 1."""

    row: int
    column: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Veiling:
    """What of a page is not shown: everything outside of the areas in `only`, if there are any, and `blank`."""

    only: tuple[Area, ...] | None = None
    blank: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """Page number `index`, from 0, of a PDF file or of a scan; or the picture of one, or a photograph, by its path in a
    bundle. With an area only that is cut from the page."""

    index: int
    picture: str = ""
    area: Area | None = None


def draw(data: bytes, leaf: Leaf, widths: tuple[int, ...], veiling: Veiling) -> tuple[Picture, ...]:
    """A page in each of these widths, or its own where that is less, drawn in a limited child process.

    Raises UnreadableInput `broken_pdf`, `broken_picture` or `too_many_pixels`, or what the sandbox raises.
    """
    told = {"leaf": leaf, "widths": widths, "veiling": veiling}
    pictures: tuple[Picture, ...] = sandbox.call_limited(tuple[Picture, ...], "drawing.paint", data, told, LIMITS)
    return pictures


def paint(data: bytes, leaf: Leaf, widths: tuple[int, ...], veiling: Veiling) -> tuple[Picture, ...]:
    """The same in this process."""
    image = _rendered(data, leaf, max(widths), veiling)
    return tuple(Picture(width, _webp(_resized(image, min(width, image.width)))) for width in widths)


def enlarge(data: bytes, leaf: Leaf, veiling: Veiling) -> tuple[Tile, ...]:
    """The page enlarged, in squares, drawn in a limited child process; refusals are those of `draw`."""
    told = {"leaf": leaf, "veiling": veiling}
    tiles: tuple[Tile, ...] = sandbox.call_limited(tuple[Tile, ...], "drawing.tile", data, told, LIMITS)
    return tiles


def tile(data: bytes, leaf: Leaf, veiling: Veiling) -> tuple[Tile, ...]:
    """The same in this process."""
    image = _rendered(data, leaf, None, veiling)
    return tuple(Tile(row, column, _webp(image.crop(square))) for row, column, square in squares(*image.size))


def enlarged(width: float, height: float) -> tuple[int, int]:
    """Width and height in pixels of an enlarged page, from those in points.

    >>> enlarged(600, 800)
    (2400, 3200)
    """
    scale = min(SHARPEST, math.sqrt(MOST_PIXELS / (width * height)))
    return round(width * scale), round(height * scale)


def squares(width: int, height: int) -> Iterator[tuple[int, int, tuple[int, int, int, int]]]:
    """Row, column and edges (left, top, right, bottom) of the squares of an enlarged page, row by row."""
    for row, top in enumerate(range(0, height, TILE), 1):
        for column, left in enumerate(range(0, width, TILE), 1):
            yield row, column, (left, top, min(left + TILE, width), min(top + TILE, height))


def _rendered(data: bytes, leaf: Leaf, width: int | None, veiling: Veiling) -> Image.Image:
    """A page that many pixels wide, or enlarged, without what must not be shown."""
    if leaf.picture:
        *_, file = bundle.Member(leaf.picture, b""), *bundle.members(data, leaf.picture.__eq__)
        image, points = _photographed(rasters.opened(file.data, leaf.picture))
    elif rasters.is_picture(data):
        image, points = _photographed(rasters.opened(data, f"page {leaf.index + 1}", leaf.index))
    else:
        image, points = _printed(data, leaf, width)
    scale = image.width / points[0]
    image = veiled(image, veiling, scale)
    if leaf.area:
        x0, y0, x1, y1 = _pixels(leaf.area, scale)
        return image.crop((x0, y0, min(x1, image.width), min(y1, image.height)))
    return image if width else _exactly(image, enlarged(*points))


def _printed(data: bytes, leaf: Leaf, width: int | None) -> tuple[Image.Image, tuple[float, float]]:
    """A page of a PDF, of which what is shown is that many pixels wide, no larger than enlarged; and the page's width
    and height in points."""
    place = f"page {leaf.index + 1}"
    try:
        with pdfium.PdfDocument(data) as document:
            page = document[leaf.index]
            size = size_of(page)
            if size == (0.0, 0.0):
                raise UnreadableInput("broken_pdf", place)
            sharpest = enlarged(*size)[0]
            share = (leaf.area[2] - leaf.area[0]) / size[0] if leaf.area else 1.0
            scale = min(sharpest, math.ceil(width / share) if width else sharpest) / page.get_width()
            # Remarks that somebody stuck on the page are no print, and no line of the reading.
            image = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
    except (pdfium.PdfiumError, IndexError) as error:
        raise UnreadableInput("broken_pdf", place, reason=str(error)) from error
    return image, size


def _photographed(image: Image.Image) -> tuple[Image.Image, tuple[float, float]]:
    """The picture of a page, no larger than an enlarged page, and its width and height in points."""
    points = image.width / SHARPEST, image.height / SHARPEST
    return _resized(image, min(image.width, enlarged(*points)[0])), points


def _exactly(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The image with a pixel more or less at its ends, where it was rounded otherwise."""
    sheet = Image.new("RGB", size, "white")
    sheet.paste(image)
    return sheet


def veiled(image: Image.Image, veiling: Veiling, scale: float) -> Image.Image:
    """The image with what must not be shown in one colour. `scale` is its pixels a point."""
    shown = image
    if veiling.only is not None:
        shown = Image.new("RGB", image.size, BLANK)
        for area in veiling.only:
            x0, y0, x1, y1 = _pixels(area, scale)
            shown.paste(image.crop((x0, y0, x1, y1)), (x0, y0))
    pen = ImageDraw.Draw(shown)
    for left, top, right, bottom in veiling.blank:
        bleed = min(MOST_BLEED, BLEED * min(right - left, bottom - top))
        pen.rectangle(_pixels((left - bleed, top - bleed, right + bleed, bottom + bleed), scale), fill=BLANK)
    return shown


def _pixels(area: Area, scale: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(edge * scale) for edge in area)
    return max(0, x0), max(0, y0), max(0, x1), max(0, y1)


def _resized(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image) -> bytes:
    for quality in QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=METHOD)
        if buffer.tell() <= MOST_BYTES:
            break
    return buffer.getvalue()

"""The characters, rules, frames and pictures of one PDF page, in points from its top left corner."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from articles.text.errors import UnreadableInput

MAX_GLYPHS = 120_000
"""Characters of one page; a full broadsheet page holds about 9,000."""
MAX_OBJECTS = 20_000
THIN = 2.5
"""Points. A drawn object thinner than this is a rule."""
SMALL = 12.0
MAX_SHAPES = 300
WHOLE = 0.7
"""Share of the page from which a shape is the page's ground and frames nothing."""
LEAST_SIDE, MOST_SIDE, SLIMMEST = 72.0, 14_400.0, 4.0
"""Points that a side of a page may be long to be drawn, and how many times longer than the other."""
RADICALS = range(0x2E80, 0x2FE0)
"""Kangxi and CJK radicals, which some fonts name instead of the characters; NFKC gives the characters back."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def across(self, other: Box) -> float:
        """How many points wide the two overlap; negative where they stand apart."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def down(self, other: Box) -> float:
        """How many points high the two overlap; negative where they stand apart."""
        return min(self.y1, other.y1) - max(self.y0, other.y0)

    def holds(self, other: Box, slack: float = 2.0) -> bool:
        return (
            self.x0 - slack <= other.x0
            and other.x1 <= self.x1 + slack
            and self.y0 - slack <= other.y0
            and other.y1 <= self.y1 + slack
        )

    def common(self, other: Box) -> Box:
        """Where the two overlap; of no width or height where they do not."""
        x0, y0 = max(self.x0, other.x0), max(self.y0, other.y0)
        return Box(x0, y0, max(x0, min(self.x1, other.x1)), max(y0, min(self.y1, other.y1)))

    def joined(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character, its box, its size in points and the name of its font; how sure it is, 0 to 1, where it was
    recognised."""

    text: str
    box: Box
    size: float
    font: str
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Photograph:
    """Where a photograph stands on a page, and its miniature."""

    box: Box
    miniature: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that is a picture: where a place of it stood on the picture as it came, whether it had to be restored, and
    whether it was photographed and laid flat."""

    before: Callable[[Box], Box]
    worn: bool = False
    photographed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on one page. `rules` are thin lines, `frames` drawn rectangles around something; `drawn` is the
    size of its picture, see `size_of`. `scan` only where the page is a picture without text of its own. `pictures` are
    shapes, of which `photographs` are known as such."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]
    frames: tuple[Box, ...]
    pictures: tuple[Box, ...]
    drawn: tuple[float, float]
    scan: Scan | None = None
    photographs: tuple[Photograph, ...] = ()


def sheet_of(page: pdfium.PdfPage, place: str) -> Sheet:
    """Extract one page. Raises UnreadableInput `too_large` for a page of more characters than any paper has."""
    left, bottom, right, top = page.get_cropbox()
    origin = (left, top)
    glyphs = _without_doubles(_glyphs(page, origin, place))
    rules, shapes = _drawn(page, origin)
    whole = WHOLE * (right - left) * (top - bottom)
    around = [shape for shape in shapes if shape.width * shape.height < whole]
    frames = tuple(shape for shape in around if any(shape.holds(glyph.box) for glyph in glyphs))
    pictures = tuple(shape for shape in around if shape not in frames)
    return Sheet(right - left, top - bottom, glyphs, rules, frames, pictures, size_of(page))


def size_of(page: pdfium.PdfPage) -> tuple[float, float]:
    """Width and height of a page in points; (0, 0) where a picture would not have its lines where their boxes are."""
    left, bottom, right, top = page.get_cropbox()
    width, height = page.get_size()
    moved = page.get_rotation() or abs(width - (right - left)) > 1 or abs(height - (top - bottom)) > 1
    sides = sorted((width, height))
    odd = sides[0] < LEAST_SIDE or sides[1] > MOST_SIDE or sides[1] > SLIMMEST * sides[0]
    return (0.0, 0.0) if moved or odd else (round(width, 1), round(height, 1))


def _glyphs(page: pdfium.PdfPage, origin: tuple[float, float], place: str) -> Iterator[Glyph]:
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text)
    if count > MAX_GLYPHS:
        raise UnreadableInput("too_large", place, size=count, limit=MAX_GLYPHS)
    rectangle, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or not _printable(code):
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, rectangle) or not raw.FPDFText_GetMatrix(text, index, matrix):
            continue
        scale = math.hypot(matrix.b, matrix.d)
        size = raw.FPDFText_GetFontSize(text, index) * (scale or 1.0)
        length = raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
        font = name.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
        # Loose boxes are as high as the font's lines, which differ from font to font: the em around their middle.
        middle = origin[1] - (rectangle.top + rectangle.bottom) / 2
        left, right = rectangle.left - origin[0], rectangle.right - origin[0]
        box = Box(left, middle - size / 2, right, middle + size / 2)
        yield Glyph(_character(code), box, size, font)


def _printable(code: int) -> bool:
    return code >= 0x20 and not 0xD800 <= code < 0xE000 and code not in (0xFFFE, 0xFFFF, 0x7F) and code <= 0x10FFFF


def _character(code: int) -> str:
    character = chr(code)
    return unicodedata.normalize("NFKC", character) if code in RADICALS else character


def _without_doubles(glyphs: Iterator[Glyph]) -> tuple[Glyph, ...]:
    """Each character once, where a page prints it twice in almost the same place to make it look bold or shadowed."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    before: Glyph | None = None
    for glyph in glyphs:
        step = max(1.0, glyph.size)
        column, row = int(glyph.box.x0 // step), int(glyph.box.y0 // step)
        near = [g for dx in (-1, 0, 1) for dy in (-1, 0, 1) for g in seen.get((glyph.text, column + dx, row + dy), ())]
        # One drawn shape may stand for several characters, as a long dash for two: those follow one another at once.
        if not any(_same_place(glyph, other) for other in near if other is not before):
            seen.setdefault((glyph.text, column, row), []).append(glyph)
            kept.append(glyph)
        before = glyph
    return tuple(kept)


def _same_place(one: Glyph, other: Glyph) -> bool:
    slack = 0.25 * one.size
    return abs(one.box.x0 - other.box.x0) < slack and abs(one.box.y0 - other.box.y0) < slack


def _drawn(page: pdfium.PdfPage, origin: tuple[float, float]) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Rules, and the larger shapes: pictures, tints and frames."""
    rules: list[Box] = []
    shapes: list[Box] = []
    wanted = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
    for count, item in enumerate(page.get_objects(filter=wanted, max_depth=4)):
        if count > MAX_OBJECTS:
            break
        box = placed(item, origin)
        if min(box.width, box.height) <= THIN and max(box.width, box.height) > SMALL:
            rules.append(box)
        elif min(box.width, box.height) > SMALL:
            shapes.append(box)
    return tuple(rules), tuple(shapes[:MAX_SHAPES])


def placed(item: pdfium.PdfObject, origin: tuple[float, float]) -> Box:
    """Where something drawn stands on its page; what is drawn inside of a form is placed by it."""
    edges, form = item.get_bounds(), item.container
    while form:
        edges, form = form.get_matrix().on_rect(*edges), form.container
    left, bottom, right, top = edges
    return Box(left - origin[0], origin[1] - top, right - origin[0], origin[1] - bottom)

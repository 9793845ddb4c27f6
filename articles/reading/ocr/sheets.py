"""A picture of a printed page to a Sheet, as if its characters had been printed by a PDF: straightened, recognised, and
each line given the size and weight of its type."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

import pypdfium2 as pdfium
from PIL import Image, ImageStat
from pypdfium2 import raw

from articles.reading.glyphs import Box, Glyph, Photograph, Sheet, size_of
from articles.reading.miniatures import miniature_of
from articles.reading.ocr import engine, skew, wear
from articles.reading.ocr.engine import Character, Row
from articles.reading.ocr.ink import Area, Stretch, inked
from articles.reading.ocr.levelling import is_overturned, levelled, overturned
from articles.reading.ocr.lines import Layout, layout_of
from articles.reading.ocr.stacks import apart, side_by_side, stacks_of

DOTS = 300.0
"""An inch of a PDF's page, at which it is recognised."""
COVERED, MOST_STRIPS = 0.5, 2_000
"""Share of a page without text that pictures cover where it is a scan, and how many of them are looked at."""

MOST_PIXELS = 40_000_000
"""A broadsheet page at 300 dots an inch has 30 million; recognising it takes 250 MB."""
INK, LOWEST_INK, HIGHEST_INK = 0.94, 0.86, 1.04
"""Ems that the ink of a line of ideographs is high: usually, at least, and at most with the blur of a scan."""
MANY, HALF_EM = 6, 0.55
"""Characters of a line whose length tells their size; ems of a figure or letter."""
LEAST_INK = 0.5
"""Of the page's usual height of lines: below, a row of dashes or dots tells nothing of its size."""
ALIKE = 1.16
"""Ratio of heights up to which two lines of a page are set in one size: what is measured wavers by some pixels."""
HEAVY = 1.45
"""Times the darkness of the page's usual text from which a line is set in bold: 黑体 of usual weight has up to 1.36,
bold type 1.5 to 1.9."""
LIGHT_TYPE, HEAVY_TYPE = "text", "heavy"
NOISE = 0.35
"""A line whose characters are less sure than that on the whole is a photograph or dirt that was taken for one."""
FEWEST = 10
"""Characters on a worn page below which it is none: what was read is the edge of something in a photograph."""
DASHES = 2.5
"""Ems between the characters before and after two dashes; one dash has two."""
WHITE, SPACE = 0.9, 0.3
"""Ems of white within a line that are shown as a space: beside marks, which have white of their own, and between
ideographs."""
FULL_WIDTH = {
    "(": "（",
    ")": "）",
    ",": "，",
    ".": "，",
    ":": "：",
    ";": "；",
    "?": "？",
    "!": "！",
    "〈": "（",
    "〉": "）",
}
"""What is recognised for the marks of a Chinese text: the same in the width that is set."""
OPENING, CLOSING, HALF = "（“‘《〈【「『", "，。、；：！？）”’》〉】」』", 0.5
"""Marks that have white before or behind them as part of their square, and how many ems."""
BRACKETS = "()"
"""Are as wide as the text around both: a dialling code in a Chinese line has two wide ones."""


def is_pictured(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover most of a PDF's page: as one, or in strips as some scanners write them."""
    width, height = page.get_mediabox()[2:]
    covered = 0.0
    for item in islice(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4), MOST_STRIPS):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > COVERED * abs(width * height)


def sheet_of_page(page: pdfium.PdfPage) -> Sheet:
    """What is printed on a PDF's page that is a picture."""
    width, height = page.get_size()
    scale = min(DOTS / 72, math.sqrt(MOST_PIXELS / (width * height)))
    image = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False).to_pil()
    return replace(sheet_of_picture(image, scale, (width, height)), drawn=size_of(page))


def sheet_of_picture(image: Image.Image, scale: float, size: tuple[float, float]) -> Sheet:
    """What is printed on a picture of `scale` pixels a point, a page of that size in points."""
    page = image.convert("L")
    shrunk = min(1.0, math.sqrt(MOST_PIXELS / (page.width * page.height)))
    if shrunk < 1:
        page = page.resize((int(page.width * shrunk), int(page.height * shrunk)), Image.Resampling.BOX)
    points = scale * shrunk
    level = levelled(page, points, size)
    layout = layout_of(level.page, level.ink)
    if is_overturned(level.page, layout):
        level = overturned(page, points, size)
        layout = layout_of(level.page, level.ink)
    poor = level.scan.worn or level.scan.photographed
    glyphs = tuple(_glyphs(_printed(level.page, layout, worn=poor), level.page, points))
    photos = [Box(*photo) for photo in layout.photos]
    rules, frames, pictures = (
        tuple(_scaled(box, points) for box in boxes) for boxes in (layout.rules, layout.frames, photos)
    )
    shown = zip(pictures, (miniature_of(level.seen.crop(photo)) for photo in layout.photos), strict=True)
    photographs = tuple(Photograph(box, miniature) for box, miniature in shown if miniature)
    return Sheet(*level.size, glyphs, rules, frames, pictures, size, level.scan, photographs)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line: its ink's box in pixels of the page, and the characters recognised in it, with boxes of the same."""

    box: Box
    row: Row


def _printed(page: Image.Image, layout: Layout, *, worn: bool) -> list[_Printed]:
    """The lines of a layout that hold text; of a headline that runs down, each character is one."""
    stacks = stacks_of(layout.lines)
    stacked = {area for stack in stacks for area in stack}
    level = [area for area in layout.lines if area not in stacked]
    read = wear.recognise if worn else engine.recognise
    shown = [wear.widened(area, level, page.width) for area in level] if worn else level
    rows = read(page.crop(_heightened(area, LEAST_INK * layout.em)) for area in shown)
    found = [_within(row, wide, area) for row, wide, area in zip(rows, shown, level, strict=True)]
    for stack, row in zip(stacks, read(side_by_side(page, stack) for stack in stacks), strict=True):
        found += [_Printed(Box(*area), [_moved(each, area) for each in letters]) for area, letters in apart(row, stack)]
    lines = [line for line in found if _is_text(line.row)]
    return lines if not worn or sum(len(line.row) for line in lines) >= FEWEST else []


def _within(row: Row, shown: Area, area: Area) -> _Printed:
    """The line of an area, of which more was shown to the recogniser: marks beside its ink are its own, too."""
    placed = [_moved(each, shown) for each in row]
    kept = [each for each in placed if area[0] < _centre(each.box) < area[2] or _is_mark(each.text)]
    left, right = area[0], area[2]
    if kept:
        left, right = min(left, int(_centre(kept[0].box))), max(right, int(_centre(kept[-1].box)) + 1)
        kept[0] = replace(kept[0], box=replace(kept[0].box, x0=left))
        kept[-1] = replace(kept[-1], box=replace(kept[-1].box, x1=right))
    return _Printed(Box(left, area[1], right, area[3]), kept)


def _is_mark(text: str) -> bool:
    return FULL_WIDTH.get(text, text) in OPENING + CLOSING


def _heightened(area: Area, least: float) -> Area:
    """An area that is high enough for a dash not to be taken for a large character."""
    x0, y0, x1, y1 = area
    more = max(0, round((least - (y1 - y0)) / 2))
    return x0, y0 - more, x1, y1 + more


def _moved(character: Character, area: Area) -> Character:
    """A character of a line, placed on the page."""
    x0, x1 = (min(area[2], area[0] + edge) for edge in (character.box.x0, character.box.x1))
    return replace(character, box=Box(x0, area[1], x1, area[3]))


def _is_text(row: Row) -> bool:
    return bool(row) and sum(character.sure for character in row) >= NOISE * len(row)


def _glyphs(lines: list[_Printed], page: Image.Image, points: float) -> Iterator[Glyph]:
    sizes = _sizes(lines)
    inks = [_darkness(line, page) for line in lines]
    usual = _usual(inks, lines)
    for line, size, ink in zip(lines, sizes, inks, strict=True):
        middle, half = (line.box.y0 + line.box.y1) / 2, size / 2
        font = HEAVY_TYPE if ink > HEAVY * usual else LIGHT_TYPE
        for x0, x1, text, sure in _placed(line, size, _whites(line, page, SPACE * size)):
            box = _scaled(Box(x0, middle - half, x1, middle + half), points)
            yield Glyph(text, box, round(size / points, 2), font, sure)


def _placed(line: _Printed, size: float, whites: list[Stretch]) -> Iterator[tuple[float, float, str, float]]:
    """Left edge, right edge, text and confidence of each character. A character reaches to the next, because white
    belongs to Chinese marks and the recogniser tells where a character is and not where it ends, unless one of the wide
    whites of the line lies between their middles."""
    row = _dashed(line.row, size)
    start = line.box.x0 - (HALF * size if row[0].text in OPENING else 0)
    end = line.box.x1 + (HALF * size if row[-1].text in CLOSING else 0)
    lefts = [start, *(character.box.x0 for character in row[1:]), end]
    rights = lefts[1:]
    middles = [_centre(character.box) for character in row]
    for at in range(len(row) - 1):
        for first, last in whites:
            least = SPACE if row[at].text.isalpha() and row[at + 1].text.isalpha() else WHITE
            if middles[at] < (first + last) / 2 < middles[at + 1] and last - first >= least * size:
                rights[at], lefts[at + 1] = first, last
    for at, character in enumerate(row):
        yield lefts[at], max(lefts[at] + 1, rights[at]), _set(character.text, at, row), character.sure


def _whites(line: _Printed, page: Image.Image, least: float) -> list[Stretch]:
    """Where so much white or more runs down through a line."""
    box = line.box
    ink = skew.ink_of(page.crop((int(box.x0), int(box.y0), int(box.x1) + 1, int(box.y1) + 1)))
    runs = inked(ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes(), least)
    return [(int(box.x0) + before[1], int(box.x0) + after[0]) for before, after in pairwise(runs)]


def _dashed(row: Row, size: float) -> Row:
    """The characters with dashes as printed, of which two are mostly recognised as one, being one stroke."""
    dashed = list(row)
    for at, character in enumerate(row):
        left = _centre(row[at - 1].box) if at else row[0].box.x0 - size / 2
        right = _centre(row[at + 1].box) if at + 1 < len(row) else row[-1].box.x1 + size / 2
        if character.text == "—" and right - left > DASHES * size:
            dashed[at] = replace(character, text="——")
    return dashed


def _centre(box: Box) -> float:
    return (box.x0 + box.x1) / 2


def _set(text: str, at: int, row: Row) -> str:
    """A mark in the width that Chinese text is set in, unless it stands between figures or after a number."""
    around = [row[near].text for near in (at - 1, at + 1) if 0 <= near < len(row)]
    told = [each.text for each in row] if text in BRACKETS else around[:1] if text == "." else around
    return text if around and all(each.isascii() for each in told) else FULL_WIDTH.get(text, text)


def _sizes(lines: list[_Printed]) -> list[float]:
    """The size of each line's type in pixels; lines of about one size have the same."""
    measured = [_size(line) for line in lines]
    body = _usual(measured, lines)
    return [body if size < LEAST_INK * body or 1 / ALIKE < size / body < ALIKE else size for size in measured]


def _size(line: _Printed) -> float:
    """The em of a line: by its length, where it has many characters, as far as its height allows."""
    height = line.box.height
    if len(line.row) == 1:
        return max(height, line.box.width) / INK
    ems = sum(HALF_EM if character.text.isascii() else 1.0 for character in line.row)
    if len(line.row) < MANY:
        return height / INK
    return min(max(line.box.width / ems, height / HIGHEST_INK), height / LOWEST_INK)


def _usual(values: list[float], lines: list[_Printed]) -> float:
    """The value of most characters of a page."""
    return median(value for value, line in zip(values, lines, strict=True) for _ in line.row) if lines else 0.0


def _darkness(line: _Printed, page: Image.Image) -> float:
    box = line.box
    cut = page.crop((int(box.x0), int(box.y0), max(int(box.x0) + 1, int(box.x1)), max(int(box.y0) + 1, int(box.y1))))
    return 255.0 - ImageStat.Stat(cut).mean[0]


def _scaled(box: Box, points: float) -> Box:
    return Box(box.x0 / points, box.y0 / points, box.x1 / points, box.y1 / points)

"""A picture of a printed page to a Sheet, as if its characters had been printed by a PDF: straightened, recognised, and
each line given the size and weight of its type."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

import pypdfium2 as pdfium
from PIL import Image, ImageStat
from pypdfium2 import raw

from articles.reading import ocr, skew
from articles.reading.ocr import Character, Row, Tool
from articles.reading.pdf_glyphs import Box, Glyph, Scan, Sheet, size_of
from articles.reading.scan_lines import Area, Layout, Stretch, inked, layout_of
from articles.text.errors import UnreadableInput

DOTS = 300.0
"""An inch of a PDF's page, at which it is recognised."""
COVERED, MOST_STRIPS = 0.5, 2_000
"""Share of a page without text that pictures cover where it is a scan, and how many of them are looked at."""

MOST_PIXELS = 40_000_000
"""A broadsheet page at 300 dots an inch has 30 million; recognising it takes 250 MB."""
READ_BEST, MARGIN = 30, 12
"""Pixels that a line of type is high in the picture from which it is recognised (of 24 to 46, 24 and 30 read best), and
of white around it."""
INK, LOWEST_INK, HIGHEST_INK = 0.94, 0.86, 1.04
"""Ems that the ink of a line of ideographs is high: usually, at least, and at most with the blur of a scan."""
MANY, HALF_EM = 6, 0.55
"""Characters of a line whose length tells their size; ems of a figure or letter."""
LEAST_INK = 0.5
"""Of the page's usual height of lines: below, a row of dashes or dots tells nothing of its size."""
ALIKE = 1.16
"""Ratio of heights up to which two lines of a page are set in one size: what is measured wavers by some pixels."""
HEAVY = 1.3
"""Times the darkness of the page's usual text from which a line is set in bold or sans."""
LIGHT_TYPE, HEAVY_TYPE = "text", "heavy"
NOISE = 0.35
"""A line whose characters are less sure than that on the whole is a photograph or dirt that was taken for one."""
MISREAD_ONE = re.compile(r"(?<=\d)[\]\[|lI](?=[\d月日年])|(?<=[年月])[\]\[|lI](?=[\d月日])")
MISREAD_DAY = re.compile(r"(?<=月\d)[目曰]|(?<=月\d\d)[目曰]")
MISREAD_BRACKET = re.compile(r"(?<=讯)[《“〈「\"'(](?=[^（）]{0,6}(?:记者|通讯员))")
MISREAD_PAPER = re.compile(r"^([\u4e00-\u9fff]{2,6})[目曰]报$")
"""What is no day, daily or dateline: 1]月3目 is 11月3日, 青川目报 is 青川日报, 本报讯《记者 is 本报讯（记者."""
DASHES = 1.6
"""Ems from the beginning of two dashes, which are recognised as one stroke, to the character after them."""
WHITE, SPACE = 0.9, 0.42
"""Ems of white within a line that are shown as a space: beside marks, which have white of their own, and between
ideographs."""
FULL_WIDTH = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "〈": "（", "〉": "）"}
"""What is recognised for the marks of a Chinese text: the same in the width that is set."""


def is_pictured(page: pdfium.PdfPage) -> bool:
    """Whether pictures cover most of a PDF's page: as one, or in strips as some scanners write them."""
    width, height = page.get_mediabox()[2:]
    covered = 0.0
    for item in islice(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4), MOST_STRIPS):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > COVERED * abs(width * height)


def sheet_of_page(page: pdfium.PdfPage, place: str, tool: Tool | None) -> Sheet:
    """What is printed on a PDF's page that is a picture; nothing where the tool has no command. Raises UnreadableInput
    `no_ocr` where no tool is given, and what `ocr.recognise` raises."""
    if tool is None:
        raise UnreadableInput("no_ocr", place, packages=ocr.PACKAGES)
    width, height = page.get_size()
    if not tool.command:
        return Sheet(width, height, (), (), (), (), size_of(page), Scan(is_read=False))
    scale = min(DOTS / 72, math.sqrt(MOST_PIXELS / (width * height)))
    image = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False).to_pil()
    return replace(sheet_of_picture(image, scale, (width, height), tool), drawn=size_of(page))


def sheet_of_picture(image: Image.Image, scale: float, size: tuple[float, float], tool: Tool) -> Sheet:
    """What is printed on a picture of `scale` pixels a point, a page of that size in points. Refusals are those of
    `ocr.recognise`."""
    page = image.convert("L")
    shrunk = min(1.0, math.sqrt(MOST_PIXELS / (page.width * page.height)))
    if shrunk < 1:
        page = page.resize((int(page.width * shrunk), int(page.height * shrunk)), Image.Resampling.BOX)
    angle = skew.angle_of(page)
    page = skew.straightened(page, angle)
    layout = layout_of(page)
    points = scale * shrunk
    printed = _lines(page, layout, tool)
    blocks, photos = _blocks(page, layout, tool)
    glyphs = tuple(_glyphs([*printed, *blocks], page, points))
    rules = tuple(_scaled(rule, points) for rule in layout.rules)
    return Sheet(*size, glyphs, rules, (), tuple(_scaled(photo, points) for photo in photos), size, Scan(angle))


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line: its ink's box in pixels of the page, and the characters recognised in it, with boxes of the same."""

    box: Box
    row: Row


def _lines(page: Image.Image, layout: Layout, tool: Tool) -> list[_Printed]:
    """Each line of a layout, recognised from a picture of its own in which its type has the size that the command reads
    best."""
    scales = [READ_BEST / max(area[3] - area[1], LEAST_INK * layout.em) for area in layout.lines]
    cut = [_cut(page, area, scale) for area, scale in zip(layout.lines, scales, strict=True)]
    printed = []
    for area, scale, rows in zip(layout.lines, scales, ocr.recognise(cut, ocr.LINE, tool), strict=True):
        row = [_moved(character, area, scale) for row in rows for character in row]
        if _is_text(row):
            printed.append(_Printed(Box(*area), row))
    return printed


def _blocks(page: Image.Image, layout: Layout, tool: Tool) -> tuple[list[_Printed], list[Box]]:
    """The lines that the command itself finds in what could not be cut, and the photographs."""
    found = ocr.recognise([_cut(page, area, 1.0) for area in layout.blocks], ocr.BLOCK, tool)
    printed, photos = [], [Box(*area) for area in layout.photos]
    for area, rows in zip(layout.blocks, found, strict=True):
        moved = [[_moved(character, area, 1.0) for character in row] for row in rows]
        lines = [_Printed(_around(row), row) for row in moved if _is_text(row)]
        printed += lines
        if not lines:
            photos.append(Box(*area))
    return printed, photos


def _cut(page: Image.Image, area: Area, scale: float) -> Image.Image:
    """A part of the page, in another size, with white around it."""
    part = page.crop(area)
    size = max(1, round(part.width * scale)), max(1, round(part.height * scale))
    picture = Image.new("L", (size[0] + 2 * MARGIN, size[1] + 2 * MARGIN), 255)
    picture.paste(part.resize(size, Image.Resampling.BICUBIC), (MARGIN, MARGIN))
    return picture


def _moved(character: Character, area: Area, scale: float) -> Character:
    """A character of such a part, placed on the page."""
    box = character.box
    x0, x1 = (area[0] + (edge - MARGIN) / scale for edge in (box.x0, box.x1))
    y0, y1 = (area[1] + (edge - MARGIN) / scale for edge in (box.y0, box.y1))
    return replace(character, box=Box(max(area[0], x0), y0, min(area[2], x1), y1))


def _around(row: Row) -> Box:
    boxes = [character.box for character in row]
    return Box(
        min(box.x0 for box in boxes), median(b.y0 for b in boxes), max(b.x1 for b in boxes), median(b.y1 for b in boxes)
    )


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
    belongs to Chinese marks and the command tells less well where a character ends than where a line does, unless one
    of the wide whites of the line lies between their middles."""
    row = _printed_row(line.row, size)
    lefts = [line.box.x0, *(character.box.x0 for character in row[1:]), line.box.x1]
    rights = lefts[1:]
    middles = [(character.box.x0 + character.box.x1) / 2 for character in row]
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


def _printed_row(row: Row, size: float) -> Row:
    """The characters without the edges of a frame, and with the dashes that a line begins with, which are taken for the
    figure 一, as such."""
    row = [character for at, character in enumerate(row) if character.text != "|" or 0 < at < len(row) - 1] or row
    text = "".join(character.text for character in row)
    if len(text) == len(row):
        mended = MISREAD_PAPER.sub(r"\1日报", MISREAD_BRACKET.sub("（", text))
        mended = MISREAD_DAY.sub("日", MISREAD_ONE.sub("1", mended))
        row = [replace(character, text=meant) for character, meant in zip(row, mended, strict=True)]
    first, *others = row
    if first.text == "一" and others and others[0].text == "一":
        return [replace(first, text="—"), replace(others[0], text="—"), *others[1:]]
    if first.text in "一—" and others and others[0].box.x0 - first.box.x0 > DASHES * size:
        return [replace(first, text="——"), *others]
    return row


def _set(text: str, at: int, row: Row) -> str:
    """A mark in the width that Chinese text is set in, unless it stands between figures or letters."""
    around = [row[near].text for near in (at - 1, at + 1) if 0 <= near < len(row)]
    return text if around and all(each.isascii() for each in around) else FULL_WIDTH.get(text, text)


def _sizes(lines: list[_Printed]) -> list[float]:
    """The size of each line's type in pixels; lines of about one size have the same."""
    measured = _upright(lines, [_size(line) for line in lines])
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


def _upright(lines: list[_Printed], sizes: list[float]) -> list[float]:
    """The sizes with those of single characters one below the other made equal: 上 is less high than 富."""
    single = [at for at, line in enumerate(lines) if len(line.row) == 1]
    single.sort(key=lambda at: (round(_middle(lines[at]) / (2 * sizes[at])), lines[at].box.y0))
    sizes, stack = list(sizes), single[:1]
    for at in [*single[1:], -1]:
        last = stack[-1] if stack else -1
        if at >= 0 and last >= 0 and _follows(lines[last].box, lines[at].box, max(sizes[each] for each in stack)):
            stack.append(at)
            continue
        if stack:
            largest = max(sizes[each] for each in stack)
            sizes = [largest if each in stack else size for each, size in enumerate(sizes)]
        stack = [at]
    return sizes


def _middle(line: _Printed) -> float:
    return (line.box.x0 + line.box.x1) / 2


def _follows(above: Box, below: Box, size: float) -> bool:
    level = abs(above.x0 + above.x1 - below.x0 - below.x1) < size
    return level and 0 < below.y0 - above.y0 < 2 * size


def _usual(values: list[float], lines: list[_Printed]) -> float:
    """The value of most characters of a page."""
    return median(value for value, line in zip(values, lines, strict=True) for _ in line.row) if lines else 0.0


def _darkness(line: _Printed, page: Image.Image) -> float:
    box = line.box
    cut = page.crop((int(box.x0), int(box.y0), max(int(box.x0) + 1, int(box.x1)), max(int(box.y0) + 1, int(box.y1))))
    return 255.0 - ImageStat.Stat(cut).mean[0]


def _scaled(box: Box, points: float) -> Box:
    return Box(box.x0 / points, box.y0 / points, box.x1 / points, box.y1 / points)

"""The layout of a scanned page: where its lines of text, its rules and frames and its photographs are.

`engine.text_on` tells about where text stands. Each strip of it becomes a line, as long and as high as its ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from PIL import Image, ImageFilter, ImageOps

from articles.reading.glyphs import Box
from articles.reading.ocr import engine
from articles.reading.ocr.ink import INK, Area, Stretch, columns_of, inked, parts_of, rows_of, share_of
from articles.reading.ocr.rules import frames_of, ring_around, without_rules

STRIP = 120
"""Pixels of a strip of the page in which heights of lines are measured."""
LOWEST, HIGHEST = 8, 120
"""Pixels that lines of a page's text are high."""
THICKER = 1.6
"""By how much a line reaches further than the strip that tells of it: times the strip's area over its edge."""
BROKEN = 0.12
"""Of the height of a line, white that may run through it, as between the strokes of 二."""
NEAR, LONGEST = 0.5, 3.0
"""Ems within which ink at the end of a line belongs to it, and how much there is at most: dashes count as no text."""
DARK_GROUND = 0.6
"""Share of ink from which letters are white on dark."""
WORDS = 0.08
"""Share of a grey ground that strips of text cover; on a photograph there are at most some signs."""
PHOTO = 5.0
"""Ems that both sides of a photograph are long at least."""
COARSER, SPOT, TINT = 4, 7, 16
"""How many times smaller the page is looked at for photographs, pixels of it without paper, shades darker than that."""
STACK = 3.0
"""How many times higher than wide what holds characters one below the other is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Single lines, photographs, rules and frames; all in pixels. `em` is the height of most lines."""

    em: float
    lines: list[Area] = field(default_factory=list)
    photos: list[Area] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)


def layout_of(page: Image.Image, ink: Image.Image) -> Layout:
    """The layout of a grey page whose lines are level, and of its ink. White letters on a dark ground become black on
    white on it."""
    em = _em(ink)
    layout = Layout(em)
    if em:
        text, printed = engine.text_on(page, em), ink.copy()
        grounds: list[Area] = []
        for area in _photos(page, em):
            (grounds if _holds_words(text, area, page) else layout.photos).append(area)
        layout.rules.extend(without_rules(ink, em))
        strips = [strip for strip in _strips(text, page) if not _is_on(strip, layout.photos)]
        for strip in strips:
            _darken(page, ink, strip)
        lines = [line for strip in strips for line in _lines(ink, strip)]
        layout.lines.extend(_lengthened(ink, line, lines) if _is_long(line) else line for line in lines)
        rings = (ring_around(printed, line) for line in layout.lines if not _is_on(line, grounds))
        layout.frames.extend(frames_of(layout.rules, em))
        layout.frames.extend(Box(*ground) for ground in grounds)
        layout.frames.extend(filter(None, rings))
    return layout


def _em(ink: Image.Image) -> float:
    """The usual height of lines: of black in narrow strips down the page."""
    heights = []
    for left in range(0, ink.width - STRIP, STRIP):
        rows = ink.crop((left, 0, left + STRIP, ink.height)).resize((1, ink.height), Image.Resampling.BOX).tobytes()
        heights += [len(run[0]) for run in INK.finditer(rows) if LOWEST <= len(run[0]) <= HIGHEST]
    return median(heights) if heights else 0.0


def _photos(page: Image.Image, em: float) -> list[Area]:
    """Large areas without a spot of bare paper, even between letters: photographs and grey grounds."""
    small = page.reduce(COARSER)
    counts = small.histogram()
    bare = max(range(256), key=counts.__getitem__) - TINT
    lightest = small.filter(ImageFilter.MaxFilter(SPOT))
    covered = lightest.point([255 if shade < bare else 0 for shade in range(256)])
    rim = SPOT // 2 * COARSER
    found = [tuple(edge * COARSER for edge in area) for area in parts_of(covered)]
    return [(x0 - rim, y0 - rim, x1 + rim, y1 + rim) for x0, y0, x1, y1 in found if min(x1 - x0, y1 - y0) > PHOTO * em]


def _holds_words(text: Image.Image, photo: Area, page: Image.Image) -> bool:
    """Whether what seems a photograph is the ground of a text."""
    scales = (text.width / page.width, text.height / page.height) * 2
    left, top, right, bottom = (round(edge * scale) for edge, scale in zip(photo, scales, strict=True))
    return share_of(text.crop((left, top, right, bottom))) > WORDS


def _strips(text: Image.Image, page: Image.Image) -> Iterator[Area]:
    """The strips that tell of lines, in pixels of the page."""
    across, down = page.width / text.width, page.height / text.height
    for x0, y0, x1, y1 in parts_of(text):
        yield int(x0 * across), int(y0 * down), min(page.width, int(x1 * across)), min(page.height, int(y1 * down))


def _is_on(line: Area, areas: list[Area]) -> bool:
    """Whether the middle of a line stands on one of some areas."""
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return any(area[0] < x < area[2] and area[1] < y < area[3] for area in areas)


def _around(strip: Area, ink: Image.Image) -> Area:
    """As far as a line may reach that a strip tells of."""
    x0, y0, x1, y1 = strip
    more = round(THICKER * (x1 - x0) * (y1 - y0) / (2 * (x1 - x0 + y1 - y0)))
    return max(0, x0 - more), max(0, y0 - more), min(ink.width, x1 + more), min(ink.height, y1 + more)


def _darken(page: Image.Image, ink: Image.Image, strip: Area) -> None:
    around = _around(strip, ink)
    if min(share_of(ink.crop(strip)), share_of(ink.crop(around))) > DARK_GROUND:
        for image in (page, ink):
            image.paste(ImageOps.invert(image.crop(around)), around[:2])


def _lines(ink: Image.Image, strip: Area) -> Iterator[Area]:
    """The line that a strip tells of, up to the edges of its ink; the characters of a headline that runs down, one by
    one."""
    x0, y0, x1, y1 = strip
    around = _around(strip, ink)
    if y1 - y0 > STACK * (x1 - x0):
        left, right = _met(columns_of(ink, (around[0], y0, around[2], y1)), BROKEN * (x1 - x0), around[0], (x0, x1))
        top, bottom = _met(rows_of(ink, (left, around[1], right, around[3])), right - left, around[1], (y0, y1))
        for first, last in _characters(inked(rows_of(ink, (left, top, right, bottom)), 2), right - left):
            yield left, top + first, right, top + last
        return
    top, bottom = _met(
        rows_of(ink, (x0, around[1], x1, around[3])), BROKEN * (around[3] - around[1]), around[1], (y0, y1)
    )
    left, right = _met(columns_of(ink, (around[0], top, around[2], bottom)), NEAR * (bottom - top), around[0], (x0, x1))
    if min(right - left, bottom - top) > 1:
        yield left, top, right, bottom


def _met(profile: bytes, gap: float, start: int, core: Stretch) -> Stretch:
    """From where to where the ink reaches that a stretch meets; the profile begins at `start`."""
    met = [run for run in inked(profile, gap) if start + run[0] < core[1] and core[0] < start + run[1]]
    return (start + met[0][0], start + met[-1][1]) if met else (core[0], core[0])


def _is_long(line: Area) -> bool:
    """Whether a line is more than a character, or than some of a headline that runs down."""
    return line[2] - line[0] > 2 * (line[3] - line[1])


def _lengthened(ink: Image.Image, line: Area, lines: list[Area]) -> Area:
    """A line with the dashes at its ends, as far as no other line is there."""
    x0, y0, x1, y1 = line
    beside = [each for each in lines if each[1] < (y0 + y1) / 2 < each[3]]
    reach = round(LONGEST * (y1 - y0))
    left = max([0, x0 - reach, *(each[2] for each in beside if each[2] <= x0)])
    right = min([ink.width, x1 + reach, *(each[0] for each in beside if each[0] >= x1)])
    first, last = _met(columns_of(ink, (left, y0, right, y1)), NEAR * (y1 - y0), left, (x0, x1))
    return first, y0, last, y1


def _characters(rows: list[Stretch], width: int) -> list[Stretch]:
    """The parts of characters that stand one below the other, such as the strokes of 三, put together."""
    whole: list[Stretch] = []
    for row in rows:
        if whole and row[1] - whole[-1][0] <= 1.05 * width:
            whole[-1] = (whole[-1][0], row[1])
        else:
            whole.append(row)
    return whole

"""Photographs on printed pages: what a page of a PDF holds, and to which of its stories each belongs."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from time import process_time

import pypdfium2 as pdfium
from pypdfium2 import raw

from articles.reading.glyphs import WHOLE, Box, Photograph, Sheet, placed
from articles.reading.miniatures import ENOUGH_PIXELS, miniature_of
from articles.reading.printed.stories import Region, is_under
from articles.reading.rasters import MOST_PIXELS

LEAST_SIDE = 56.0
"""Points, 2 cm; what is smaller is a sign of the page's design."""
MOST_OF_A_PAGE, SECONDS = 200, 20.0
"""Pictures and strips of a page that are looked at, and the processor time that those of a file may take: a third of
what the sandbox allows, because text is read without them, too."""
WORDS = 0.1
"""Share of a picture that characters cover from which it is the ground of a text."""
TOUCHING = 1.0
"""Points between two strips of one picture, as some programs cut it, at most."""
MOST_POINTS = 100
"""Of the frame that a picture is seen through."""
SLACK = 12.0
"""Points by which a photograph may stand out of its story."""


class Album:
    """Takes the photographs of one file's pages, as long as there is time for them."""

    def __init__(self) -> None:
        self.seconds = SECONDS

    def photographs(self, page: pdfium.PdfPage, sheet: Sheet) -> tuple[Photograph, ...]:
        """The photographs of a page, as they are printed; none of a page that cannot be drawn."""
        if sheet.drawn == (0.0, 0.0):
            return ()
        try:
            boxes = _joined(_pictures(page, sheet))
        except pdfium.PdfiumError:
            return ()
        taken = []
        for box in boxes:
            if self.seconds > 0 and _may_be_photograph(box, sheet):
                started = process_time()
                taken.append(Photograph(box, _miniature(page, box)))
                self.seconds -= process_time() - started
        return tuple(each for each in taken if each.miniature)


def _pictures(page: pdfium.PdfPage, sheet: Sheet) -> Iterator[Box]:
    """Where pictures stand, as far as they are seen."""
    left, _, _, top = page.get_cropbox()
    for item in islice(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4), MOST_OF_A_PAGE):
        width, height = item.get_px_size()
        if width * height <= MOST_PIXELS:
            seen = _seen(placed(item, (left, top)), item, (left, top))
            yield seen.common(Box(0, 0, sheet.width, sheet.height))


def _may_be_photograph(box: Box, sheet: Sheet) -> bool:
    """Whether a picture is no sign, nor the ground of the page or of a text."""
    area = box.width * box.height
    if min(box.width, box.height) < LEAST_SIDE or area > WHOLE * sheet.width * sheet.height:
        return False
    covered = sum(glyph.size * glyph.box.width for glyph in sheet.glyphs if box.holds(glyph.box))
    return covered <= WORDS * area


def _seen(box: Box, item: pdfium.PdfObject, origin: tuple[float, float]) -> Box:
    """What is seen of a picture through the frames that it was put into; inside of a form nobody tells of them."""
    frames = raw.FPDFPageObj_GetClipPath(item) if not item.container else None
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(raw.FPDFClipPath_CountPaths(frames) if frames else 0):
        points = []
        for at in range(min(MOST_POINTS, raw.FPDFClipPath_CountPathSegments(frames, path))):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(frames, path, at), x, y)
            points.append((x.value - origin[0], origin[1] - y.value))
        if points:
            across, down = zip(*points, strict=True)
            box = box.common(Box(min(across), min(down), max(across), max(down)))
    return box


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """The pictures, those put together that were cut into strips."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda each: (each.y0, each.x0)):
        strip = next((at for at, other in enumerate(whole) if _touch(other, box)), None)
        if strip is None:
            whole.append(box)
        else:
            whole[strip] = whole[strip].joined(box)
    return whole


def _touch(one: Box, other: Box) -> bool:
    """Whether two boxes are as wide, one right below the other, or as high, side by side."""
    across = max(abs(one.x0 - other.x0), abs(one.x1 - other.x1), abs(one.y1 - other.y0))
    down = max(abs(one.y0 - other.y0), abs(one.y1 - other.y1), abs(one.x1 - other.x0))
    return min(across, down) <= TOUCHING


def _miniature(page: pdfium.PdfPage, box: Box) -> str:
    """The miniature of what is printed there; "" where it is no photograph, or cannot be drawn."""
    width, height = page.get_size()
    crop = (box.x0, height - box.y1, width - box.x1, box.y0)
    try:
        scale = ENOUGH_PIXELS / min(box.width, box.height)
        return miniature_of(page.render(scale=scale, crop=crop, draw_annots=False, may_draw_forms=False).to_pil())
    except pdfium.PdfiumError:
        return ""


def by_story(sheet: Sheet, regions: Sequence[Region]) -> dict[int, list[Photograph]]:
    """The photographs that each story of a page shows, by the story's place in the list. A photograph
    goes to the caption right below it; else to the only story in its frame, or that stands around it. Where there is
    none, or more than one, it goes to nobody."""
    shown: dict[int, list[Photograph]] = defaultdict(list)
    for photograph in sheet.photographs:
        for claimed in _claims(photograph.box, sheet.frames, regions):
            if claimed:
                if len(claimed) == 1:
                    shown[claimed[0]].append(photograph)
                break
    return shown


def _claims(box: Box, frames: Sequence[Box], regions: Sequence[Region]) -> Iterator[list[int]]:
    """The stories that each of the signs gives a photograph to, from the surest."""
    yield [at for at, each in enumerate(regions) if each.caption and is_under(each.columns[0], box)]
    stories = [(at, each.box) for at, each in enumerate(regions) if not each.caption]
    around = [frame for frame in frames if frame.holds(box) and not box.holds(frame)]
    frame = min(around, key=lambda each: each.width * each.height, default=None)
    if frame:
        yield [at for at, story in stories if frame.holds(story)]
    yield [at for at, story in stories if story.holds(box, SLACK)]

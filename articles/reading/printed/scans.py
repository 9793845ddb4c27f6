"""Pictures of newspaper pages to a SourceReading: their text is recognised, then read as that of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from articles.reading import rasters, sandbox
from articles.reading.drawing import SHARPEST
from articles.reading.glyphs import Sheet
from articles.reading.ocr import engine
from articles.reading.ocr.sheets import sheet_of_picture
from articles.reading.printed import pdf
from articles.reading.readings import SourceReading
from articles.text.errors import UnreadableInput

MAX_PAGES = 64
"""Pictures in one file: an issue has 4 to 32 pages."""
LEAST_PIXELS = 600
"""Of the shorter side; on a smaller picture no text of a page can be read."""


def read_scan(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """Read a picture, or several in one TIFF file, in a limited child process."""
    told = {"name": name, "given_date": given_date, "newspaper": newspaper}
    reading: SourceReading = sandbox.call_limited(SourceReading, "printed.scans.parse", data, told, engine.LIMITS)
    return reading


def parse(data: bytes, name: str, *, given_date: date | None, newspaper: str) -> SourceReading:
    """The same in this process. Raises UnreadableInput `broken_picture`, `too_many_pixels`, `too_small`,
    `too_many_pages`, `too_slow` or `no_article`, with the page as its place where there are several."""
    return pdf.reading_of("scan", _sheets(data), name, given_date, newspaper)


def _sheets(data: bytes) -> Iterator[Sheet]:
    pages = rasters.pages_of(data)
    if pages > MAX_PAGES:
        raise UnreadableInput("too_many_pages", pages=pages, limit=MAX_PAGES)
    for index in range(pages):
        place = f"page {index + 1}" if pages > 1 else ""
        image = rasters.opened(data, place, index)
        if min(image.size) < LEAST_PIXELS:
            raise UnreadableInput("too_small", place, width=image.width, height=image.height, least=LEAST_PIXELS)
        size = image.width / SHARPEST, image.height / SHARPEST
        yield sheet_of_picture(image, SHARPEST, size)

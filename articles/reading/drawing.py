"""A page of a PDF as pictures of the print, without what must not be shown."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from articles.reading import sandbox
from articles.reading.pdf_glyphs import size_of
from articles.reading.sandbox import Limits
from articles.text.errors import UnreadableInput

Area = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's top left corner."""

LIMITS = Limits(cpu_seconds=30, wall_seconds=45.0, output=16 << 20)
BLANK = (202, 198, 190)
"""The colour of what is not shown: a grey that no reader takes for white paper."""
BLEED = 0.3
"""Share of a line's height by which its ink may stand out of its box."""
QUALITIES = (60, 45, 30)
MOST_BYTES, SCREEN = 150_000, 1280
"""A picture of that width is kept coarser where it would weigh more, and larger ones in proportion to their area; the
last quality is taken at any weight."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a WebP picture of that many pixels in width."""

    width: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Veiling:
    """What of a page is not shown: everything outside of the areas in `only`, if there are any, and `blank`."""

    only: tuple[Area, ...] | None = None
    blank: tuple[Area, ...] = ()


def draw(data: bytes, index: int, widths: tuple[int, ...], veiling: Veiling) -> tuple[Picture, ...]:
    """Page number `index`, from 0, of a PDF file in each of these widths, drawn in a limited child process.

    Raises UnreadableInput `broken_pdf`, or what the sandbox raises.
    """
    told = {"index": index, "widths": widths, "veiling": veiling}
    pictures: tuple[Picture, ...] = sandbox.call_limited(tuple[Picture, ...], "drawing.paint", data, told, LIMITS)
    return pictures


def paint(data: bytes, index: int, widths: tuple[int, ...], veiling: Veiling) -> tuple[Picture, ...]:
    """The same in this process."""
    try:
        with pdfium.PdfDocument(data) as document:
            page = document[index]
            if size_of(page) == (0.0, 0.0):
                raise UnreadableInput("broken_pdf", f"page {index + 1}")
            scale = max(widths) / page.get_width()
            # Remarks that somebody stuck on the page are no print, and no line of the reading.
            image = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB")
    except (pdfium.PdfiumError, IndexError) as error:
        raise UnreadableInput("broken_pdf", f"page {index + 1}", reason=str(error)) from error
    image = veiled(image, veiling, scale)
    return tuple(Picture(width, _webp(image, width)) for width in widths)


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
        bleed = BLEED * min(right - left, bottom - top)
        pen.rectangle(_pixels((left - bleed, top - bleed, right + bleed, bottom + bleed), scale), fill=BLANK)
    return shown


def _pixels(area: Area, scale: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(edge * scale) for edge in area)
    return max(0, x0), max(0, y0), max(0, x1), max(0, y1)


def _webp(image: Image.Image, width: int) -> bytes:
    height = max(1, round(image.height * width / image.width))
    resized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    room = MOST_BYTES * max(1.0, (width / SCREEN) ** 2)
    for quality in QUALITIES:
        buffer = io.BytesIO()
        resized.save(buffer, "WEBP", quality=quality, method=4)
        if buffer.tell() <= room:
            break
    return buffer.getvalue()
